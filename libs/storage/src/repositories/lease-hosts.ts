import type { PipelineStage } from 'mongoose';
import { randomUUID } from 'node:crypto';
import type { FeedModel, HostModel, Models, PageModel } from '../models/models.js';
import { POLLED_STATES, toFeed } from './feed.document.js';
import type { HostLease, HostWork, LeaseRound } from './frontier.types.js';
import { toPage } from './page-task.js';

type Frontier = Pick<Models, 'feeds' | 'hosts' | 'pages'>;

export interface LeaseRequest {
  owner: string;
  now: Date;
  leaseMs: number;
  /** The most hosts per round. */
  hosts: number;
  /** The most feeds and pages per host. */
  work: number;
}

type WaitingPage = Pick<PageModel, '_id' | 'nextAttemptAt'>;
type LeasedHost = HostModel & { feeds: FeedModel[]; pages: WaitingPage[] };

/**
 * Leases the hosts that have been ready longest and reads their due work, in three round trips for any number
 * of hosts (four when pages are due). When replicas compete for the same hosts, each gets those that it
 * reached first.
 */
export async function leaseHosts(models: Frontier, request: LeaseRequest): Promise<LeaseRound> {
  for (;;) {
    const { ready, nextReadyAt } = await findReady(models, request);
    if (ready.length === 0) return { hosts: [], nextReadyAt };
    const round = await take(models, ready, request);
    const leased = await readLeased(models, { ready, round, work: request.work });
    // No host is left when another replica took all of them. There was work, so there may be more.
    if (leased.length > 0) return { hosts: await withPages(models, leased, request), nextReadyAt };
  }
}

/** The first host that was not taken, ready or not, says when to look again. */
async function findReady({ hosts }: Frontier, { now, hosts: most }: LeaseRequest) {
  const found = await hosts
    .find({ readyAt: { $gte: new Date(0) }, leaseUntil: { $lte: now } }, { readyAt: 1 })
    .sort({ readyAt: 1 })
    .limit(most + 1)
    .lean<Pick<HostModel, '_id' | 'readyAt'>[]>();
  const isReady = ({ readyAt }: Pick<HostModel, 'readyAt'>) => readyAt !== null && readyAt <= now;
  const ready = found.filter(isReady).slice(0, most);
  return { ready: ready.map(({ _id }) => _id), nextReadyAt: found[ready.length]?.readyAt ?? null };
}

/** One atomic update per host. The round's name then identifies our leases. */
async function take(models: Frontier, ready: readonly string[], { owner, now, leaseMs }: LeaseRequest) {
  const leaseRound = randomUUID();
  const leaseUntil = new Date(now.getTime() + leaseMs);
  await models.hosts.updateMany(
    { _id: { $in: ready }, readyAt: { $lte: now }, leaseUntil: { $lte: now } },
    { $set: { leaseOwner: owner, leaseUntil, leaseRound }, $inc: { token: 1 } },
  );
  return leaseRound;
}

/**
 * The leased hosts, longest ready first, each with its next feeds and pages: one more than the holder may
 * take.
 */
async function readLeased(
  models: Frontier,
  { ready, round, work }: { ready: readonly string[]; round: string; work: number },
): Promise<LeasedHost[]> {
  const leased = await models.hosts.aggregate<LeasedHost>([
    { $match: { _id: { $in: [...ready] }, leaseRound: round } },
    nextOf(models.feeds.collection.name, 'feeds', [
      { $match: { state: { $in: [...POLLED_STATES] } } },
      { $sort: { nextFetchAt: 1 } },
      { $limit: work + 1 },
    ]),
    // A page holds the text of its entry, so only due pages are read whole.
    nextOf(models.pages.collection.name, 'pages', [
      { $match: { state: 'waiting' } },
      { $sort: { nextAttemptAt: 1 } },
      { $limit: work + 1 },
      { $project: { nextAttemptAt: 1 } },
    ]),
  ]);
  const place = new Map(ready.map((id, i) => [id, i]));
  return leased.sort((a, b) => (place.get(a._id) ?? 0) - (place.get(b._id) ?? 0));
}

const nextOf = (
  from: string,
  as: string,
  pipeline: NonNullable<PipelineStage.Lookup['$lookup']['pipeline']>,
): PipelineStage.Lookup => ({
  $lookup: { from, localField: '_id', foreignField: 'hostKey', pipeline, as },
});

async function withPages(
  models: Frontier,
  leased: readonly LeasedHost[],
  { owner, now, work }: LeaseRequest,
): Promise<HostWork[]> {
  const isDue = ({ nextAttemptAt }: WaitingPage) => nextAttemptAt <= now;
  const ids = leased.flatMap(({ pages }) => pages.filter(isDue).slice(0, work)).map(({ _id }) => _id);
  const found = ids.length === 0 ? [] : await models.pages.find({ _id: { $in: ids } }).lean<PageModel[]>();
  const byId = new Map(found.map((page) => [page._id, page]));
  return leased.map((host) => {
    const feeds = host.feeds.filter(({ nextFetchAt }) => nextFetchAt <= now).slice(0, work);
    const pages = host.pages.filter(isDue).slice(0, work);
    const rest = [host.feeds[feeds.length]?.nextFetchAt, host.pages[pages.length]?.nextAttemptAt];
    return {
      lease: leaseOf(host, owner),
      work: {
        feeds: feeds.map(toFeed),
        // A missing page was ended by another replica, which has woken the host if the page waits again.
        pages: pages.flatMap(({ _id }) => byId.get(_id) ?? []).map(toPage),
        restDueAt: earliestOf(rest),
      },
    };
  });
}

function leaseOf(host: HostModel, owner: string): HostLease {
  const { _id: hostKey, leaseUntil: until, token, crawlDelayMs, unavailable, wakes } = host;
  const said = { crawlDelayMs: crawlDelayMs ?? 0, unavailable: unavailable ?? 0 };
  return { hostKey, owner, until, token, ...said, wakes: wakes ?? null };
}

function earliestOf(times: readonly (Date | undefined)[]): Date | null {
  const known = times.filter((time) => time !== undefined).map((time) => time.getTime());
  return known.length === 0 ? null : new Date(Math.min(...known));
}
