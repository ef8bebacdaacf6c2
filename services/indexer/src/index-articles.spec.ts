import {
  deterministicId,
  events,
  makeEvent,
  type ArticleDeduplicated,
  type ArticleNote,
  type ArticleRecord,
  type ArticleWithdrawn,
  type Sighting,
} from '@dateline/contracts';
import type { StageResult } from '@dateline/messaging';
import type { ArticleWrite, StoredArticle } from '@dateline/storage';
import { readFileSync } from 'node:fs';
import { IndexArticles, type IndexMessage } from './index-articles.js';

const EXAMPLE = new URL(
  '../../../libs/contracts/examples/news.article.deduplicated.v1.new.json',
  import.meta.url,
);
const base = JSON.parse(readFileSync(EXAMPLE, 'utf8')) as ArticleDeduplicated;
const { articleId } = base;
const now = new Date('2026-03-04T10:00:00.000Z');
const hash = (n: number) => String(n).repeat(64);

/** Records as the repository keeps them, one article at a time. */
class Records {
  stored = new Map<string, StoredArticle>();
  versions: ArticleRecord[] = [];
  removedRaw: string[] = [];
  sightings: Sighting[] = [];

  readonly stores = {
    articles: {
      loadMany: (ids: readonly string[]) =>
        Promise.resolve(
          new Map(ids.flatMap((id) => (this.stored.has(id) ? [[id, this.stored.get(id)!] as const] : []))),
        ),
      saveMany: (writes: readonly ArticleWrite[]) => {
        for (const { record, applied, superseded } of writes) {
          if (superseded) this.versions.push(superseded);
          const before = this.stored.get(record.articleId)?.applied ?? [];
          this.stored.set(record.articleId, { record, applied: [...before, applied], erased: false });
        }
        return Promise.resolve();
      },
      supersededVersion: (_id: string, version: number) =>
        Promise.resolve(this.versions.find((record) => record.version === version) ?? null),
      erase: (id: string, applied: StoredArticle['applied'][number]) => {
        const before = this.stored.get(id)!;
        this.stored.set(id, { ...before, erased: true, applied: [...before.applied, applied] });
        return Promise.resolve();
      },
    },
    dedup: { sightingsOf: () => Promise.resolve(new Map([[articleId, this.sightings]])) },
    rawPages: {
      remove: (refs: readonly string[]) => Promise.resolve(void this.removedRaw.push(...refs)),
    },
  };
}

let records: Records;
let index: IndexArticles;
let offset = 0;
beforeEach(() => {
  records = new Records();
  index = new IndexArticles(records.stores as never, { indexed: () => undefined }, Infinity, {
    liveBlogMs: 15 * 60_000,
  });
  offset = 0;
});

const message = (event: IndexMessage['event'], at = String(offset++)): IndexMessage => ({
  event,
  position: { topic: 'deduplicated', partition: 0, offset: at },
  attempt: 1,
  traceparent: null,
});
const attributes = (id: string) => ({
  id: deterministicId(id),
  source: '/test',
  time: now.toISOString(),
  subject: articleId,
});

function arrived(id: string, change: Partial<ArticleDeduplicated> = {}): IndexMessage {
  return message(makeEvent(events.articleDeduplicated, attributes(id), { ...base, ...change }));
}
const text = (articleBody: string, contentHash: string) => ({
  decision: 'revision' as const,
  article: { ...base.article, articleBody },
  contentHash,
});
function withdrawn(id: string, change: Partial<ArticleWithdrawn>): IndexMessage {
  const order: ArticleWithdrawn = {
    articleId,
    action: 'retract',
    reason: 'wrong',
    requestedBy: 'desk',
    requestedAt: now.toISOString(),
  };
  return message(makeEvent(events.articleWithdrawal, attributes(id), { ...order, ...change }));
}
function noted(id: string, clusterId: string | null): IndexMessage {
  const note: ArticleNote = {
    articleId,
    sighting: null,
    cluster: clusterId === null ? null : { clusterId },
    notedAt: now.toISOString(),
  };
  return message(makeEvent(events.articleNote, attributes(id), note));
}

