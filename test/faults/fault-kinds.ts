/** Where a fault strikes. Faults of two lanes may overlap, those of one follow one another; `all` has both lanes to itself. */
export type Lane = 'services' | 'stores' | 'all';

interface FaultRule {
  lane: Lane;
  /** Shortest and longest time until it is mended. */
  seconds: [number, number];
  says: string;
}

/** Session time-out of the group members under test; a frozen one is taken for dead after it. */
export const SESSION_SECONDS = 10;

export const FAULTS = {
  service_killed: { lane: 'services', seconds: [0, 3], says: 'SIGKILL of a replica, which is started again' },
  service_frozen: {
    lane: 'services',
    seconds: [9, 14],
    says: 'SIGSTOP past the session time-out, then SIGCONT',
  },
  service_drained: { lane: 'services', seconds: [0, 2], says: 'SIGTERM: the replica must end with code 0' },
  new_version: {
    lane: 'services',
    seconds: [0, 0],
    says: 'every replica drained and started in a new version, one by one',
  },
  garbage: {
    lane: 'services',
    seconds: [0, 0],
    says: 'bytes that are no event, on the topics of all stages',
  },
  repeats: { lane: 'services', seconds: [0, 0], says: 'genuine messages written a second time' },
  broker_killed: { lane: 'stores', seconds: [3, 8], says: 'SIGKILL of a broker' },
  broker_frozen: { lane: 'stores', seconds: [8, 14], says: 'SIGSTOP of a broker past its session' },
  leaders_moved: {
    lane: 'stores',
    seconds: [1, 3],
    says: 'orderly stop of a broker: its leaders move, and move back',
  },
  broker_disk_full: {
    lane: 'stores',
    seconds: [3, 6],
    says: 'no space on the disk of a broker (needs tmpfs)',
  },
  primary_killed: { lane: 'stores', seconds: [3, 8], says: 'SIGKILL of the primary' },
  primary_frozen: { lane: 'stores', seconds: [6, 12], says: 'SIGSTOP of the primary' },
  mongod_disk_full: {
    lane: 'stores',
    seconds: [3, 6],
    says: 'no space on the disk of a mongod (needs tmpfs)',
  },
  kafka_cut: { lane: 'stores', seconds: [2, 8], says: 'connections to a broker reset, new ones refused' },
  kafka_stalled: {
    lane: 'stores',
    seconds: [5, 20],
    says: 'connections to a broker open, but nothing moves',
  },
  kafka_deaf: { lane: 'stores', seconds: [2, 6], says: 'requests reach the brokers, the answers are lost' },
  kafka_slow: {
    lane: 'stores',
    seconds: [5, 10],
    says: 'a quarter of a second more on each answer of Kafka',
  },
  commit_held: {
    lane: 'stores',
    seconds: [32, 36],
    says: 'EndTxn held back past the time-out of transactions',
  },
  mongo_cut: { lane: 'stores', seconds: [2, 8], says: 'connections to MongoDB reset, new ones refused' },
  mongo_stalled: { lane: 'stores', seconds: [5, 15], says: 'connections to MongoDB open, but nothing moves' },
  mongo_deaf: { lane: 'stores', seconds: [2, 6], says: 'commands reach MongoDB, the answers are lost' },
  mongo_slow: {
    lane: 'stores',
    seconds: [5, 10],
    says: 'a quarter of a second more on each answer of MongoDB',
  },
  mongo_away_rebalance: { lane: 'all', seconds: [6, 10], says: 'MongoDB away while replicas come and go' },
  everything_killed: { lane: 'all', seconds: [1, 3], says: 'SIGKILL of every process at once' },
} as const satisfies Record<string, FaultRule>;

export type FaultKind = keyof typeof FAULTS;

export const FAULT_KINDS = Object.keys(FAULTS) as FaultKind[];

export function isFault(name: string): name is FaultKind {
  return name in FAULTS;
}
