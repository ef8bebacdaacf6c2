import { jest } from '@jest/globals';
import { URL_RULES_VERSION } from '@dateline/article';
import { events, type ArticleDeduplicated, type ArticleNote, type ClusterChange } from '@dateline/contracts';
import type { StageResult } from '@dateline/messaging';
import { SIMILARITY_RULES_VERSION } from '@dateline/similarity';
import { MemoryDedupStore } from '@dateline/storage/testing';
import { at, parsed, sentenceOf, stageOn, textOf } from '../test/parsed-articles.js';
import { clusterIdOf } from './decide/cluster-members.js';
import type { KnownHashes, DecisionRecord } from './decide/decision-record.js';

let store: MemoryDedupStore<KnownHashes, DecisionRecord>;
beforeEach(() => {
  store = new MemoryDedupStore<KnownHashes, DecisionRecord>();
});

const now = at(100);
const one = (results: StageResult[]): StageResult => results[0]!;
const eventsOf = (result: StageResult, type: string) => (result.events ?? []).filter((e) => e.type === type);
const indexed = (result: StageResult) =>
  eventsOf(result, events.articleDeduplicated.type)[0]?.data as ArticleDeduplicated | undefined;
const noted = (result: StageResult) =>
  eventsOf(result, events.articleNote.type)[0]?.data as ArticleNote | undefined;
const joined = (result: StageResult) =>
  eventsOf(result, events.clusterChange.type)[0]?.data as ClusterChange | undefined;

/** Most of a text with a lead and an end of its own. */
const reprint = (n: number | string) =>
  `${sentenceOf(n, 0)} ${Array.from({ length: 11 }, (_, s) => sentenceOf(n, s)).join(' ')} ${sentenceOf('x', 1)}`;

const harbour = { url: 'https://harbour.example/ferry', body: textOf(1) };
const meridian = { url: 'https://meridian.example/ship', body: reprint(1), publishedAt: at(60) };

it('decides what is new, what it is itself again, and what changed', async () => {
  const stage = stageOn(store);
  const first = parsed(harbour);
  expect(indexed(one(await stage.run([first], now)))).toMatchObject({
    decision: 'new',
    clusterId: null,
    dedupe: { tier: 'none', duplicateOf: null },
  });
  expect(one(await stage.run([parsed(harbour)], now))).toMatchObject({
    outcome: 'duplicate',
    reason: 'unchanged',
    duplicateOf: first.event.data.articleId,
    events: [],
  });
  const changed = one(await stage.run([parsed({ ...harbour, body: `${textOf(1)} ${textOf(7, 2)}` })], now));
  expect(indexed(changed)).toMatchObject({
    decision: 'revision',
    articleId: first.event.data.articleId,
    dedupe: { tier: 'url' },
  });
  expect(indexed(changed)?.previousHash).toMatch(/^[0-9a-f]{64}$/);
  // A copy of an older revision lags behind; the article's own address has gone back to it.
  const lagging = parsed({ ...harbour, url: harbour.url.replace('https://', 'https://m.') });
  expect(one(await stage.run([lagging], now))).toMatchObject({ reason: 'unchanged' });
  expect(indexed(one(await stage.run([parsed(harbour)], now)))).toMatchObject({ decision: 'revision' });
});

it.each([
  ['the same text', { url: 'https://mirror.example/a', body: textOf(1) }, 'same_content', 'content'],
  [
    'the same canonical link',
    { url: 'https://harbour.example/amp/x?id=9', body: textOf(1), canonicalUrl: harbour.url },
    'same_url',
    'url',
  ],
])('drops %s and tells the original of it', async (_case, copy, reason, tier) => {
  const stage = stageOn(store);
  const original = parsed({ ...harbour, headline: 'Ferry crosses' });
  await stage.run([original], now);
  const message = parsed({ ...copy, headline: 'Ferry crosses' });
  const result = one(await stage.run([message], now));
  const { articleId } = original.event.data;
  expect(result).toMatchObject({ outcome: 'duplicate', reason, duplicateOf: articleId });
  expect(noted(result)).toMatchObject({
    articleId,
    sighting: { articleId: message.event.data.articleId, url: copy.url, tier, score: 1 },
  });
  expect(eventsOf(result, events.articleNote.type)[0]?.subject).toBe(articleId);
  expect((await store.sightingsOf([articleId])).get(articleId)).toHaveLength(1);
});

