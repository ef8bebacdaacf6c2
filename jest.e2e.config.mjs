import { base } from './jest.config.mjs';

/** End-to-end tests: all services together, one spec file after the other. */
export default {
  ...base,
  testMatch: ['**/*.e2e.spec.ts'],
  globalSetup: '<rootDir>/tools/infrastructure/jest-setup.ts',
  globalTeardown: '<rootDir>/tools/infrastructure/jest-teardown.ts',
  testTimeout: 600_000,
  maxWorkers: 1,
};
