import { normaliseUrl } from '@dateline/article';
import { findKilled } from '@dateline/deduplicator/decide/find-killed';
import { parseFeed } from '@dateline/feed';
import { identifyEntries } from '@dateline/fetcher/discovery/find-discoveries';
import { fingerprintArticle } from '@dateline/similarity';
import { decideEvents } from '../decide-events.ts';
import type { Line } from '../read-lines.ts';
import { verdictOf, type Verdict } from './verdict.ts';

/** Two addresses have one key. */
export function judgeAddresses({ a, b }: { a: string; b: string }): Verdict {
  const [keyOfA, keyOfB] = [normaliseUrl(a), normaliseUrl(b)];
  return { got: `${String(keyOfA)} | ${String(keyOfB)}`, passed: keyOfA === keyOfB };
}

/** As many entries and articles as the feed has. */
export async function judgeEntryIds({
  xml,
  feedUrl,
  expected,
}: {
  xml: string;
  feedUrl: string;
  expected: { entries: number; articleIds: number };
}): Promise<Verdict> {
  const { items } = await parseFeed(Buffer.from(xml), { url: feedUrl, headers: {} });
  const { identified } = identifyEntries(items, feedUrl);
  const articleIds = new Set(identified.map(({ articleId }) => articleId));
  return verdictOf(expected, { entries: identified.length, articleIds: articleIds.size });
}

/** The decision on each arrival is one of those that `a or b` allows. */
export function judgeEvents({ events, expected }: { events: Line[]; expected: string[] }): Verdict {
  const got: string[] = [...decideEvents(events)].map(({ decision }) => decision);
  const isAllowed = expected.every((allowed, i) => allowed.split(' or ').includes(got[i] ?? ''));
  return { got, passed: isAllowed && got.length === expected.length };
}

interface Story {
  url: string;
  headline: string;
}

/** Whether a kill notice takes back the one story that is stored. */
export async function judgeKillNotice({
  story,
  notice,
  expected,
}: {
  story: Story & { body: string };
  notice: Story & { articleBody: string };
  expected: { withdraws: string | null };
}): Promise<Verdict> {
  const stored = fingerprintOf('V', story, story.body);
  const key = stored.sketch.headlineKey;
  const arrival = {
    articleId: 'N',
    fingerprint: fingerprintOf('N', notice, notice.articleBody),
    facts: { outlet: new URL(notice.url).hostname },
    event: {
      data: {
        article: { headline: notice.headline, articleBody: notice.articleBody },
        urlNormalized: normaliseUrl(notice.url),
        fetch: { finalUrl: notice.url, source: 'page' },
      },
    },
  };
  const state = { articleId: 'V', phase: 'standing', facts: { outlet: new URL(story.url).hostname } };
  const store = {
    ownersOf: () => Promise.resolve(new Map()),
    statesOf: (ids: readonly string[]) => Promise.resolve(new Map(ids.includes('V') ? [['V', state]] : [])),
    candidates: (keys: readonly number[]) =>
      Promise.resolve(key !== null && keys.includes(key) ? [{ articleId: 'V', keys: [key] }] : []),
  };
  type Search = Parameters<typeof findKilled>;
  // Of the event and the state only what the search reads is known.
  const search = { store, own: undefined, since: new Date(0) } as unknown as Search[1];
  const killed = await findKilled(arrival as unknown as Search[0], search);
  return verdictOf(expected, { withdraws: killed.story });
}

const fingerprintOf = (articleId: string, { url, headline }: Story, body: string) =>
  fingerprintArticle({
    articleId,
    urls: [url],
    canonicalUrl: null,
    feedId: `feed of ${articleId}`,
    entryId: '1',
    headline,
    body,
    publishedAt: new Date(),
  });