it('scopes a guid to its feed, and takes it for the article also at another address', async () => {
  const stage = stageOn(store);
  const first = parsed({ ...harbour, guid: 'item-1' });
  await stage.run([first], now);
  const moved = parsed({ url: 'https://harbour.example/moved', guid: 'item-1', body: `${textOf(1)} More.` });
  const result = one(await stage.run([moved], now));
  expect(result).toMatchObject({
    outcome: 'duplicate',
    reason: 'same_entry',
    duplicateOf: first.event.data.articleId,
  });
  expect(indexed(result)).toMatchObject({ decision: 'revision', articleId: first.event.data.articleId });
  const elsewhere = parsed({
    url: 'https://other.example/1',
    guid: 'item-1',
    feedId: 'feed-2',
    body: textOf(2),
  });
  expect(indexed(one(await stage.run([elsewhere], now)))).toMatchObject({ decision: 'new' });
});

it('keeps a near-duplicate as an article, in a cluster with the original', async () => {
  const stage = stageOn(store);
  const original = parsed(harbour);
  const copy = parsed(meridian);
  const [first, second] = await stage.run([original, copy], now);
  expect(indexed(first!)).toMatchObject({ decision: 'new' });
  const of = original.event.data.articleId;
  expect(indexed(second!)).toMatchObject({
    decision: 'near_duplicate',
    clusterId: clusterIdOf(of),
    dedupe: { tier: 'near_duplicate', duplicateOf: of },
  });
  expect(indexed(second!)?.dedupe.score).toBeGreaterThan(0.5);
  expect(joined(second!)).toMatchObject({
    clusterId: clusterIdOf(of),
    change: {
      kind: 'join',
      members: [
        { articleId: of, rule: 'first' },
        { articleId: copy.event.data.articleId, of },
      ],
    },
  });
  const third = one(
    await stage.run(
      [parsed({ url: 'https://post.example/3', body: `${reprint(1)} ${sentenceOf('y', 3)}` })],
      now,
    ),
  );
  expect(indexed(third)).toMatchObject({ decision: 'near_duplicate', clusterId: clusterIdOf(of) });
});

it('keeps with each decision the versions of the rules, and the numbers where texts were compared', async () => {
  const stage = stageOn(store);
  const changed = { ...harbour, body: `${textOf(1)} ${textOf(7, 2)}` };
  const messages = [parsed(harbour), parsed(harbour), parsed(changed), parsed(meridian)];
  for (const message of messages) await stage.run([message], now);
  const kept = await store.decisionsOf(messages.map(({ event }) => event.id));
  const payloads = messages.map(({ event }) => kept.get(event.id)!.payload!);
  const rules = { url: URL_RULES_VERSION, text: SIMILARITY_RULES_VERSION };
  expect(payloads).toMatchObject([
    { ending: { kind: 'new' }, rules },
    { ending: { kind: 'duplicate', reason: 'unchanged' }, rules },
    { ending: { kind: 'revision' }, rules, comparison: { similar: true, refusedBy: null } },
    { ending: { kind: 'near_duplicate' }, rules, comparison: { similar: true, shared: expect.any(Number) } },
  ]);
  expect(payloads.map((payload) => 'comparison' in payload)).toEqual([false, false, true, true]);
  for (const { ending, comparison } of payloads.slice(2))
    expect('score' in ending && ending.score).toBe(comparison?.score);
});

it('drops near-duplicates of the sources that the policy names, and of no others', async () => {
  const stage = stageOn(store, { dropsNear: ({ facts }) => facts.outlet === 'meridian.example' });
  const original = parsed(harbour);
  await stage.run([original], now);
  const dropped = one(await stage.run([parsed(meridian)], now));
  expect(dropped).toMatchObject({
    outcome: 'duplicate',
    reason: 'near_duplicate',
    duplicateOf: original.event.data.articleId,
  });
  const kept = one(await stage.run([parsed({ ...meridian, url: 'https://post.example/ship' })], now));
  expect(indexed(kept)).toMatchObject({ decision: 'near_duplicate' });
});

