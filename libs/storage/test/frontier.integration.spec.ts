import { connected, emptiedBeforeEach, leaseHost, specDatabase } from './open-test-database.js';
import type { NewPageTask } from '../src/index.js';
import { at, pageTask } from './samples.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const FEED = {
  url: 'https://h.example/rss',
  hostKey: 'h.example',
  origin: { type: 'api' as const, ref: null },
  intervalSeconds: 60,
  now: at(0),
};
const wakeAll = (hosts: string[], when = at(0)) =>
  Promise.all(hosts.map((h) => database.frontier.wakeHost(h, when)));
const leaseOf = async (owner: string, now = at(1)) => {
  const leased = await leaseHost(database, owner, now, 10_000);
  if (!leased) throw new Error('nothing to lease');
  return leased.lease;
};

it('gives each of 20 hosts once to 20 callers on two replicas at once', async () => {
  const hosts = Array.from({ length: 20 }, (_, i) => `h${i}.example`);
  await wakeAll(hosts);
  const leases = await Promise.all(
    hosts.map((_, i) => leaseHost(i % 2 ? rival : database, `o${i}`, at(1), 10_000)),
  );
  expect(leases.map((l) => l?.lease.hostKey).sort()).toEqual([...hosts].sort());
  expect(await leaseHost(database, 'late', at(1), 10_000)).toBeNull();
});

it('leases the host that has been due longest first, and none before its pause is over', async () => {
  await database.frontier.wakeHost('second.example', at(20));
  await database.frontier.wakeHost('first.example', at(10));
  expect((await leaseOf('a', at(30))).hostKey).toBe('first.example');
  const second = await leaseOf('a', at(30));
  await database.frontier.wakeHost('second.example', at(20));
  await database.frontier.setNextAllowed(second, at(500));
  expect(await leaseHost(database, 'b', at(35), 1000)).toBeNull();
});

it('serves a host with a backlog no sooner than those that were ready while it paused', async () => {
  await database.frontier.wakeHost('backlog.example', at(0));
  await database.frontier.wakeHost('small-1.example', at(5));
  await database.frontier.wakeHost('small-2.example', at(6));
  await database.frontier.enqueuePages(
    Array.from({ length: 50 }, (_, i) => pageTask('backlog.example', `p${i}`)),
    at(0),
  );
  const order: string[] = [];
  for (let turn = 0; turn < 4; turn += 1) {
    const lease = await leaseOf('a', at(10 + turn));
    order.push(lease.hostKey);
    await database.frontier.releaseHost(lease, at(11 + turn));
  }
  expect(order).toEqual(['backlog.example', 'small-1.example', 'small-2.example', 'backlog.example']);
});

it('leases many hosts with their due work in a handful of commands, longest ready first, and says when the next is ready', async () => {
  const hosts = Array.from({ length: 60 }, (_, i) => `h${i}.example`);
  await database.frontier.enqueuePages(
    hosts.flatMap((host) => [pageTask(host, `${host}-1`), pageTask(host, `${host}-2`)]),
    at(0),
  );
  await Promise.all(hosts.map((host, i) => database.frontier.wakeHost(host, at(-i))));
  await database.frontier.wakeHost('later.example', at(500));
  const watched = await watchCommands();
  const request = { owner: 'a', now: at(1), leaseMs: 10_000, work: 1 };
  const first = await watched.database.frontier.leaseHosts({ ...request, hosts: 50 });
  const rest = await watched.database.frontier.leaseHosts({ ...request, hosts: 50 });
  await watched.stop();
  const order = [...first.hosts, ...rest.hosts].map(({ lease }) => lease.hostKey);
  expect(order).toEqual(hosts.toReversed());
  expect([first.nextReadyAt, rest.nextReadyAt]).toEqual([at(-9), at(500)]);
  expect(first.hosts.map(({ work }) => work.pages.length)).toEqual(Array(50).fill(1));
  expect(first.hosts.every(({ work }) => work.restDueAt?.getTime() === at(0).getTime())).toBe(true);
  expect(watched.commands).toHaveLength(8);
});

