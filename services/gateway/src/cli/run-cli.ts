import { loadSettings, SettingError } from '@dateline/config';
import { describeError } from '@dateline/messaging';
import { parseArgs } from 'node:util';
import { cliSettings } from '../gateway.config.js';
import { auditCommand } from './commands/audit.command.js';
import { EXIT, UsageError, type Command, type ExitCode, type OptionValues } from './command.js';
import { clustersCommand } from './commands/clusters.command.js';
import { deadLettersCommand } from './commands/dead-letters.command.js';
import { feedsCommand } from './commands/feeds.command.js';
import { importCommand } from './commands/import.command.js';
import { openApiCommand } from './commands/openapi.command.js';
import { openContext } from './open-context.js';
import { generalHelp, helpOf } from './help.js';
import { changesCommand } from './commands/changes.command.js';
import { keysCommand } from './commands/keys.command.js';
import { parametersCommand } from './commands/parameters.command.js';
import { reconcileCommand } from './commands/reconcile.command.js';
import { replayCommand } from './commands/replay.command.js';
import { sitesCommand } from './commands/sites.command.js';
import { migrateCommand } from './commands/migrate.command.js';
import { topicsCommand } from './commands/topics.command.js';
import { traceCommand } from './commands/trace.command.js';
import { whyCommand } from './commands/why.command.js';
import { eraseCommand, retractCommand } from './commands/withdraw.command.js';

const COMMANDS: readonly Command[] = [
  auditCommand,
  traceCommand,
  whyCommand,
  importCommand,
  feedsCommand,
  deadLettersCommand,
  reconcileCommand,
  replayCommand,
  clustersCommand,
  parametersCommand,
  sitesCommand,
  retractCommand,
  eraseCommand,
  keysCommand,
  changesCommand,
  migrateCommand,
  topicsCommand,
  openApiCommand,
];

export interface CliEnvironment {
  variables: Readonly<Record<string, string | undefined>>;
  print(text: string): void;
  tell(text: string): void;
}

/** Runs one command line, without the program's name. Never throws: every end is an exit code, and a line that says why. */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    environment.print(generalHelp(COMMANDS));
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  const command = COMMANDS.find((c) => c.name === name);
  if (!command) {
    environment.tell(`dateline: there is no command "${name}"; dateline --help lists them`);
    return EXIT.usage;
  }
  try {
    return await runCommand(command, rest, environment);
  } catch (error) {
    return explain(error, name, environment);
  }
}

async function runCommand(
  command: Command,
  args: readonly string[],
  environment: CliEnvironment,
): Promise<ExitCode> {
  const { values, operands } = readArguments(command, args);
  if (values['help']) {
    environment.print(helpOf(command));
    return EXIT.ok;
  }
  const context = openContext(loadSettings(cliSettings, environment.variables), environment);
  try {
    return await command.run(context, operands, values);
  } finally {
    await context.close();
  }
}

function readArguments(
  command: Command,
  args: readonly string[],
): { values: OptionValues; operands: string[] } {
  const options = Object.entries(command.options).map(([name, { type }]) => [name, { type }] as const);
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...Object.fromEntries(options), help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    return { values: values as OptionValues, operands: positionals };
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause));
  }
}

function explain(error: unknown, name: string, { tell }: CliEnvironment): ExitCode {
  if (error instanceof UsageError) {
    tell(`dateline ${name}: ${error.message}`);
    tell(`dateline ${name} --help says more`);
    return EXIT.usage;
  }
  tell(`dateline ${name}: ${error instanceof SettingError ? error.message : describeError(error)}`);
  return EXIT.failed;
}
