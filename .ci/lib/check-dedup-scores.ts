/**
 * Floors of deduplication: check-dedup-scores.ts <corpus> <out>. `out` has what was measured: docs.json, real_docs.json, and the reports
 * events.txt and urls.txt. The corpus' own evaluate.py scores the first two.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { holdFloors, type Floor } from './hold-floors.ts';

/** What is read of evaluate.py's answers. */
interface GoldScores {
  f1: number;
  ari: number;
  precision: number;
  false_merge_by_kind: Record<string, number>;
}
type RealScores = Record<'english_wire' | 'arabic_press', { f1: number }>;

/** The largest share of pairs of a kind that may be merged though they are no duplicates. */
const MOST_MERGED = { boilerplate: 0.1, template: 0.08, quote: 0.02, brief: 0.01 };

const [corpus = '', out = ''] = process.argv.slice(2);
const { gold } = evaluated('docs') as { gold: GoldScores };
const { real } = evaluated('real_docs') as { real: RealScores };
const merged = gold.false_merge_by_kind;
holdFloors('dedup', [
  { name: 'gold F1', score: gold.f1, least: 0.96 },
  { name: 'gold ARI', score: gold.ari, least: 0.96 },
  { name: 'gold precision', score: gold.precision, least: 0.985 },
  { name: 'wire F1', score: real.english_wire.f1, least: 0.94 },
  { name: 'Arabic press F1', score: real.arabic_press.f1, least: 0.93 },
  { name: 'events', score: Number(/= ([\d.]+)/.exec(report('events'))?.[1]), least: 0.98 },
  { name: 'URLs must-equal', score: shareOf('must-equal'), least: 0.95 },
  { name: 'URLs must-differ', score: shareOf('must-differ'), least: 1 },
  ...Object.entries(MOST_MERGED).map(([kind, most]): Floor => ({
    name: `${kind} kept apart`,
    score: 1 - (merged[kind] ?? NaN),
    least: 1 - most,
  })),
]);

function evaluated(name: string): unknown {
  const script = [join(corpus, 'evaluate.py'), join(corpus, 'data'), join(out, `${name}.json`), '--json'];
  return JSON.parse(execFileSync('python3', script, { encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 }));
}

function report(name: string): string {
  return readFileSync(join(out, `${name}.txt`), 'utf8');
}

/** Of the line `must-equal 12/13`. */
function shareOf(kind: string): number {
  const [, right, all] = new RegExp(`${kind} (\\d+)/(\\d+)`).exec(report('urls')) ?? [];
  return Number(right) / Number(all);
}
