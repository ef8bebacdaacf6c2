import { gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { startSampleOutlet } from '../tools/sample-outlet/server.ts';
import type { SampleOutlet } from '../tools/sample-outlet/server.ts';

describe('the sample outlets', () => {
  let outlet: SampleOutlet;
  beforeEach(async () => {
    outlet = await startSampleOutlet();
  });
  afterEach(() => outlet.stop());

  const text = async (url: string) => (await fetch(url)).text();
  const feedOf = (id: string) => outlet.feeds.find((feed) => feed.id === id)!.url;

  it('serve every address that the manifest names, as its feed lists it', async () => {
    const feeds = (await Promise.all(outlet.feeds.map(({ url }) => text(url))))
      .join('\n')
      .replaceAll('&amp;', '&');
    const { stories, refused } = outlet.expected;
    const articles = stories.flatMap(({ url, otherAddresses, copies }) => [
      url,
      ...otherAddresses,
      ...copies,
    ]);
    for (const url of [...articles, ...refused.map((page) => page.url)]) expect(feeds).toContain(url);
    for (const url of articles) expect((await fetch(url)).status).toBe(200);
    expect(articles.length + refused.length).toBe(26);
  });

  it('listen on one address and go by names where they are told to, as in a container', async () => {
    const named = await startSampleOutlet({ bind: '127.0.0.1', names: '{outlet}.samples' });
    try {
      const addresses = named.feeds.map(({ id, url }) => ({ id, url: new URL(url) }));
      expect(addresses.map(({ url }) => url.hostname)).toEqual(addresses.map(({ id }) => `${id}.samples`));
      const first = addresses[0]!.url;
      const served = await text(`http://127.0.0.1:${first.port}${first.pathname}`);
      expect(served).toContain(`http://${first.host}/`);
    } finally {
      await named.stop();
    }
  });

  it('refuse in the ways that the manifest tells', async () => {
    const answers = new Map(
      await Promise.all(
        outlet.expected.refused.map(async ({ url, reason }) => {
          const response = await fetch(url);
          const bytes = (await response.arrayBuffer()).byteLength;
          return [
            reason,
            { status: response.status, type: response.headers.get('content-type'), bytes },
          ] as const;
        }),
      ),
    );
    expect(answers.get('http_error')?.status).toBe(500);
    expect(answers.get('not_found')?.status).toBe(404);
    expect(answers.get('unsupported_media')?.type).toBe('application/pdf');
    expect(answers.get('too_large')?.bytes).toBeGreaterThan(6_000_000);
    expect(answers.get('empty_page')?.bytes).toBeLessThan(200);
  });

  it('answer 304 to validators until the content changes', async () => {
    for (const { url } of outlet.feeds) {
      const { headers } = await fetch(url);
      const conditional = { 'if-none-match': headers.get('etag')! };
      expect((await fetch(url, { headers: conditional })).status).toBe(304);
      expect(
        (await fetch(url, { headers: { 'if-modified-since': headers.get('last-modified')! } })).status,
      ).toBe(304);
    }
    const conditional = { 'if-none-match': (await fetch(feedOf('harbour'))).headers.get('etag')! };
    outlet.publishUpdate();
    expect((await fetch(feedOf('harbour'), { headers: conditional })).status).toBe(200);
  });

  it('update an article once it was read, for the next poll of its feed', async () => {
    const story = outlet.expected.stories.find(({ versions }) => versions === 2)!;
    expect(await text(feedOf('harbour'))).not.toContain(story.headline);
    expect(await text(story.url)).not.toContain(story.headline);
    expect(await text(feedOf('harbour'))).toContain(story.headline);
    expect(await text(story.url)).toContain(story.headline);
  });

  it('print a copy of an agency report with changes that are small, and another headline', async () => {
    const story = outlet.expected.stories.find(({ copies }) => copies.length > 0)!;
    const paragraphsOf = (page: string) =>
      [...page.matchAll(/<p>([^<]{120,})<\/p>/g)].map(([, words]) => words);
    const original = paragraphsOf(await text(story.url));
    const page = await text(story.copies[0]!);
    const shared = paragraphsOf(page).filter((paragraph) => original.includes(paragraph));
    expect(page).not.toContain(story.headline);
    expect(shared.length).toBeGreaterThanOrEqual(2);
    expect(shared.length).toBeLessThan(original.length);
  });

  it('compress for those who ask for it', async () => {
    const { encoding, body } = await new Promise<{ encoding: unknown; body: Buffer }>((resolve, reject) => {
      request(feedOf('orbit'), { headers: { 'accept-encoding': 'gzip' } }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () => {
          resolve({ encoding: response.headers['content-encoding'], body: Buffer.concat(chunks) });
        });
      })
        .on('error', reject)
        .end();
    });
    expect(encoding).toBe('gzip');
    expect(JSON.parse(gunzipSync(body).toString())).toMatchObject({ title: 'Field & Orbit' });
  });
});
