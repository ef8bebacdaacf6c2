import { stageReader, type ReadingStage } from '@dateline/contracts';
import { EventPattern } from '@nestjs/microservices';

/** How a stage's handler receives its messages. */
export interface StageHandling {
  /** The handler takes an array of StageMessage and returns an array of results. */
  batch?: boolean;
  /** How many messages of different keys are handled at once, if the handler takes one message. */
  concurrency?: number;
}

/** Metadata that the runtime finds on a handler. */
export interface StageExtras extends StageHandling {
  /** Name of the stage in outcomes, metrics and the consumer group. */
  stage: ReadingStage;
}

/** Makes the method a stage's handler. The pipeline table defines which topic it reads. */
export function StageHandler(stage: ReadingStage, handling: StageHandling = {}): MethodDecorator {
  return EventPattern<string>(stageReader(stage).topic, { stage, ...handling });
}
