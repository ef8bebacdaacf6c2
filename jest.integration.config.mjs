import { base } from './jest.config.mjs';

/** Integration tests: one service or lib on a real Kafka and a real MongoDB, which the global setup starts once. */
export default {
  ...base,
  testMatch: ['**/*.integration.spec.ts'],
  globalSetup: '<rootDir>/tools/infrastructure/jest-setup.ts',
  globalTeardown: '<rootDir>/tools/infrastructure/jest-teardown.ts',
  testTimeout: 120_000,
  maxWorkers: 2,
};
