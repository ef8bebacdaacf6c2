import { articleIdOf, contentHashOf, eventIdOf, InvalidArticleUrl } from './article-identity.js';

describe('articleIdOf', () => {
  it('is the sha256 of the identity form', () => {
    const id = articleIdOf('https://paper.test/a');
    expect(id).toMatch(/^[0-9a-f]{64}$/);
    expect(articleIdOf('http://www.paper.test/a/?utm_source=x')).toBe(id);
    expect(articleIdOf('https://paper.test/b')).not.toBe(id);
  });

  it('refuses what is no address with a typed error', () => {
    expect(() => articleIdOf('urn:a')).toThrow(InvalidArticleUrl);
    expect(() => articleIdOf('urn:a')).toThrow(
      expect.objectContaining({ code: 'invalid_article_url', url: 'urn:a' }),
    );
  });
});

describe('contentHashOf', () => {
  it('looks through spelling of the same text', () => {
    expect(contentHashOf('Rain &amp; wind', 'Two  caf\u00e9s closed.')).toBe(
      contentHashOf('rain, wind', 'TWO cafe\u0301s\nclosed'),
    );
    expect(contentHashOf(null, null)).toBe(contentHashOf('', ''));
  });

  it('looks through time stamps and counters', () => {
    const body = (around: string): string => `Rain fell.\n${around}\nIt stopped.`;
    expect(contentHashOf('a', body('Updated 5 minutes ago\n12 comments'))).toBe(
      contentHashOf('a', body('Updated 2 hours ago\n140 comments')),
    );
    expect(contentHashOf('a', body('12 killed'))).not.toBe(contentHashOf('a', body('14 killed')));
  });

  it('sees other words, other figures, and text that moved from headline to body', () => {
    expect(contentHashOf('a', 'up 3.5')).not.toBe(contentHashOf('a', 'up 35'));
    expect(contentHashOf('a', '$5')).not.toBe(contentHashOf('a', '€5'));
    expect(contentHashOf('a b', 'c')).not.toBe(contentHashOf('a', 'b c'));
  });
});

describe('eventIdOf', () => {
  it('is deterministic and keeps the parts apart', () => {
    expect(eventIdOf('a', 'bc')).toMatch(/^[0-9a-f]{32}$/);
    expect(eventIdOf('a', 'bc')).toBe(eventIdOf('a', 'bc'));
    expect(eventIdOf('a', 'bc')).not.toBe(eventIdOf('ab', 'c'));
    expect(eventIdOf('a,b')).not.toBe(eventIdOf('a', 'b'));
  });
});