it('decides copies of one chunk as if they had come one by one', async () => {
  const copies = ['a', 'b', 'c'].map((name) =>
    parsed({ url: `https://${name}.example/x`, headline: 'Ferry crosses', body: textOf(5) }),
  );
  const again = parsed({
    url: 'https://a.example/x',
    headline: 'Ferry crosses',
    body: `${textOf(5)} Later more.`,
  });
  const results = await stageOn(store).run([...copies, again], now);
  const of = copies[0]!.event.data.articleId;
  expect(results.map((r) => (r.outcome === 'emitted' ? indexed(r)?.decision : r.outcome))).toEqual([
    'new',
    'duplicate',
    'duplicate',
    'revision',
  ]);
  expect(results.slice(1, 3)).toMatchObject([{ duplicateOf: of }, { duplicateOf: of }]);
});

it('reads the articles of texts that are alike, and none that arrive in the same chunk', async () => {
  const notice = Array.from({ length: 3 }, (_, s) => sentenceOf('notice', s)).join(' ');
  const stage = stageOn(store);
  const known = [
    parsed(harbour),
    parsed({ url: 'https://notice.example/1', body: `${textOf(5)} ${notice}` }),
  ];
  await stage.run(known, now);
  const statesOf = jest.spyOn(store, 'statesOf');
  const arriving = [
    parsed(meridian),
    parsed({ url: 'https://notice.example/2', body: `${textOf(6)} ${notice}` }),
  ];
  const [near, other] = await stage.run(arriving, now);
  expect([indexed(near!)?.decision, indexed(other!)?.decision]).toEqual(['near_duplicate', 'new']);
  const [before, ...after] = statesOf.mock.calls.map(([ids]) => ids);
  const ids = (messages: typeof known) => messages.map(({ event }) => event.data.articleId);
  expect(before).toEqual(ids(arriving));
  expect(after.flat()).toEqual(ids(known).slice(0, 1));
});

it('decides a redelivered chunk the same again, wherever it was cut off', async () => {
  const messages = [
    parsed(harbour),
    parsed(meridian),
    parsed({ ...harbour, body: `${textOf(1)} ${textOf(8, 2)}` }),
  ];
  const first = await stageOn(store).run(messages, now);
  expect(await stageOn(store).run(messages, at(500))).toEqual(first);
  for (const part of [messages.slice(0, 1), messages.slice(1)])
    expect(await stageOn(store).run(part, at(600))).toEqual(
      first.slice(messages.indexOf(part[0]!), messages.indexOf(part[0]!) + part.length),
    );
});

it.each(['saveDecisions', 'settle', 'addSketches', 'claimIdentities', 'candidates'] as const)(
  'decides the same after it was cut off at %s',
  async (method) => {
    const messages = [
      parsed(harbour),
      parsed(meridian),
      parsed({ url: 'https://mirror.example/a', body: textOf(1) }),
    ];
    const expected = await stageOn(new MemoryDedupStore<KnownHashes, DecisionRecord>()).run(messages, now);
    const broken = Object.create(store) as typeof store;
    Object.defineProperty(broken, method, { value: () => Promise.reject(new Error('database away')) });
    await expect(stageOn(broken).run(messages, now)).rejects.toThrow('database away');
    expect(await stageOn(store).run(messages, now)).toEqual(expected);
  },
);

it('takes the same event at another place for a repetition', async () => {
  const stage = stageOn(store);
  const message = parsed(harbour);
  await stage.run([message], now);
  const moved = { ...message, position: { ...message.position, offset: '999999' } };
  expect(one(await stage.run([moved], now))).toMatchObject({
    outcome: 'duplicate',
    reason: 'repeated_event',
  });
});

it('takes a kill notice for an order, not for a revision', async () => {
  const stage = stageOn(store);
  const article = parsed(harbour);
  await stage.run([article], now);
  const kill = parsed({ ...harbour, headline: 'MANDATORY KILL', body: 'Editors: kill the story.' });
  const result = one(await stage.run([kill], now));
  expect(result).toMatchObject({ outcome: 'rejected', reason: 'kill_notice' });
  expect(result.events).toMatchObject([
    {
      type: events.articleWithdrawn.type,
      subject: article.event.data.articleId,
      data: { action: 'retract', requestedBy: 'publisher' },
    },
  ]);
});