const run = (...messages: IndexMessage[]) => index.run(messages, now);
const record = () => records.stored.get(articleId)!.record;
/** What a result says and publishes: the kind of the public event and the version in it. */
const told = (result: StageResult) =>
  [
    'reason' in result ? result.reason : result.outcome,
    ...(result.events ?? []).map(({ type, data }) =>
      data === null ? `${type} tombstone` : `${type.split('.')[2] ?? ''} ${(data as ArticleRecord).version}`,
    ),
  ].join(' ');
const tellAll = async (...messages: IndexMessage[]) => (await run(...messages)).map(told);

const BODY = base.article.articleBody ?? '';
const CHANGED = `${BODY}\nThe harbour office said on Wednesday that forty more boats had been counted since the morning.`;

it('makes versions of an article: created, then updated with what changed and what it follows', async () => {
  expect(await tellAll(arrived('1'))).toEqual(['emitted created 1']);
  expect(await tellAll(arrived('2', text(CHANGED, hash(2))))).toEqual(['emitted updated 2']);
  expect(record().revisions).toMatchObject([
    { version: 1, significance: 'first', previousHash: null, contentHash: base.contentHash },
    {
      version: 2,
      changed: ['articleBody'],
      previousHash: base.contentHash,
      contentHash: hash(2),
      cause: 'fetch',
    },
  ]);
  expect(['minor', 'major']).toContain(record().revisions[1]?.significance);
  expect(records.versions.map(({ version }) => version)).toEqual([1]);
});

describe('a live blog', () => {
  const post = (id: string, lines: number): IndexMessage =>
    arrived(id, {
      article: { ...base.article, pageType: 'live_blog', articleBody: `${CHANGED}\n`.repeat(lines) },
      contentHash: hash(lines),
    });
  const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
  const at = async (minutes: number, ...messages: IndexMessage[]) =>
    (await index.run(messages, later(minutes))).map(told);

  it('has its last state at once, and one revision for the posts of a quarter of an hour', async () => {
    expect(await at(0, post('1', 1))).toEqual(['emitted created 1']);
    expect(await at(5, post('2', 2))).toEqual(['emitted annotated 1']);
    expect(await at(10, post('3', 3))).toEqual(['emitted annotated 1']);
    expect(record()).toMatchObject({ version: 1, contentHash: hash(3), updatedAt: later(10).toISOString() });
    expect(await at(16, post('4', 4))).toEqual(['emitted updated 2']);
    expect(record().revisions.map(({ contentHash }) => contentHash)).toEqual([hash(3), hash(4)]);
  });

  it('publishes the same again when a message that was damped comes again at its offset', async () => {
    await at(0, post('1', 1));
    const damped = post('2', 2);
    expect(await at(5, damped)).toEqual(['emitted annotated 1']);
    expect(await at(6, damped)).toEqual(['emitted annotated 1']);
  });
});

it('makes two versions of two messages in one batch', async () => {
  expect(await tellAll(arrived('1'), arrived('2', text(CHANGED, hash(2))))).toEqual([
    'emitted created 1',
    'emitted updated 2',
  ]);
});

it('makes no version of a text that it has or had, nor of a change that no reader sees', async () => {
  await run(arrived('1'), arrived('2', text(CHANGED, hash(2))));
  expect(
    await tellAll(
      arrived('3', text(CHANGED, hash(2))),
      arrived('4', text(BODY, base.contentHash)),
      arrived('5', text(`${CHANGED.toUpperCase()}\nUpdated 5 minutes ago | 12 comments`, hash(5))),
    ),
  ).toEqual(['unchanged', 'unchanged', 'unchanged']);
  expect(record().version).toBe(2);
});

