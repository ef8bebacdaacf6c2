import type { Command } from './command.js';

interface Named {
  name: string;
  summary: string;
}

/** Output of `dateline --help`. */
export function generalHelp(commands: readonly Named[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'dateline <command> [options]    dateline --version',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'dateline <command> --help explains one command.',
    '',
    'DATELINE_URL names the gateway (http://127.0.0.1:8080), DATELINE_KEY its key, which is also looked for in API_KEY_FILE.',
    'Without DATELINE_URL, and where MONGODB_URI or KAFKA_BROKERS is set, commands work on the stores themselves. Their settings come',
    'from the environment, as for the services: KAFKA_BROKERS, KAFKA_PREFIX, MONGODB_URI, MONGODB_DB …',
    'Answers go to standard output, everything else to standard error.',
    '',
    'Exit codes: 0 done, or yes; 1 the answer is no; 2 it could not be done or determined; 64 wrong command line.',
  ].join('\n');
}

/** Output of `dateline <command> --help`. */
export function helpOf(
  { name, summary }: Named,
  { operands, details, options }: Pick<Command, 'operands' | 'details' | 'options'>,
): string {
  const lines = Object.entries(options).map(
    ([option, { value, about }]) =>
      [`--${option}${value === undefined ? '' : ` <${value}>`}`, about] as const,
  );
  const width = Math.max(0, ...lines.map(([left]) => left.length));
  return [
    `dateline ${name} ${operands}`.trimEnd(),
    '',
    summary,
    ...(lines.length === 0 ? [] : ['']),
    ...lines.map(([left, about]) => `  ${left.padEnd(width)}  ${about}`),
    ...(details === undefined ? [] : ['', details]),
  ].join('\n');
}
