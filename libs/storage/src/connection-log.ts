/** Logs whether MongoDB is there. The driver reports each failed attempt several times; only the first report says something new. */
export class ConnectionLog {
  private reported: 'new' | 'connected' | 'away' = 'new';

  constructor(
    private readonly options: {
      dbName: string;
      log: (level: 'info' | 'warn', message: string, fields?: object) => void;
    },
    private readonly closing: AbortSignal,
  ) {}

  connected(): void {
    if (this.closing.aborted || this.reported === 'connected') return;
    const message = this.reported === 'new' ? 'connected to MongoDB' : 'MongoDB is back';
    this.reported = 'connected';
    this.options.log('info', message, { dbName: this.options.dbName });
  }

  away(error?: string): void {
    if (this.closing.aborted || this.reported === 'away') return;
    this.reported = 'away';
    this.options.log('warn', 'MongoDB is away; waiting for it', error === undefined ? {} : { error });
  }
}
