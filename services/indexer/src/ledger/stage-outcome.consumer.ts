import type { StageOutcome } from '@dateline/contracts';
import { StageHandler, type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { KeepLedger } from './keep-ledger.js';

@Controller()
export class StageOutcomeConsumer {
  constructor(private readonly ledger: KeepLedger) {}

  @StageHandler('ledger', { batch: true })
  onStageOutcomes(@Payload() messages: StageMessage<StageOutcome>[]): Promise<StageResult[]> {
    return this.ledger.run(messages);
  }
}
