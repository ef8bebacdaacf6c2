export * from './describe-settings.js';
export * from './load-settings.js';
export * from './retry-policies.js';
export * from './setting-types.js';
