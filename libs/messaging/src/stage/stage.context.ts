import { BaseRpcContext } from '@nestjs/microservices';
import type { StageMessage } from './decode-message.js';

/** `@Ctx()` of a stage handler: the message or messages with envelope, position and attempt. */
export class StageContext extends BaseRpcContext<[StageMessage[]]> {
  constructor(messages: StageMessage[]) {
    super([messages]);
  }

  get messages(): StageMessage[] {
    return this.getArgByIndex(0) as StageMessage[];
  }

  /** The message of a handler that takes a single one. */
  get message(): StageMessage {
    const [first] = this.messages;
    if (!first) throw new RangeError('no message');
    return first;
  }
}
