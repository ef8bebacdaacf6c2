/** An error as the client makes it of an answer: `type` is the broker's word. */
export class BrokerError extends Error {
  constructor(
    readonly type: string,
    readonly retriable = true,
  ) {
    super(type);
    this.name = 'KafkaJSProtocolError';
  }
}

/** The connection of one process. While it is cut, requests fail; those of a dead process never come back. */
export interface Line {
  state: 'up' | 'cut' | 'dead';
}

/** The state of the line. Never resolves in a process that was killed. */
export const reached = (line: Line): Promise<Line['state']> =>
  line.state === 'dead' ? new Promise(() => undefined) : Promise.resolve(line.state);
