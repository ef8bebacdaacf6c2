import type { Subscription } from '@dateline/storage';
import { createHmac } from 'node:crypto';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

const TOPIC = 'https://tribune.example/feed.xml';
const HUB = 'https://hub.example/';
const feed = Buffer.from('<rss version="2.0"><channel><title>Tribune</title></channel></rss>');

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
afterAll(() => gateway.stop());
beforeEach(() => gateway.emptyDatabase());

async function want(callbackId: string, feedId = `feed-of-${callbackId}`): Promise<Subscription> {
  return gateway.database.websub.want({
    feedId,
    topic: TOPIC,
    hubs: [HUB],
    documentUrl: TOPIC,
    callbackId,
    secret: `secret of ${callbackId}`,
    now: new Date(),
  });
}

/** As the fetcher does before it asks the hub. */
async function ask(callbackId: string): Promise<void> {
  const later = new Date(Date.now() + 60_000);
  const present = await gateway.database.websub.get(callbackId);
  await gateway.database.websub.beginRequest(present!, { pendingUntil: later, retryAt: later }, new Date());
}

function verify(callbackId: string, query: Record<string, string> = {}) {
  const asked = { 'hub.mode': 'subscribe', 'hub.topic': TOPIC, 'hub.challenge': 'c-1', ...query };
  return gateway.request('GET', `/websub/${callbackId}?${new URLSearchParams(asked).toString()}`);
}

const present = async (callbackId: string) => (await gateway.database.websub.get(callbackId))!;

async function activate(callbackId: string): Promise<void> {
  await want(callbackId);
  await ask(callbackId);
  expect((await verify(callbackId, { 'hub.lease_seconds': '4000' })).status).toBe(200);
}

const sign = (body: Buffer, callbackId: string, method = 'sha256') =>
  `${method}=${createHmac(method, `secret of ${callbackId}`).update(body).digest('hex')}`;

async function deliver(
  callbackId: string,
  body: Buffer | string,
  headers: Record<string, string>,
): Promise<number> {
  const response = await fetch(`${gateway.url}/websub/${callbackId}`, {
    method: 'POST',
    headers: { 'content-type': 'application/rss+xml', ...headers },
    body: new Uint8Array(Buffer.from(body)),
  });
  expect(await response.text()).not.toContain('secret');
  return response.status;
}

const inbox = () => gateway.database.pushInbox.lease(new Date(), 60_000);

describe('H60: verification of intent', () => {
  it('echoes the challenge of a subscription that was asked for, and stores its lease', async () => {
    await want('a');
    await ask('a');
    const answer = await verify('a', { 'hub.lease_seconds': '4000', 'hub.challenge': '<b>x</b>' });
    expect([answer.status, answer.type, answer.text]).toEqual([200, 'text/plain', '<b>x</b>']);
    const { state, leaseUntil, nextActionAt, pendingMode } = await present('a');
    expect([state, pendingMode]).toEqual(['active', null]);
    const left = (date: Date | null) => Math.round(((date?.getTime() ?? 0) - Date.now()) / 1000);
    expect(left(leaseUntil)).toBeGreaterThan(3900);
    expect(left(leaseUntil)).toBeLessThanOrEqual(4000);
    expect(left(nextActionAt)).toBeLessThanOrEqual(3000);
    expect(left(nextActionAt)).toBeGreaterThan(2900);
  });

  it.each<[string, string, Record<string, string>]>([
    ['an id that nobody knows', 'guessed', {}],
    ['another topic', 'a', { 'hub.topic': `${TOPIC}?other` }],
    ['another mode', 'a', { 'hub.mode': 'unsubscribe' }],
    ['no challenge', 'a', { 'hub.challenge': '' }],
  ])('answers 404 or 400 to %s', async (_, callbackId, query) => {
    await want('a');
    await ask('a');
    expect([400, 404]).toContain((await verify(callbackId, query)).status);
    expect((await present('a')).state).toBe('pending');
  });

  it('answers 404 before anything was asked for, and when it is not pending any more', async () => {
    await want('a');
    expect((await verify('a')).status).toBe(404);
    await ask('a');
    expect((await verify('a')).status).toBe(200);
    expect((await verify('a', { 'hub.challenge': 'another' })).status).toBe(404);
    // The hub that did not hear the answer asks the same again.
    expect((await verify('a')).status).toBe(200);
  });

  it('confirms a renewal, which moves the lease', async () => {
    await activate('a');
    const before = await present('a');
    await ask('a');
    expect((await present('a')).state).toBe('active');
    expect((await verify('a', { 'hub.challenge': 'c-2', 'hub.lease_seconds': '9000' })).status).toBe(200);
    expect((await present('a')).leaseUntil!.getTime()).toBeGreaterThan(before.leaseUntil!.getTime());
  });

  it('confirms an unsubscription when the feed is paused, and takes nothing more', async () => {
    const { json } = await gateway.request('POST', '/feeds', { body: { url: TOPIC } });
    await want('a', json.feedId);
    await ask('a');
    await verify('a');
    await gateway.request('POST', `/feeds/${json.feedId}/pause`, { body: { reason: 'moving house' } });
    expect(await present('a')).toMatchObject({ state: 'ending', live: false });
    expect(await deliver('a', feed, { 'x-hub-signature': sign(feed, 'a') })).toBe(410);
    expect((await verify('a', { 'hub.mode': 'unsubscribe', 'hub.challenge': 'c-2' })).status).toBe(404);
    await ask('a');
    const confirmed = await verify('a', { 'hub.mode': 'unsubscribe', 'hub.challenge': 'c-2' });
    expect([confirmed.status, confirmed.text]).toEqual([200, 'c-2']);
    expect(await present('a')).toMatchObject({ state: 'ended', nextActionAt: null });
  });

  it('tells the hub when a feed is removed', async () => {
    const { json } = await gateway.request('POST', '/feeds', { body: { url: TOPIC } });
    await want('a', json.feedId);
    await ask('a');
    await gateway.request('DELETE', `/feeds/${json.feedId}`);
    expect(await present('a')).toMatchObject({ state: 'ending', live: false });
  });

  it('hears a denial, and does not ask again before a day', async () => {
    await want('a');
    await ask('a');
    const denial = { 'hub.mode': 'denied', 'hub.reason': 'no such topic', 'hub.challenge': '' };
    expect((await verify('guessed', denial)).status).toBe(400);
    const clean = { 'hub.mode': 'denied', 'hub.reason': 'no such topic', 'hub.topic': TOPIC };
    const query = new URLSearchParams(clean).toString();
    expect((await gateway.request('GET', `/websub/guessed?${query}`)).status).toBe(404);
    expect((await gateway.request('GET', `/websub/a?${query}`)).status).toBe(200);
    const { state, lastError, nextActionAt } = await present('a');
    expect([state, lastError]).toEqual(['denied', 'denied by the hub: no such topic']);
    expect(nextActionAt!.getTime()).toBeGreaterThan(Date.now() + 80_000_000);
  });
});

