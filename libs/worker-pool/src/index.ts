export * from './bounded-pool.js';
export * from './pool.errors.js';
