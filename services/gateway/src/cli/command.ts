import type { EventPublisher, KafkaClient, KafkaNames } from '@dateline/messaging';
import type { Database } from '@dateline/storage';
import type { CliSettings } from '../gateway.config.js';

/** The context of a command. Stores connect at first use. */
export interface CliContext {
  settings: CliSettings;
  /** Writes a line of the answer to standard output. */
  print(text: string): void;
  /** Writes a line about progress to standard error. */
  tell(text: string): void;
  /** Waits until MongoDB answers; throws StoreAway. */
  database(): Promise<Database>;
  kafka(): KafkaClient;
  names: KafkaNames;
  publisher(): EventPublisher;
}

/** How a command ends. */
export const EXIT = {
  /** Done, or the answer is yes. */
  ok: 0,
  /** The answer is no: the audit failed, nothing was found, or a file was refused. */
  no: 1,
  /** No answer: Kafka or MongoDB is away, or a setting is wrong. */
  failed: 2,
  /** The command line is wrong (EX_USAGE of sysexits). */
  usage: 64,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export type OptionValues = Record<string, string | boolean | undefined>;

/** One command of `dateline`. */
export interface Command {
  name: string;
  /** Operands after the name, for the help. */
  operands: string;
  summary: string;
  /** Longer help: options and exit codes that need explanation. */
  details?: string;
  options: Record<string, { type: 'string' | 'boolean'; value?: string; about: string }>;
  run(context: CliContext, operands: string[], options: OptionValues): Promise<ExitCode>;
}

/** A wrong command line; the message names the mistake. */
export class UsageError extends Error {
  readonly code = 'usage';
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** A store does not answer. */
export class StoreAway extends Error {
  readonly code = 'store_away';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'StoreAway';
  }
}

/** The value of a text option. */
export function textOption(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** The option that most commands share. */
export const JSON_OPTION = { json: { type: 'boolean', about: 'print JSON instead of a table' } } as const;
