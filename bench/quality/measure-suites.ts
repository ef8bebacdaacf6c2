// Usage: node measure-suites.ts <suite> <git directory>   Runs the inputs of a peer's own tests, read from a bare repository of it,
// prints each expectation that we do not meet, and how many we meet.
import { isDeepStrictEqual } from 'node:util';
import { ENCODING_SUITES } from '../suites/encoding-suites.ts';
import { FEED_SUITES } from '../suites/feed-suites.ts';
import { FIXTURE_SUITES } from '../suites/fixture-suites.ts';
import { LANGUAGE_SUITES } from '../suites/language-suites.ts';
import { PHP_SUITES } from '../suites/php-suites.ts';
import { ROBOTS_SUITES } from '../suites/robots-suites.ts';
import { SITEMAP_SUITES } from '../suites/sitemap-suites.ts';
import { URL_SUITES } from '../suites/url-suites.ts';
import { openRepository, type Suite } from '../suites/suite.ts';

const SUITES: Record<string, Suite> = {
  ...ENCODING_SUITES,
  ...FEED_SUITES,
  ...FIXTURE_SUITES,
  ...LANGUAGE_SUITES,
  ...PHP_SUITES,
  ...ROBOTS_SUITES,
  ...SITEMAP_SUITES,
  ...URL_SUITES,
};

const [name = '', directory = ''] = process.argv.slice(2);
const suite = SUITES[name];
if (!suite || directory === '') {
  process.stderr.write(`usage: measure-suites.ts <${Object.keys(SUITES).join('|')}> <git directory>\n`);
  process.exit(2);
}

const shown = (value: unknown) => (JSON.stringify(value) ?? 'undefined').slice(0, 300);
const form = suite.form ?? ((value: unknown) => value);
const checks = suite.checks(openRepository(directory));
let agreed = 0;
for (const check of checks) {
  let got: unknown;
  try {
    got = await check.got();
  } catch (error) {
    got = error instanceof Error ? `refused: ${error.message}` : error;
  }
  if (isDeepStrictEqual(form(got), form(check.expected))) agreed++;
  else process.stdout.write(`${check.name}: ${shown(check.expected)} <- ${shown(got)}\n`);
}
process.stdout.write(`${name}: ${agreed} of ${checks.length} checks agree\n`);
