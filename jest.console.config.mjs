import integration from './jest.integration.config.mjs';

/** The console in a browser: one gateway on a real Kafka and a real MongoDB, and the system's Chromium. */
export default { ...integration, testMatch: ['**/*.browser.spec.ts'], maxWorkers: 1 };
