// One turn: the pages of a shelf through the pipeline or through the script, and what it cost.
import type { MongoClient } from 'mongodb';
import { setTimeout as sleep } from 'node:timers/promises';
import { costsOf, cpuBetween, type Costs } from './process-cost.ts';

/** Pages that are read before anything is counted (`warm`), and pages that are counted. */
export interface Shelf {
  name: string;
  warm: number;
  pages: number;
}

/** What mongod did, for all of its clients together. */
export interface MongoAmounts {
  requests: number;
  bytesIn: number;
  bytesOut: number;
}

export interface Turn {
  pages: number;
  seconds: number;
  cpu: Record<string, number>;
  costs: Costs;
  mongo: MongoAmounts;
  /** Articles that are stored in the end. */
  articles: number;
}

/** Brings the pages up to this number to their end. */
type Work = (upTo: number) => Promise<void>;

interface ServerStatus {
  network: { bytesIn: unknown; bytesOut: unknown; numRequests: unknown };
}

export interface TurnMeans {
  client: MongoClient;
  database: string;
  pids: Record<string, number>;
  /** Called when the pages that are not counted have ended. */
  warmed?: () => void;
}

export async function measureTurn(
  { warm, pages }: Shelf,
  work: Work,
  { client, database, pids, warmed }: TurnMeans,
): Promise<Turn> {
  if (warm > 0) await work(warm);
  warmed?.();
  const [before, mongoBefore, started] = [costsOf(pids), await mongoAmounts(client), performance.now()];
  await work(warm + pages);
  const [costs, seconds] = [costsOf(pids), (performance.now() - started) / 1000];
  const mongo = await mongoAmounts(client);
  return {
    pages,
    seconds,
    cpu: cpuBetween(before, costs),
    costs,
    mongo: {
      requests: mongo.requests - mongoBefore.requests,
      bytesIn: mongo.bytesIn - mongoBefore.bytesIn,
      bytesOut: mongo.bytesOut - mongoBefore.bytesOut,
    },
    articles: await client.db(database).collection('articles').estimatedDocumentCount(),
  };
}

/** What mongod has done so far. */
export async function mongoAmounts(client: MongoClient): Promise<MongoAmounts> {
  const { network } = (await client.db('admin').command({ serverStatus: 1 })) as unknown as ServerStatus;
  return {
    requests: Number(network.numRequests),
    bytesIn: Number(network.bytesIn),
    bytesOut: Number(network.bytesOut),
  };
}

const LONGEST_SECONDS = 3_600;

/** Waits until the ledger has an end for so many articles. */
export async function untilEnded(client: MongoClient, database: string, articles: number): Promise<void> {
  const traces = client.db(database).collection('ledger_traces');
  for (const until = performance.now() + LONGEST_SECONDS * 1000; performance.now() < until; await sleep(500))
    if ((await traces.countDocuments({ state: { $ne: 'in_flight' } })) >= articles) return;
  const states = await traces.aggregate([{ $group: { _id: '$state', n: { $sum: 1 } } }]).toArray();
  throw new Error(`not all articles came to an end: ${JSON.stringify(states)}`);
}
