export * from './common-settings.js';
export * from './kafka-settings.js';
export * from './run-service.js';
export * from './server/secure-headers.js';
export * from './work-loop.js';
