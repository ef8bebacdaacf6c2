/**
 * The table of the pipeline: the services, their stages, and what each stage reads and writes. Topics,
 * consumers, the ledger, the audit, the launcher and the files under deploy/ are derived from it or checked
 * against it.
 */

/** How a message can end in a stage. Each message that a stage takes has exactly one of these ends. */
export const OUTCOMES = ['emitted', 'duplicate', 'rejected', 'dead_lettered'] as const;
export type OutcomeKind = (typeof OUTCOMES)[number];

/** One service, which is a process of its own. */
export interface ServiceContract {
  name: string;
  /** Its purpose, in one clause. */
  role: string;
  /** Port when all services share one machine (`npm start`). In a container each listens on 8080. */
  port: number;
  /** Port of the metrics in every environment, if they have a port of their own. */
  metricsPort?: number;
  /** Topics (keys of `topics`) that it writes outside its stages. */
  writes: readonly string[];
}

/** One step of the pipeline. */
export interface StageContract {
  name: string;
  service: string;
  /**
   * Topic (key of `topics`) that its consumer group reads; null when its work comes from elsewhere: a feed,
   * the frontier, an operator. A message that it cannot process goes to its service's dead-letter topic.
   */
  reads: string | null;
  /** Topics (keys of `topics`) of the events that it emits. Outcomes and dead letters are implied. */
  writes: readonly string[];
  /** The outcomes that end an article's way here; none when the stage is not on that way. */
  ends: readonly OutcomeKind[];
  /** Which of its outcomes go to the outcomes topic and so into the ledger. */
  records: 'all' | 'dead_letters' | 'none';
}

/** In the order of an article's way. */
export const services = [
  {
    name: 'fetcher',
    role: 'polls feeds, finds new entries and fetches their pages',
    port: 8081,
    writes: ['feedChanges', 'feeds'],
  },
  { name: 'parser', role: 'reads pages as articles', port: 8082, writes: [] },
  {
    name: 'deduplicator',
    role: 'tells new articles from revisions, duplicates and near-duplicates',
    port: 8083,
    writes: [],
  },
  { name: 'indexer', role: 'writes and publishes records, and keeps the ledger', port: 8084, writes: [] },
  {
    name: 'gateway',
    role: 'serves the API and the command line, and audits',
    port: 8080,
    metricsPort: 8085,
    writes: ['withdrawn', 'clusterChanges', 'operatorChanges'],
  },
] as const satisfies readonly ServiceContract[];

/**
 * The stages on an article's way, in order, and then the others. The order matches the closed list in the
 * outcome schema.
 */
export const stages = [
  { name: 'discover', service: 'fetcher', reads: null, writes: ['discovered'], ends: [], records: 'all' },
  {
    name: 'import',
    service: 'gateway',
    reads: null,
    writes: ['fetched'],
    ends: ['rejected'],
    records: 'all',
  },
  {
    name: 'schedule',
    service: 'fetcher',
    reads: 'discovered',
    writes: ['deduplicated'],
    ends: ['dead_lettered'],
    records: 'all',
  },
  {
    name: 'fetch',
    service: 'fetcher',
    reads: null,
    writes: ['fetched', 'withdrawn'],
    ends: ['rejected'],
    records: 'all',
  },
  {
    name: 'parse',
    service: 'parser',
    reads: 'fetched',
    writes: ['parsed', 'siteChanges'],
    ends: ['rejected', 'dead_lettered'],
    records: 'all',
  },
  {
    name: 'deduplicate',
    service: 'deduplicator',
    reads: 'parsed',
    writes: ['deduplicated', 'clusterChanges', 'withdrawn'],
    ends: ['duplicate', 'rejected', 'dead_lettered'],
    records: 'all',
  },
  {
    name: 'index',
    service: 'indexer',
    reads: 'deduplicated',
    writes: ['articles'],
    ends: ['emitted', 'rejected', 'dead_lettered'],
    records: 'all',
  },
  {
    name: 'withdraw',
    service: 'deduplicator',
    reads: 'withdrawn',
    writes: ['deduplicated', 'clusterChanges'],
    ends: [],
    records: 'all',
  },
  // A cluster is not an article. Its changes are not in the ledger, except one that could not be made.
  {
    name: 'cluster',
    service: 'deduplicator',
    reads: 'clusterChanges',
    writes: ['clusters', 'clusterChanges', 'deduplicated'],
    ends: [],
    records: 'dead_letters',
  },
  { name: 'replay', service: 'gateway', reads: null, writes: ['parsed'], ends: [], records: 'all' },
  // It puts articles back on their way that got lost on it. Its outcomes move no article along.
  {
    name: 'reconcile',
    service: 'gateway',
    reads: null,
    writes: ['discovered', 'fetched'],
    ends: [],
    records: 'all',
  },
  // This stage reads the outcomes; recording its own would never end.
  { name: 'ledger', service: 'indexer', reads: 'outcomes', writes: [], ends: [], records: 'none' },
] as const satisfies readonly StageContract[];

