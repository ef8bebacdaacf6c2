// Usage: node --expose-gc bench-dedup.ts [--docs=100000] [--per-day=7000] [--peer-docs=10000] [--stored=100000,1000000] [--no-peer] [--no-store]
// Deduplication of invented articles, of which a fifth are edited copies: first in memory, with datasketch on the same documents,
// then against a real MongoDB (bench-dedup-store.ts) with 10^5 and 10^6 stored articles. Ends with each goal beside what was measured.
import { parseArgs } from 'node:util';
import { measurePeer } from '../peers/dedup-peer.ts';
import { inventArticles } from './invent-articles.ts';
import { benchInMemory } from './bench-dedup-memory.ts';
import { benchStore } from './bench-dedup-store.ts';

const { values: flags } = parseArgs({
  allowNegative: true,
  options: {
    docs: { type: 'string', default: '100000' },
    'per-day': { type: 'string', default: '7000' },
    'peer-docs': { type: 'string', default: '10000' },
    peer: { type: 'boolean', default: true },
    store: { type: 'boolean', default: true },
    stored: { type: 'string', default: '100000,1000000' },
  },
});
const options = { docs: Number(flags.docs), perDay: Number(flags['per-day']) };

const goals: string[] = [];
const goal = (what: string, value: number | string, isMet: boolean, asked: string) =>
  goals.push(`${isMet ? 'met   ' : 'MISSED'} ${what}: ${value} (goal ${asked})`);

const { docsPerSecond } = benchInMemory(inventArticles(options), options);
goal('in memory, documents a second of CPU', Math.round(docsPerSecond), docsPerSecond >= 5000, '5,000');
if (flags.peer) {
  const peerDocs = Math.min(Number(flags['peer-docs']), options.docs);
  // The same number of documents for both: what an index holds slows it.
  const own = benchInMemory(inventArticles({ ...options, docs: peerDocs }), { docs: peerDocs, quiet: true });
  const peer = measurePeer(inventArticles({ ...options, docs: peerDocs }));
  const ratio = own.docsPerSecond / peer.docsPerSecond;
  console.log(
    `datasketch ${peer.version} MinHashLSH, the first ${peerDocs} of the same documents: ${Math.round(peer.docsPerSecond)} documents a second of CPU, dateline ${Math.round(own.docsPerSecond)}; ratio ${ratio.toFixed(1)}`,
  );
  goal('times datasketch', ratio.toFixed(1), ratio >= 2.5, '2.5');
}
if (flags.store) {
  const stored = flags.stored.split(',').map(Number);
  for (const { size, docsPerSecond: rate, bytes, peak } of await benchStore({ stored })) {
    const mib = Math.round(peak / 2 ** 20);
    goal(`${size} stored, documents a second of a replica`, Math.round(rate), rate >= 1500, '1,500');
    goal(`${size} stored, bytes of sketch and index an article`, bytes, bytes <= 1200, '1,200 at most');
    goal(`${size} stored, MiB of the replica`, mib, mib <= 300, '300 at most');
  }
}
console.log(goals.join('\n'));
