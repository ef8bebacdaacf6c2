import { base } from './jest.config.mjs';

/** Monitoring with a real Prometheus (`prometheus` on the PATH): dashboards, alerts, traces. */
export default {
  ...base,
  testMatch: ['**/*.prometheus.spec.ts'],
  testTimeout: 600_000,
  maxWorkers: 1,
};
