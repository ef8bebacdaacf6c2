import { normaliseUrlKeeping } from './normalise-url.js';
import type { SignificantParameters } from './normalise-query.js';

/** A page as it was seen: its address, and a value that tells its content from others. */
export interface SeenPage {
  url: string;
  /** Equal for pages that show the same content. */
  content: string;
}

/** What is known of the parameters at hosts. */
export interface ParameterRules {
  significant: SignificantParameters;
  /** Parameters that an operator ruled to be tracking, whatever the evidence says. */
  dismissed: SignificantParameters;
}

export const NO_PARAMETER_RULES: ParameterRules = { significant: new Map(), dismissed: new Map() };

/** A parameter that selects content at a host, with two addresses that prove it. */
export interface LearnedParameter {
  /** In identity form. */
  host: string;
  /** In lower case. */
  name: string;
  proof: [string, string];
}

/** Pages of one identity that carry more parameters than this prove nothing: no site selects by so many. */
const MAX_NAMES = 50;

/**
 * Finds parameters that the rules drop although pages that differ only in them show different content.
 * Without them, different articles would be one. Pages of one identity are compared with each other.
 * Parameters that are already significant, or that an operator dismissed, are left out.
 */
export function learnParameters(
  pages: readonly SeenPage[],
  { significant, dismissed }: ParameterRules,
): LearnedParameter[] {
  const byKey = new Map<string, SeenPage[]>();
  for (const page of pages) {
    const key = normaliseUrlKeeping(page.url, significant);
    if (key === null) continue;
    const same = byKey.get(key);
    if (same) same.push(page);
    else byKey.set(key, [page]);
  }
  const learned = [...byKey].flatMap(([key, same]) => learnOf(new URL(key).host, same));
  return learned.filter(({ host, name }) => !dismissed.get(host)?.has(name));
}

function learnOf(host: string, pages: readonly SeenPage[]): LearnedParameter[] {
  const [first] = pages;
  const others = pages.filter(({ content }) => content !== first?.content);
  if (!first || others.length === 0) return [];
  const read = pages.map((page) => ({ ...page, values: valuesOf(page.url) }));
  const names = new Set(read.flatMap(({ values }) => [...values.keys()]));
  if (names.size > MAX_NAMES) return [];
  const counted = [...names].flatMap((name) => {
    const told = toldApart(read, name);
    return told ? [{ name, ...told }] : [];
  });
  // The parameter that separates most pages selects them. A campaign parameter beside it separates at most
  // as many.
  const most = Math.max(0, ...counted.map(({ separated }) => separated));
  return counted
    .filter(({ separated }) => separated === most)
    .map(({ name, proof }) => ({ host, name, proof }));
}

interface ReadPage extends SeenPage {
  values: ReadonlyMap<string, string>;
}

/**
 * How many values of a parameter have contents of their own, with two pages that show it; null if one value
 * has two contents.
 */
function toldApart(
  pages: readonly ReadPage[],
  name: string,
): { separated: number; proof: [string, string] } | null {
  const byValue = new Map<string, ReadPage>();
  for (const page of pages) {
    const value = page.values.get(name) ?? '';
    const other = byValue.get(value);
    if (other && other.content !== page.content) return null;
    if (!other) byValue.set(value, page);
  }
  const [a, ...rest] = byValue.values();
  const b = rest.find(({ content }) => content !== a?.content);
  return a && b ? { separated: byValue.size, proof: [a.url, b.url] } : null;
}

/** The values of an address's parameters, by their names in lower case; none if it cannot be read. */
export function valuesOf(url: string): Map<string, string> {
  const search = URL.canParse(url) ? new URL(url).searchParams : new URLSearchParams();
  return new Map([...search].map(([name, value]) => [name.toLowerCase(), value]));
}
