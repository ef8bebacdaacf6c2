import { extractArticle } from '../extract-article.js';

const STORY = [
  'The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.',
  'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
  'The captain slowed to walking pace, sounded the horn every minute, and waited until the beacon came in sight.',
].map((line) => `<p>${line}</p>`);
const NOTE = 'An earlier version of this article gave the wrong name of the quay.';

function read(after: string, head = '') {
  const html = `<html><head>${head}</head><body><article><h1>Ferry waits out the fog</h1>${STORY.join('')}${after}</article></body></html>`;
  return extractArticle({
    bytes: Buffer.from(html),
    url: 'https://quay.example/a',
    contentType: 'text/html',
  });
}

it.each([
  ['a paragraph', `<p><em>Correction: ${NOTE}</em></p>`, `Correction: ${NOTE}`, 'text'],
  ['a box of its own', `<div class="correction">Correction: ${NOTE}</div>`, `Correction: ${NOTE}`, 'class'],
  ['a heading before it', `<h4>Correction</h4><p>${NOTE}</p>`, NOTE, 'text'],
  [
    'a class name alone',
    '<p class="clarification">The fare is that of a single journey.</p>',
    'The fare is that of a single journey.',
    'class',
  ],
  ['a line break', `<div>The band played on.<br>Correction: ${NOTE}</div>`, `Correction: ${NOTE}`, 'text'],
  ['a footer of the article', `<footer><p>${NOTE}</p></footer>`, NOTE, 'text'],
])('finds a note in %s', (_, html, text, source) => {
  const { correction, provenance } = read(html);
  expect(correction).toMatchObject([{ text }]);
  expect(provenance['correction']).toMatchObject({ source });
});

it('reads JSON-LD and names a note once', () => {
  const linked = {
    '@type': 'NewsArticle',
    correction: { '@type': 'CorrectionComment', text: NOTE, datePublished: '2021-03-04T10:00:00Z' },
  };
  const script = `<script type="application/ld+json">${JSON.stringify(linked)}</script>`;
  expect(read(`<p>Correction: ${NOTE}</p>`, script).correction).toEqual([
    { kind: 'correction', text: NOTE, date: '2021-03-04T10:00:00Z' },
  ]);
});

it('leaves notes of other stories and of the site', () => {
  const related = `<div class="related"><p>Correction: ${NOTE}</p></div>`;
  expect(read(related).correction).toEqual([]);
  expect(read('').provenance['correction']).toBeUndefined();
});
