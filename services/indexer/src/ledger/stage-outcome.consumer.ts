import { topics, type StageOutcome } from '@dateline/contracts';
import { type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { EventPattern, Payload } from '@nestjs/microservices';
import { KeepLedger } from './keep-ledger.js';

@Controller()
export class StageOutcomeConsumer {
  constructor(private readonly ledger: KeepLedger) {}

  @EventPattern<string>(topics.outcomes.name, { stage: 'ledger', batch: true })
  onStageOutcomes(@Payload() messages: StageMessage<StageOutcome>[]): Promise<StageResult[]> {
    return this.ledger.run(messages);
  }
}
