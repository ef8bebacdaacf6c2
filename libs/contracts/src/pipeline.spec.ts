import {
  DEAD_LETTER_SERVICES,
  isRecorded,
  readingStage,
  SERVICES,
  services,
  STAGES,
  stages,
  type StageContract,
} from './pipeline.js';
import { READERS_ON_THE_WAY, STAGE_READERS, stageReader, topics } from './topics.js';

const rows: readonly StageContract[] = stages;
const repeated = (values: readonly unknown[]) => values.filter((value, i) => values.indexOf(value) !== i);

describe('the table of the pipeline', () => {
  it('names every service, port and stage once, and puts each stage in a service', () => {
    expect(repeated(SERVICES)).toEqual([]);
    expect(repeated(services.map(({ port }) => port))).toEqual([]);
    expect(repeated(rows.map(({ name }) => name))).toEqual([]);
    expect(rows.filter(({ service }) => !(SERVICES as readonly string[]).includes(service))).toEqual([]);
  });

  it('leads from discovery to a record: each topic on the way is written before it is read, and one stage ends it', () => {
    const written = new Set<string>();
    for (const { reads, writes, ends } of rows) {
      if (ends.length > 0 && reads !== null) expect(written).toContain(reads);
      for (const topic of writes) written.add(topic);
    }
    expect(rows.filter(({ ends }) => ends.includes('emitted')).map(({ name }) => name)).toEqual(['index']);
  });

  it('lets no two stages of a service read one topic: its handlers are known by their topics', () => {
    expect(repeated(STAGE_READERS.map(({ service, topic }) => `${service} ${topic}`))).toEqual([]);
  });

  it('knows the services that have a dead-letter topic', () => {
    const known = ['fetcher', 'parser', 'deduplicator', 'indexer'];
    expect(DEAD_LETTER_SERVICES).toEqual(expect.arrayContaining(known));
    expect(DEAD_LETTER_SERVICES).not.toContain('gateway');
    expect(topics.deadLetterDeduplicator).toMatchObject({
      name: 'news.deduplicator.dead-letter.v1',
      writers: ['deduplicator'],
      readers: ['gateway'],
    });
  });
});

it('gives each stage that reads its consumer group, and those on the way apart', () => {
  expect(stageReader('withdraw')).toEqual({
    service: 'deduplicator',
    stage: 'withdraw',
    topic: 'news.article.withdrawn.v1',
  });
  const onTheWay = READERS_ON_THE_WAY.map(({ stage }) => stage);
  expect(onTheWay).toEqual(expect.arrayContaining(['schedule', 'parse', 'deduplicate', 'index']));
  for (const beside of ['withdraw', 'cluster', 'ledger']) expect(onTheWay).not.toContain(beside);
});

it('refuses a stage that reads no topic', () => {
  expect(() => readingStage('discover')).toThrow(TypeError);
});

it('records the outcomes of stages on the way, of clusters only what could not be made, of the ledger none', () => {
  const recorded = (stage: Parameters<typeof isRecorded>[0]) =>
    (['emitted', 'dead_lettered'] as const).filter((outcome) => isRecorded(stage, outcome));
  expect(recorded('parse')).toEqual(['emitted', 'dead_lettered']);
  expect(recorded('cluster')).toEqual(['dead_lettered']);
  expect(recorded('ledger')).toEqual([]);
  expect(STAGES).not.toContain('ledger');
});

it('tells the topics who writes and reads them', () => {
  expect(topics.outcomes.writers).toEqual(
    expect.arrayContaining(['fetcher', 'parser', 'deduplicator', 'indexer', 'gateway']),
  );
  expect(topics.outcomes.readers).toEqual(['indexer']);
  expect(topics.withdrawn).toMatchObject({
    writers: ['fetcher', 'deduplicator', 'gateway'],
    readers: ['deduplicator'],
  });
  expect(topics.articles).toMatchObject({ writers: ['indexer'], readers: ['consumers'] });
});
