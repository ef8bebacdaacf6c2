// Invented articles in the order of time, for benches: words by a Zipf-like law, 1,300 letters in the mean, a fifth of them copies
// with a new first sentence and some sentences left out, one in ten with the same legal notice below. The same for the same options;
// another `seed` makes texts of other letters at other addresses, which share no phrase by chance.
const COPY_SHARE = 0.2;
const DAY_MS = 86_400_000;
const FIRST_DAY = Date.UTC(2026, 0, 1);
const [A, LETTERS] = [0x61, 26];
const SYLLABLES =
  'ba ce di fo gu ha je ki lo mu na pe ri so tu va we xi yo za bra cle dri flo gru sta tre spi'.split(' ');

export interface InventedArticle {
  articleId: string;
  urls: [string];
  canonicalUrl: null;
  feedId: string;
  entryId: string;
  headline: string;
  body: string;
  publishedAt: Date;
}

/** `perDay`: how many articles make a day. */
export interface InventOptions {
  docs: number;
  perDay: number;
  seed?: number;
}

export function* inventArticles({ docs, perDay, seed = 0 }: InventOptions): Generator<InventedArticle> {
  const random = mulberry32(7 + seed);
  const series = seed === 0 ? '' : `${seed}-`;
  const below = (bound: number) => Math.floor(random() * bound);
  const words = Array.from({ length: 40_000 }, () =>
    turned(Array.from({ length: 1 + below(3) }, () => SYLLABLES[below(SYLLABLES.length)]).join(''), 5 * seed),
  );
  const word = () => words[Math.floor(words.length * random() ** 2)];
  const sentence = () =>
    `${Array.from({ length: 12 + below(10) }, word).join(' ')}${below(4) === 0 ? ` ${below(5000)}` : ''}.`;
  const notice = Array.from({ length: 4 }, sentence);
  const recent: string[][] = [];
  for (let i = 0; i < docs; i++) {
    const isCopy = recent.length > 0 && random() < COPY_SHARE;
    const story = isCopy
      ? [sentence(), ...(recent[below(recent.length)] ?? []).filter(() => random() < 0.85)]
      : Array.from({ length: 8 + below(14) }, sentence);
    if (!isCopy && recent.push(story) > 500) recent.shift();
    yield {
      articleId: `article-${series}${i}`,
      urls: [`https://outlet-${i % 97}.test/${series}${i}`],
      canonicalUrl: null,
      feedId: `feed-${i % 97}`,
      entryId: `${series}${i}`,
      headline: sentence(),
      body: [...story, ...(i % 10 === 0 ? notice : [])].join(' '),
      publishedAt: new Date(FIRST_DAY + (i / perDay) * DAY_MS),
    };
  }
}

/** Each letter so many places on in the alphabet. */
function turned(word: string, places: number): string {
  return word.replace(/[a-z]/g, (letter) =>
    String.fromCharCode(A + ((letter.charCodeAt(0) - A + places) % LETTERS)),
  );
}

function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
