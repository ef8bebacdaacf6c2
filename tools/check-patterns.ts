/**
 * `npm run lint:patterns`: every regular expression in code that reads outside text takes time in step with its input, as recheck proves
 * it, or stands in reviewed-patterns.json with the bound of what it is given. Exit code 1 names those that do neither.
 */
import { parse } from '@typescript-eslint/parser';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The form in plain JavaScript: neither a Java machine nor a binary has to be there. */
const { checkSync } = createRequire(import.meta.url)('recheck/lib/browser.js') as typeof import('recheck');

interface Reviewed {
  /** What is the longest text that the patterns of the file are given, or why its length does not matter. */
  bound: string;
  patterns: string[];
}

const root = fileURLToPath(new URL('..', import.meta.url));
/** Contracts and settings read what we write ourselves; specs read what they write. */
const OWN = new Set(['config', 'contracts', 'testing']);
const foldersIn = (place: string): string[] =>
  readdirSync(join(root, place))
    .filter((name) => !OWN.has(name))
    .map((name) => `${place}/${name}/src`);
const FOLDERS = [...foldersIn('libs'), ...foldersIn('services')];
/** Milliseconds that recheck may take for one pattern; it decides simple ones in a fraction. */
const TIMEOUT = 10_000;

const reviewed = JSON.parse(
  readFileSync(new URL('reviewed-patterns.json', import.meta.url), 'utf8'),
) as Record<string, Reviewed>;

/** The literals of a source file, as `/pattern/flags`. */
function patternsOf(file: string): string[] {
  const found = new Set<string>();
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const regex: unknown = Reflect.get(node, 'regex');
    if (typeof regex === 'object' && regex !== null)
      found.add(`/${String(Reflect.get(regex, 'pattern'))}/${String(Reflect.get(regex, 'flags'))}`);
    for (const child of Object.values(node)) visit(child);
  };
  visit(parse(readFileSync(join(root, file), 'utf8'), { range: false }).body);
  return [...found];
}

function problemOf(literal: string): string | null {
  const end = literal.lastIndexOf('/');
  const result = checkSync(literal.slice(1, end), literal.slice(end + 1), { timeout: TIMEOUT });
  if (result.status === 'safe') return null;
  return result.status === 'vulnerable' ? result.complexity.summary : `not proved (${result.error.kind})`;
}

const problems: string[] = [];
const seen = new Set<string>();
const known = new Map<string, string | null>();
for (const folder of FOLDERS)
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).sort()) {
    const file = `${folder}/${name}`;
    if (!file.endsWith('.ts') || file.endsWith('.spec.ts')) continue;
    seen.add(file);
    const patterns = patternsOf(file);
    const excepted = reviewed[file]?.patterns ?? [];
    for (const stale of excepted.filter((pattern) => !patterns.includes(pattern)))
      problems.push(`${file}: reviewed-patterns.json still has ${stale}`);
    for (const pattern of patterns.filter((one) => !excepted.includes(one))) {
      if (!known.has(pattern)) known.set(pattern, problemOf(pattern));
      const problem = known.get(pattern);
      if (problem) problems.push(`${file}: ${pattern} is ${problem}`);
    }
  }
for (const file of Object.keys(reviewed))
  if (!seen.has(file)) problems.push(`${file} of reviewed-patterns.json is not there`);
for (const problem of problems) console.error(problem);
console.log(
  `${known.size} patterns proved linear, ${Object.values(reviewed).flatMap(({ patterns }) => patterns).length} reviewed`,
);
process.exit(problems.length === 0 ? 0 : 1);
