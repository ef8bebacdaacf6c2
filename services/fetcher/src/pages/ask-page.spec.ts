import type { HttpClient, HttpResponse } from '@dateline/http';
import { askPage, askPageElsewhere } from './ask-page.js';
import type { Permission, RobotsCall } from '../robots/robots.gate.js';

// One blog under two endings: one outlet at two hosts.
const page = 'https://outlet.blogspot.com/story';
const target = 'https://outlet.blogspot.de/private/story';
const now = () => new Date('2026-03-03T12:00:00Z');
const call = { hostKey: 'outlet.blogspot.com', signal: new AbortController().signal, maxBytes: 1_000 };
const response: HttpResponse = {
  status: 200,
  headers: { 'content-type': 'text/html' },
  body: Buffer.from('<p>Ferry</p>'),
  finalUrl: target,
  hops: [{ url: page, status: 301 }],
  bytes: 12,
};

/** A page that redirects to another host; robots.txt answers for each address. */
async function ask(answers: Record<string, Permission>, to = target, from = page) {
  const done: string[] = [];
  const get: HttpClient['get'] = async (url, { beforeRedirect }) => {
    done.push(`get ${url}`);
    await beforeRedirect?.(new URL(to), new URL(url));
    done.push(`get ${to}`);
    return response;
  };
  const answer = await askPage({ url: from, urlNormalized: from }, call, {
    http: { get, post: () => Promise.reject(new Error('pages are never posted to')) },
    robots: {
      permissionFor: (url: URL, { hostKey }: RobotsCall) => {
        done.push(`robots of ${hostKey}`);
        return Promise.resolve(answers[url.href] ?? { answer: 'allowed', asked: false });
      },
    },
    politenessDelay: (next) => {
      done.push(`pause of ${next.host}`);
      return Promise.resolve();
    },
    now,
  });
  return { answer, done };
}

it('pauses and asks robots.txt at a redirect like anywhere else', async () => {
  const { answer, done } = await ask({});
  expect(answer).toMatchObject({ verdict: { kind: 'page' }, response });
  expect(done).toEqual([
    'robots of outlet.blogspot.com',
    `get ${page}`,
    'pause of outlet.blogspot.de',
    'robots of blogspot.de',
    `get ${target}`,
  ]);
});

it('does not follow a redirect to what robots.txt disallows', async () => {
  const { answer, done } = await ask({ [target]: { answer: 'disallowed', asked: false } });
  expect(answer).toMatchObject({
    verdict: { kind: 'rejected', reason: 'robots_disallowed' },
    response: null,
  });
  expect(done).not.toContain(`get ${target}`);
});

it('tries a redirect again where robots.txt cannot be reached', async () => {
  const { answer, done } = await ask({ [target]: { answer: 'unreachable', asked: true } });
  expect(answer).toMatchObject({ verdict: { kind: 'retry', reason: 'unreachable' }, response: null });
  expect(done).not.toContain(`get ${target}`);
});

it('leaves a redirect to no web address to the client', async () => {
  const { done } = await ask({}, 'ftp://other.example/story');
  expect(done).toEqual([
    'robots of outlet.blogspot.com',
    `get ${page}`,
    'pause of other.example',
    'get ftp://other.example/story',
  ]);
});

it('spends the turn of its host on robots.txt, and asks for nothing that it disallows', async () => {
  expect((await ask({ [page]: { answer: 'allowed', asked: true } })).answer).toEqual({ kind: 'postponed' });
  const { answer, done } = await ask({ [page]: { answer: 'disallowed', asked: true } });
  expect(answer).toMatchObject({ verdict: { reason: 'robots_disallowed' }, response: null });
  expect(done).toEqual(['robots of outlet.blogspot.com']);
});

it.each([
  ['https://outlet.example/story', 'https://other.example/story'],
  ['https://north.wordpress.com/story', 'https://south.wordpress.com/story'],
  ['https://medium.com/@north/story', 'https://medium.com/@south/story'],
])('tells a redirect of %s to another outlet, and does not ask there', async (from, to) => {
  const { answer, done } = await ask({}, to, from);
  expect(answer).toEqual({ kind: 'judged', verdict: { kind: 'pointer', to }, response: null });
  expect(done).not.toContain(`get ${to}`);
  expect(done.filter((step) => step.startsWith('pause'))).toEqual([]);
});

it.each([
  ['waits for one turn at a site whose robots.txt is known', [false], ['pause', 'robots', 'get']],
  [
    'waits for another where robots.txt took the first',
    [true, false],
    ['pause', 'robots', 'pause', 'robots', 'get'],
  ],
  ['gives up where robots.txt took both', [true, true], ['pause', 'robots', 'pause', 'robots']],
])('%s', async (_what, asked, expected) => {
  const done: string[] = [];
  const answers = [...asked];
  const { signal, maxBytes } = call;
  const from = new URL('https://elsewhere.example/');
  const answer = await askPageElsewhere(
    page,
    { from, signal, maxBytes },
    {
      http: {
        get: () => {
          done.push('get');
          return Promise.resolve(response);
        },
        post: () => Promise.reject(new Error('pages are never posted to')),
      },
      robots: {
        permissionFor: () => {
          done.push('robots');
          return Promise.resolve({ answer: 'allowed', asked: answers.shift() ?? false });
        },
      },
      politenessDelay: () => {
        done.push('pause');
        return Promise.resolve();
      },
      now,
    },
  );
  expect(done).toEqual(expected);
  expect(answer?.response ?? null).toBe(expected.includes('get') ? response : null);
});
