import { extractArticle, type ExtractedArticle } from '../index.js';

const TEXT =
  '<p>The ferry left the harbour at dawn with forty passengers and a cargo of seed potatoes for the outer islands.</p>';

function read(node: object, { head = '', beside = [] as object[], body = '' } = {}): ExtractedArticle {
  const script = JSON.stringify([{ '@type': 'NewsArticle', headline: 'Ferry leaves', ...node }, ...beside]);
  const page = `<html><head>${head}<script type="application/ld+json">${script}</script></head><body><h1>Ferry leaves for the islands</h1><article>${body}${TEXT}</article></body></html>`;
  return extractArticle({
    bytes: Buffer.from(page),
    url: 'https://paper.example/a',
    contentType: 'text/html',
  });
}

describe('readSubjects', () => {
  it('reads genre, subjects, places and provider as they are given', () => {
    const article = read({
      genre: ['Report', 'Interview', 'report'],
      about: [
        {
          '@type': 'Person',
          name: 'Anna Lund',
          sameAs: ['https://things.example/7', 'https://other.example'],
        },
        'Ferries',
        { '@type': 'Thing' },
      ],
      contentLocation: {
        '@type': 'Place',
        name: 'Skerry',
        geo: { '@type': 'GeoCoordinates', latitude: '59.5', longitude: 181 },
      },
      spatialCoverage: {
        '@type': 'Place',
        address: { addressLocality: 'Harrow Point', addressCountry: 'NO' },
      },
      publisher: { name: 'Harbour Courier' },
      provider: { '@type': 'Organization', name: 'Coast Wire', url: 'https://wire.example' },
    });
    expect(article).toMatchObject({
      genre: ['Report', 'Interview'],
      about: [
        { name: 'Anna Lund', type: 'Person', url: 'https://things.example/7' },
        { name: 'Ferries', type: null, url: null },
      ],
      contentLocation: [
        { name: 'Skerry', latitude: 59.5, longitude: null },
        { name: 'Harrow Point, NO', latitude: null, longitude: null },
      ],
      publisher: { name: 'Harbour Courier' },
      provider: { name: 'Coast Wire', url: 'https://wire.example/' },
    });
    for (const field of ['genre', 'about', 'contentLocation', 'provider'])
      expect(article.provenance[field]?.source).toBe('json-ld');
  });

  it('states nothing that the page does not', () => {
    expect(read({ provider: {}, genre: '' })).toMatchObject({
      genre: [],
      about: [],
      contentLocation: [],
      provider: null,
    });
  });

  it('takes the genre of a meta element and the source organisation where nothing better is stated', () => {
    const article = read(
      { sourceOrganization: 'Coast Wire' },
      { head: '<meta name="genre" content="Opinion">' },
    );
    expect(article).toMatchObject({ genre: ['Opinion'], provider: { name: 'Coast Wire', url: null } });
  });
});
