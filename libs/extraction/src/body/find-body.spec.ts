import { FIRST, HEADING, LINES, SECOND, STORY, THIRD, linesOf } from '../../test/ferry-story.js';

/** The heading stands above what is tested. */
const bodyOf = (html: string): string[] => linesOf(`${HEADING}${html}`);

describe('the body keeps', () => {
  it.each([
    ['a linked name whose class says "tag"', '<a id="auto-tag_x" class="tag">Rosa Lind</a>'],
    ['a name in a hover span', '<span class="rollover"><a href="/p">Rosa Lind</a></span>'],
    ['an emphasised name called "author"', '<em class="author">Rosa Lind</em>'],
  ])('%s in a sentence', (_, name) => {
    const line = `The harbour master ${name} waved from the pier until the ship was out of sight of the town.`;
    expect(bodyOf(`<article><p>${line}</p>${STORY}</article>`)[0]).toContain('master Rosa Lind waved');
  });

  it('all of a page that names itself a newsletter', () => {
    const html = `<div class="newsletter-wrapper"><div class="rich-text newsletter">${STORY}</div></div>`;
    expect(bodyOf(`${html}<section><p>${'Readers liked it very much. '.repeat(4)}</p></section>`)).toEqual(
      LINES,
    );
  });

  it('the free part of a metered article, called a teaser', () => {
    const html = `<article><div class="teaser-content"><div class="article-body"><p>${FIRST} ${FIRST}</p></div></div><div class="rest"><div class="article-body"><p>${SECOND}</p><p>${THIRD}</p></div></div></article>`;
    expect(bodyOf(html)).toEqual([`${FIRST} ${FIRST}`, SECOND, THIRD]);
  });

  it('a field whose label is hidden', () => {
    expect(bodyOf(`<div class="field--name-body field--label-hidden">${STORY}</div>`)).toEqual(LINES);
  });

  it('what follows a stray end of the body', () => {
    expect(bodyOf(`<p>Menu</p></body>${STORY}`)).toEqual(LINES);
  });

  it('an introduction between heading and container, but not the standfirst', () => {
    const intro =
      'It is the first crossing of the year, and the only one that takes dogs as well as their owners.';
    const standfirst =
      'Forty passengers and a cargo of potatoes: the first crossing of the year to the outer islands.';
    const html = `<meta name="description" content="${standfirst}"><div><p>${standfirst}</p></div><div><p>${intro}</p></div><div class="article-body">${STORY}</div>`;
    expect(bodyOf(html)).toEqual([intro, ...LINES]);
  });

  it('an address that is printed as text', () => {
    const link = '<p><a href="https://ferry.example/plan">https://ferry.example/plan</a></p>';
    expect(bodyOf(`<article><p>${FIRST}</p>${link}<p>${SECOND}</p></article>`)).toEqual([
      FIRST,
      'https://ferry.example/plan',
      SECOND,
    ]);
  });
});

describe('the body leaves out', () => {
  it.each([
    'Follow us on Twitter and Facebook for more from the islands and the sea around them.',
    'Get the Harbour Courier in your inbox every morning, with the tides and the weather.',
    'For more information about the crossing please visit the office of the company.',
    'The post Ferry leaves for the islands appeared first on Harbour Courier.',
    'This material may not be published, broadcast or rewritten without our written permission.',
    'Suscríbete al boletín de las islas y del mar que las rodea, cada mañana a las ocho.',
    '続きを読むには無料会員の登録が必要です。島と海のニュースを毎朝お届けします。',
  ])('the closing line "%s"', (line) => {
    expect(bodyOf(`<article>${STORY}<p>${line}</p></article>`)).toEqual(LINES);
  });

  it('text that is clipped out of sight', () => {
    const span = '<span style="clip:rect(0 0 0 0);height:1px">, opens new tab</span>';
    const line = `The company's <a href="/x">timetable${span}</a> was printed in the spring and is still right in every line.`;
    expect(bodyOf(`<article><p>${line}</p>${STORY}</article>`)[0]).toContain("company's timetable was");
  });

  it('the block of a hover card', () => {
    const card = '<div class="rollover-people-block">Rosa Lind Harbour master since 2011 More</div>';
    const line = `The harbour master <span class="rollover">Rosa Lind${card}</span> waved from the pier until the ship was gone.`;
    expect(bodyOf(`<article><p>${line}</p>${STORY}</article>`).join(' ')).not.toContain('since 2011');
  });

  it('a consent dialog that outweighs the story', () => {
    const dialog = `<div class="cookie-consent"><p>${'We and our partners store data on your device. '.repeat(20)}</p></div>`;
    expect(bodyOf(`${dialog}<div class="article-body">${STORY}</div>`)).toEqual(LINES);
  });
});
