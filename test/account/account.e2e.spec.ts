import { accountedOf, type EntryAccount } from '@dateline/contracts';
import { eventually, infrastructure, ScriptedServer, stopServices } from '@dateline/testing';
import { fileURLToPath } from 'node:url';
import { Pipeline, feedOf, pageOf, type Audit } from '../pipeline.js';
import type { OddDocument } from './document.writer.js';
import { OddDocuments } from './documents.js';

afterAll(stopServices);

/** What of a feed's record the suite looks at. */
interface FeedRecord {
  feedId: string;
  url: string;
  problem: { kind: string; reason: string } | null;
  http: { etag: string | null; bodyHash: string | null };
  losses: { count: number };
  recentFetches: { outcome: string; account?: EntryAccount }[];
}

interface Accounts extends Audit {
  entries: { total: EntryAccount; byDay: { day: string; account: EntryAccount }[] };
  problems: { check: string; count: number; sample: string[] }[];
}

interface Place {
  outlet: ScriptedServer;
  pipeline: Pipeline;
}

/** An outlet whose numbered addresses are pages, each with a text of its own. */
async function startPlace(): Promise<Place> {
  const outlet = await ScriptedServer.start();
  return { outlet, pipeline: Pipeline.prepare(infrastructure()) };
}

function publish(
  { outlet }: Place,
  path: string,
  { body, contentType }: Pick<OddDocument, 'body' | 'contentType'>,
): string {
  outlet.route(path, { headers: { 'content-type': contentType, etag: `"${path}"` }, body });
  return outlet.url(path);
}

function publishPages({ outlet }: Place, pages: number): void {
  const headers = { 'content-type': 'text/html; charset=utf-8' };
  for (let n = 1; n <= pages; n += 1) outlet.route(`/story/${n}`, { headers, body: pageOf(n) });
}

async function feedsOf({ pipeline }: Place): Promise<FeedRecord[]> {
  const { items } = await pipeline.get<{ items: FeedRecord[] }>('/feeds?limit=200');
  return items;
}

/** All feeds, once each was polled. */
function polled(place: Place, feeds: number): Promise<FeedRecord[]> {
  const check = async () => {
    const records = await feedsOf(place);
    return records.filter(({ recentFetches }) => recentFetches.length > 0).length >= feeds ? records : null;
  };
  return eventually(check, { timeoutMs: 240_000, what: `${feeds} feeds to be polled` });
}

/** The audit, once every article has come to its end. */
function settled({ pipeline }: Place): Promise<Accounts> {
  const check = async () => {
    const audit = await pipeline.get<Accounts>('/audit');
    return audit.totals.inFlight === 0 && audit.totals.discovered > 0 ? audit : null;
  };
  return eventually(check, { timeoutMs: 240_000, what: 'all articles to come to their ends' });
}

const firstPollOf = (feed: FeedRecord | undefined) => feed?.recentFetches.find(({ account }) => account);
const notAccounted = ({ problems }: Accounts) =>
  problems.filter(({ check }) => check === 'entries_not_accounted');

