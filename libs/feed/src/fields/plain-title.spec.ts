import { plainTitle } from './plain-title.js';

it.each([
  ['The <dialog> element is here', 'The <dialog> element is here'],
  ['Vec<String> in Rust', 'Vec<String> in Rust'],
  ['</example>', '</example>'],
  ['<template> explained', '<template> explained'],
  ['The <b> tag and the <i> tag', 'The <b> tag and the <i> tag'],
  ['Map<K, List<V>> by hand', 'Map<K, List<V>> by hand'],
  ['a < b && c > d', 'a < b && c > d'],
  ['I <3 ports', 'I <3 ports'],
])('shows the code of %s', (text, title) => {
  expect(plainTitle(text)).toBe(title);
});

it.each([
  ['<b>Ferry</b> is back', 'Ferry is back'],
  ['<i>The <dialog> element</i>', 'The <dialog> element'],
  ['<a href="https://a.test/">Ferry</a>', 'Ferry'],
  ['Ferry<br/>is back', 'Ferry is back'],
  ['H<sub>2</sub>O', 'H2O'],
  ['<p>Ferry</p><p>is back</p>', 'Ferry is back'],
  ['<em>Ferry is ba', 'Ferry is ba'],
  ['Ferry<script>alert(1)</script> is back', 'Ferry is back'],
  ['Ferry <img src="x.png"> is back', 'Ferry is back'],
  ['Ferry <!-- draft --> is back', 'Ferry is back'],
])('drops the markup of %s', (text, title) => {
  expect(plainTitle(text)).toBe(title);
});

it.each([
  ['Tom &amp; Jerry', 'Tom & Jerry'],
  ['Don&#8217;t', 'Don’t'],
  ['Caf&eacute;&nbsp;d&rsquo;Or', 'Café d’Or'],
  ['Tides &#55357;&#56832;', 'Tides 😀'],
  ['half a pair &#55357;', 'half a pair \ufffd'],
  ['&lt;b&gt;', '<b>'],
  ['AT&T', 'AT&T'],
  ['a &constructor; of &toString', 'a &constructor; of &toString'],
])('decodes %s', (text, title) => {
  expect(plainTitle(text)).toBe(title);
});

it('is null of white space, and of nothing else', () => {
  expect(plainTitle(' \n&nbsp;')).toBeNull();
  expect(plainTitle('<b></b>')).toBe('<b></b>');
});

it('is linear in the title', () => {
  expect(plainTitle(`${'<b>'.repeat(200_000)}last`)).toBe('last');
  expect(plainTitle(`${'<b x '.repeat(200_000)}last`)).toContain('last');
}, 5_000);
