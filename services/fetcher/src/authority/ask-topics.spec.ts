import { parseSource } from '@dateline/feed';
import { HttpError, type HttpClient, type HttpResponse } from '@dateline/http';
import type { ParseDocument } from '../documents/feed-parser.js';
import { askTopics, type TopicQuestion } from './ask-topics.js';

const at = new Date('2026-03-03T12:00:00Z');
const feedUrl = 'https://feeds.example/tribune';
const topic = 'https://tribune.example/feed.xml';
const from = 'https://tribune.example/';
const signal = new AbortController().signal;
const parse: ParseDocument = (bytes, options) => Promise.resolve(parseSource(bytes, options));
const document = (self: string | null) =>
  `<rss xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Tribune</title>${
    self === null ? '' : `<atom:link rel="self" href="${self}"/>`
  }<item><title>Ferry</title><link>https://tribune.example/ferry</link></item></channel></rss>`;

interface Answer {
  to?: string;
  body?: string;
  headers?: Record<string, string>;
  failure?: HttpError;
  status?: number;
}

/** What the outlet answers at each address; what is asked is kept in order. */
async function ask(answers: Record<string, Answer>, question: Partial<TopicQuestion> = {}) {
  const asked: string[] = [];
  const get: HttpClient['get'] = async (url, { beforeRedirect }) => {
    asked.push(url);
    const { to, body = '', headers = {}, failure, status = 200 } = answers[url] ?? { status: 404 };
    if (failure) throw failure;
    if (to !== undefined) await beforeRedirect?.(new URL(to), new URL(url));
    const bytes = Buffer.from(body);
    const all = { 'content-type': 'application/rss+xml', ...headers };
    const response: HttpResponse = {
      status,
      headers: all,
      body: bytes,
      finalUrl: url,
      hops: [],
      bytes: bytes.length,
    };
    return response;
  };
  const on = {
    http: { get, post: () => Promise.reject(new Error('outlets are never posted to')) },
    robots: null,
    politenessDelay: () => Promise.resolve(),
    parse,
    now: () => at,
  };
  const all = { feedUrl, topics: [topic], confirmed: null, ...question };
  return { said: await askTopics(all, { from, signal }, on), asked };
}

it.each([
  ['redirects to the feed', { to: feedUrl }, { by: 'redirect', evidence: topic }],
  ['redirects elsewhere', { to: 'https://feeds.example/other' }, null],
  ['names the feed as its topic', { body: document(feedUrl) }, { by: 'hub', evidence: topic }],
  [
    'names it in its header',
    { body: document(topic), headers: { link: `<${feedUrl}>; rel="self"` } },
    { by: 'hub', evidence: topic },
  ],
  [
    'names another in its header',
    { body: document(feedUrl), headers: { link: `<${topic}>; rel="self"` } },
    null,
  ],
  ['names itself', { body: document(topic) }, null],
  ['names nothing', { body: document(null) }, null],
  ['is no feed', { body: '<p>Not here</p>', headers: { 'content-type': 'text/html' } }, null],
  ['is gone', { status: 404, body: document(feedUrl) }, null],
  ['cannot be had', { failure: new HttpError('timeout', 'no answer') }, null],
])('hears an outlet whose own feed %s', async (_what, answer: Answer, said) => {
  expect((await ask({ [topic]: answer })).said).toEqual(said);
});

it('asks nothing that the outlet does not name, whatever the feed says of itself', async () => {
  const open = `https://tribune.example/out?to=${encodeURIComponent(feedUrl)}`;
  const { said, asked } = await ask({ [open]: { to: feedUrl } }, { topics: [], confirmed: open });
  expect([said, asked]).toEqual([null, []]);
});

it('asks the topic that a hub confirmed first, and few in all', async () => {
  const topics = [1, 2, 3, 4].map((n) => `https://tribune.example/feed-${n}`);
  const { asked } = await ask({}, { topics, confirmed: 'http://www.tribune.example/feed-3' });
  expect(asked).toEqual([topics[2], topics[0]]);
});

it('passes on that a request was given up', async () => {
  const failure = new HttpError('aborted', 'the service stops');
  await expect(ask({ [topic]: { failure } })).rejects.toThrow('the service stops');
});