describe('H61: delivery', () => {
  it.each(['sha1', 'sha256', 'sha384', 'sha512'])(
    'takes a body that is signed with %s, byte for byte',
    async (method) => {
      await activate('a');
      const body = Buffer.concat([feed, Buffer.from([0xe9, 0x00, 0xff])]);
      const type = { 'content-type': 'text/xml; charset=iso-8859-1' };
      expect(await deliver('a', body, { ...type, 'x-hub-signature': sign(body, 'a', method) })).toBe(202);
      const pushed = await inbox();
      expect(pushed).toMatchObject({
        callbackId: 'a',
        feedId: 'feed-of-a',
        contentType: 'text/xml; charset=iso-8859-1',
      });
      expect(pushed?.body.equals(body)).toBe(true);
      expect(await present('a')).toMatchObject({ deliveries: 1, badSignatures: 0 });
    },
  );

  it('leaves JSON as it came', async () => {
    await activate('a');
    const body = Buffer.from('{ "version": "https://jsonfeed.org/version/1.1",  "items": [] }');
    const headers = { 'content-type': 'application/json', 'x-hub-signature': sign(body, 'a') };
    expect(await deliver('a', body, headers)).toBe(202);
    expect((await inbox())?.body.equals(body)).toBe(true);
  });

  it.each<[string, Record<string, string>]>([
    ['no signature', {}],
    ['the signature of another topic', { 'x-hub-signature': sign(feed, 'b') }],
    ['the signature of another body', { 'x-hub-signature': sign(Buffer.from('other'), 'a') }],
  ])('answers 2xx to %s, drops it and counts it', async (_, headers) => {
    await activate('a');
    expect(await deliver('a', feed, headers)).toBe(202);
    expect(await inbox()).toBeNull();
    expect(await present('a')).toMatchObject({ deliveries: 0, badSignatures: 1 });
    expect(await gateway.registry.metrics()).toMatch(
      /dateline_websub_deliveries_total\{outcome="bad_signature"\} [1-9]/,
    );
  });

  it('keeps the same body once while nobody has read it', async () => {
    await activate('a');
    const headers = { 'x-hub-signature': sign(feed, 'a') };
    expect([await deliver('a', feed, headers), await deliver('a', feed, headers)]).toEqual([202, 202]);
    expect(await gateway.database.pushInbox.waiting()).toBe(1);
  });

  it('keeps topics apart: one to a callback', async () => {
    await activate('a');
    await activate('b');
    expect(await deliver('b', feed, { 'x-hub-signature': sign(feed, 'a') })).toBe(202);
    expect(await inbox()).toBeNull();
  });

  it('refuses a body over the bound, and an id that nobody knows', async () => {
    await activate('a');
    const large = Buffer.alloc(10 * 1024 * 1024 + 1, 'x');
    expect(await deliver('a', large, { 'x-hub-signature': sign(large, 'a') })).toBe(413);
    expect(await deliver('guessed', feed, { 'x-hub-signature': sign(feed, 'guessed') })).toBe(404);
    expect(await inbox()).toBeNull();
  });

  it('shows the secret nowhere in the API', async () => {
    const { json } = await gateway.request('POST', '/feeds', { body: { url: TOPIC } });
    await want('a', json.feedId);
    expect((await gateway.request('GET', `/feeds/${json.feedId}`)).text).not.toContain('secret of');
  });
});
