import type { ArticleRecord } from '@dateline/contracts';
import { StreamableFile } from '@nestjs/common';
import { Readable } from 'node:stream';
import type { ArticleFormat, ArticleQuery } from './articles.schema.js';
import { MEDIA_TYPES } from './choose-format.js';
import { pickFields } from './pick-fields.js';
import { renderJsonFeed, renderRss } from './article-feeds.js';
import { allArticles, searchArticles, type SearchStores } from './search-articles.js';

/** The answer to a search as it was asked for; `address` is that of the request. */
export async function answerSearch(
  stores: SearchStores,
  { fields, ...selection }: ArticleQuery,
  { format, address }: { format: ArticleFormat; address: URL },
): Promise<{ items: Partial<ArticleRecord>[]; next: string | null } | StreamableFile> {
  switch (format) {
    case 'json': {
      const { items, next } = await searchArticles(stores, selection);
      return { items: items.map((record) => pickFields(record, fields)), next };
    }
    case 'ndjson': {
      const batches = allArticles(stores, selection);
      // A selection that cannot be is refused before the answer has begun.
      const first = await batches.next();
      return streamOf(format, Readable.from(linesOf(first, batches, fields)));
    }
    case 'jsonfeed':
    case 'rss': {
      const { items, next } = await searchArticles(stores, { sort: '-updated', ...selection });
      const head = { title: titleOf(selection), self: address.href, next: next && withCursor(address, next) };
      const text = format === 'rss' ? renderRss(head, items) : renderJsonFeed(head, items);
      return streamOf(format, Readable.from([Buffer.from(text)]));
    }
  }
}

const streamOf = (format: ArticleFormat, body: Readable) =>
  new StreamableFile(body, { type: `${MEDIA_TYPES[format][0]}; charset=utf-8` });

async function* linesOf(
  first: IteratorResult<ArticleRecord[]>,
  rest: AsyncGenerator<ArticleRecord[]>,
  fields: string | undefined,
): AsyncGenerator<string> {
  for (let batch = first; !batch.done; batch = await rest.next()) {
    const lines = batch.value.map((record) => `${JSON.stringify(pickFields(record, fields))}\n`);
    if (lines.length > 0) yield lines.join('');
  }
}

function titleOf(selection: Partial<ArticleQuery>): string {
  const { q, label, section, publisher, author } = selection;
  const said = [q, label, section, publisher, author].filter((part) => part !== undefined);
  return said.length === 0 ? 'Dateline' : `Dateline: ${said.join(', ')}`;
}

function withCursor(address: URL, cursor: string): string {
  const next = new URL(address);
  next.searchParams.set('cursor', cursor);
  return next.href;
}
