/** Unit tests: `*.spec.ts` beside the code; no network, no database. */
export const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { swcrc: true, module: { type: 'es6' } }] },
  moduleNameMapper: {
    '^@dateline/storage/testing$': '<rootDir>/libs/storage/test/memory-dedup.store.ts',
    '^@dateline/infrastructure$': '<rootDir>/tools/infrastructure/index.ts',
    '^@dateline/([a-z-]+)$': '<rootDir>/libs/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  modulePathIgnorePatterns: ['/dist/'],
};

export default {
  ...base,
  testMatch: ['**/*.spec.ts'],
  // For what hangs. A machine that does much else takes longer for a good test than Jest's five seconds.
  testTimeout: 30_000,
  testPathIgnorePatterns: [
    '/node_modules/',
    '/dist/',
    '\\.integration\\.spec\\.ts$',
    '\\.e2e\\.spec\\.ts$',
    '\\.prometheus\\.spec\\.ts$',
    '\\.browser\\.spec\\.ts$',
  ],
};
