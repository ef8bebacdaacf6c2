import { topics } from '@dateline/contracts';
import type { ReadMessage } from '@dateline/infrastructure';
import { checkFacts } from './checks.js';
import { expectedStories, type Facts } from './facts.js';
import type { RecordRow, TraceRow } from './oracle.js';
import type { Story } from './outlets/plan-stories.js';
import { storyText } from './outlets/page-texts.js';

const story = (name: string, more: Partial<Story> = {}): Story => ({
  name,
  kind: 'plain',
  outlet: 0,
  wave: 0,
  editions: [storyText(name)],
  ...more,
});

/** Two articles, one of them with a copy, an erased one and a page that was never there. */
function facts(): Facts {
  const stories = expectedStories(
    [
      story('a', {
        kind: 'updated',
        editions: [storyText('a'), { ...storyText('a2'), headline: storyText('a').headline }],
      }),
      story('b'),
      story('b-copy', { kind: 'copy', copyOf: 'b', editions: [storyText('b')] }),
      story('c', { kind: 'gone' }),
      story('d', { order: 'erase' }),
    ],
    ({ name }) => `http://127.0.1.1:20000/${name}`,
  );
  const idOf = (name: string) => stories.find((one) => one.story.name === name)?.articleId ?? '';
  const trace = (name: string, state: string): TraceRow => ({
    _id: idOf(name),
    url: null,
    state,
    reason: null,
    stage: 'index',
    refreshing: false,
  });
  const record = (name: string, more: Partial<RecordRow>): RecordRow => {
    const { headline, paragraphs } =
      stories.find((one) => one.story.name === name)?.story.editions.at(-1) ?? storyText(name);
    const whole = {
      _id: idOf(name),
      headline,
      articleBody: paragraphs.join('\n\n'),
      version: 1,
      contentHash: 'h1',
      status: 'usable',
      alsoSeenIn: [],
    };
    return { ...whole, ...more } as unknown as RecordRow;
  };
  const records = [
    record('a', { version: 2, contentHash: 'h2' }),
    record('b', { alsoSeenIn: [{ url: 'http://127.0.1.1:20000/b-copy' }] as never }),
    record('d', { erased: true, articleBody: '' }),
  ];
  let offset = 0;
  const told = (name: string, type: string, version: number | null): ReadMessage => ({
    topic: topics.articles.name,
    partition: 0,
    offset: offset++,
    key: idOf(name),
    value:
      version === null
        ? null
        : Buffer.from(JSON.stringify({ version, contentHash: `h${version}`, status: 'usable' })),
    headers: { ce_id: `${name}-${type}-${version}`, ce_type: `news.article.${type}.v1` },
  });
  const messages = [
    told('a', 'created', 1),
    told('a', 'updated', 2),
    told('b', 'created', 1),
    told('b', 'annotated', 1),
    told('d', 'created', 1),
    told('d', 'erased', null),
    { ...told('x', 'letter', 1), topic: topics.deadLetterIndexer.name, key: 'garbage-1' },
    { ...told('x', 'parsed', 1), topic: topics.parsed.name, offset: 3 },
  ];
  return {
    stories,
    traces: [
      trace('a', 'indexed'),
      trace('b', 'indexed'),
      trace('b-copy', 'duplicate'),
      trace('c', 'rejected'),
      trace('d', 'indexed'),
    ],
    records,
    superseded: [`${idOf('a')}:1`],
    published: {
      messages,
      ends: [{ topic: topics.articles.name, partition: 0, end: 6, highWatermark: 6, position: 6 }],
      offsets: [{ group: 'deduplicate', topic: topics.parsed.name, partition: 0, offset: 4 }],
    },
    garbage: ['garbage-1'],
    audit: { balanced: true, problems: [] },
    unready: [],
    badEnds: [],
    memory: [{ service: 'parser', peakMb: 300, limitMb: 1024 }],
    settledAfter: 12,
    slowestRecovery: 9,
    failedFaults: [],
  };
}

const failing = (all: Facts) =>
  checkFacts(all).flatMap(({ check, problems }) => (problems.length > 0 ? [check] : []));
const last = <T>(list: readonly T[]): T => list.at(-1) as T;
const messageOf = (all: Facts, place: number) => all.published.messages[place] as ReadMessage;

it('finds nothing where all is well', () => {
  expect(failing(facts())).toEqual([]);
});

it.each<[string, (all: Facts) => void]>([
  [
    'each public event id once',
    (all) => (messageOf(all, 3).headers['ce_id'] = messageOf(all, 2).headers['ce_id'] ?? ''),
  ],
  [
    'each article once, with its last text',
    (all) => ((all.records[0] as RecordRow).articleBody = storyText('a').paragraphs.join(' ')),
  ],
  [
    'each article once, with its last text',
    (all) => all.records.push({ ...last(all.records), _id: 'nobody', erased: false }),
  ],
  ['versions rise by one', (all) => all.published.messages.splice(0, 1)],
  ['superseded versions are kept', (all) => (all.superseded = [])],
  ['the topic tells what is stored', (all) => ((all.records[1] as RecordRow).contentHash = 'other')],
  ['copies are one article', (all) => ((all.records[1] as RecordRow).alsoSeenIn = [])],
  ['orders are carried out once', (all) => (last(all.records).articleBody = 'still there')],
  ['the ledger equals the outlets’ log', (all) => ((all.traces[3] as TraceRow).state = 'in_flight')],
  ['the ledger equals the outlets’ log', (all) => all.traces.push({ ...last(all.traces), _id: 'nobody' })],
  ['garbage became dead letters, nothing else did', (all) => (all.garbage = ['garbage-1', 'garbage-2'])],
  ['garbage became dead letters, nothing else did', (all) => (messageOf(all, 6).key = 'an article')],
  [
    'garbage became dead letters, nothing else did',
    (all) => all.published.messages.push({ ...messageOf(all, 6), offset: 99 }),
  ],
  ['the audit balances', (all) => (all.audit = { failed: 'no answer' })],
  ['every consumer lives and has read all', (all) => (last(all.published.offsets).offset = 3)],
  ['every consumer lives and has read all', (all) => (all.unready = ['parser-1: 503'])],
  ['nothing is left open in Kafka', (all) => (last(all.published.ends).highWatermark = 9)],
  ['no process ended by itself', (all) => (all.badEnds = ['indexer-1 ended'])],
  [
    'memory is within the container’s limit',
    (all) => (all.memory = [{ service: 'parser', peakMb: 1025, limitMb: 1024 }]),
  ],
  ['everything settled and recovered in time', (all) => (all.settledAfter = null)],
  ['everything settled and recovered in time', (all) => (all.slowestRecovery = Infinity)],
])('sees what is wrong: %s', (check, spoil) => {
  const all = facts();
  spoil(all);
  expect(failing(all)).toContain(check);
});
