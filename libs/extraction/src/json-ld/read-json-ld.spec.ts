import { parsePage } from '../page/parse-page.js';
import { readSignals } from '../page/read-signals.js';
import { resolveNode } from './read-json-ld.js';

function read(...scripts: string[]) {
  return readSignals(
    parsePage(scripts.map((script) => `<script type="application/ld+json">${script}</script>`).join('')),
  ).linked;
}

describe('readJsonLd', () => {
  it.each([
    ['a trailing comma', '{"@type":"NewsArticle","headline":"H",}'],
    ['a raw line break', '{"@type":"NewsArticle",\n"headline":"H","description":"two\nlines"}'],
    ['a comment around it', '<!-- {"@type":"NewsArticle","headline":"H"} -->'],
    ['a CDATA section', '//<![CDATA[\n{"@type":"NewsArticle","headline":"H"};\n//]]>'],
    ['an array in an array', '[[{"@type":["Thing","NewsArticle"],"headline":"H"}]]'],
    ['a graph', '{"@graph":[{"@type":"WebPage"},{"@type":"http://schema.org/NewsArticle","headline":"H"}]}'],
    ['a main entity', '{"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":"H"}}'],
  ])('reads %s', (_, script) =>
    expect(read(script).articles).toEqual([expect.objectContaining({ headline: 'H' })]),
  );

  it('reads what stands beside hopeless JSON', () => {
    expect(read('{"@type":', '{"@type":"NewsArticle","headline":"H"}').articles).toHaveLength(1);
  });

  it('resolves a reference across scripts and leaves an unknown one', () => {
    const linked = read(
      '{"@type":"Person","@id":"#a","name":"Ada"}',
      '{"@type":"NewsArticle","author":{"@id":"#a"}}',
    );
    expect(resolveNode({ '@id': '#a' }, linked)).toMatchObject({ name: 'Ada' });
    expect(resolveNode({ '@id': '#b' }, linked)).toEqual({ '@id': '#b' });
  });

  it('ends on a node that holds itself by reference', () => {
    expect(read('{"@type":"NewsArticle","@id":"#x","mainEntity":{"@id":"#x"}}').articles).toHaveLength(1);
  });
});
