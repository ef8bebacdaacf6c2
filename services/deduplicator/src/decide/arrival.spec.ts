import { parsed, textOf } from '../../test/parsed-articles.js';
import { arrivalOf } from './arrival.js';

const BODY = textOf(1);
const NOTE = 'Correction: An earlier version of this article misstated the hour of the ferry.';

function hashWith(text: string | null, body = BODY): string {
  const message = parsed({ url: 'https://quay.example/a', headline: 'Ferry in the fog', body });
  const correction = text === null ? [] : [{ kind: 'correction' as const, text, date: null }];
  message.event.data.article.correction = correction;
  return arrivalOf(message).fingerprint.contentHash;
}

it('takes a correction that stands beside the text for another text', () => {
  expect(hashWith(NOTE)).not.toBe(hashWith(null));
  expect(hashWith(NOTE)).toBe(hashWith(NOTE));
});

it('counts a correction within the text once', () => {
  const noted = `${BODY}\n${NOTE}`;
  expect(hashWith(NOTE, noted)).toBe(hashWith(null, noted));
});
