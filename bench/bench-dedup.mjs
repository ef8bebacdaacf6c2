// Usage: node --expose-gc bench-dedup.mjs [--docs=100000] [--per-day=7000] [--peer-docs=10000] [--no-peer] [--no-store]
// Deduplication of invented articles, of which a fifth are edited copies: first in memory, with datasketch on the same documents,
// then against a real MongoDB where `bench-dedup-store.mjs` stands beside this file (it exports `benchStore()`).
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { measurePeer } from './dedup-peer.mjs';
import { inventArticles } from './invent-articles.mjs';
import { benchInMemory } from './bench-dedup-memory.mjs';

const { values: flags } = parseArgs({
  allowNegative: true,
  options: {
    docs: { type: 'string', default: '100000' },
    'per-day': { type: 'string', default: '7000' },
    'peer-docs': { type: 'string', default: '10000' },
    peer: { type: 'boolean', default: true },
    store: { type: 'boolean', default: true },
  },
});
const options = { docs: Number(flags.docs), perDay: Number(flags['per-day']) };

benchInMemory(inventArticles(options), options);
if (flags.peer) {
  const peerDocs = Math.min(Number(flags['peer-docs']), options.docs);
  // The same number of documents for both: what an index holds slows it.
  const own = benchInMemory(inventArticles({ ...options, docs: peerDocs }), { docs: peerDocs, quiet: true });
  const peer = await measurePeer(inventArticles({ ...options, docs: peerDocs }));
  const ratio = own.docsPerSecond / peer.docsPerSecond;
  console.log(
    `datasketch ${peer.version} MinHashLSH, the first ${peerDocs} of the same documents: ${Math.round(peer.docsPerSecond)} documents a second of CPU, dateline ${Math.round(own.docsPerSecond)}; ratio ${ratio.toFixed(1)}`,
  );
}
const store = new URL('bench-dedup-store.mjs', import.meta.url);
if (flags.store && existsSync(store)) {
  const { benchStore } = await import(store.href);
  await benchStore();
}
