import type { ClusterChange } from '@dateline/contracts';
import { StageHandler, type StageMessage, type StageResult } from '@dateline/messaging';
import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { ChangeClusters } from './change-clusters.js';

@Controller()
export class ClusterChangeConsumer {
  constructor(private readonly clusters: ChangeClusters) {}

  @StageHandler('cluster', { batch: true })
  onClusterChanges(@Payload() messages: StageMessage<ClusterChange>[]): Promise<StageResult[]> {
    return this.clusters.run(messages);
  }
}