it('gives each of 40 hosts to one of two replicas that reach for all of them at once', async () => {
  const hosts = Array.from({ length: 40 }, (_, i) => `h${i}.example`);
  await wakeAll(hosts);
  const rounds = await Promise.all(
    [database, rival, database, rival].map(({ frontier }, i) =>
      frontier.leaseHosts({ owner: `o${i}`, now: at(1), leaseMs: 10_000, hosts: 40, work: 1 }),
    ),
  );
  const taken = rounds.flatMap((round) => round.hosts.map(({ lease }) => lease.hostKey));
  expect(taken.sort()).toEqual([...hosts].sort());
});

it('gives hosts back together, each due when its holder says, but a woken one when its work is', async () => {
  const hosts = ['calm.example', 'woken.example', 'lost.example'];
  await wakeAll(hosts);
  const { frontier } = database;
  const { hosts: held } = await frontier.leaseHosts({
    owner: 'a',
    now: at(1),
    leaseMs: 10_000,
    hosts: 3,
    work: 1,
  });
  await frontier.enqueuePages([pageTask('woken.example', 'p')], at(2));
  const lost = held.find(({ lease }) => lease.hostKey === 'lost.example');
  const taken = lost && { ...lost.lease, token: lost.lease.token - 1 };
  const leases = [...held.map(({ lease }) => lease).filter(({ hostKey }) => hostKey !== 'lost.example')];
  await Promise.all(
    [...leases, ...(taken ? [taken] : [])].map((lease) => frontier.releaseHost(lease, at(3), at(900))),
  );
  const next = await frontier.leaseHosts({ owner: 'b', now: at(4), leaseMs: 1_000, hosts: 3, work: 1 });
  expect(next.hosts.map(({ lease }) => lease.hostKey)).toEqual(['woken.example']);
  expect(next.nextReadyAt).toEqual(at(900));
  expect((await frontier.counts(at(5))).leasedHosts).toBe(1);
});

it('keeps a turn for a request from another host, and the pause after it', async () => {
  const { frontier } = database;
  expect(await frontier.reserveHost('target.example', at(0), 1000)).toEqual(at(0));
  expect(await frontier.reserveHost('target.example', at(0), 1000)).toEqual(at(1));
  await frontier.wakeHost('target.example', at(0));
  expect(await leaseHost(database, 'a', at(1.5), 10_000)).toBeNull();
  const lease = await leaseOf('a', at(2));
  expect(lease.hostKey).toBe('target.example');
  // The holder may be asking just now: the turn comes after its pause, and its own pause does not shorten the other's.
  expect(await frontier.reserveHost('target.example', at(3), 1000)).toEqual(at(4));
  await frontier.wakeHost('target.example', at(0));
  await frontier.enqueuePages([pageTask('target.example', 'p')], at(0));
  await frontier.releaseHost(lease, at(4));
  expect(await leaseHost(database, 'b', at(4.5), 10_000)).toBeNull();
  expect(await leaseHost(database, 'b', at(5), 10_000)).not.toBeNull();
});

it('carries the crawl delay of a site in its lease, and keeps it for reservations', async () => {
  await wakeAll(['slow.example']);
  expect((await leaseOf('a')).crawlDelayMs).toBe(0);
  await database.frontier.setCrawlDelay('slow.example', 7_000);
  const lease = await leaseOf('b', at(20));
  expect(lease.crawlDelayMs).toBe(7_000);
  await database.frontier.releaseHost(lease, at(20));
  await database.frontier.reserveHost('slow.example', at(20), 1000);
  expect(await database.frontier.reserveHost('slow.example', at(20), 1000)).toEqual(at(27));
});

it('reserves 20 turns a gap apart for 20 callers on two replicas at once', async () => {
  const turns = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      (i % 2 ? rival : database).frontier.reserveHost('hot.example', at(0), 1000),
    ),
  );
  const seconds = turns.map((turn) => (turn.getTime() - at(0).getTime()) / 1000).sort((a, b) => a - b);
  expect(seconds).toEqual(Array.from({ length: 20 }, (_, i) => i));
});

it('puts a thousand pages in line with a handful of commands', async () => {
  const tasks = Array.from({ length: 1000 }, (_, i) => pageTask(`h${i % 10}.example`, `p${i}`));
  await database.frontier.enqueuePages(tasks.slice(0, 500), at(0));
  const watched = await watchCommands();
  const answers = await watched.database.frontier.enqueuePages([...tasks, ...tasks.slice(0, 10)], at(1));
  await watched.stop();
  const words = [...answers.values()];
  expect(words.filter((word) => word === 'enqueued')).toHaveLength(500);
  expect(words.filter((word) => word === 'repeated')).toHaveLength(500);
  const sent = watched.commands;
  expect(sent.filter((name) => name === 'update')).not.toEqual([]);
  expect(sent.length).toBeLessThanOrEqual(10);
});

