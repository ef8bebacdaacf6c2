// Usage: node measure-cases.ts <folder>   Judges the cases of a folder (index.json and inputs) and prints a line for each:
// `pass|FAIL<TAB>slug<TAB>expected<TAB>got`, then `N passed, M failed`. Exit code 1 when one fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeFeedCases, type FeedCase } from './cases/feed-cases.ts';
import { judgeIdentityCases, type IdentityIndex } from './cases/identity-cases.ts';
import { judgePageCases, type PageCase } from './cases/page-cases.ts';
import type { CaseResult } from './cases/verdict.ts';

const folder = process.argv[2];
if (!folder) {
  process.stderr.write('usage: measure-cases.ts <folder with index.json>\n');
  process.exit(2);
}

const counts = { passed: 0, failed: 0 };
for await (const { slug, expected, got, passed } of judgeFolder(folder)) {
  counts[passed ? 'passed' : 'failed'] += 1;
  console.log([passed ? 'pass' : 'FAIL', ...[slug, expected, got].map(fieldOf)].join('\t'));
}
console.log(`${counts.passed} passed, ${counts.failed} failed`);
process.exitCode = counts.failed === 0 ? 0 : 1;

/** The kind of a folder is told by its index: a list of feeds, an object of files of lines, or an object of pages. */
async function* judgeFolder(path: string): AsyncGenerator<CaseResult> {
  const index = readIndex(join(path, 'index.json'));
  if (Array.isArray(index)) return yield* judgeFeedCases(path, index as FeedCase[]);
  const entries = Object.entries(index as Record<string, { file?: unknown }>);
  const lines = entries.filter(([, entry]) => typeof entry.file === 'string');
  const pages = entries.filter(([, entry]) => typeof entry.file !== 'string');
  yield* judgeIdentityCases(path, Object.fromEntries(lines) as IdentityIndex);
  yield* judgePageCases(path, Object.fromEntries(pages) as unknown as Record<string, PageCase>);
}

function readIndex(file: string): object {
  try {
    const index: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof index === 'object' && index !== null) return index;
    throw new TypeError('neither a list nor an object');
  } catch (error) {
    process.stderr.write(`${file}: ${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(2);
  }
}

/** A value on one line: text as it is, anything else as JSON. */
function fieldOf(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.replace(/[\t\n\r]/g, (sign) => JSON.stringify(sign).slice(1, -1));
}
