import { changeTurns } from './change-turns.js';

const MINUTE = 60_000;
const start = Date.UTC(2026, 2, 3);

/** Instants (minutes) at which an article is read that changes at these minutes; one that waits takes what comes meanwhile with it. */
function readsOf(perDay: number, changes: readonly number[]): number[] {
  const turnOf = changeTurns(perDay);
  const reads: number[] = [];
  let kept: Date | null = null;
  for (const minute of changes) {
    if ((reads.at(-1) ?? -1) > minute) continue;
    const turn = turnOf(kept, new Date(start + minute * MINUTE));
    kept = turn.changesFreeAt;
    reads.push((turn.at.getTime() - start) / MINUTE);
  }
  return reads;
}

const every = (minutes: number, until: number) =>
  Array.from({ length: Math.floor(until / minutes) }, (_, i) => i * minutes);

it('reads at once what changes at the rate of an honest feed', () => {
  const changes = every(10, 3 * 1_440);
  expect(readsOf(300, changes)).toEqual(changes);
});

it.each([2, 3, 10, 300])(
  'reads an article that always changes no more than %i times in any day',
  (perDay) => {
    const reads = readsOf(perDay, every(1, 4 * 1_440));
    for (const from of every(60, 3 * 1_440)) {
      const within = reads.filter((at) => at >= from && at < from + 1_440).length;
      expect(within).toBeLessThanOrEqual(perDay);
    }
    expect(reads.length).toBeGreaterThanOrEqual(perDay);
  },
);

it('reads the last state after the storm', () => {
  const storm = every(1, 100);
  const reads = readsOf(4, storm);
  expect(reads).toEqual([0, 1, 720]);
});

it('has forgotten a storm after a quiet day', () => {
  const turnOf = changeTurns(4);
  const storm = [0, 1, 2].reduce<Date | null>(
    (kept, minute) => turnOf(kept, new Date(start + minute * MINUTE)).changesFreeAt,
    null,
  );
  const later = new Date(start + 3 * 1_440 * MINUTE);
  expect(turnOf(storm, later)).toMatchObject({ at: later, isDamped: false });
});
