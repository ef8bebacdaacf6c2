/** Floors of bodies on pages that nobody tuned for, a little under what is reached: check-page-scores.ts <pages-more scores> <page-types scores>. */
import { readFileSync } from 'node:fs';
import { holdFloors } from './hold-floors.ts';

const FLOORS: readonly Record<string, number>[] = [
  { fu: 0.97, fe: 0.95, me: 0.92, np: 0.96, pooled: 0.93 },
  { wcxb: 0.945 },
];

type Scores = Record<string, { f1?: number } | undefined>;

holdFloors(
  'pages',
  FLOORS.flatMap((floors, at) => {
    const scores = JSON.parse(readFileSync(process.argv[at + 2] ?? '', 'utf8')) as Scores;
    return Object.entries(floors).map(([set, least]) => ({
      name: `${set} mean page F1`,
      score: scores[set]?.f1 ?? NaN,
      least,
    }));
  }),
);
