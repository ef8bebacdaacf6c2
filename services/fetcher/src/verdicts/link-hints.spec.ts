import { linkHintsOf } from './link-hints.js';

const finalUrl = 'https://outlet.example/a?x=1';
const hints = (link: string) => linkHintsOf({ headers: { link }, finalUrl });

describe('linkHintsOf', () => {
  it.each([
    ['</a>; rel="canonical"', { canonicalUrl: 'https://outlet.example/a', ampUrl: null }],
    [
      '<https://outlet.example/a>; rel=canonical, </amp/a>; rel=amphtml',
      { canonicalUrl: 'https://outlet.example/a', ampUrl: 'https://outlet.example/amp/a' },
    ],
    ['</style.css>; rel=preload', null],
    ['<javascript:alert(1)>; rel=canonical', null],
  ])('%s', (link, expected) => {
    expect(hints(link)).toEqual(expected);
  });

  it('says nothing without the header', () => {
    expect(linkHintsOf({ headers: {}, finalUrl })).toBeNull();
  });
});
