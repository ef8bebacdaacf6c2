export * from './bounded-pool.js';
export * from './pool.errors.js';
export { threadsWithin } from './threads-within.js';
