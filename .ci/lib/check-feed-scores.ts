/** Floors of feed reading, for all cases and for each group: check-feed-scores.ts <score.json of evaluate.mjs>. */
import { readFileSync } from 'node:fs';
import { holdFloors } from './hold-floors.ts';

interface Group {
  passed: number;
  cases: number;
}

/** Here one wrong case is one too many. */
const STRICT = /refuse|hostile|safe|encoding/;
/** Of fewer cases a share says little. */
const FEW = 20;

const { total, groups } = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as {
  total: Group;
  groups: Record<string, Group>;
};
const rateOf = ({ passed, cases }: Group): number => passed / cases;
holdFloors('feeds', [
  { name: 'all cases', score: rateOf(total), least: 0.98 },
  ...Object.entries(groups).map(([name, group]) => ({
    name,
    score: rateOf(group),
    least: STRICT.test(name) ? 1 : group.cases > FEW ? 0.9 : 0,
  })),
]);