describe('damaged, odd and colliding documents', () => {
  let place: Place;
  let audit: Accounts;
  const documents: OddDocument[] = [];
  const feedOfSlug = new Map<string, FeedRecord>();

  beforeAll(async () => {
    place = await startPlace();
    const link = (n: number) => place.outlet.url(n === 0 ? '/' : `/story/${n}`);
    documents.push(...new OddDocuments(link).write());
    publishPages(place, 400);
    await place.pipeline.start();
    const urls = documents.map((document) => publish(place, `/feeds/${document.slug}`, document));
    for (const url of urls) await place.pipeline.addFeed(url);
    for (const feed of await polled(place, urls.length))
      feedOfSlug.set(feed.url.slice(feed.url.lastIndexOf('/') + 1), feed);
    audit = await settled(place);
  }, 600_000);

  afterAll(async () => {
    await place.pipeline.stop();
    await place.outlet.stop();
  });

  it('are at least sixty, no two alike', () => {
    expect(documents.length).toBeGreaterThanOrEqual(60);
    expect(new Set(documents.map(({ body }) => String(body))).size).toBe(documents.length);
  });

  it('offer what their generator wrote, and every entry of them is in one part of the account', () => {
    const accounts = documents.map(({ slug }) => ({
      slug,
      account: firstPollOf(feedOfSlug.get(slug))?.account,
    }));
    const found = accounts.map(({ slug, account }) => ({
      slug,
      offered: account?.offered ?? 0,
      accounted: account ? accountedOf(account) : 0,
    }));
    expect(found).toEqual(documents.map(({ slug, offered }) => ({ slug, offered, accounted: offered })));
  });

  it('have each entry in the part that their kind says', () => {
    for (const { slug, parts } of documents) {
      const account = firstPollOf(feedOfSlug.get(slug))?.account;
      if (parts && account) expect({ slug, ...account }).toMatchObject({ slug, ...parts });
    }
  });

  it('are damaged where not all arrived: no validators, a probable loss, a problem of the feed', () => {
    const found = documents.flatMap(({ slug }) => {
      const feed = feedOfSlug.get(slug);
      return feed?.problem ? [slug] : [];
    });
    expect(found).toEqual(documents.filter(({ isWhole }) => !isWhole).map(({ slug }) => slug));
    for (const slug of found)
      expect(feedOfSlug.get(slug)).toMatchObject({
        problem: { kind: 'damaged' },
        http: { etag: null, bodyHash: null },
        losses: { count: 1 },
      });
  });

  it('balance in total and by day, and each article ends in one place', async () => {
    const offered = documents.reduce((sum, document) => sum + document.offered, 0);
    expect(audit.entries.total.offered).toBeGreaterThanOrEqual(offered);
    expect(accountedOf(audit.entries.total)).toBe(audit.entries.total.offered);
    for (const { account } of audit.entries.byDay) expect(accountedOf(account)).toBe(account.offered);
    expect(audit.problems).toEqual([]);
    const { discovered, indexed, duplicate, rejected, deadLettered } = audit.totals;
    expect(indexed + duplicate + rejected).toBe(discovered);
    expect(deadLettered).toBe(0);
    // An article that two documents of one site show was discovered in both of them.
    expect(audit.entries.total.discovered).toBeGreaterThanOrEqual(discovered);
  });

  it('name what became of an entry that was not taken, by its guid, address or title', async () => {
    const named = async (name: string) => {
      const path = `/skipped-entries?name=${encodeURIComponent(name)}`;
      return (await place.pipeline.get<{ items: { reason: string }[] }>(path)).items.map(
        ({ reason }) => reason,
      );
    };
    expect(await named('quay-lost')).toEqual(['no_address']);
    expect(await named(' By MAIL ')).toEqual(['not_http']);
    expect(await named('ftp://quay.example/a')).toEqual(['not_http']);
    expect(await named(`${place.outlet.url('/')}?old=2`)).toEqual(['too_old']);
    expect(await named('nobody offered this')).toEqual([]);
  });
});

it('a reader that loses entries is found out, though it says nothing', async () => {
  const place = await startPlace();
  try {
    publishPages(place, 6);
    const hook = fileURLToPath(new URL('lose-every-third.mjs', import.meta.url));
    await place.pipeline.start(['indexer', 'deduplicator', 'parser', 'gateway']);
    place.pipeline.env['NODE_OPTIONS'] = `--import ${hook}`;
    await place.pipeline.start(['fetcher']);
    const links = Array.from({ length: 6 }, (_, n) => place.outlet.url(`/story/${n + 1}`));
    const document = { body: feedOf(links), contentType: 'application/rss+xml' };
    await place.pipeline.addFeed(publish(place, '/feed', document));
    const [feed] = await polled(place, 1);
    const account = firstPollOf(feed)?.account;
    expect(account).toMatchObject({ offered: 6, discovered: 4, skipped: {} });
    expect(feed).toMatchObject({
      problem: { kind: 'damaged', reason: 'the document is damaged: 4 of 6 entries were read' },
      http: { etag: null, bodyHash: null },
    });
    const audit = await settled(place);
    expect(audit.balanced).toBe(false);
    const [found, ...others] = notAccounted(audit);
    expect(others).toEqual([]);
    expect(found?.sample).toEqual([expect.stringMatching(new RegExp(`^${feed?.feedId} \\S+: 6 ≠ 4$`))]);
  } finally {
    await place.pipeline.stop();
    await place.outlet.stop();
  }
}, 300_000);