const TITLE = 'Ferry crosses the sound in silence';
const NOTICE = {
  url: 'https://harbour.example/kill-7',
  headline: 'Kill notice',
  body: 'Please kill the story.',
};

it.each([
  ['headline', { ...NOTICE, headline: `MANDATORY KILL: ${TITLE}` }],
  ['quoted headline', { ...NOTICE, body: `Editors, kill the story headlined “${TITLE}”.` }],
  ['feed entry', { ...NOTICE, guid: 'item-1' }],
  ['canonical link', { ...NOTICE, canonicalUrl: harbour.url }],
])('finds the story that a kill notice under another address takes back by its %s', async (_by, notice) => {
  const stage = stageOn(store);
  const story = parsed({ ...harbour, headline: TITLE, guid: 'item-1' });
  const message = parsed(notice);
  const [, result] = await stage.run([story, message], now);
  const { articleId } = story.event.data;
  expect(result).toMatchObject({
    outcome: 'rejected',
    reason: 'kill_notice',
    events: [{ subject: articleId, data: { articleId, action: 'retract', requestedBy: 'publisher' } }],
  });
  expect(result?.events).toHaveLength(1);
  // Delivered again after its transaction was cut off it says the same, whatever came since.
  await store.erase(articleId, { eventId: 'order' });
  expect(one(await stage.run([message], at(200)))).toEqual(result);
  expect((await store.sightingsOf([articleId])).size).toBe(0);
});

it.each([
  ['of another site', { ...NOTICE, url: 'https://meridian.example/kill', headline: `KILL: ${TITLE}` }],
  ['of an outlet that printed a copy', { ...NOTICE, url: 'https://mirror.example/ferry' }],
  [
    'that names two stories',
    { ...NOTICE, body: `Kill the story headlined "${TITLE}" and "${TITLE} again".` },
  ],
  ['that names none', NOTICE],
])('withdraws nothing for a kill notice %s', async (_which, notice) => {
  const stage = stageOn(store);
  const second = parsed({ url: 'https://harbour.example/2', headline: `${TITLE} again`, body: textOf(2) });
  const mirror = parsed({ url: 'https://mirror.example/ferry', headline: TITLE, body: textOf(1) });
  await stage.run([parsed({ ...harbour, headline: TITLE }), second, mirror], now);
  const result = one(await stage.run([parsed(notice)], now));
  expect(result).toMatchObject({ outcome: 'rejected', reason: 'kill_notice' });
  expect(result.events ?? []).toEqual([]);
});

it('lets an erased article never return, nor keeps what is fetched of it or of its copies', async () => {
  const removed: string[] = [];
  const stage = stageOn(store, { removeRaw: (refs) => Promise.resolve(void removed.push(...refs)) });
  const article = parsed({ ...harbour, headline: 'Ferry crosses' });
  await stage.run([article], now);
  await store.erase(article.event.data.articleId, { eventId: 'order' });
  const again = parsed({ ...harbour, body: textOf(9) });
  const copy = parsed({ url: 'https://mirror.example/a', headline: 'Ferry crosses', body: textOf(1) });
  expect(await stage.run([again, copy], now)).toMatchObject([
    { outcome: 'rejected', reason: 'erased' },
    { outcome: 'duplicate', reason: 'same_content', duplicateOf: article.event.data.articleId },
  ]);
  expect(removed.sort()).toEqual([again, copy].map((m) => m.event.data.fetch.rawRef).sort());
});

it('passes on a page that came back as it was, so that its article is revived', async () => {
  const stage = stageOn(store);
  await stage.run([parsed(harbour)], now);
  const again = parsed(harbour);
  expect(one(await stage.run([again], now))).toMatchObject({ outcome: 'duplicate', reason: 'unchanged' });
  const back = parsed(harbour);
  back.event.data.returned = true;
  expect(indexed(one(await stage.run([back], now)))).toMatchObject({ decision: 'revision', returned: true });
});
