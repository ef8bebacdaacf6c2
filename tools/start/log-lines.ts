import { SERVICES, type ServiceName } from '@dateline/contracts';

const LEVELS: Record<string, string> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};
const QUIET: ReadonlySet<string> = new Set(['trace', 'debug', 'info']);
/** Green, magenta, yellow, blue, cyan: one after another for the services. */
const COLOURS = [32, 35, 33, 34, 36];
const SEVERITY_COLOURS: Record<string, number> = { warn: 33, error: 31, fatal: 31 };
const NAME_WIDTH = Math.max(...SERVICES.map((name) => name.length));
const VALUE_WIDTH = 120;
/** In every line of a service: not worth a place on the screen. */
const LEFT_OUT = new Set([
  'level',
  'time',
  'pid',
  'hostname',
  'msg',
  'service',
  'version',
  'name',
  'err',
  'req',
  'res',
  'trace_id',
  'span_id',
  'context',
]);

const inColour = process.stdout.isTTY && !process.env['NO_COLOR'];

export const colour = (text: string, code: number): string =>
  inColour ? `\u001b[${code}m${text}\u001b[0m` : text;

/** A line of pino's, its level as a word. */
interface LogRecord {
  level: string;
  msg?: string;
  err?: { message?: string };
}

/**
 * A function that prints a service's log line: pino's JSON as one readable line, anything else as it is. Without `verbose`, only
 * warnings and what is worse.
 */
export function logPrinter({
  verbose,
  print = console.log,
}: {
  verbose: boolean;
  print?: (line: string) => void;
}): (service: ServiceName, line: string) => void {
  return (service, line) => {
    const record = parse(line);
    if (record && !verbose && QUIET.has(record.level)) return;
    print(
      `${colour(service.padEnd(NAME_WIDTH), COLOURS[SERVICES.indexOf(service) % COLOURS.length] ?? 37)} ${record ? readable(record) : line}`,
    );
  };
}

/** The level is a word or pino's number. */
function parse(line: string): LogRecord | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    const record = JSON.parse(line) as Omit<LogRecord, 'level'> & { level?: string | number };
    return record.level === undefined
      ? undefined
      : { ...record, level: LEVELS[record.level] ?? String(record.level) };
  } catch {
    return undefined;
  }
}

function readable(record: LogRecord): string {
  const { level } = record;
  const fields = Object.entries(record).filter(
    ([name, value]) => !LEFT_OUT.has(name) && value !== null && value !== undefined,
  );
  const shown = fields.map(([name, value]) => `${name}=${short(value)}`);
  const error = record.err?.message ? `(${record.err.message})` : '';
  return [
    colour(level.padEnd(5), SEVERITY_COLOURS[level] ?? 90),
    record.msg ?? '',
    error,
    colour(shown.join(' '), 90),
  ]
    .filter(Boolean)
    .join(' ');
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > VALUE_WIDTH ? `${text.slice(0, VALUE_WIDTH)}…` : text;
}