type Row = (typeof stages)[number];
type Reading = Exclude<Row, { reads: null }>;

export type ServiceName = (typeof services)[number]['name'];
export type StageName = Row['name'];
/** A stage that has a consumer group. */
export type ReadingStage = Reading['name'];
/** A stage that outcomes can name. */
export type Stage = Exclude<Row, { records: 'none' }>['name'];
/** A service that has a dead-letter topic, because one of its stages reads a topic. */
export type DeadLetterService = Reading['service'];
/** Key of a topic that the pipeline reads or writes. */
export type TopicKey =
  Row['writes'][number] | Reading['reads'] | (typeof services)[number]['writes'][number] | 'outcomes';

export const SERVICES: readonly ServiceName[] = services.map(({ name }) => name);

/** The stages that outcomes can name. */
export const STAGES = stages
  .filter((stage): stage is Exclude<Row, { records: 'none' }> => stage.records !== 'none')
  .map(({ name }) => name);

const readingStages = stages.filter((stage): stage is Reading => stage.reads !== null);

/** The services that have a dead-letter topic. */
export const DEAD_LETTER_SERVICES: readonly DeadLetterService[] = [
  ...new Set(readingStages.map(({ service }) => service)),
];

/** The row of a stage that has a consumer group. Throws a TypeError for an unknown stage. */
export function readingStage(name: string): Reading {
  const stage = readingStages.find((row) => row.name === name);
  if (!stage) throw new TypeError(`the table of the pipeline has no stage "${name}" that reads a topic`);
  return stage;
}

/** Port of a service when all share one machine. */
export function portOf(service: ServiceName): number {
  return services.find(({ name }) => name === service)?.port ?? 0;
}

/** Port of a service's metrics when all share one machine. */
export function metricsPortOf(service: ServiceName): number {
  return ownMetricsPortOf(service) ?? portOf(service);
}

/** Port of the metrics of a service that keeps them apart, wherever it runs. */
export function ownMetricsPortOf(service: ServiceName): number | undefined {
  const found: ServiceContract | undefined = services.find(({ name }) => name === service);
  return found?.metricsPort;
}

/** Whether an outcome of the stage goes to the outcomes topic. */
export function isRecorded(stage: StageName, outcome: OutcomeKind): stage is Stage {
  const records = stages.find(({ name }) => name === stage)?.records;
  return records === 'all' || (records === 'dead_letters' && outcome === 'dead_lettered');
}

/** Services that write the topic, in table order. */
export function writersOf(topic: TopicKey): ServiceName[] {
  const writes = ({ writes: written, records }: StageContract) =>
    written.includes(topic) || (topic === 'outcomes' && records !== 'none');
  const writers = new Set<string>(stages.filter(writes).map(({ service }) => service));
  const isWriter = ({ name, writes: written }: ServiceContract) =>
    writers.has(name) || written.includes(topic);
  return services.filter(isWriter).map(({ name }) => name);
}

/** Services whose stages read the topic, in table order. */
export function readersOf(topic: TopicKey): ServiceName[] {
  const readers = new Set<string>(
    readingStages.filter(({ reads }) => reads === topic).map(({ service }) => service),
  );
  return SERVICES.filter((name) => readers.has(name));
}