it('goes back with a text that a later fetch shows again, and not with one that was fetched before', async () => {
  const fetchedAt = (minutes: number) => ({
    fetch: {
      ...base.fetch,
      fetchedAt: new Date(Date.parse(base.fetch.fetchedAt) + minutes * 60_000).toISOString(),
    },
  });
  await run(arrived('1'), arrived('2', { ...text(CHANGED, hash(2)), ...fetchedAt(10) }));
  expect(await tellAll(arrived('3', { ...text(BODY, base.contentHash), ...fetchedAt(5) }))).toEqual([
    'unchanged',
  ]);
  expect(await tellAll(arrived('4', { ...text(BODY, base.contentHash), ...fetchedAt(20) }))).toEqual([
    'emitted updated 3',
  ]);
  expect(record()).toMatchObject({ version: 3, articleBody: BODY, contentHash: base.contentHash });
});

it('publishes again what was cut off after the write, and takes the same event at another place for a repetition', async () => {
  const [first, second] = [arrived('1'), arrived('2', text(CHANGED, hash(2)))];
  const results = await run(first, second);
  expect(await run(first, second)).toEqual(results);
  const elsewhere = { ...second, position: { ...second.position, offset: '99' } };
  expect(await tellAll(elsewhere)).toEqual(['repeated_event']);
});

it('annotates a version with what is noted of it, once', async () => {
  expect(await tellAll(noted('n', 'c1'))).toEqual(['not_indexed']);
  await run(arrived('1'));
  expect(await tellAll(noted('n1', 'c1'), noted('n2', 'c1'))).toEqual(['emitted annotated 1', 'emitted']);
  expect(record()).toMatchObject({ version: 1, clusterId: 'c1' });
});

it('keeps what an operator or a publisher withdrew withdrawn, whatever its page says', async () => {
  await run(arrived('1'));
  expect(await tellAll(withdrawn('w1', {}), withdrawn('w2', {}))).toEqual([
    'emitted retracted 2',
    'unchanged',
  ]);
  expect(record()).toMatchObject({
    status: 'canceled',
    withdrawal: { reason: 'wrong', requestedBy: 'desk' },
  });
  expect(
    await tellAll(
      arrived('2', text(CHANGED, hash(2))),
      arrived('3', { returned: true }),
      arrived('4', { ...text(CHANGED, hash(4)), replay: { baseVersion: 1 } as never }),
    ),
  ).toEqual(['retracted', 'retracted', 'superseded']);
  expect(record().version).toBe(2);
});

it('revives an article whose page was gone, as it was or changed, but by nothing that only lags behind', async () => {
  await run(arrived('1'), withdrawn('w', { requestedBy: 'fetcher' }));
  expect(await tellAll(arrived('2'))).toEqual(['unchanged']);
  expect(await tellAll(arrived('3', { returned: true }))).toEqual(['emitted updated 3']);
  expect(record()).toMatchObject({ status: 'usable', withdrawal: null, version: 3 });
  expect(record().revisions.at(-1)).toMatchObject({
    version: 3,
    changed: [],
    previousHash: base.contentHash,
  });
  await run(withdrawn('w2', { requestedBy: 'fetcher' }));
  expect(await tellAll(arrived('4', { ...text(CHANGED, hash(4)), returned: true }))).toEqual([
    'emitted updated 5',
  ]);
});

it('erases an article with a tombstone, and keeps nothing that comes of it later', async () => {
  await run(arrived('1'));
  const erasure = withdrawn('e', { action: 'erase' });
  expect(await tellAll(erasure, arrived('2', text(CHANGED, hash(2))), noted('n', 'c1'))).toEqual([
    'emitted news.article.erased.v1 tombstone',
    'erased',
    'not_indexed',
  ]);
  expect(records.removedRaw).toEqual([base.fetch.rawRef]);
  expect(await tellAll(erasure)).toEqual(['emitted news.article.erased.v1 tombstone']);
  const elsewhere = { ...erasure, position: { ...erasure.position, offset: '99' } };
  expect(await tellAll(elsewhere)).toEqual(['repeated_event']);
});
