/**
 * Texts that a stranger may send, made from a seed: the same number gives the same text on every machine. Each begins as something that a
 * reader expects and is then damaged.
 */
import { READERS } from './readers.mjs';

/** Mulberry32 by Tommy Ettinger (public domain): 32 bits of state, enough to choose damage with. */
export function randomOf(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

const SEEDS = [
  'The harbour opens on Monday',
  '2026-03-05T12:00:00+01:00',
  'Thu, 05 Mar 2026 12:00:00 GMT',
  'الخميس ٥ مارس ٢٠٢٦',
  '平成31年4月30日 午後3時',
  'https://post.example.test/2026/03/05/harbour?utm_source=x&id=7#top',
  'http://user:word@[2001:db8::1]:99999/%zz/../..//?a[$ne]=1',
  'javascript:alert(1)',
  'rel="alternate" type="application/rss+xml" href="/feed.xml"',
  '<p>One <b>two</i> &amp; &#x110000; &nbsp <a href="x">three</p>',
  '<![CDATA[ x ]]> <!-- -- --> <?php echo 1 ?>',
  '<!DOCTYPE a [<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">]><a>&a;</a>',
  '{"@context":"https://schema.org","@type":"NewsArticle","datePublished":"2026"}',
  '{"__proto__":{"polluted":1},"constructor":{"prototype":1}}',
  '</https://post.example.test/feed>; rel="alternate"; title*=UTF-8\'\'%zz',
];

const ODD = [
  '\u0000',
  '\ud83d',
  '\udc00',
  '\uffff',
  '\u202e',
  '\u200d',
  '\u0301',
  '\ufeff',
  '\u2028',
  '\u0085',
  '\u001b[2J',
  '\r\n',
  '\r',
  '\t',
  ' ',
  '<',
  '>',
  '&',
  '"',
  "'",
  ']]>',
  '-->',
  '&#0;',
  '&#x110000;',
  '&amp',
  '%00',
  '%ZZ',
  '\\u0000',
  '9'.repeat(400),
  '-',
  '1e999',
  'NaN',
  'é'.repeat(50),
  '💥',
  'ﷺ',
  '\u{10ffff}',
];

const damages = [
  (text, random) => text.slice(0, random(text.length + 1)),
  (text, random) => text.slice(random(text.length + 1)),
  (text, random) => insert(text, ODD[random(ODD.length)], random),
  (text, random) => insert(text, SEEDS[random(SEEDS.length)], random),
  (text, random) => text.repeat(1 + random(20)),
  (text, random) => [...text].reverse().join('').slice(random(3)),
  (text, random) => text.replaceAll(text[random(Math.max(1, text.length))] ?? 'x', ODD[random(ODD.length)]),
  (text) => text.toUpperCase(),
  (text) => Buffer.from(text, 'utf16le').toString('latin1'),
  (text, random) => insert(text, String.fromCharCode(random(0x10000)), random),
];

function insert(text, what, random) {
  const at = random(text.length + 1);
  return text.slice(0, at) + what + text.slice(at);
}

/** Between one and eight damages of one text; 20,000 characters at most. */
export function textOf(seed) {
  const random = randomOf(seed);
  let text = SEEDS[random(SEEDS.length)];
  for (let n = 1 + random(8); n > 0; n -= 1)
    text = damages[random(damages.length)](text, random).slice(0, 20_000);
  return text;
}

/** For the worker pool: has a reader read a text. Errors that the reader does not mean to throw are passed on. */
export async function readBadText({ reader, seed }) {
  return (await READERS[reader](textOf(seed))) === 'refused' ? 'refused' : 'read';
}
