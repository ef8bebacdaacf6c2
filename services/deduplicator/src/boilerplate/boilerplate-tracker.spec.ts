import { Registry } from '@dateline/observability';
import { packSketch, sketchOf } from '@dateline/similarity';
import type { SeenSketch, SeenSpan } from '@dateline/storage';
import { MemoryDedupStore } from '@dateline/storage/testing';
import { eventually } from '@dateline/testing';
import { Logger } from '@nestjs/common';
import { decisionOf, HOUR_MS, KEPT_MS, on, Replica, report } from '../../test/boilerplate-days.js';
import type { KnownHashes, DecisionRecord } from '../decide/decision-record.js';
import { textOf } from '../../test/parsed-articles.js';
import { boilerplateGauges } from './boilerplate.metrics.js';
import { BoilerplateTracker, type FollowOptions } from './boilerplate-tracker.js';

const none = {
  head: () => Promise.resolve(null),
  read: () => Promise.reject(new Error('there is nothing to read')),
  takeTurn: () => Promise.resolve(null),
  write: () => Promise.resolve(false),
};
const SECOND = 1000;
const later = (time: Date, ms: number) => new Date(time.getTime() + ms);

let store: MemoryDedupStore<KnownHashes, DecisionRecord>;
const warnings: string[] = [];
beforeAll(() => {
  Logger.overrideLogger({
    log: () => undefined,
    error: () => undefined,
    warn: (message: string) => warnings.push(message),
  });
});
beforeEach(() => {
  store = new MemoryDedupStore<KnownHashes, DecisionRecord>();
  warnings.length = 0;
});

/** A text as another replica leaves it. */
function seen(name: string, at: Date, body = packSketch(sketchOf(textOf(name)))) {
  return { articleId: name, keys: [], body, publishedAt: at, at, expiresAt: later(at, KEPT_MS) };
}

/** A follower whose clock is set, and what it was given to observe. */
function follower(changes: Partial<FollowOptions> = {}) {
  const observed: Date[] = [];
  const clock = { now: on(1) };
  const hot = new Replica(store, none).hot;
  hot.observe = (_, at) => observed.push(at);
  const now = () => clock.now;
  const made = new BoilerplateTracker({ store, snapshots: none, hot, keptMs: KEPT_MS, now, ...changes });
  return { made, observed, clock };
}

/** A store that fails or waits in the middle of a reading. */
const cutOff = (then: () => Promise<unknown>) => ({
  async *sketchesSeen(span: SeenSpan, limit: number): AsyncGenerator<SeenSketch[]> {
    for await (const batch of store.sketchesSeen(span, limit)) yield batch;
    await then();
  },
});

it('reads each text once, when what was written late shows as well', async () => {
  const { made, observed, clock } = follower();
  await made.restore();
  await store.addSketches([seen('a', later(on(1), 10 * SECOND))]);
  clock.now = later(on(1), 60 * SECOND);
  await made.runOnce();
  expect(observed).toEqual([]);
  await store.addSketches([seen('late', later(on(1), 20 * SECOND))]);
  for (const seconds of [150, 180, 210]) {
    clock.now = later(on(1), seconds * SECOND);
    await made.runOnce();
  }
  expect(observed).toEqual([later(on(1), 10 * SECOND), later(on(1), 20 * SECOND)]);
});

it('reads at the start up to that moment, and the last minutes again for what shows late', async () => {
  await store.addSketches([seen('a', later(on(1), -HOUR_MS)), seen('b', later(on(1), -SECOND))]);
  const { made, observed, clock } = follower();
  await made.restore();
  expect(observed).toEqual([later(on(1), -HOUR_MS), later(on(1), -SECOND)]);
  clock.now = later(on(1), HOUR_MS);
  await made.runOnce();
  expect(observed.slice(2)).toEqual([later(on(1), -SECOND)]);
});

it('begins a reading that failed where it began before', async () => {
  let isAway = false;
  const away = () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve());
  const { made, observed, clock } = follower({ store: cutOff(away) });
  await made.restore();
  await store.addSketches([seen('a', later(on(1), SECOND))]);
  const before = made.times;
  isAway = true;
  clock.now = later(on(1), HOUR_MS);
  await expect(made.runOnce()).rejects.toThrow('away');
  expect(made.times).toEqual(before);
  isAway = false;
  await made.runOnce();
  expect(observed).toHaveLength(2);
  expect(made.times.lastReadingAt).toEqual(clock.now);
});

