import { messageOf } from '@dateline/infrastructure';
import { existsSync, readFileSync } from 'node:fs';
import type { GatewayClient } from './gateway-client.ts';
import { UsageError } from './options.ts';

/** The address of a feed, or a file of OPML with its text. */
export type FeedArgument =
  { url: string; file?: undefined; opml?: undefined } | { url?: undefined; file: string; opml: string };

/** Reads what `--feeds` names: addresses of feeds, and OPML files as text. Throws in one line for anything else. */
export function readFeedArguments(args: string[]): FeedArgument[] {
  return args.map((arg) => {
    if (/^https?:\/\//i.test(arg)) {
      if (!URL.canParse(arg)) throw new UsageError(`"${arg}" is no web address.`);
      return { url: arg };
    }
    if (!existsSync(arg)) throw new UsageError(`"${arg}" is neither a web address nor a file.`);
    const text = readFileSync(arg, 'utf8');
    if (!/<opml[\s>]/i.test(text)) throw new UsageError(`"${arg}" is not an OPML file.`);
    return { file: arg, opml: text };
  });
}

/** Has the gateway follow the feeds; one that it refuses is told and left out. Throws when none is left. */
export async function followFeeds(
  gateway: GatewayClient,
  feeds: FeedArgument[],
  say: (line: string) => void,
): Promise<void> {
  let accepted = 0;
  for (const feed of feeds) {
    try {
      const answer =
        feed.opml === undefined ? await gateway.addFeed(feed) : await gateway.importOpml(feed.opml);
      accepted += 1;
      say(`feeds added: ${feed.url ?? `${feed.file} ${summaryOf(answer)}`}`);
    } catch (error) {
      say(`not added: ${feed.url ?? feed.file}: ${messageOf(error)}`);
    }
  }
  if (accepted === 0) throw new UsageError('The gateway took none of the feeds.');
}

function summaryOf(answer: unknown): string {
  const counts = Object.entries(answer ?? {}).map(([name, value]): [string, unknown] => [
    name,
    Array.isArray(value) ? value.length : value,
  ]);
  return counts
    .filter(([, value]) => typeof value === 'number')
    .map(([name, value]) => `${name} ${String(value)}`)
    .join(', ');
}
