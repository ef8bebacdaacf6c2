import {
  FIRST,
  HEADING,
  LINES,
  SECOND,
  STORY,
  THIRD,
  linesOf as bodyOf,
  pageOf,
} from '../../test/ferry-story.js';

const OTHER =
  'The lighthouse keeper of Skarholm won the regatta on Sunday, ahead of nineteen boats from the mainland.';
const paragraphs = (lines: readonly string[]): string => lines.map((line) => `<p>${line}</p>`).join('');

describe('a name does not remove the article', () => {
  it.each([
    'LightboxGalleryRoot',
    'commentOnHighlight',
    'newsletter-edition',
    'popup-page',
    'modal-verbs',
    'consent-of-the-governed',
    'cookie-baking',
    'related-column',
  ])('that stands in a part named "%s"', (name) => {
    expect(bodyOf(`${HEADING}<div class="${name}"><div class="t">${STORY}</div></div>`)).toEqual(LINES);
  });

  it.each(['cookie-layer', 'consent-dialog', 'gdpr'])(
    'but removes a dialog named "%s" that is longer',
    (name) => {
      const dialog = paragraphs([
        'We use cookies and other means to store and/or access information on your device, and so do our partners.',
        'You can accept all or manage your preferences at any time; our privacy policy says how we work with your data.',
        'Strictly necessary cookies make the site work. Personalised advertising pays for what you read here every day.',
        'Your choices count for this site alone, and you may change your consent at the foot of each page of the paper.',
        'Vendors may rely on legitimate interests, and you may object to that in the list of the partners that follows.',
      ]);
      expect(bodyOf(`<article>${HEADING}${STORY}</article><div class="${name}">${dialog}</div>`)).toEqual(
        LINES,
      );
    },
  );

  it('but removes readers\u2019 replies that are longer', () => {
    const replies = paragraphs(
      Array.from(
        { length: 8 },
        (_, at) =>
          `I was on board that day, number ${String(at)}, and it was as calm as the captain says. Reply`,
      ),
    );
    const html = `<article class="post-content">${HEADING}${STORY}</article><div class="comments">${replies}</div>`;
    expect(bodyOf(html)).toEqual(LINES);
  });
});

