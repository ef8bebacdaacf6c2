import { createReadStream } from 'node:fs';
import { addFeed, addOptionsOf } from '../../../feeds/add-feed.js';
import { discoverFeeds, PageUnreachable } from '../../../feeds/discover-feeds.js';
import type { FeedDiscovery } from '../../../feeds/discovery.schema.js';
import { BadFeedAddress } from '../../../feeds/feed-address.js';
import type { ImportReport } from '../../../feeds/feeds.schema.js';
import { importOpml, OpmlBrokenOff } from '../../../feeds/import-opml.js';
import { readOpmlParts } from '../../../feeds/read-opml-parts.js';
import { httpClientOf } from '../../../feeds/http-client-of.js';
import { recordChange } from '../../cli-caller.js';
import { EXIT, type ExitCode } from '../../command.js';
import { rulesOf, type FeedsCall } from './feeds-call.js';

/** Adds feeds by their addresses. */
export async function addFeeds({ context, stores, operands, options }: FeedsCall): Promise<ExitCode> {
  const { title, ...rules } = rulesOf(options);
  const added: object[] = [];
  let refused = 0;
  for (const url of operands) {
    try {
      const given = { url, ...rules, ...(title ? { title } : {}) };
      const { feed, created } = await recordChange(context, { action: 'feed.add', target: url }, () =>
        addFeed(stores.feeds, given, addOptionsOf(context.settings, 'api')),
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

/** Outlines after which the progress is told. */
const TOLD_EVERY = 5_000;

/** Adds the feeds of OPML files, one file after the other. */
export async function importFeeds(call: FeedsCall): Promise<ExitCode> {
  const { context, operands, options } = call;
  const reports: object[] = [];
  let isWhole = true;
  for (const file of operands) {
    try {
      const report = await recordChange(context, { action: 'feeds.import', target: file }, () =>
        importFile(call, file),
      );
      const { added, known, refused } = report;
      for (const { url, problem } of refused) context.tell(`${file}: ${url} ${problem}`);
      reports.push({ file, ...report });
      const counts = `${added.length} added, ${known.length} known, ${refused.length} refused`;
      if (!options['json']) context.print(`${file}: ${counts}`);
      isWhole &&= refused.length === 0;
    } catch (error) {
      if (!(error instanceof OpmlBrokenOff)) throw error;
      context.tell(`${file}: is not OPML: ${error.message}`);
      isWhole = false;
    }
  }
  if (options['json']) context.print(JSON.stringify(reports, null, 2));
  return isWhole ? EXIT.ok : EXIT.no;
}

function importFile({ context, stores }: FeedsCall, file: string): Promise<ImportReport> {
  const { OPML_MAX_BYTES: maxBytes, OPML_MAX_FEEDS: maxFeeds } = context.settings;
  let told = 0;
  const progress = (done: number) => {
    if (done < told + TOLD_EVERY) return;
    told = done;
    context.tell(`${file}: ${done} outlines so far`);
  };
  const outlines = readOpmlParts(createReadStream(file), { maxBytes });
  const origin = { type: 'opml' as const, ref: file };
  return importOpml(stores.feeds, outlines, {
    ...addOptionsOf(context.settings, 'opml'),
    origin,
    maxFeeds,
    progress,
  });
}
