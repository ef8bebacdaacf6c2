import { WriteConflict, isTransientStorageError } from '../src/index.js';
import { emptiedBeforeEach, specDatabase } from './open-test-database.js';
import { applied, articleRecord, at, firstWrite, hex, nextWrite } from './samples.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const collection = (name: string) =>
  (
    database as unknown as {
      connection: { collection(n: string): Record<string, (...a: unknown[]) => Promise<never>> };
    }
  ).connection.collection(name);

it('gives a record back as it was, dates as ISO strings, empty objects kept; in the database they are dates', async () => {
  const record = articleRecord('a');
  await database.articles.saveMany([firstWrite(record)]);
  expect((await database.articles.loadMany([record.articleId])).get(record.articleId)).toEqual({
    record,
    applied: [applied(`e-${record.articleId}`, 1)],
    erased: false,
  });
  expect(await database.articles.getByUrl(record.urlNormalized)).toEqual(record);
  const raw = (await collection('articles')['findOne']?.({ _id: record.articleId })) as unknown as Record<
    string,
    unknown
  >;
  expect(raw['datePublished']).toBeInstanceOf(Date);
});

it('changes nothing when the same writes come twice', async () => {
  const first = articleRecord('a');
  const writes = [firstWrite(first), nextWrite(first, { headline: 'New' }, 'e2')];
  await database.articles.saveMany(writes.slice(0, 1));
  await database.articles.saveMany(writes.slice(0, 1));
  await database.articles.saveMany(writes.slice(1));
  const before = await database.articles.loadMany([first.articleId]);
  await database.articles.saveMany(writes.slice(1));
  expect(await database.articles.loadMany([first.articleId])).toEqual(before);
  expect(await database.articles.supersededVersion(first.articleId, 1)).toEqual(first);
});

it('keeps the last replaced versions of an article, as many as are asked for', async () => {
  let record = articleRecord('a');
  await database.articles.saveMany([firstWrite(record)], 3);
  for (let version = 2; version <= 7; version += 1) {
    const write = nextWrite(record, { headline: `Number ${version}` }, `e${version}`);
    await database.articles.saveMany([write], 3);
    record = write.record;
  }
  const kept = await database.articles.revisionsOf(record.articleId);
  expect(kept.map(({ version }) => version)).toEqual([4, 5, 6]);
  expect((await database.articles.get(record.articleId))?.version).toBe(7);
});

it('lets one of two writers of a version win and tells the other to try again', async () => {
  const first = articleRecord('a');
  await database.articles.saveMany([firstWrite(first)]);
  const ends = await Promise.allSettled(
    [database, rival].map((d, i) =>
      d.articles.saveMany([nextWrite(first, { headline: `By ${i}` }, `w${i}`)]),
    ),
  );
  const failures = ends.flatMap((e) => (e.status === 'rejected' ? [e.reason as unknown] : []));
  expect(failures).toHaveLength(1);
  expect(failures[0]).toBeInstanceOf(WriteConflict);
  const inserts = await Promise.allSettled(
    [database, rival].map((d, i) => d.articles.saveMany([firstWrite(articleRecord('b'), `i${i}`)])),
  );
  expect(inserts.map((e) => e.status).sort()).toEqual(['fulfilled', 'rejected']);
});

it('stores 2500 articles in one call', async () => {
  const writes = Array.from({ length: 2500 }, (_, i) => firstWrite(articleRecord(`n${i}`)));
  await database.articles.saveMany(writes);
  expect(await database.articles.count()).toBe(2500);
});

it('says for good that two articles cannot share one normalised URL, instead of asking to try again for ever', async () => {
  await database.articles.saveMany([firstWrite(articleRecord('a'))]);
  const other = articleRecord('b', { urlNormalized: articleRecord('a').urlNormalized });
  const error: unknown = await database.articles.saveMany([firstWrite(other)]).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Error);
  expect(isTransientStorageError(error)).toBe(false);
});