describe('a name inside the text does not remove', () => {
  it.each(['kicker-copy', 'special-offer', 'social-note', 'survey', 'shop-story'])(
    'a paragraph named "%s"',
    (name) => {
      const html = `<article>${HEADING}<p>${FIRST}</p><p class="${name}">${SECOND}</p><p>${THIRD}</p></article>`;
      expect(bodyOf(html)).toEqual(LINES);
    },
  );

  it.each(['edTag', 'popular', 'widget-quote'])('a quotation named "%s"', (name) => {
    const html = `<article>${HEADING}<p>${FIRST}</p><blockquote class="${name}"><p>${SECOND}</p></blockquote><p>${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });

  it.each(['survey', 'shop', 'related', 'copyright', 'footer'])('a heading with the id "%s"', (id) => {
    const heading = 'Copyright of the old charts';
    const html = `<article>${HEADING}<p>${FIRST}</p><h2 id="${id}">${heading}</h2><p>${SECOND}</p><p>${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual([FIRST, heading, SECOND, THIRD]);
  });

  it('a heading of a publishing system\u2019s widget class', () => {
    const html = `<article>${HEADING}<p>${FIRST}</p><h3 class="heading-anchor-widget">The crossing</h3><p>${SECOND}</p><p>${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual([FIRST, 'The crossing', SECOND, THIRD]);
  });

  it('a section whose id repeats its heading', () => {
    const html = `<article>${HEADING}<p>${FIRST}</p><section id="PromoAndWeather"><h2>Promo and weather</h2><p>${SECOND}</p></section><p>${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual([FIRST, 'Promo and weather', SECOND, THIRD]);
  });

  it('the paragraphs before a meter, named as a teaser', () => {
    const html = `<article>${HEADING}<div class="teaser-part"><p>${FIRST}</p></div><div class="rest"><p>${SECOND}</p><p>${THIRD}</p></div></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });
});

describe('paragraphs hidden from some readers', () => {
  it('stay where only screen readers do not hear them', () => {
    const html = `<article>${HEADING}<p>${FIRST}</p><p aria-hidden="true">${SECOND}</p><p aria-hidden="true">${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });

  it('stay where JSON-LD names them as the part behind a paywall', () => {
    const data = {
      '@type': 'NewsArticle',
      isAccessibleForFree: false,
      hasPart: [{ '@type': 'WebPageElement', isAccessibleForFree: false, cssSelector: 'div.metered-part' }],
    };
    const script = `<script type="application/ld+json">${JSON.stringify(data)}</script>`;
    const html = `${script}<article>${HEADING}<p>${FIRST}</p><div class="metered-part" style="display:none"><p>${SECOND}</p><p>${THIRD}</p></div></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });

  it('do not stand in for a brief of two sentences', () => {
    const brief = ['The quay is closed from May.', 'The council decided so on Tuesday.'];
    const notice = `<div style="display: none"><p>Only members can keep stories. What you keep can be read on each of your devices.</p></div>`;
    expect(bodyOf(`${HEADING}${notice}<div class="t">${paragraphs(brief)}</div>`)).toEqual(brief);
  });

  it('are read where a script shows them and nothing else is there', () => {
    const long = Array.from({ length: 9 }, (_, at) => `${FIRST} It was voyage number ${String(at)}.`);
    expect(
      bodyOf(`<h1>Nine voyages</h1><p>Loading</p><div style="display:none">${paragraphs(long)}</div>`),
    ).toEqual(long);
  });
});

describe('a body in chunks', () => {
  const chunk = (lines: readonly string[]): string => `<div class="RichText wide">${paragraphs(lines)}</div>`;
  const more = Array.from({ length: 6 }, (_, at) => `${SECOND} That was day ${String(at)} of the voyage.`);

  it.each([
    ['short ones first', [[FIRST], [THIRD], more]],
    ['short ones last', [more, [FIRST], [THIRD]]],
    ['a long one between', [[FIRST], more, [THIRD]]],
  ])('is read whole and in order: %s', (_, chunks) => {
    const parts = chunks.map(
      (lines) => `<div data-area="text">${chunk(lines)}</div><div class="ad-slot"></div>`,
    );
    expect(bodyOf(`<main>${HEADING}<div data-area="body">${parts.join('')}</div></main>`)).toEqual(
      chunks.flat(),
    );
  });
});

describe('the beginning of a body', () => {
  it.each([
    'Fog is over.',
    'Паром вышел в море.',
    'غادرت العبارة الميناء عند الفجر.',
    '渡轮黎明时分离开港口。',
    'フェリーは夜明けに港を出た。',
    'Why so early?',
  ])('keeps the short first sentence "%s"', (line) => {
    expect(bodyOf(`<article>${HEADING}<p>${line}</p>${STORY}</article>`)).toEqual([line, ...LINES]);
  });

  it('keeps the first heading of a live blog', () => {
    const entries = LINES.map((line, at) => `<article><h2>Entry ${String(at)}</h2><p>${line}</p></article>`);
    expect(bodyOf(`<main>${HEADING}<div class="live">${entries.join('')}</div></main>`)).toEqual(
      LINES.flatMap((line, at) => [`Entry ${String(at)}`, line]),
    );
  });

  it('keeps the letter of a drop cap with its word', () => {
    const capital = `<span style="display:block; float:left; font-size:90px">${FIRST.slice(0, 1)}</span>${FIRST.slice(1)}`;
    expect(bodyOf(`<article>${HEADING}<p>${capital}</p><p>${SECOND}</p><p>${THIRD}</p></article>`)).toEqual(
      LINES,
    );
  });
});

describe('lists, headings and the end', () => {
  it('keeps section headings that are h1', () => {
    const html = `<article>${HEADING}<p>${FIRST}</p><h1>On board</h1><p>${SECOND}</p><h1>The way back</h1><p>${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual([FIRST, 'On board', SECOND, 'The way back', THIRD]);
  });

  it('keeps products with their links and prices', () => {
    const offers = ['Oilskin', 'Compass', 'Marine lamp', 'Sea chart'].map(
      (name, at) =>
        `<p><a href="/${String(at)}">${name} of the outer islands</a>, for ${String(at + 3)} crowns</p>`,
    );
    expect(bodyOf(`<article>${HEADING}<p>${FIRST}</p>${offers.join('')}</article>`)).toHaveLength(5);
  });

  it('keeps items that are links among items that are not', () => {
    const items = [SECOND, '<a href="/b">The tide tables of the harbour office</a>', THIRD];
    const html = `<article>${HEADING}<p>${FIRST}</p><ul>${items.map((item) => `<li>${item}</li>`).join('')}</ul></article>`;
    expect(bodyOf(html)).toEqual([FIRST, SECOND, 'The tide tables of the harbour office', THIRD]);
  });

  it('keeps story lines that are headings', () => {
    const html = `<article>${HEADING}<p>${FIRST}</p><h2>${SECOND}</h2><figure><img src="/a.jpg"></figure><h2>${THIRD}</h2></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });
});

describe('what is not the story', () => {
  it('is another post under the same roof', () => {
    const post = (heading: string, lines: readonly string[]): string =>
      `<article class="post">${heading}<div class="entry-content">${paragraphs(lines)}</div></article>`;
    const html = `<div class="posts">${post(HEADING, LINES)}${post('<h1>Keeper wins regatta</h1>', [OTHER, OTHER])}</div>`;
    expect(bodyOf(html)).toEqual(LINES);
  });

  it('is a second copy of the text', () => {
    const html = `<article>${HEADING}<section>${STORY}</section><div class="for-paper">${STORY}</div></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });

  it.each([
    '(END)',
    '(ends)',
    'desk@paper.example',
    'Create an account or sign in to continue with your reading.',
  ])('is the line "%s" at the end', (line) => {
    expect(bodyOf(`<article>${HEADING}${STORY}<p>${line}</p></article>`)).toEqual(LINES);
  });

  it('is a label with the link below it, between paragraphs', () => {
    const box =
      '<div class="b"><div class="l">From our pages</div><a href="/1"><span>Keeper of Skarholm wins</span></a></div>';
    const html = `<article>${HEADING}<p>${FIRST}</p>${box}<p>${SECOND}</p>${box}<p>${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });
});

describe('a page that is a shell', () => {
  it.each([
    [
      'JSON',
      `<script id="__NEXT_DATA__" type="application/json">${JSON.stringify({ page: { story: { body: STORY.repeat(3) } } })}</script>`,
    ],
    [
      'blocks of an editor',
      `<script>window.__STATE__ = ${JSON.stringify({ blocks: LINES.concat(LINES, LINES).map((text) => ({ type: 'paragraph', data: 1, text })) })};</script>`,
    ],
    [
      'React elements',
      `<script>self.__next_f.push(${JSON.stringify([1, `5:${JSON.stringify(['$', 'div', null, { children: LINES.concat(LINES, LINES).map((line) => ['$', 'p', null, { children: line }]) }])}\n`])})</script>`,
    ],
  ])('is read from the state for its scripts, as %s', (_, script) => {
    const { articleBody, provenance } = pageOf(`<div id="root">Loading</div>${HEADING}${script}`);
    expect(new Set(articleBody.split('\n'))).toEqual(new Set(LINES));
    expect(provenance['articleBody']).toMatchObject({ source: 'page-state' });
  });
});