it('is not ready before it is restored, and tells how far it is', async () => {
  await store.addSketches([seen('a', on(0)), seen('b', on(0))]);
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  let reached = () => {};
  const reading = new Promise<void>((resolve) => (reached = resolve));
  const { made } = follower({ store: cutOff(() => (reached(), held)) });
  expect(made.state).toEqual({ ready: false, detail: 'waiting for the database' });
  const restored = made.restore();
  await reading;
  expect(made.state).toEqual({ ready: false, detail: '2 texts read' });
  goOn();
  await restored;
  expect(made.state).toEqual({ ready: true, detail: '2 texts read' });
});

it('lets decisions begin when the reading takes too long, and goes on with it', async () => {
  let goOn = () => {};
  const held = new Promise<void>((resolve) => (goOn = resolve));
  const { made } = follower({ store: cutOff(() => held), patienceMs: 0 });
  await made.restore();
  expect(made.state.ready).toBe(true);
  expect(made.times.lastReadingAt).toBeNull();
  expect(warnings.join()).toContain('decisions begin');
  made.start();
  goOn();
  await eventually(() => made.times.lastReadingAt !== null, { what: 'a reading' });
  await made.stop();
});

it('fails the start when the database does, so that the start is tried again', async () => {
  const { made } = follower({ store: cutOff(() => Promise.reject(new Error('away'))) });
  await expect(made.restore()).rejects.toThrow('away');
  expect(made.state.ready).toBe(false);
});

it('tells its log of a failure and tries again after a while', async () => {
  let failures = 2;
  const store = cutOff(() => (failures-- > 0 ? Promise.reject(new Error('away')) : Promise.resolve()));
  const { made } = follower({ store, periodMs: 1, patienceMs: 0 });
  await expect(made.restore()).rejects.toThrow('away');
  made.start();
  await eventually(() => made.times.lastReadingAt !== null, { what: 'a reading' });
  await made.stop();
  expect(warnings.filter((warning) => warning.includes('away'))).toHaveLength(2);
});

it('ends also where the last snapshot cannot be stored, and says so', async () => {
  const failing = { ...none, takeTurn: () => Promise.reject(new Error('no primary')) };
  const { made } = follower({ snapshots: failing });
  await made.restore();
  await made.stop();
  expect(warnings.join()).toContain('no primary');
});

it('leaves out sketches of another version and says so', async () => {
  await store.addSketches([seen('a', on(0)), seen('b', on(0), new Uint8Array(40).fill(9))]);
  const { made, observed } = follower();
  await made.restore();
  expect(observed).toHaveLength(1);
  expect(warnings).toEqual(['1 of 2 texts have sketches of another version']);
});

it('does not count a text that it has read before the decision as one of another day', async () => {
  const one = new Replica(store, none);
  for (const day of [0, 1]) await one.at(on(day)).decide(report(`day-${day}`, day));
  // A try that was cut off after the text had shown itself.
  const message = report('harbour', 2);
  const cut = new MemoryDedupStore<KnownHashes, DecisionRecord>();
  await new Replica(cut, none).at(on(2)).decide(message);
  const [sketch] = await cut.sketchesOf([message.event.data.articleId]);
  await store.addSketches([{ ...sketch!, expiresAt: on(9) }]);
  await one.at(on(2, 10)).follower.restore();
  expect(decisionOf(await one.decide(message))).toBe('near_duplicate');
});

it('shows how old its knowledge is, and nothing where it has none', async () => {
  const registry = new Registry();
  const { made, clock } = follower();
  boilerplateGauges(registry, { follower: made, now: () => later(clock.now, 90 * SECOND) });
  const value = async (name: string) =>
    (await registry.metrics()).match(
      new RegExp(`^dateline_dedupe_boilerplate_${name}_age_seconds (.*)$`, 'm'),
    )?.[1];
  expect(await value('reading')).toBeUndefined();
  await made.restore();
  expect(await value('reading')).toBe('90');
  expect(await value('snapshot')).toBeUndefined();
});
