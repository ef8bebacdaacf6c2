import { FIRST, HEADING, LINES, SECOND, STORY, THIRD, linesOf as bodyOf } from '../../test/ferry-story.js';

describe('the body leaves out', () => {
  it.each([
    'Warning: Creating default object from empty value in /srv/paper/classes.php on line 407',
    'Deprecated: preg_replace(): The /e modifier is deprecated in /srv/paper/formatting.php on line 82',
    '[ Also read The islands in winter ]',
    '– additional reporting by Rosa Lind',
    'Watch | The captain speaks about the crossing',
    '*Werbung. Dieser Beitrag enthält Werbung für die Reederei.',
    'This post contains affiliate links to the shipping company.',
    'The northern quay on Friday © Harbour Courier',
    'Zuletzt aktualisiert am 3. Mai 2031',
    '3. 5. 2031 14:40',
    'Table of contents',
  ])('the line "%s" between paragraphs', (line) => {
    const html = `<article>${HEADING}<p>${FIRST}</p><p>${line}</p><p>${SECOND}</p><p>${THIRD}</p></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });

  it.each([
    'If you enjoyed this article, tell your friends on the islands about it.',
    'More AP sailing: https://apnews.com/sailing and the rest',
    'Redaktion: Rosa Lind, Schlussredaktion: Jon Aas, Fotos: Mia Berg',
    'Be sure to follow me on social media for more from the islands.',
  ])('the closing line "%s"', (line) => {
    expect(bodyOf(`<article>${HEADING}${STORY}<p>${line}</p></article>`)).toEqual(LINES);
  });

  it.each([
    'Weiterführende Informationen',
    'Verwandte Artikel',
    'Inne przepisy',
    'You may be interested in the following topics',
    'この記事を書いた人',
  ])('what follows the heading "%s"', (heading) => {
    const html = `<article>${HEADING}${STORY}<h2>${heading}</h2><p>A short word on something else.</p></article>`;
    expect(bodyOf(html)).toEqual(LINES);
  });

  it.each(['article-card', 'email-capture', 'app-hint', 'card-feature'])('a part named "%s"', (name) => {
    const part = `<div class="${name}"><p>The islands have a new lighthouse, and a keeper who likes to talk about it.</p></div>`;
    expect(
      bodyOf(`<article>${HEADING}<p>${FIRST}</p>${part}<p>${SECOND}</p><p>${THIRD}</p></article>`),
    ).toEqual(LINES);
  });

  it('the news of the day between the top of the page and the heading', () => {
    const other = 'A bridge was closed, a school was opened, and the council met until late in the night. ';
    const ticker = `<ul>${`<li>${other.repeat(3)}</li>`.repeat(2)}</ul>`;
    const html = `<div class="main-content">${ticker}<div class="article-content">${HEADING}<div>${STORY}</div></div></div>`;
    expect(bodyOf(html)).toEqual(LINES);
  });
});

describe('the body keeps', () => {
  it('short lines that are too many to be labels', () => {
    const places = [
      'Nordholm',
      'Sandvik',
      'Easter Point',
      'The Skerries',
      'Old Quay',
      'Lighthouse',
      'Eel Rock',
      'North Head',
    ];
    const html = `<article>${HEADING}${STORY}<p>${places.join('<br>')}</p></article>`;
    expect(bodyOf(html)).toEqual([...LINES, ...places]);
  });

  it('few short lines at the end are labels', () => {
    const html = `<article>${HEADING}${STORY}<p>${THIRD}!</p><p>Nordholm<br>Sandvik</p></article>`;
    expect(bodyOf(html)).toEqual([...LINES, `${THIRD}!`]);
  });

  it('an introduction that the summary quotes together with the text after it', () => {
    const intro = 'It is the first crossing of the year, and the only one that takes dogs with their owners.';
    const html = `<meta name="description" content="${intro} ${FIRST}"><div>${HEADING}<p>${intro}</p></div><div class="article-body">${STORY}</div>`;
    expect(bodyOf(html)).toEqual([intro, ...LINES]);
  });

  it('the linked titles of the items that a story lists', () => {
    const islands = ['Nordholm by ferry', 'Sandvik on foot', 'Easter Point', 'The Skerries', 'Old Quay'];
    const items = islands.map((name, at) => `<p><a href="/${at}">${name}</a></p><p>${at}. ${SECOND}</p>`);
    const html = `<article>${HEADING}<p>${FIRST}</p>${items.join('')}<p>${THIRD}</p></article>`;
    expect(bodyOf(html).filter((line) => islands.includes(line))).toEqual(islands);
  });

  it('no link that the story repeats like a button', () => {
    const items = Array.from(
      { length: 6 },
      (_, at) => `<p><a href="/${at}">Get started</a></p><p>${at}. ${SECOND}</p>`,
    );
    const html = `<article>${HEADING}<p>${FIRST}</p>${items.join('')}<p>${THIRD}</p></article>`;
    expect(bodyOf(html)).not.toContain('Get started');
  });

  it('what is in parts with misleading names, where little stands outside them', () => {
    const part = `<div class="product-card"><h3>A ship</h3><p>${SECOND}</p><p>${THIRD}</p><p>${SECOND}!</p></div>`;
    const html = `<main><div class="feature">${HEADING}<p>${FIRST}</p><p>${FIRST} ${FIRST} ${FIRST} ${FIRST}</p>${part.repeat(8)}</div></main>`;
    expect(bodyOf(html).length).toBeGreaterThan(20);
  });
});
