import { headlineCoreOf } from './headline-core.js';

it.each([
  ['Comment | Why the ferry still runs at night', 'why the ferry still runs at night'],
  ['Night ferries: Why the ferry still runs at night', 'why the ferry still runs at night'],
  ['Why the ferry still runs at night - Quay Gazette', 'why the ferry still runs at night'],
  ['Why the ferry still runs at night — Quay Gazette', 'why the ferry still runs at night'],
  ['CORRECTED 2-Why the ferry still runs at night', 'why the ferry still runs at night'],
  ['【独自】夜の渡し船はなぜ今も走り続けているのか', '夜の渡し船はなぜ今も走り続けているのか'],
  ['Long-serving ferry runs at night', 'long serving ferry runs at night'],
  ['', ''],
])('finds the core of %s', (headline, core) => {
  expect(headlineCoreOf(headline)).toBe(headlineCoreOf(core));
});
