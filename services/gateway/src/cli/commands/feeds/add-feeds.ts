import { readFile } from 'node:fs/promises';
import { addFeed, importOpml } from '../../../feeds/add-feed.js';
import { discoverFeeds, PageUnreachable } from '../../../feeds/discover-feeds.js';
import type { FeedDiscovery } from '../../../feeds/discovery.schema.js';
import { BadFeedAddress } from '../../../feeds/feed-address.js';
import { httpClientOf } from '../../../feeds/http-client-of.js';
import { recordChange } from '../../cli-caller.js';
import { EXIT, type ExitCode } from '../../command.js';
import { addOptions, rulesOf, type FeedsCall } from './feeds-call.js';

/** Adds feeds by their addresses. */
export async function addFeeds({ context, stores, operands, options }: FeedsCall): Promise<ExitCode> {
  const { title, ...rules } = rulesOf(options);
  const added: object[] = [];
  let refused = 0;
  for (const url of operands) {
    try {
      const given = { url, ...rules, ...(title ? { title } : {}) };
      const { feed, created } = await recordChange(context, { action: 'feed.add', target: url }, () =>
        addFeed(stores.feeds, given, addOptions(context, 'api')),
      );
      added.push({ feedId: feed.feedId, url: feed.url, created });
      if (!options['json']) context.print(`${feed.feedId}  ${created ? 'added' : 'known'}  ${feed.url}`);
    } catch (error) {
      if (!(error instanceof BadFeedAddress)) throw error;
      refused += 1;
      context.tell(`feeds add: ${error.message}`);
    }
  }
  if (options['json']) context.print(JSON.stringify(added, null, 2));
  return refused === 0 ? EXIT.ok : EXIT.no;
}

/** Lists the feeds of pages, one per line, and adds none. */
export async function findFeeds({ context, operands, options }: FeedsCall): Promise<ExitCode> {
  const http = httpClientOf(context.settings);
  const found: FeedDiscovery[] = [];
  for (const page of operands) {
    try {
      found.push(await discoverFeeds(http, page));
    } catch (error) {
      if (!(error instanceof BadFeedAddress || error instanceof PageUnreachable)) throw error;
      context.tell(`feeds discover: ${error.message}`);
    }
  }
  const lines = found.flatMap(({ feeds }) =>
    feeds.map(({ url, title, from }) => `${url}  ${from}  ${title ?? ''}`.trimEnd()),
  );
  context.print(options['json'] ? JSON.stringify(found, null, 2) : lines.join('\n'));
  return lines.length > 0 ? EXIT.ok : EXIT.no;
}

/** Adds the feeds of OPML files. */
export async function importFeeds({ context, stores, operands, options }: FeedsCall): Promise<ExitCode> {
  const reports: object[] = [];
  let refused = 0;
  for (const file of operands) {
    const opml = await readFile(file, 'utf8');
    const report = await recordChange(context, { action: 'feeds.import', target: file }, () =>
      importOpml(stores.feeds, opml, {
        ...addOptions(context, 'opml'),
        origin: { type: 'opml', ref: file },
        maxFeeds: context.settings.OPML_MAX_FEEDS,
      }),
    );
    for (const { url, problem } of report.refused) context.tell(`${file}: ${url} ${problem}`);
    reports.push({ file, ...report });
    const { added, known } = report;
    if (!options['json'])
      context.print(
        `${file}: ${added.length} added, ${known.length} known, ${report.refused.length} refused`,
      );
    refused += report.refused.length;
  }
  if (options['json']) context.print(JSON.stringify(reports, null, 2));
  return refused === 0 ? EXIT.ok : EXIT.no;
}
