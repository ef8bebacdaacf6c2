import { parseArgs } from 'node:util';
import { goesToGateway, readPlace, type Variables } from './backend/read-place.js';
import type { Entry } from './command-entry.types.js';
import { COMMANDS } from './command-list.js';
import { EXIT, Refused, UsageError, type ExitCode, type OptionValues, type Voice } from './command.js';
import { generalHelp, helpOf } from './help.js';
import { GATEWAY_VERSION } from '../version.js';

export interface CliEnvironment extends Voice {
  variables: Variables;
}

/** Runs one command line, without the program's name. Never throws: every end is an exit code, and a line that says why. */
export async function runCli(args: readonly string[], environment: CliEnvironment): Promise<ExitCode> {
  const [name, ...rest] = args;
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    environment.print(generalHelp(COMMANDS));
    return name === undefined ? EXIT.usage : EXIT.ok;
  }
  if (name === '--version' || name === '-V') {
    environment.print(`dateline ${GATEWAY_VERSION}`);
    return EXIT.ok;
  }
  const entry = COMMANDS.find((command) => command.name === name);
  if (!entry) {
    environment.tell(`dateline: there is no command "${name}"; dateline --help lists them`);
    return EXIT.usage;
  }
  try {
    return await runCommand(entry, rest, environment);
  } catch (error) {
    return explain(error, name, environment);
  }
}

type Loaded = Pick<Awaited<ReturnType<Entry['load']>>, 'operands' | 'details' | 'options' | 'actions'>;

async function runCommand(
  entry: Entry,
  args: readonly string[],
  environment: CliEnvironment,
): Promise<ExitCode> {
  if (entry.needs === 'stores') await readyNest();
  const command = await entry.load();
  const { values, operands } = readArguments(command, args);
  if (values['help']) {
    environment.print(helpOf(entry, command));
    return EXIT.ok;
  }
  refuseAlien(entry.name, command, { values, operands });
  return start(entry, environment, { values, operands });
}

/** Opens what the command needs, and closes it again. */
async function start(
  entry: Entry,
  environment: CliEnvironment,
  { values, operands }: Given,
): Promise<ExitCode> {
  const { print, tell, variables } = environment;
  const now = () => new Date();
  switch (entry.needs) {
    case 'nothing':
      return (await entry.load()).run({ print, tell, commands: COMMANDS }, operands, values);
    case 'gateway': {
      const { GatewayClient } = await import('./backend/gateway-client.js');
      const client = new GatewayClient(await readPlace(variables));
      return (await entry.load()).run({ print, tell, client, variables, now }, operands, values);
    }
    case 'stores': {
      const context = await openStores(environment);
      try {
        return await (await entry.load()).run(context, operands, values);
      } finally {
        await context.close();
      }
    }
    case 'backend': {
      const backend = await openBackend(environment);
      try {
        return await (await entry.load()).run({ print, tell, backend, now }, operands, values);
      } finally {
        await backend.close();
      }
    }
  }
}

async function openBackend(environment: CliEnvironment) {
  const { variables } = environment;
  if (goesToGateway(variables)) {
    const [{ GatewayBackend }, { GatewayClient }] = await Promise.all([
      import('./backend/gateway-backend.js'),
      import('./backend/gateway-client.js'),
    ]);
    return new GatewayBackend(new GatewayClient(await readPlace(variables)));
  }
  await readyNest();
  const { StoreBackend } = await import('./backend/store-backend.js');
  return new StoreBackend(await openStores(environment));
}

async function openStores({ variables, print, tell }: CliEnvironment) {
  const [{ loadSettings }, { cliSettings }, { openContext }] = await Promise.all([
    import('@dateline/config'),
    import('../gateway.config.js'),
    import('./open-context.js'),
  ]);
  return openContext(loadSettings(cliSettings, variables), { print, tell });
}

/** Nest's decorators want the metadata, and its logger would write to standard output. */
async function readyNest(): Promise<void> {
  await import('./ready-nest.js');
}

interface Given {
  values: OptionValues;
  operands: string[];
}

function readArguments(command: Loaded, args: readonly string[]): Given {
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

/** An option that the action does not know is a mistake, though another action knows it. */
function refuseAlien(name: string, { actions }: Loaded, { values, operands }: Given): void {
  const [first = Object.keys(actions ?? {})[0] ?? ''] = operands;
  const action = actions?.[first];
  const alien = action && Object.keys(values).find((option) => !action.options.includes(option));
  if (alien !== undefined) throw new UsageError(`${name} ${first} does not know --${alien}`);
}

async function explain(error: unknown, name: string, { tell }: CliEnvironment): Promise<ExitCode> {
  if (error instanceof UsageError || isBadRequest(error)) {
    tell(`dateline ${name}: ${error.message}`);
    tell(`dateline ${name} --help says more`);
    return EXIT.usage;
  }
  if (error instanceof Refused) {
    tell(`dateline ${name}: ${error.message}`);
    return EXIT.no;
  }
  tell(`dateline ${name}: ${await describe(error)}`);
  return EXIT.failed;
}

/** The API judges what was said on the command line. */
const isBadRequest = (error: unknown): error is Error =>
  error instanceof Error &&
  Reflect.get(error, 'code') === 'api_problem' &&
  Reflect.get(error, 'status') === 400;

/** Codes of errors whose message says all. */
const PLAIN = ['gateway_away', 'no_gateway', 'api_problem', 'bad_setting'];

async function describe(error: unknown): Promise<string> {
  const code: unknown = Reflect.get(Object(error), 'code');
  if (error instanceof Error && PLAIN.includes(String(code))) return error.message;
  return (await import('@dateline/messaging')).describeError(error);
}
