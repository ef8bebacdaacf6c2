import { ruleOf, type RobotsRule } from './robots-rule.js';

/** RFC 9309 section 2.5 asks for at least 500 KiB. */
const MAX_LENGTH = 512 * 1024;
/** No address that we ask for is longer; a longer rule would only cost time to match. */
const MAX_RULE_LENGTH = 2_083;

/** What a robots.txt allows to us. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Null when it asks for none. Not in the RFC, but meant by who writes it. */
  crawlDelaySeconds: number | null;
}

/** What is said to one agent, in all its groups. */
interface Group {
  rules: RobotsRule[];
  delay: number | null;
}

/**
 * Reads a robots.txt (RFC 9309): the groups of our product token or else of `*`, the longest matching rule, Allow before Disallow, `*` and
 * `$`. Other lines do not end a group, a byte-order mark is no part of the first line, and robots.txt itself is always allowed. Reading
 * takes time by its length, each answer by its length times that of the address at worst.
 */
export function readRobots(text: string, origin: string, productToken: string): RobotsRules {
  const { ours, all } = groupsOf(text, productToken.toLowerCase());
  const { rules, delay } = ours ?? all ?? { rules: [], delay: null };
  // The longest comes first, Allow before Disallow: the first that matches decides.
  const inOrder = rules.toSorted(
    (a, b) => b.length - a.length || Number(b.isAllowing) - Number(a.isAllowing),
  );
  const allows = (url: URL) => {
    if (url.origin !== origin || url.pathname === '/robots.txt') return true;
    const address = plainPath(url.pathname + url.search);
    return inOrder.find((rule) => rule.matches(address))?.isAllowing ?? true;
  };
  return { allows, crawlDelaySeconds: delay };
}

/** Rules end the agents of a group. A crawl delay, which the RFC does not know, does so only for later delays. */
function groupsOf(text: string, token: string): { ours: Group | undefined; all: Group | undefined } {
  const groups = new Map<string, Group>();
  let [ruled, delayed] = [new Set<Group>(), new Set<Group>()];
  let previous = '';
  let isRuled = false;
  for (const { name, value } of linesOf(text)) {
    if (name === 'user-agent') {
      if (isRuled) ruled = new Set();
      if (previous !== name) delayed = new Set();
      isRuled = false;
      const agent = (value.split('/', 1)[0] ?? '').trim().toLowerCase();
      if (agent === token || agent === '*') {
        const group = groups.get(agent) ?? { rules: [], delay: null };
        groups.set(agent, group);
        ruled.add(group);
        delayed.add(group);
      }
    } else {
      isRuled ||= name !== 'crawl-delay';
      for (const group of name === 'crawl-delay' ? delayed : ruled) take(group, name, value);
    }
    previous = name;
  }
  return { ours: groups.get(token), all: groups.get('*') };
}

function take(group: Group, name: string, value: string): void {
  if (name === 'crawl-delay') {
    const seconds = Number(value);
    if (seconds > 0 && Number.isFinite(seconds)) group.delay = seconds;
  } else if (value !== '') {
    group.rules.push(ruleOf(plainPath(encoded(value)), name === 'allow'));
  }
}

function linesOf(text: string): { name: string; value: string }[] {
  const lines = text
    .slice(0, MAX_LENGTH)
    .replace(/^\ufeff/, '')
    .split(/\r\n|\r|\n/);
  return lines.flatMap((line) => {
    const [written = ''] = line.split('#', 1);
    const colon = written.indexOf(':');
    const name = written.slice(0, Math.max(colon, 0)).trim().toLowerCase();
    const value = written.slice(colon + 1).trim();
    const isKnown = /^(?:user-agent|allow|disallow|crawl-delay)$/.test(name);
    return isKnown && value.length <= MAX_RULE_LENGTH ? [{ name, value }] : [];
  });
}

/** Letters beyond ASCII as an address writes them. */
function encoded(path: string): string {
  return path.toWellFormed().replace(/[^\x21-\x7e]/gu, (letter) => encodeURIComponent(letter));
}

/** Unreserved characters stand for themselves however they are written (RFC 9309 section 2.2.2, RFC 3986 section 2.3). */
function plainPath(path: string): string {
  return path.replace(/%([0-9a-f]{2})/gi, (escape, hex: string) => {
    const character = String.fromCharCode(parseInt(hex, 16));
    return /[\w.~-]/.test(character) ? character : escape.toUpperCase();
  });
}
