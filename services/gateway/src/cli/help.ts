import type { Command } from './command.js';

/** Output of `dateline --help`. */
export function generalHelp(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'dateline <command> [options]',
    '',
    ...commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`),
    '',
    'dateline <command> --help explains one command.',
    '',
    'Settings come from the environment, as for the services: KAFKA_BROKERS, KAFKA_PREFIX, MONGODB_URI, MONGODB_DB …',
    'Answers go to standard output, everything else to standard error.',
    '',
    'Exit codes: 0 done, or yes; 1 the answer is no; 2 it could not be done or determined; 64 wrong command line.',
  ].join('\n');
}

/** Output of `dateline <command> --help`. */
export function helpOf({ name, operands, summary, details, options }: Command): string {
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