/** A replica whose commands are noted by name. */
async function watchCommands() {
  const watched = open('&monitorCommands=true');
  await connected(watched);
  const { connection } = watched as unknown as { connection: { getClient(): CommandSource } };
  const commands: string[] = [];
  connection.getClient().on('commandStarted', ({ commandName }) => {
    if (['update', 'find', 'getMore', 'insert', 'aggregate', 'findAndModify'].includes(commandName))
      commands.push(commandName);
  });
  return { database: watched, commands, stop: () => watched.close() };
}

interface CommandSource {
  on(event: 'commandStarted', listener: (event: { commandName: string }) => void): void;
}

it('takes several changes of one page in one batch in their order', async () => {
  const task = pageTask('h.example', 'p');
  const change = (discoveryId: string) => ({ ...task, discoveryId, change: 'changed' as const });
  const answers = await database.frontier.enqueuePages([task, change('d2'), change('d3')], at(1));
  expect([...answers.values()]).toEqual(['enqueued', 'enqueued', 'enqueued']);
  const leased = await leaseHost(database, 'a', at(1), 10_000);
  expect(leased?.work.pages.map(({ discoveryId }) => discoveryId)).toEqual(['d3']);
});

it('lets a change wait for its turn, with the last state and without being put off', async () => {
  const task = pageTask('h.example', 'p');
  const change = (discoveryId: string) => ({ ...task, discoveryId, change: 'changed' as const });
  const ofChange = (before: Date | null) => ({
    at: before === null ? at(1) : at(100),
    changesFreeAt: at(200),
    isDamped: before !== null,
  });
  const enqueue = async (t: NewPageTask, now: Date) =>
    [...(await database.frontier.enqueuePages([t], now, { ofChange })).values()][0];
  await enqueue(task, at(0));
  const lease = await leaseOf('a');
  await database.frontier.finishPage(lease, task);
  expect(await enqueue(change('d2'), at(1))).toBe('enqueued');
  // What is due already is read with the last state.
  expect(await enqueue(change('d3'), at(2))).toBe('enqueued');
  await database.frontier.finishPage(lease, { ...task, discoveryId: 'd3' });
  expect(await enqueue(change('d4'), at(3))).toBe('damped');
  expect(await enqueue(change('d5'), at(50))).toBe('damped');
  const waiting = await collection('frontier_pages').findOne({});
  expect(waiting).toMatchObject({ discoveryId: 'd5', nextAttemptAt: at(100), dampedUntil: at(100) });
  await database.frontier.finishPage(lease, { ...task, discoveryId: 'd5' });
  expect(await collection('frontier_pages').findOne({})).toMatchObject({ state: 'done', dampedUntil: null });
});

it('H35 hands a lapsed lease over with a higher token, and the old holder can neither renew nor release', async () => {
  await wakeAll(['h.example']);
  const old = await leaseOf('dead', at(1));
  expect(await leaseHost(database, 'b', at(5), 10_000)).toBeNull();
  const taken = await leaseOf('b', at(60));
  expect(taken.token).toBeGreaterThan(old.token);
  expect(await database.frontier.renewLease(old, at(61), 99_000)).toBe(false);
  await database.frontier.releaseHost(old, at(0));
  expect(await leaseHost(database, 'c', at(62), 10_000)).toBeNull();
  expect(await database.frontier.renewLease(taken, at(62), 10_000)).toBe(true);
});

it('a holder whose lease lapsed cannot put off the page that the new holder works on', async () => {
  const task = pageTask('h.example', 'p');
  await database.frontier.enqueuePages([task], at(0));
  const old = await leaseOf('dead', at(1));
  await leaseOf('b', at(60));
  await database.frontier.retryPage(old, task.articleId, { at: at(9000), error: 'late' });
  const next = await leaseHost(database, 'c', at(120), 10_000);
  expect(next?.work.pages.map((p) => [p.articleId, p.attempts])).toEqual([[task.articleId, 0]]);
});

