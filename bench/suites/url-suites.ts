import { normaliseUrl } from '@dateline/article';
import { argumentsOf, callsOf, pythonLines, stringOf, within } from './source-text.ts';
import type { Check, Repository, Suite } from './suite.ts';

/** What a peer makes of an address must be the same page to us: both have one key, or the peer's is no address and nor is ours. */
function sameAddress(name: string, address: string, expected: string): Check {
  return { name, expected: normaliseUrl(expected), got: () => normaliseUrl(address) };
}

/** `assert clean_url("a") == "b"`, in one call with one argument. */
function pythonChecks(source: string, functions: readonly string[]): Check[] {
  return pythonLines(source).flatMap((line) => {
    const [, call = '', expected = ''] = /^\s*assert\s+\(?([^]*?)\s==\s([^]*?)\)?\s*$/.exec(line) ?? [];
    const name = functions.find((candidate) => call.trim().startsWith(`${candidate}(`));
    const given = name === undefined ? [] : (callsOf(call, name)[0] ?? []);
    const [address, value] = [stringOf(given[0] ?? ''), stringOf(expected)];
    // Bytes have a charset, which an address in our readers no longer has.
    return given.length !== 1 || /^b["']/.test(given[0] ?? '') || address === undefined || value === undefined
      ? []
      : [sameAddress(`${name}: ${address}`, address, value)];
  });
}

const courlan = ({ text }: Repository) =>
  pythonChecks(text('tests/unit_tests.py'), ['clean_url', 'scrub_url', 'normalize_url']);

const w3lib = ({ text }: Repository) => pythonChecks(text('tests/test_url.py'), ['canonicalize_url']);

/** w3lib's list of addresses of the web and what a browser makes of them, or that it refuses them. */
function w3libSafe({ text }: Repository): Check[] {
  const source = text('tests/test_url.py');
  const list = within(source.slice(source.indexOf('SAFE_URL_URL_CASES = (') + 22));
  return argumentsOf(list).flatMap((row) => {
    const [address, expected = ''] = argumentsOf(within(row.slice(1)));
    const [given, value] = [stringOf(address ?? ''), expected === 'ValueError' ? '' : stringOf(expected)];
    return given === undefined || value === undefined || !/^(?:https?:|$)/i.test(value)
      ? []
      : [sameAddress(`safe: ${given}`, given, value)];
  });
}

/** `t.is(normalizeUrl('a'), 'b')`, without options. */
function normalizeUrl({ text }: Repository): Check[] {
  return callsOf(text('test.js'), 't.is').flatMap(([call = '', expected = '']) => {
    const given = callsOf(call, 'normalizeUrl')[0] ?? [];
    const [address, value] = [stringOf(given[0] ?? ''), stringOf(expected)];
    return given.length !== 1 || address === undefined || value === undefined
      ? []
      : [sameAddress(address, address, value)];
  });
}

export const URL_SUITES: Record<string, Suite> = {
  courlan: { checks: courlan },
  'w3lib-canonicalize': { checks: w3lib },
  'w3lib-safe-url': { checks: w3libSafe },
  'normalize-url': { checks: normalizeUrl },
};
