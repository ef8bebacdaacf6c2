import { ruleOf, type RobotsRule } from './robots-rule.js';
import { addressOf, patternOf } from './plain-path.js';
import { linesOf } from './robots-lines.js';

/** The rules of a robots.txt that apply to us. */
export interface RobotsRules {
  allows(url: URL): boolean;
  /** Null when it names none. Crawl-delay is not in the RFC, but its authors mean it. */
  crawlDelaySeconds: number | null;
}

/** The rules for one agent, from all its groups. */
interface Group {
  rules: RobotsRule[];
  delay: number | null;
}

/**
 * Reads a robots.txt (RFC 9309): the groups of our product token or else of `*`, the longest matching rule,
 * Allow before Disallow, `*` and `$`. Other lines do not end a group, a byte-order mark is ignored, and
 * robots.txt itself is always allowed. Reading is linear; each answer takes at most the file's length times
 * the address's length.
 */
export function readRobots(text: string, origin: string, productToken: string): RobotsRules {
  const { ours, all } = groupsOf(text, { token: productToken.toLowerCase(), origin });
  const { rules, delay } = ours ?? all ?? { rules: [], delay: null };
  // The longest rule comes first, Allow before Disallow, so the first match decides.
  const inOrder = rules.toSorted(
    (a, b) => b.length - a.length || Number(b.isAllowing) - Number(a.isAllowing),
  );
  const allows = (url: URL) => {
    if (url.origin !== origin || url.pathname === '/robots.txt') return true;
    const address = addressOf(url);
    return inOrder.find((rule) => rule.matches(address))?.isAllowing ?? true;
  };
  return { allows, crawlDelaySeconds: delay };
}

interface Asked {
  token: string;
  origin: string;
}

/**
 * Rules end the list of agents of a group. A crawl delay, which the RFC does not define, does so only for
 * later delays.
 */
function groupsOf(
  text: string,
  { token, origin }: Asked,
): { ours: Group | undefined; all: Group | undefined } {
  const groups = new Map<string, Group>();
  let [ruled, delayed] = [new Set<Group>(), new Set<Group>()];
  let previous = '';
  let isRuled = false;
  for (const { name, value } of linesOf(text)) {
    if (name === 'user-agent') {
      if (isRuled) ruled = new Set();
      if (previous !== name) delayed = new Set();
      isRuled = false;
      for (const agent of agentsOf(value, token)) {
        const group = groups.get(agent) ?? { rules: [], delay: null };
        groups.set(agent, group);
        ruled.add(group);
        delayed.add(group);
      }
    } else {
      isRuled ||= name !== 'crawl-delay';
      for (const group of name === 'crawl-delay' ? delayed : ruled) take(group, { name, value, origin });
    }
    previous = name;
  }
  return { ours: groups.get(token), all: groups.get('*') };
}

/**
 * Which of our name and `*` a User-agent line names. A product token ends at the first character that it
 * cannot contain (RFC 9309 section 2.2.1), as Google reads it, so a version, a comment or more words may
 * follow. Some sites list several, separated by commas.
 */
function agentsOf(value: string, token: string): string[] {
  const end = /\d/.test(token) ? /[^\w-]/ : /[^a-z_-]/;
  const names = value
    .toLowerCase()
    .split(',')
    .map((name) => name.trim())
    .map((name) => (/^\*(?:\s|$)/.test(name) ? '*' : (name.split(end, 1)[0] ?? '')));
  return names.filter((name) => name === token || name === '*');
}

function take(group: Group, { name, value, origin }: { name: string; value: string; origin: string }): void {
  if (name === 'crawl-delay') {
    const seconds = Number(value);
    if (seconds > 0 && Number.isFinite(seconds)) group.delay = seconds;
    return;
  }
  const pattern = patternOf(value, origin);
  if (pattern === null) return;
  group.rules.push(ruleOf(pattern, name === 'allow'));
  // Who allows the index page of a folder means the folder's own address too, as Google reads it.
  if (name === 'allow' && /\/index\.html?$/.test(pattern))
    group.rules.push(ruleOf(`${pattern.slice(0, pattern.lastIndexOf('/') + 1)}$`, true));
}
