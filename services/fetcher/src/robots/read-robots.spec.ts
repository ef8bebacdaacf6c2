import { readRobots } from './read-robots.js';

const origin = 'https://outlet.example';
const allows = (text: string, path: string) =>
  readRobots(text, origin, 'dateline').allows(new URL(path, origin));
const forAll = (...rules: string[]) => ['User-agent: *', ...rules].join('\n');

describe('rules (RFC 9309 section 2.2.2)', () => {
  it.each<[string, string[], string, boolean]>([
    ['nothing is said', [], '/a', true],
    ['an empty Disallow', ['Disallow:'], '/a', true],
    ['everything is disallowed', ['Disallow: /'], '/a', false],
    ['a prefix', ['Disallow: /a'], '/abc?d', false],
    ['another prefix', ['Disallow: /a/'], '/abc', true],
    ['the case of a path', ['Disallow: /News'], '/news', true],
    ['the longest rule allows', ['Disallow: /a', 'Allow: /a/b'], '/a/b/c', true],
    ['the longest rule disallows', ['Allow: /a', 'Disallow: /a/b'], '/a/b/c', false],
    ['two rules of one length', ['Disallow: /a', 'Allow: /a'], '/a', true],
    ['a wildcard', ['Disallow: /*/print'], '/2026/03/print', false],
    ['a wildcard for nothing', ['Disallow: /a*b'], '/ab', false],
    ['an end', ['Disallow: /*.pdf$'], '/a.pdf', false],
    ['an end that is not there', ['Disallow: /*.pdf$'], '/a.pdf?page=1', true],
    ['a query', ['Disallow: /*?utm'], '/a?utm_source=x', false],
    ['an escaped letter in the rule', ['Disallow: /%61bc'], '/abc', false],
    ['an escaped letter in the address', ['Disallow: /abc'], '/%61bc', false],
    ['a letter beyond ASCII', ['Disallow: /caf\u00e9'], '/caf%c3%a9', false],
    ['an escaped slash, which is no slash', ['Disallow: /a/b'], '/a%2fb', true],
    ['a comment', ['Disallow: /a # not the rest'], '/a', false],
    ['an escaped star, which is a letter', ['Disallow: /a-%2a'], '/a-*', false],
    ['an escaped star, which is no wildcard', ['Disallow: /a-%2A.html'], '/a-b.html', true],
    ['an escaped dollar', ['Disallow: /a%24'], '/a$', false],
    ['an escaped dollar, which is no end', ['Disallow: /a%24'], '/a', true],
    ['a dollar in the middle', ['Disallow: /a$b'], '/a$b', false],
    ['a star in the address', ['Disallow: /*x'], '/*x', false],
    ...['{', '}', '<', '>', '"', '|', '^', '`'].map((letter): [string, string[], string, boolean] => [
      `a raw ${letter}`,
      [`Disallow: /*${letter}b`],
      `/a${encodeURIComponent(letter)}b`,
      false,
    ]),
    ['an address of this host', ['Disallow: https://outlet.example/a'], '/ab', false],
    ['an address of this host by http', ['Disallow: http://OUTLET.example/a'], '/ab', false],
    ['this host alone', ['Disallow: https://outlet.example'], '/ab', false],
    ['an address of another host', ['Disallow: https://other.example/a'], '/a', true],
    ['robots.txt itself', ['Disallow: /'], '/robots.txt', true],
    ['the folder of an allowed index page', ['Disallow: /', 'Allow: /a/index.html'], '/a/', true],
    ['another page of that folder', ['Disallow: /', 'Allow: /a/index.html'], '/a/b', false],
    ['the folder of a disallowed index page', ['Disallow: /a/index.html'], '/a/', true],
    ['tags after the rule', ['Disallow: /<BR>'], '/a', false],
    ['tags around the rule', ['<p>Disallow: /a</p> <br />'], '/ab', false],
    ['a tag that is the rule', ['Disallow: /*<b>'], '/a%3Cb%3E', false],
  ])('%s', (_name, rules, path, expected) => {
    expect(allows(forAll(...rules), path)).toBe(expected);
  });
});

