import { MemoryDedupStore } from './memory-dedup.store.js';
import { describeDedupStore } from './dedup-store.contract.js';

describe('the store in memory', () => {
  describeDedupStore(() => [new MemoryDedupStore()]);
});
