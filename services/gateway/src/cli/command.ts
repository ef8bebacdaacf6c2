import type { EventPublisher, KafkaClient, KafkaNames } from '@dateline/messaging';
import type { Database } from '@dateline/storage';
import type { CliSettings } from '../gateway.config.js';

/** What a command works with. Stores connect when first asked for. */
export interface CliContext {
  settings: CliSettings;
  /** A line of the answer, to standard output. */
  print(text: string): void;
  /** A line about the work, to standard error. */
  tell(text: string): void;
  /** Waits until MongoDB answers; throws StoreAway. */
  database(): Promise<Database>;
  kafka(): KafkaClient;
  names: KafkaNames;
  publisher(): EventPublisher;
}

/** How a command ends. */
export const EXIT = {
  /** It is done, or the answer is yes. */
  ok: 0,
  /** The answer is no: the audit does not hold, nothing was found, a file was refused. */
  no: 1,
  /** It could not be done or determined: Kafka or MongoDB away, a wrong setting. */
  failed: 2,
  /** The command line is wrong (EX_USAGE of sysexits). */
  usage: 64,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

export type OptionValues = Record<string, string | boolean | undefined>;

/** One command of `dateline`. */
export interface Command {
  name: string;
  /** Words after the name, for the help. */
  operands: string;
  summary: string;
  /** Longer help: options and exit codes that need words. */
  details?: string;
  options: Record<string, { type: 'string' | 'boolean'; value?: string; about: string }>;
  run(context: CliContext, operands: string[], options: OptionValues): Promise<ExitCode>;
}

/** The command line is wrong; the message says what is. */
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
