import type { Readable } from 'node:stream';

type Log = (line: string) => void;

/** A broker or database that a fault test can stop, start and freeze; port and data stay the same. */
export interface EmbeddedServer {
  readonly pid: number | undefined;
  readonly logFile: string;
  start(): Promise<void>;
  stop(options?: { hard?: boolean }): Promise<void>;
  pause(): void;
  resume(): void;
}

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

export function startInfrastructure(options: {
  log: Log;
  dataDir?: string;
  preference?: 'compose' | 'testcontainers' | 'embedded';
}): Promise<Infrastructure>;

export function startEmbedded(options: { log: Log; dataDir?: string }): Promise<EmbeddedInfrastructure>;

export function freePort(): Promise<number>;

export class SupervisedProcess {
  constructor(
    command: string,
    args: string[],
    options?: { cwd?: string; env?: NodeJS.ProcessEnv; logFile?: string },
  );
  readonly pid: number | undefined;
  readonly stdout: Readable | null;
  readonly stderr: Readable | null;
  readonly ended: Promise<{ code: number | null; signal: NodeJS.Signals | null; error?: Error }>;
  readonly isRunning: boolean;
  signal(signal: NodeJS.Signals): boolean;
  stop(graceMs?: number): Promise<{ code: number | null; signal: NodeJS.Signals | null; error?: Error }>;
}
