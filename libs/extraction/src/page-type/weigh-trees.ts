import type { Measures } from './page-measures.types.js';

/**
 * A decision tree: the value of a leaf, or `[measure, threshold, tree up to the threshold, tree above it]`.
 */
export type Tree = number | readonly [measure: number, threshold: number, below: Tree, above: Tree];

/** Gradient-boosted trees, as `npm run train:pages` writes them. */
export interface TreeModel {
  /** Names of the measures, in the order of the numbers in `trees`. */
  measures: readonly string[];
  /** In sequence. With several classes, the trees of one round are adjacent. */
  trees: readonly Tree[];
  /** A logistic regression over the logarithms of the measures, added to the trees. */
  line?: { shift: number; weights: readonly number[] };
}

/** Reads trees from lines of JSON, several trees a line. */
export function readTrees(lines: readonly string[]): Tree[] {
  return JSON.parse(`[${lines.join(',')}]`) as Tree[];
}

/** Reads numbers from a line. */
export function readNumbers(line: string): number[] {
  return line.split(' ').map(Number);
}

/** Sums the leaves of the trees for each of `classes`: log odds. The time per tree is its depth. */
export function weighTrees({ measures, trees, line }: TreeModel, page: Measures, classes = 1): number[] {
  const values = measures.map((name) => page[name] ?? 0);
  const sums = new Array<number>(classes).fill(0);
  trees.forEach((tree, at) => {
    sums[at % classes] = (sums[at % classes] ?? 0) + leafOf(tree, values);
  });
  if (line !== undefined) sums[0] = (sums[0] ?? 0) + line.shift + weighLine(line.weights, values);
  return sums;
}

function weighLine(weights: readonly number[], values: readonly number[]): number {
  return weights.reduce((sum, weight, at) => {
    const value = values[at] ?? 0;
    return sum + weight * Math.sign(value) * Math.log1p(Math.abs(value));
  }, 0);
}

/** Converts log odds to a probability. */
export function probabilityOf(logOdds: number): number {
  return 1 / (1 + Math.exp(-logOdds));
}

function leafOf(tree: Tree, values: readonly number[]): number {
  let at = tree;
  while (typeof at !== 'number') at = (values[at[0]] ?? 0) <= at[1] ? at[2] : at[3];
  return at;
}
