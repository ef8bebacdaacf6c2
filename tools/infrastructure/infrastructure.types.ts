export type Log = (line: string) => void;

/** A broker or database that a fault test can stop, start and freeze; port and data stay the same. */
export interface EmbeddedServer {
  readonly pid: number | undefined;
  readonly logFile: string;
  start(): Promise<void>;
  stop(options?: { hard?: boolean }): Promise<void>;
  pause(): void;
  resume(): void;
}

/** A Kafka and a MongoDB that run, and how they are ended. */
export interface Infrastructure {
  kind: 'given' | 'compose' | 'testcontainers' | 'embedded';
  kafkaBrokers: string;
  mongodbUri: string;
  stop(): Promise<void>;
}

export interface EmbeddedInfrastructure extends Infrastructure {
  kind: 'embedded';
  embedded: { kafka: EmbeddedServer; mongo: EmbeddedServer; folder: string };
}
