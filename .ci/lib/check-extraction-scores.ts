/** Floors of extraction, a little under what is reached: check-extraction-scores.ts <scores.json of evaluate.py>. */
import { readFileSync } from 'node:fs';
import { holdFloors } from './hold-floors.ts';

const FLOORS: Record<string, Record<string, number>> = {
  zyte: { accuracy: 0.5 },
  wcxb: { accuracy: 0.24, headline: 0.91, authors: 0.85, date: 0.9 },
  fundus: {
    accuracy: 0.52,
    headline: 0.86,
    authors: 0.9,
    date: 0.98,
    imageUrl: 0.91,
    captionF1: 0.95,
    creditF1: 0.88,
  },
  traf: { segF1: 0.935, headline: 0.91, authors: 0.8, date: 0.86 },
};
const LEAST_BODY_F1 = 0.973;

type Scores = Record<string, Record<string, number> | undefined> & { meanBodyF1: number };

const scores = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Scores;
holdFloors('extraction', [
  ...Object.entries(FLOORS).flatMap(([set, floors]) =>
    Object.entries(floors).map(([field, least]) => ({
      name: `${set} ${field}`,
      score: scores[set]?.[field] ?? NaN,
      least,
    })),
  ),
  { name: 'mean body F1', score: scores.meanBodyF1, least: LEAST_BODY_F1 },
]);
