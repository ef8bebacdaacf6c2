import type { FeedDiscovery } from '../../../feeds/discovery.schema.js';
import type { AddFeed } from '../../../feeds/feeds.schema.js';
import { EXIT, Refused, type ExitCode } from '../../command.js';
import { saidRules } from '../../said-rules.js';
import type { FeedsCall } from './feeds-call.js';

/** Adds feeds by their addresses, or by the address of a site that names its feed. */
export async function addFeeds(call: FeedsCall): Promise<ExitCode> {
  const { context, operands, options } = call;
  const { title, ...rules } = saidRules(options);
  const added: object[] = [];
  let refused = 0;
  for (const operand of operands) {
    try {
      const url = await feedBehind(call, operand);
      const given = { ...rules, url, ...(title ? { title } : {}) } as AddFeed;
      const { feed, created } = await context.backend.feeds.add(given);
      added.push({ feedId: feed.feedId, url: feed.url, created });
      if (!options['json']) context.print(`${feed.feedId}  ${created ? 'added' : 'known'}  ${feed.url}`);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refused += 1;
      context.tell(`feeds add: ${error.message}`);
    }
  }
  if (options['json']) context.print(JSON.stringify(added, null, 2));
  return refused === 0 ? EXIT.ok : EXIT.no;
}

/** Whether an address ends like a site or one of its sections, and not like a file. */
function isSite(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, pathname, search } = new URL(address);
  return /^https?:$/.test(protocol) && search === '' && /(?:\/|\.html?)$/i.test(pathname);
}

/** The likeliest feed that the page at a site's address names; any other address is taken as it is. */
async function feedBehind({ context, options }: FeedsCall, address: string): Promise<string> {
  if (!isSite(address) || options['as-is'] === true) return address;
  try {
    const { feeds } = await context.backend.feeds.discover(address);
    const [feed] = feeds;
    if (!feed) throw new Refused(`${address} names no feed (--as-is adds it all the same)`);
    if (feed.from !== 'itself') context.tell(`feeds add: ${address} names ${feed.url} (${feed.from})`);
    return feed.url;
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(`no feed was found: ${error.message}`, { cause: error });
  }
}

/** Lists the feeds of pages, one per line, and adds none. */
export async function findFeeds({ context, operands, options }: FeedsCall): Promise<ExitCode> {
  const found: FeedDiscovery[] = [];
  for (const page of operands) {
    try {
      found.push(await context.backend.feeds.discover(page));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      context.tell(`feeds discover: ${error.message}`);
    }
  }
  const lines = found.flatMap(({ feeds }) =>
    feeds.map(({ url, title, from }) => `${url}  ${from}  ${title ?? ''}`.trimEnd()),
  );
  context.print(options['json'] ? JSON.stringify(found, null, 2) : lines.join('\n'));
  return lines.length > 0 ? EXIT.ok : EXIT.no;
}

/** Outlines after which the progress is told. */
const TOLD_EVERY = 5_000;

/** Adds the feeds of OPML files, one file after the other. */
export async function importFeeds({ context, operands, options }: FeedsCall): Promise<ExitCode> {
  const reports: object[] = [];
  let isWhole = true;
  for (const file of operands) {
    let told = 0;
    const progress = (done: number) => {
      if (done < told + TOLD_EVERY) return;
      told = done;
      context.tell(`${file}: ${done} outlines so far`);
    };
    try {
      const report = await context.backend.feeds.importFile(file, progress);
      const { added, known, refused } = report;
      for (const { url, problem } of refused) context.tell(`${file}: ${url} ${problem}`);
      reports.push({ file, ...report });
      const counts = `${added.length} added, ${known.length} known, ${refused.length} refused`;
      if (!options['json']) context.print(`${file}: ${counts}`);
      isWhole &&= refused.length === 0;
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      context.tell(`${file}: ${error.message}`);
      isWhole = false;
    }
  }
  if (options['json']) context.print(JSON.stringify(reports, null, 2));
  return isWhole ? EXIT.ok : EXIT.no;
}

/** Prints all feeds as OPML. */
export async function exportFeeds({ context }: FeedsCall): Promise<ExitCode> {
  context.print((await context.backend.feeds.exportOpml()).trimEnd());
  return EXIT.ok;
}