it('enqueues an article once when many replicas see it at once', async () => {
  const task = pageTask('h.example', 'p');
  const answers = await Promise.all(
    Array.from({ length: 16 }, (_, i) =>
      (i % 2 ? rival : database).frontier.enqueuePages([{ ...task, discoveryId: `d${i}` }], at(0)),
    ),
  );
  const words = answers.flatMap((a) => [...a.values()]);
  expect(words.filter((w) => w === 'enqueued')).toHaveLength(1);
  expect(words.filter((w) => w === 'known')).toHaveLength(15);
  expect((await database.frontier.counts()).waitingPages).toBe(1);
});

it('tells repeated, changed and known apart, and a done page is armed again only by a change', async () => {
  const task = pageTask('h.example', 'p');
  const answer = async (t: typeof task) => [...(await database.frontier.enqueuePages([t], at(1))).values()];
  expect(await answer(task)).toEqual(['enqueued']);
  expect(await answer(task)).toEqual(['repeated']);
  await database.frontier.finishPage(await leaseOf('a'), task);
  expect(await answer({ ...task, discoveryId: 'other' })).toEqual(['known']);
  expect((await database.frontier.counts()).waitingPages).toBe(0);
  expect(await answer({ ...task, discoveryId: 'd2', change: 'changed' })).toEqual(['enqueued']);
  expect((await database.frontier.counts()).waitingPages).toBe(1);
});

it('keeps nothing of what the feed said once the page is done', async () => {
  const task = pageTask('h.example', 'p', { entry: { contentHtml: 'secretword' } });
  await database.frontier.enqueuePages([task], at(0));
  await database.frontier.finishPage(await leaseOf('a'), task);
  expect(JSON.stringify(await collection('frontier_pages').findOne({}))).not.toContain('secretword');
});

it('a change that comes again after a later one does not arm the page again', async () => {
  const task = pageTask('h.example', 'p');
  const change = (discoveryId: string) => ({ ...task, discoveryId, change: 'changed' as const });
  for (const t of [task, change('d2'), change('d3')]) await database.frontier.enqueuePages([t], at(1));
  await database.frontier.finishPage(await leaseOf('a'), { ...task, discoveryId: 'd3' });
  expect([...(await database.frontier.enqueuePages([change('d2')], at(2))).values()]).toEqual(['repeated']);
  expect((await database.frontier.counts()).waitingPages).toBe(0);
});

it('wakes the host when the process died between the page and the wake-up and the message comes again', async () => {
  const task = pageTask('h.example', 'p');
  await database.frontier.enqueuePages([task], at(0));
  await forgetHosts();
  await database.frontier.enqueuePages([task], at(1));
  expect((await leaseHost(database, 'a', at(2), 1000))?.lease.hostKey).toBe('h.example');
});

it('wakes the host when the process died between a feed and its wake-up and the feed is added again', async () => {
  await database.feeds.add(FEED);
  await forgetHosts();
  expect((await database.feeds.add(FEED)).created).toBe(false);
  expect((await leaseHost(database, 'a', at(2), 1000))?.lease.hostKey).toBe('h.example');
});

it('loses no page that is enqueued while its host is being released', async () => {
  for (let round = 0; round < 40; round += 1) {
    const host = `r${round}.example`;
    await database.frontier.wakeHost(host, at(0));
    const lease = await leaseOf('a', at(1));
    await Promise.all([
      database.frontier.releaseHost(lease, at(0)),
      rival.frontier.enqueuePages([pageTask(host, `p${round}`)], at(1)),
    ]);
    const next = await leaseHost(database, 'b', at(2), 10_000);
    expect(next?.lease.hostKey).toBe(host);
  }
});

it('adds a feed once when many ask at once, due at its host', async () => {
  const added = await Promise.all(
    Array.from({ length: 12 }, (_, i) => (i % 2 ? rival : database).feeds.add(FEED)),
  );
  expect(added.filter((a) => a.created)).toHaveLength(1);
  expect(new Set(added.map((a) => a.feed.feedId)).size).toBe(1);
});

interface RawCollection {
  deleteMany(filter: object): Promise<unknown>;
  findOne(filter: object): Promise<unknown>;
}

function collection(name: string): RawCollection {
  const { connection } = database as unknown as { connection: { collection(name: string): RawCollection } };
  return connection.collection(name);
}

async function forgetHosts(): Promise<void> {
  await collection('frontier_hosts').deleteMany({});
}
