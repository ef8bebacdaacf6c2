import type { EventPublisher, KafkaClient, KafkaNames } from '@dateline/messaging';
import type { Database } from '@dateline/storage';
import type { CliSettings } from '../gateway.config.js';
import type { Backend } from './backend/backend.types.js';

/** Where a command writes to. */
export interface Voice {
  /** Writes a line of the answer to standard output. */
  print(text: string): void;
  /** Writes a line about progress to standard error. */
  tell(text: string): void;
}

/** The context of a command of daily work, which a gateway can do as well as the stores themselves. */
export interface DailyContext extends Voice {
  backend: Backend;
  now(): Date;
}

/** The context of a command that needs the stores. They connect at first use. */
export interface CliContext extends Voice {
  settings: CliSettings;
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

/** One command of `dateline`; the list has its name and what it is for. */
export interface Command<Context = CliContext> {
  /** Operands after the name, for the help. */
  operands: string;
  /** Longer help: options and exit codes that need explanation. */
  details?: string;
  options: Record<string, CommandOption>;
  /** Of a command with actions: what each of them takes. The first operand names it; any other option is a mistake. */
  actions?: Record<string, ActionUse>;
  run(context: Context, operands: string[], options: OptionValues): Promise<ExitCode>;
}

export interface CommandOption {
  type: 'string' | 'boolean';
  /** Stands for the value in the help. */
  value?: string;
  about: string;
}

/** How an action of a command is called. */
export interface ActionUse {
  /** What comes after its name. */
  operands: string;
  options: readonly string[];
}

/** A wrong command line; the message names the mistake. */
export class UsageError extends Error {
  readonly code = 'usage';
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

/** The answer is no: what was asked for was refused, and the message says why. Exit code 1. */
export class Refused extends Error {
  readonly code = 'refused';
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refused';
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

/** Prints an answer: as JSON with `--json`, else as the text for people. */
export function printAnswer(
  { print }: Voice,
  answer: unknown,
  { options, text }: { options: OptionValues; text: string },
): void {
  print(options['json'] === true ? JSON.stringify(answer, null, 2) : text);
}

/** The option that most commands share. */
export const JSON_OPTION = { json: { type: 'boolean', about: 'print JSON instead of a table' } } as const;
