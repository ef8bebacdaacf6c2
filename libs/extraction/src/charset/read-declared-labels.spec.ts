import { readDeclaredLabels } from './read-declared-labels.js';

it.each([
  ['<meta charset="iso-8859-2">', ['iso-8859-2']],
  ["<META x=1 CHARSET = ' KOI8-R '/>", [' koi8-r ']],
  ['<meta content="text/html; charset=big5" http-equiv=content-type>', ['big5']],
  ['<meta charset=none><meta charset=big5>', ['none', 'big5']],
  ['<!-- <meta charset=big5> --><meta charset=koi8-r>', ['koi8-r']],
  ['<p title="<meta charset=big5>"><meta charset=koi8-r>', ['koi8-r']],
  ['<meta content="text/html; charset=big5">', []],
  ['<meta name="content-type" content="text/html; charset=big5">', []],
  ['<metacharset=big5>', []],
  ['<meta test=" charset=big5> <p>"</p>', []],
  ['<meta charset="big5> <p>"</p>', ['big5> <p>']],
  ['<meta charset=big5', []],
])('finds what a browser finds in %s', (head, labels) => {
  expect(readDeclaredLabels(head)).toEqual(labels);
});

it.each(['<meta charset="', '<meta a=', '<meta a ', '<!--', '</', '<a b="c" '])(
  'is not held up by %s',
  (part) => {
    expect(readDeclaredLabels(part.repeat(50_000))).toBeInstanceOf(Array);
  },
);
