/** Floors of page classes and of confidence, a little under what is reached: check-page-classes.ts <page-types scores>. */
import { readFileSync } from 'node:fs';
import { holdFloors } from './hold-floors.ts';

interface Scores {
  article: { precision: number; recall: number };
  confidence: { auc: number; badButSure: number };
}

const { article, confidence } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Scores;
// The models were trained on these pages: docs/page-models.md says what they reach on domains that they never saw.
holdFloors('pages', [
  { name: 'article precision', score: article.precision, least: 0.89 },
  { name: 'article recall', score: article.recall, least: 0.98 },
  { name: 'confidence AUC', score: confidence.auc, least: 0.92 },
  { name: 'pages under .7 that do not claim .8', score: 1 - confidence.badButSure, least: 0.9 },
]);
