import { FAULT_KINDS, FAULTS } from './fault-kinds.js';
import { planStorm } from './plan-storm.js';

it('gives the same storm for the same seed, and another one for another', () => {
  const plan = planStorm(7, { minutes: 5 });
  expect(planStorm(7, { minutes: 5 })).toEqual(plan);
  expect(planStorm(8, { minutes: 5 })).not.toEqual(plan);
});

it('has every kind before any comes again, each in its lane and within its time', () => {
  const plan = planStorm(3, { minutes: 10 });
  const all = [...plan.services, ...plan.stores];
  expect(new Set(all.map(({ kind }) => kind))).toEqual(new Set(FAULT_KINDS));
  for (const lane of [plan.services, plan.stores]) {
    const once = new Set(lane.map(({ kind }) => kind)).size;
    expect(new Set(lane.slice(0, once).map(({ kind }) => kind)).size).toBe(once);
    for (const [i, { at, seconds }] of lane.slice(0, -1).entries())
      expect(lane[i + 1]?.at).toBeGreaterThan(at + seconds);
  }
  expect(plan.services.every(({ kind }) => FAULTS[kind].lane === 'services')).toBe(true);
  for (const { kind, seconds } of all) {
    const [least, most] = FAULTS[kind].seconds;
    expect(seconds).toBeGreaterThanOrEqual(least);
    expect(seconds).toBeLessThanOrEqual(most);
  }
});

it('keeps to the kinds it is given', () => {
  const plan = planStorm(1, { minutes: 3, only: ['broker_killed'] });
  expect(plan.services).toEqual([]);
  expect(new Set(plan.stores.map(({ kind }) => kind))).toEqual(new Set(['broker_killed']));
});
