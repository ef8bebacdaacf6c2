import { services } from '@dateline/contracts';
import { messageOf } from '@dateline/infrastructure';
import { parseArgs } from 'node:util';

const PORTS = services.map(({ name, port }) => `${name.toUpperCase()}_PORT (${port})`).join(', ');

export const USAGE = `npm start                         sample outlets, table of what became of them, stays up
npm start -- --once               ends when the samples are done; exit code 0 only if the audit balances
npm start -- --feeds <opml or url…>   real feeds instead of the samples
  --data <folder>                 keeps the embedded Kafka's and MongoDB's data there
  --verbose                       every log line of the services

Settings: ${PORTS};
KAFKA_BROKERS and MONGODB_URI for your own Kafka and MongoDB; DATELINE_INFRASTRUCTURE=compose|embedded.`;

/** A mistake in how the launcher was called: one line, no stack. */
export class UsageError extends Error {}

/** What the command line asks for. */
export interface StartOptions {
  /** Addresses of feeds and files of OPML; none for the samples. */
  feeds: string[];
  once: boolean;
  verbose: boolean;
  data?: string | undefined;
  help: boolean;
}

/** Reads the command line; throws UsageError. */
export function readOptions(args: string[]): StartOptions {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        feeds: { type: 'string', multiple: true, default: [] },
        once: { type: 'boolean', default: false },
        verbose: { type: 'boolean', default: false },
        data: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 0 && values.feeds.length === 0)
      throw new Error(`"${positionals[0]}" is no option`);
    return { ...values, feeds: [...values.feeds, ...positionals] };
  } catch (cause) {
    throw new UsageError(`${messageOf(cause)}\n\n${USAGE}`, { cause });
  }
}
