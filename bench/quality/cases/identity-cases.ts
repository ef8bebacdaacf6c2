import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeCharsetOfFeed, judgeCharsetOfPage, judgeDateInText, judgeLanguage } from './reading-cases.ts';
import { judgeCookieAndRedirect, judgeHttpDates, judgeHttpResponse, judgeRobots } from './http-cases.ts';
import { judgeAddresses, judgeEntryIds, judgeEvents, judgeKillNotice } from './sameness-cases.ts';
import { judgeCase, type CaseResult, type Verdict } from './verdict.ts';

/** Kind of identity case: the file that holds its lines. */
export type IdentityIndex = Readonly<Record<string, { file: string; expected?: Record<string, unknown> }>>;

/** One line of a kind: `id`, the input, and mostly what is `expected`. */
type IdentityCase = { id: string; expected?: unknown };

/** Each judge says in its parameter which fields its kind has. */
type Judge = (input: never) => Verdict | Promise<Verdict>;

const JUDGES = new Map<string, Judge>([
  ['addresses-that-are-one', judgeAddresses],
  ['charset-of-feeds', judgeCharsetOfFeed],
  ['charset-of-pages', judgeCharsetOfPage],
  ['cookie-and-redirect', judgeCookieAndRedirect],
  ['dates-in-text', judgeDateInText],
  ['declared-language-overruled', judgeLanguage],
  ['entries-told-apart-by-fragment', judgeEvents],
  ['headline-dressed-otherwise', judgeEvents],
  ['http-dates', judgeHttpDates],
  ['http-responses-browsers-read', judgeHttpResponse],
  ['ids-under-tracking-names', judgeEntryIds],
  ['kill-notice-from-another-outlet', judgeKillNotice],
  ['outlets-on-a-shared-host', judgeEvents],
  ['republished-after-the-window', judgeEvents],
  ['robots', judgeRobots],
  ['undeclared-language', judgeLanguage],
]);

/** Judges the cases of a folder of identity, kind by kind in the order of the index. */
export async function* judgeIdentityCases(folder: string, index: IdentityIndex): AsyncGenerator<CaseResult> {
  for (const [kind, { file, expected = {} }] of Object.entries(index)) {
    const lines = linesOf(join(folder, file));
    if (lines === null) {
      const ids = Object.keys(expected);
      for (const id of ids.length > 0 ? ids : ['all'])
        yield {
          slug: `${kind}/${id}`,
          expected: expected[id],
          got: `ERR cannot read ${file}`,
          passed: false,
        };
    } else {
      for (const [i, line] of lines.entries()) yield await judgeLine(kind, line, i + 1);
    }
  }
}

function linesOf(path: string): string[] | null {
  try {
    return readFileSync(path, 'utf8')
      .split('\n')
      .filter((line) => line.trim() !== '');
  } catch {
    return null;
  }
}

async function judgeLine(kind: string, line: string, number: number): Promise<CaseResult> {
  const input = parse(line);
  if (input === null) {
    return { slug: `${kind}/line-${number}`, expected: null, got: 'ERR no JSON object', passed: false };
  }
  const expected = 'expected' in input ? input.expected : 'the body';
  return judgeCase(`${kind}/${input.id}`, expected, () => {
    const judge = JUDGES.get(kind);
    if (!judge) throw new Error(`unknown kind of case: ${kind}`);
    return judge(input as never);
  });
}

function parse(line: string): IdentityCase | null {
  try {
    return JSON.parse(line) as IdentityCase | null;
  } catch {
    return null;
  }
}
