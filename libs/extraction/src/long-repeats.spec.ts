import { repairMojibake } from './charset/repair-mojibake.js';
import { readCorrection } from './corrections/read-correction.js';
import { readDate } from '@dateline/dates';
import { authorNames } from './fields/authors/author-names.js';
import { siteNameOf, stripSiteName } from './fields/headline/strip-site-name.js';
import { repairJson } from './json-ld/repair-json.js';
import { detectLanguage } from './language/detect-language.js';
import { readMediaId } from './lines/media-id.js';
import { readCaption } from './lines/read-caption.js';
import { readBracketedCredit, readCredit } from './lines/read-credit.js';
import { readDateline } from './lines/read-dateline.js';
import { splitParagraphs } from './text-capture/split-paragraphs.js';
import { countWords } from './text/count-words.js';
import { stripTags } from './text/strip-tags.js';

const MATCHERS: Readonly<Record<string, (text: string) => unknown>> = {
  authorNames,
  countWords: (text) => countWords(text, null),
  detectLanguage,
  readBracketedCredit,
  readCaption,
  readCorrection,
  readCredit,
  readDate,
  readDateline,
  readMediaId,
  repairJson,
  repairMojibake,
  siteNameOf,
  splitParagraphs,
  stripSiteName: (text) => stripSiteName(text, new Set(['quay post'])),
  stripTags,
};
const LENGTH = 200_000;
const REPEATS = [
  [' ', '\n ', ' \t', '\u00a0', ', ', ',\n', '. ', 'A. ', 'A.', '1', '1/', '1 ', '12 March '],
  ['(', ')', '()', '[{', '"', '« ', '- ', ' - ', '—', '/', 'a/', '|', ' | ', ': ', '©', '<', '<a ', '&#'],
  ['By ', 'Photo by ', 'Reuters ', 'AP/', 'Ann ', 'Ann-', 'O’', 'رويترز ', '船', '船。', 'Ã©', 'â€™'],
  ['correction: ', 'Updated ', 'this article ', 'earlier version of '],
].flat();

/** What is quadratic takes minutes on these, and the runner's own time limit ends it. */
describe.each(Object.keys(MATCHERS))('%s ends on', (name) => {
  it.each(REPEATS.map((repeat) => [JSON.stringify(repeat), repeat]))('%s over and over', (_, repeat) => {
    for (const [before, after] of [
      ['', ''],
      ['x ', '!'],
      ['CAIRO ', ' (Reuters'],
    ])
      expect(() => MATCHERS[name]?.(before + repeat.repeat(LENGTH / repeat.length) + after)).not.toThrow();
  });
});