it('refuses a record with a field that the schema does not know, for good', async () => {
  const record = { ...articleRecord('a'), surprise: 1 };
  const error: unknown = await database.articles.saveMany([firstWrite(record)]).catch((e: unknown) => e);
  expect(error).toBeInstanceOf(Error);
  expect(isTransientStorageError(error)).toBe(false);
});

it('finds words as they stand in the text, in English and in Arabic', async () => {
  const english = articleRecord('en', { articleBody: 'The ferries were running late.' });
  const arabic = articleRecord('ar', { inLanguage: 'ar', articleBody: 'تأخرت العبارات في الميناء اليوم' });
  await database.articles.saveMany([firstWrite(english), firstWrite(arabic)]);
  const found = async (text: string) =>
    (await database.articles.search({ text, limit: 5 })).items.map((r) => r.articleId);
  expect(await found('ferries')).toEqual([english.articleId]);
  expect(await found('running')).toEqual([english.articleId]);
  expect(await found('الميناء')).toEqual([arabic.articleId]);
});

it('pages by last change without losing or repeating any, also among equal times', async () => {
  const records = Array.from({ length: 7 }, (_, i) =>
    articleRecord(`p${i}`, { updatedAt: at(Math.floor(i / 3)).toISOString() }),
  );
  await database.articles.saveMany(records.map((r) => firstWrite(r)));
  const seen: string[] = [];
  for (let cursor: string | null | undefined = undefined; cursor !== null;) {
    const page = await database.articles.search({ limit: 2, updatedAfter: cursor });
    seen.push(...page.items.map((r) => r.articleId));
    cursor = page.next;
  }
  expect(seen).toHaveLength(7);
  expect(new Set(seen)).toEqual(new Set(records.map((r) => r.articleId)));
});

const eraseOf = (id: string) =>
  database.articles.erase(id, applied('erase', 0), { reason: 'asked', at: at(9) });

it('erases text, revisions, raw page and sketch, keeps a stub, and may be told twice', async () => {
  const first = articleRecord('a', { articleBody: 'secretword' });
  await database.articles.saveMany([firstWrite(first)]);
  await database.articles.saveMany([nextWrite(first, { headline: 'Two' }, 'e2')]);
  const rawRef = first.fetch.rawRef ?? '';
  await database.rawPages.put({
    sha256: rawRef,
    gzip: Buffer.from('x'),
    bytes: 1,
    contentType: null,
    url: first.url,
    expiresAt: new Date(Date.now() + 1e6),
  });
  expect(await eraseOf(first.articleId)).toBe(true);
  expect(await eraseOf(first.articleId)).toBe(true);
  expect(await eraseOf(hex('none'))).toBe(false);
  expect(await database.rawPages.get(rawRef)).toBeNull();
  expect(await database.articles.revisionsOf(first.articleId)).toEqual([]);
  expect(await database.articles.get(first.articleId)).toBeNull();
  expect((await database.articles.loadMany([first.articleId])).get(first.articleId)?.erased).toBe(true);
  expect(JSON.stringify(await collection('articles')['findOne']?.({}))).not.toContain('secretword');
});

it('leaves no text behind when a revision is written while the article is erased', async () => {
  for (let round = 0; round < 30; round += 1) {
    const first = articleRecord(`race${round}`, { articleBody: 'secretword' });
    await database.articles.saveMany([firstWrite(first)]);
    await Promise.all([
      eraseOf(first.articleId),
      rival.articles.saveMany([nextWrite(first, { headline: 'Two' }, `r${round}`)]).catch((e: unknown) => {
        if (!(e instanceof WriteConflict)) throw e;
      }),
    ]);
    expect(await database.articles.revisionsOf(first.articleId)).toEqual([]);
    expect((await database.articles.loadMany([first.articleId])).get(first.articleId)?.erased).toBe(true);
  }
});
