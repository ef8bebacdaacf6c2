import { elementsOf, type PageElement } from './page-tree.js';
import { parsePage } from './parse-page.js';
import { partAt } from './part-at.js';
import { textOf } from './text-of.js';

const page = (body: string) =>
  `<html lang="en-GB"><head><title>Live</title><meta property="og:site_name" content="Quay Post"><meta property="og:title" content="All of it"></head>
   <body><header><h1>Storm day, as it happened</h1></header><main>${body}</main><footer><p>Contact the desk</p></footer></body></html>`;
const at = (body: string, anchor: string): PageElement | null => partAt(parsePage(page(body)), anchor);
const textAt = (body: string, anchor: string): string | null => {
  const part = at(body, anchor);
  return part && textOf(part);
};

/** Three entries, written as their layout has it. */
const three = (write: (name: string, title: string, text: string) => string): string =>
  [
    ['post-11', 'Ferries stay in port', 'The harbour master closed both quays.'],
    ['post-12', 'School bus is safe', 'All nineteen pupils walked home.'],
    ['post-13', 'Lights are back', 'The last street had power at nine.'],
  ]
    .map(([name = '', title = '', text = '']) => write(name, title, text))
    .join('\n');

const SECOND = 'School bus is safe All nineteen pupils walked home.';
const LAST = 'Lights are back The last street had power at nine.';

const LAYOUTS: [string, string][] = [
  ['articles', three((id, title, text) => `<article id="${id}"><h2>${title}</h2><p>${text}</p></article>`)],
  [
    'boxes with a head of their own',
    three((id, title, text) => `<div class="post" id="${id}"><header><h3>${title}</h3></header><div><p>${text}</p></div></div>`),
  ],
  ['headings', three((id, title, text) => `<h3 id="${id}">${title}</h3><p>${text}</p>`)],
  ['names before headings', three((id, title, text) => `<a name="${id}"></a><h2>${title}</h2><p>${text}</p>`)],
  ['names in headings', three((id, title, text) => `<h2><a name="${id}"></a>${title}</h2><p>${text}</p><hr>`)],
  ['names in paragraphs', three((id, title, text) => `<p><a name="${id}"><b>${title}</b></a></p><p>${text}</p>`)],
  [
    'headings in wrappers',
    three((id, title, text) => `<div><div class="head"><h4 id="${id}">${title}</h4></div><div class="text">${text}</div></div>`),
  ],
  ['a list', `<ul>${three((id, title, text) => `<li id="${id}"><b>${title}</b> ${text}</li>`)}</ul>`],
  ['a list of names', `<ol>${three((id, title, text) => `<li><a id="${id}"></a>${title} ${text}</li>`)}</ol>`],
  ['terms', `<dl>${three((id, title, text) => `<dt id="${id}">${title}</dt><dd>${text}</dd>`)}</dl>`],
  ['a table', `<table>${three((id, title, text) => `<tr id="${id}"><td>${title}</td><td>${text}</td></tr>`)}</table>`],
  ['unclosed boxes', three((id, title, text) => `<div id="${id}"><h3>${title}</h3><p>${text}`)],
]; // prettier-ignore

describe.each(LAYOUTS)('%s', (_layout, body) => {
  it('give the entry in the middle', () => {
    expect(textAt(body, 'post-12')).toBe(SECOND);
  });

  it('give the last entry', () => {
    expect(textAt(body, 'post-13')).toBe(LAST);
  });

  it('are no entry under a name that is not there', () => {
    expect(at(body, 'post-1')).toBeNull();
    expect(at(body, '')).toBeNull();
  });
});

it('ends at the next heading of the rank where names have nothing in common', () => {
  const body = `<section><h3 id="ferries">Ferries</h3><p>They stay in port.</p><h4>Why</h4><p>The swell is too high.</p>
    <h3>Buses</h3><p>They run.</p></section>`;
  expect(textAt(body, 'ferries')).toBe('Ferries They stay in port. Why The swell is too high.');
});

it('does not end at the headings and names inside a box of its own', () => {
  const text = 'The swell is too high for the small boats, and the large ones have no berth on the lee side of the town. '.repeat(2);
  const body = `<div id="port"><h2>Port</h2><p>${text}</p><h2 id="why">Why</h2><p>Wind.</p></div><div id="bus"><p>Bus</p></div>`;
  expect(textAt(body, 'port')).toBe(`Port ${text}Why Wind.`);
}); // prettier-ignore

it('does not end at names that extend its own', () => {
  const body = `<div id="post-7"><p>The quay is open.</p><div id="post-7-share">Share</div><p>Boats leave at ten.</p></div><div id="post-8">Next</div>`;
  expect(textAt(body, 'post-7')).toBe('The quay is open. Share Boats leave at ten.');
});

it('keeps the language and the name of the site, and nothing that is said of the page', () => {
  const part = at(LAYOUTS[0]?.[1] ?? '', 'post-12');
  const found = part ? elementsOf(part) : [];
  expect(found.find(({ name }) => name === 'html')?.attributes).toEqual({ lang: 'en-GB' });
  expect(found.filter(({ name }) => name === 'meta').map(({ attributes }) => attributes['content'])).toEqual([
    'Quay Post',
  ]);
});

it('leaves the page as it was', () => {
  const root = parsePage(page(LAYOUTS[2]?.[1] ?? ''));
  const before = textOf(root);
  partAt(root, 'post-12');
  expect(textOf(root)).toBe(before);
});

it('looks at each element a bounded number of times, however hostile the page', () => {
  const looks = (size: number, body: (n: number) => string) => {
    const root = parsePage(`<body>${body(size)}</body>`);
    let count = 0;
    for (const element of elementsOf(root)) {
      const { children } = element;
      Object.defineProperty(element, 'children', { get: () => ((count += 1), children) });
    }
    partAt(root, 'x1');
    return count;
  };
  const kinds = [
    (n: number) => `${'<div>'.repeat(400)}<a name="x1"></a>${'</div><i></i>'.repeat(n)}`,
    (n: number) => `<a name="x1"></a>${'<p><i></i></p>'.repeat(n)}`,
    (n: number) => `${'<div><b>'.repeat(n)}<a name="x1">`,
    (n: number) => `<div id="x1">${'<i></i>'.repeat(n)}</div>${'<a name="q"></a>'.repeat(n)}`,
  ];
  for (const kind of kinds) {
    const [small, large] = [looks(1_000, kind), looks(4_000, kind)];
    expect(large).toBeLessThan(small * 6 + 20_000);
  }
});
