import { stageReader, type ReadingStage } from '@dateline/contracts';
import { EventPattern } from '@nestjs/microservices';

/** How a stage's handler takes its messages. */
export interface StageHandling {
  /** The handler takes an array of StageMessage and gives an array of results. */
  batch?: boolean;
  /** Messages of different keys handled at once by a handler that takes one. */
  concurrency?: number;
}

/** What the runtime finds with a handler. */
export interface StageExtras extends StageHandling {
  /** Names the stage in outcomes, metrics and the consumer group. */
  stage: ReadingStage;
}

/** Makes the method the handler of a stage: the table of the pipeline says which topic it reads. */
export function StageHandler(stage: ReadingStage, handling: StageHandling = {}): MethodDecorator {
  return EventPattern<string>(stageReader(stage).topic, { stage, ...handling });
}
