import { permanentTargetOf } from './permanent-target.js';

const finalUrl = 'https://end.example/';
const hop = (url: string, status: number) => ({ url, status });

it.each([
  ['no hop', [], null],
  ['one permanent hop', [hop('https://a.example/', 301)], finalUrl],
  ['two permanent hops', [hop('https://a.example/', 308), hop('https://b.example/', 301)], finalUrl],
  ['a temporary hop', [hop('https://a.example/', 302)], null],
  [
    'permanent, then temporary',
    [hop('https://a.example/', 301), hop('https://b.example/', 302)],
    'https://b.example/',
  ],
  ['temporary, then permanent', [hop('https://a.example/', 307), hop('https://b.example/', 301)], null],
])('H15 H16 after %s', (_name, hops, expected) => {
  expect(permanentTargetOf({ hops, finalUrl })).toBe(expected);
});