describe('groups (RFC 9309 section 2.2.1)', () => {
  it.each<[string, string, boolean]>([
    ['ours before that of all', 'User-agent: *\nDisallow: /\n\nUser-agent: Dateline\nAllow: /', true],
    ['ours with a version', 'User-agent: dateline/2.0\nDisallow: /', false],
    [
      'ours twice',
      'User-agent: dateline\nAllow: /\nUser-agent: x\nAllow: /\nUser-agent: DATELINE\nDisallow: /a',
      false,
    ],
    ...[
      'dateline news crawler',
      'Dateline 2.0',
      'dateline (+https://x.example)',
      'x, dateline',
      'dateline2',
    ].map((agent): [string, string, boolean] => [
      `ours in "${agent}"`,
      `User-agent: ${agent}\nDisallow: /`,
      false,
    ]),
    ...['datelines', 'my-dateline', 'x dateline', 'date line'].map((agent): [string, string, boolean] => [
      `not ours in "${agent}"`,
      `User-agent: ${agent}\nDisallow: /`,
      true,
    ]),
    ...['Dissallow', 'Dissalow', 'Disalow', 'Diasllow', 'Disallaw', 'Desallow', 'Disallows', 'DISALLOW '].map(
      (name): [string, string, boolean] => [`"${name}"`, `User-agent: *\n${name}: /`, false],
    ),
    ...['Useragent', 'User agent', 'User-agents', 'user-agent\t'].map((name): [string, string, boolean] => [
      `"${name}"`,
      `${name}: *\nDisallow: /`,
      false,
    ]),
    ['lines without a colon', 'User-agent *\nDisallow /a', false],
    ['lines without a colon, aligned', 'User-agent\t\t*\nDisallow    /a', false],
    ['a sentence about it', 'User-agent: *\nDisallowed are robots', true],
    ['ours among others', 'User-agent: x\nUser-agent: dateline\nDisallow: /', false],
    ['another only', 'User-agent: x\nDisallow: /', true],
    ['rules before any group', 'Disallow: /\nUser-agent: x\nAllow: /', true],
    [
      'a sitemap between two agents',
      'User-agent: *\nSitemap: https://outlet.example/map\nUser-agent: x\nDisallow: /',
      false,
    ],
    ['a crawl delay between two agents', 'User-agent: *\nCrawl-delay: 5\nUser-agent: x\nDisallow: /', false],
    ['a byte-order mark and other line ends', '\ufeffUser-agent: *\rDisallow: /\r\n', false],
    ['a byte-order mark that lacks a byte', '\ufffdUser-agent: *\nDisallow: /', false],
    ['a page of HTML', '<!doctype html><title>Not found</title><p>user-agent: none</p>', true],
  ])('%s', (_name, text, expected) => {
    expect(allows(text, '/a')).toBe(expected);
  });
});

it('reads the crawl delay of our group', () => {
  const delay = (text: string) => readRobots(text, origin, 'dateline').crawlDelaySeconds;
  expect(delay('User-agent: *\nCrawl-delay: 2.5\nUser-agent: x\nCrawl-delay: 9')).toBe(2.5);
  expect(delay('User-agent: dateline\nCrawl-delay: 9\nUser-agent: *\nCrawl-delay: 1')).toBe(9);
  expect(delay('User-agent: *\nCrawl-delay: soon')).toBeNull();
  expect(delay('User-agent: *\nCrawl-delay: 0')).toBeNull();
});

it('reads half a megabyte and no more', () => {
  const filler = `${'# a comment line of no weight\n'.repeat(20_000)}`;
  expect(filler.length).toBeGreaterThan(512 * 1024);
  expect(allows(`${forAll('Disallow: /a')}\n${filler}Disallow: /b`, '/a')).toBe(false);
  expect(allows(`${forAll('Disallow: /a')}\n${filler}Disallow: /b`, '/b')).toBe(true);
});

it('is read in time by its length, however many agents share however many rules', () => {
  const agents = 'User-agent: *\n'.repeat(18_000);
  const rules = 'Disallow: /*a*b\n'.repeat(16_000);
  expect(allows(agents + rules, '/ab')).toBe(false);
  expect(allows(agents + rules, `/${'a'.repeat(2_000)}`)).toBe(true);
  expect(allows(forAll(`Disallow: /${'<br>'.repeat(100_000)}x`), '/a')).toBe(true);
});

it('says nothing of another origin', () => {
  const { allows: may } = readRobots(forAll('Disallow: /'), origin, 'dateline');
  expect(may(new URL('https://other.example/a'))).toBe(true);
});
