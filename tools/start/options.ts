import { services } from '@dateline/contracts';
import { messageOf } from '@dateline/infrastructure';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const PORTS = services.map(({ name, port }) => `${name.toUpperCase()}_PORT (${port})`).join(', ');

/** Where the data of real feeds are kept when nothing else is said. */
function defaultFolder(): string {
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'dateline');
}

export const USAGE = `npm start                         sample outlets, table of what became of them, stays up
npm start -- --once               ends when the samples are done; exit code 0 only if the audit balances
npm start -- --feeds <opml or url…>   real feeds instead of the samples
  --data <folder>                 where the embedded Kafka and MongoDB keep their data; with real feeds they
                                  do so by default, in ${defaultFolder()}
  --ephemeral                     keeps no data; the samples keep none in any case
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
  /** Where an embedded Kafka and MongoDB keep their data; none when these go with the run. */
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
        ephemeral: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (positionals.length > 0 && values.feeds.length === 0)
      throw new Error(`"${positionals[0]}" is no option`);
    const { ephemeral, data, ...rest } = values;
    if (ephemeral && data !== undefined)
      throw new Error('--data keeps the data, --ephemeral keeps none: say one');
    const feeds = [...values.feeds, ...positionals];
    const kept = data ?? (ephemeral || feeds.length === 0 ? undefined : defaultFolder());
    return { ...rest, feeds, data: kept === undefined ? undefined : resolve(kept) };
  } catch (cause) {
    throw new UsageError(`${messageOf(cause)}\n\n${USAGE}`, { cause });
  }
}
