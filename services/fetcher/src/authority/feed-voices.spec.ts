import { HttpError, type HttpClient, type HttpResponse } from '@dateline/http';
import type { FeedVoiceDoc, PageTask } from '@dateline/storage';
import type { Permission } from '../robots/robots.gate.js';
import { ServiceRetry } from '../runtime/service-retry.js';
import { FeedVoices, type VoiceDependencies } from './feed-voices.js';

const at = new Date('2026-03-03T12:00:00Z');
const feedUrl = 'https://feeds.example/tribune';
const home = 'https://tribune.example/';
const signal = new AbortController().signal;
const task = { feedId: 'feed-1', url: `${home}ferry`, urlNormalized: `${home}ferry` } as PageTask;
const naming = `<link rel="alternate" type="application/rss+xml" href="${feedUrl}">`;

interface Staged {
  html?: string;
  redirect?: string;
  /** Redirects of other addresses. */
  moved?: Record<string, string>;
  permissions?: Record<string, Permission[]>;
  failure?: HttpError;
}

/** An outlet whose front page says what the test says; what is asked of it is kept in order. */
function stage({ html = '', redirect, moved = {}, permissions = {}, failure }: Staged) {
  const steps: string[] = [];
  const noted: FeedVoiceDoc[] = [];
  const answer: Pick<HttpResponse, 'status' | 'headers' | 'hops'> = {
    status: 200,
    headers: { 'content-type': 'text/html' },
    hops: [],
  };
  const get: HttpClient['get'] = async (url, { beforeRedirect }) => {
    steps.push(`get ${url}`);
    if (failure) throw failure;
    const to = moved[url];
    if (to !== undefined) await beforeRedirect?.(new URL(to), new URL(url));
    if (redirect !== undefined) await beforeRedirect?.(new URL(redirect), new URL(url));
    const finalUrl = redirect ?? url;
    return { ...answer, body: Buffer.from(`<p>Front page</p>${html}`), finalUrl, bytes: html.length };
  };
  const on = {
    http: { get, post: () => Promise.reject(new Error('pages are never posted to')) },
    robots: {
      permissionFor: (url: URL) => {
        steps.push(`robots of ${url.href}`);
        return Promise.resolve(permissions[url.href]?.shift() ?? { answer: 'allowed', asked: false });
      },
    },
    politenessDelay: (next: URL) => {
      steps.push(`pause of ${next.host}`);
      return Promise.resolve();
    },
    storage: {
      feeds: { get: () => Promise.resolve({ feedId: 'feed-1', url: feedUrl }) },
      feedVoices: {
        get: () => Promise.resolve(null),
        record: (voice: FeedVoiceDoc) => {
          noted.push(voice);
          return Promise.resolve();
        },
      },
      websub: { ofFeeds: () => Promise.resolve(new Map()) },
    },
    parse: () => Promise.reject(new Error('nothing is parsed here')),
    retry: new ServiceRetry(AbortSignal.abort()),
    now: () => at,
  } as unknown as VoiceDependencies;
  return { voices: new FeedVoices(on), steps, noted };
}

it('asks the front page after a pause and by robots.txt, and notes what it says', async () => {
  const knows = stage({ html: naming });
  expect(await knows.voices.ask(task, { signal })).toBe(true);
  expect(knows.steps).toEqual(['pause of tribune.example', `robots of ${home}`, `get ${home}`]);
  expect(knows.noted).toMatchObject([{ outlet: 'tribune.example', by: 'autodiscovery', evidence: home }]);
  const silent = stage({});
  expect(await silent.voices.ask(task, { signal })).toBe(false);
  expect(silent.noted).toMatchObject([{ outlet: 'tribune.example', by: null, evidence: home }]);
});

it('asks the feeds that the front page names at the outlet whether they lead to the feed', async () => {
  const own = 'https://tribune.example/feed.xml';
  const link = `<link rel="alternate" type="application/rss+xml" href="/feed.xml">`;
  const on = stage({ html: link, moved: { [own]: feedUrl } });
  expect(await on.voices.ask(task, { signal })).toBe(true);
  expect(on.noted).toMatchObject([{ outlet: 'tribune.example', by: 'redirect', evidence: own }]);
  const elsewhere = stage({ html: link, moved: { [own]: 'https://feeds.example/other' } });
  expect(await elsewhere.voices.ask(task, { signal })).toBe(false);
  expect(elsewhere.noted).toMatchObject([{ by: null, evidence: home }]);
});

it('pauses once more where robots.txt had to be asked for first', async () => {
  const on = stage({ html: naming, permissions: { [home]: [{ answer: 'allowed', asked: true }] } });
  expect(await on.voices.ask(task, { signal })).toBe(true);
  expect(on.steps).toEqual([
    'pause of tribune.example',
    `robots of ${home}`,
    'pause of tribune.example',
    `robots of ${home}`,
    `get ${home}`,
  ]);
});

it('follows a redirect of the front page only where robots.txt allows it', async () => {
  const redirect = 'https://www.tribune.example/start';
  const on = stage({
    html: naming,
    redirect,
    permissions: { [redirect]: [{ answer: 'disallowed', asked: false }] },
  });
  expect(await on.voices.ask(task, { signal })).toBe(false);
  expect(on.steps).toContain(`robots of ${redirect}`);
  expect(on.noted).toEqual([]);
  const allowed = stage({ html: naming, redirect });
  expect(await allowed.voices.ask(task, { signal })).toBe(true);
  expect(allowed.noted).toMatchObject([{ evidence: redirect }]);
});

it('notes nothing of a front page that cannot be had, and passes on that a request was given up', async () => {
  const lost = stage({ failure: new HttpError('timeout', 'no answer') });
  expect(await lost.voices.ask(task, { signal })).toBe(false);
  expect(lost.noted).toEqual([]);
  const given = stage({ failure: new HttpError('aborted', 'the service stops') });
  await expect(given.voices.ask(task, { signal })).rejects.toThrow('the service stops');
});
