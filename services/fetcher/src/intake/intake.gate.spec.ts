import { IntakeGate, type IntakeReport } from './intake.gate.js';
import type { Pressure } from './judge-pressure.js';

function scene() {
  const reports: IntakeReport[] = [];
  const state: { pressure: Pressure | Error; minute: number } = {
    pressure: { lags: [], freeDisk: null },
    minute: 0,
  };
  const gate = new IntakeGate({
    read: () =>
      state.pressure instanceof Error ? Promise.reject(state.pressure) : Promise.resolve(state.pressure),
    limits: { maxLag: 100, minFreeDisk: 0.05 },
    report: (report) => Promise.resolve(void reports.push(report)),
    now: () => new Date(Date.UTC(2026, 2, 3, 9, (state.minute += 1))),
    pauseMs: 1,
    stopping: new AbortController().signal,
  });
  return { gate, reports, state };
}

it('closes and opens with what lies downstream, and tells since when', async () => {
  const { gate, reports, state } = scene();
  await gate.look();
  expect(gate.isOpen).toBe(true);
  state.pressure = { lags: [{ group: 'parse', lag: 101 }], freeDisk: 0.5 };
  await gate.look();
  await gate.look();
  expect([gate.isOpen, gate.isPassed('lag'), gate.isPassed('disk')]).toEqual([false, true, false]);
  state.pressure = { lags: [{ group: 'parse', lag: 10 }], freeDisk: 0.5 };
  await gate.look();
  expect(gate.isOpen).toBe(true);
  expect(reports.map(({ paused }) => paused)).toEqual([false, true, true, false]);
  expect(reports[1]?.since).toBe(reports[2]?.since);
  expect(reports[2]?.since).not.toBe(reports[3]?.since);
});

it('stays as it is while nobody can say how things are', async () => {
  const { gate, state } = scene();
  state.pressure = { lags: [{ group: 'parse', lag: 101 }], freeDisk: null };
  await gate.look();
  state.pressure = new Error('Kafka is away');
  await expect(gate.look()).rejects.toThrow('Kafka is away');
  expect(gate.isOpen).toBe(false);
});
