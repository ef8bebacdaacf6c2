import { domainOf } from '../fields/page-urls.js';
import { ASHARQ_AL_AWSAT_ARCHIVE } from './asharq-al-awsat-archive.js';
import type { PublisherRule } from './publisher-rule.js';

const RULES: readonly PublisherRule[] = [ASHARQ_AL_AWSAT_ARCHIVE];

/**
 * The rule of the page's publisher: by address, else by the name that the page prints, because captures and
 * local copies have another address.
 */
export function findPublisherRule(url: string | null, printedName: string | null): PublisherRule | null {
  const domain = url === null ? null : domainOf(url);
  const byDomain = RULES.find(({ domains }) => domain !== null && domains.includes(domain));
  return (
    byDomain ??
    RULES.find(({ printedNames }) => printedName !== null && printedNames.test(printedName)) ??
    null
  );
}

export function isChromeLine(rule: PublisherRule | null, line: string): boolean {
  return rule?.chromeLines?.some((pattern) => pattern.test(line)) ?? false;
}
