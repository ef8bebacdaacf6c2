import { compareContent } from './compare-content.js';

const before = {
  headline: 'Harbour bridge to close for repairs',
  articleBody:
    'The bridge closes on Monday. Ferries run every hour. The works take three weeks and cost two million.',
  description: null,
  dateModified: '2026-01-01T00:00:00Z',
  author: [{ name: 'Ana Quill', url: null }],
};

describe('compareContent', () => {
  it('takes a note that was dated or that went for a minor change', () => {
    const note = { kind: 'correction', text: 'Correction: the bridge closes on Monday.', date: null };
    const noted = { ...before, correction: [note] };
    const dated = { ...before, correction: [{ ...note, date: '2026-01-01T00:00:00.000Z' }] };
    expect(compareContent(noted, dated).significance).toBe('minor');
    expect(compareContent(noted, before).significance).toBe('minor');
  });

  it('finds nothing in the same content, absent and null alike', () => {
    expect(compareContent(before, { ...before, image: null, author: [{ name: 'Ana Quill' }] })).toEqual({
      changed: [],
      significance: 'none',
    });
  });

  it.each([
    ['time stamp', { dateModified: '2026-01-02T00:00:00Z' }, ['dateModified'], 'cosmetic'],
    ['case and punctuation', { headline: 'Harbour Bridge to close, for repairs' }, ['headline'], 'cosmetic'],
    [
      'a counter and a stamp in the body',
      { articleBody: `${before.articleBody}\n12 comments\nUpdated 5 minutes ago` },
      ['articleBody'],
      'cosmetic',
    ],
    ['white space', { articleBody: before.articleBody.replaceAll(' ', '\n') }, ['articleBody'], 'cosmetic'],
    [
      'a word of the body',
      { articleBody: before.articleBody.replace('hour', 'half-hour') },
      ['articleBody'],
      'minor',
    ],
    ['another author', { author: [{ name: 'Bo Reed' }] }, ['author'], 'minor'],
    ['a description where there was none', { description: 'Repairs begin.' }, ['description'], 'minor'],
    ['another headline', { headline: 'Minister resigns' }, ['headline'], 'major'],
    [
      'a body that grew',
      { articleBody: `${before.articleBody} ${before.articleBody} More.` },
      ['articleBody'],
      'major',
    ],
    ['a body that went', { articleBody: null }, ['articleBody'], 'major'],
    [
      'a correction note',
      { correction: [{ kind: 'correction', text: 'Correction: the bridge closes on Monday.', date: null }] },
      ['correction'],
      'major',
    ],
    ['several', { headline: 'Minister resigns', dateModified: null }, ['dateModified', 'headline'], 'major'],
  ])('%s', (_what, change, changed, significance) => {
    expect(compareContent(before, { ...before, ...change })).toEqual({ changed, significance });
  });
});
