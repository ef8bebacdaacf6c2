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

const VIDEO = {
  '@type': 'VideoObject',
  name: 'The ferry at dawn',
  contentUrl: '/v/ferry.mp4',
  embedUrl: 'https://player.example/7',
  encodingFormat: 'video/mp4',
  contentSize: '12.5 MB',
  duration: 'PT1H1M33.5S',
  uploadDate: '2026-03-03T07:00:00+01:00',
  thumbnailUrl: ['/v/ferry.jpg'],
};
const FILE = {
  url: 'https://paper.example/v/ferry.mp4',
  type: 'video/mp4',
  bytes: null,
  kind: 'video',
  name: 'The ferry at dawn',
  seconds: 3693.5,
  embedUrl: 'https://player.example/7',
  thumbnailUrl: 'https://paper.example/v/ferry.jpg',
  datePublished: '2026-03-03T06:00:00.000Z',
};

describe('audio and video', () => {
  it('are read from the article and from nodes beside it, each once', () => {
    const sound = {
      '@type': 'AudioObject',
      contentUrl: 'https://cdn.example/ferry.mp3',
      contentSize: '4000',
    };
    const { associatedMedia, provenance } = read({ video: VIDEO }, { beside: [VIDEO, sound] });
    expect(associatedMedia).toEqual([
      FILE,
      expect.objectContaining({ url: 'https://cdn.example/ferry.mp3', kind: 'audio', bytes: 4000 }),
    ]);
    expect(provenance['associatedMedia']?.source).toBe('json-ld');
  });

  it('have the address of the player where no file is stated', () => {
    const player = { ...VIDEO, contentUrl: undefined };
    expect(read({ video: player }).associatedMedia).toMatchObject([{ url: 'https://player.example/7' }]);
    expect(read({ video: { '@type': 'VideoObject', name: 'Nowhere' } }).associatedMedia).toEqual([]);
  });

  it('are read from Open Graph, and say more of a file that JSON-LD names', () => {
    const head =
      '<meta property="og:video" content="https://paper.example/v/ferry.mp4"><meta property="og:video:type" content="video/mp4"><meta property="og:video:duration" content="60">';
    expect(read({}, { head }).associatedMedia).toMatchObject([{ ...pick(FILE), kind: 'video', seconds: 60 }]);
    expect(read({ video: VIDEO }, { head }).associatedMedia).toEqual([FILE]);
    expect(read({ video: { ...VIDEO, duration: undefined } }, { head }).associatedMedia).toEqual([
      { ...FILE, seconds: 60 },
    ]);
  });

  it('of an embed on the page are no pictures', () => {
    expect(read({ video: VIDEO }).image).toEqual([]);
  });
});

const pick = ({ url, type, bytes }: typeof FILE) => ({ url, type, bytes });
