import { CHROME, HIDDEN } from './chrome-words.js';

/** Dialogs and consent forms. */
const CONSENT: readonly string[] = [
  'cookies?(?:bar|banner|notice|consent|law|popup|policy|info|box|layer|message)?',
  'consent(?:s|manager|banner)?',
  'gdpr',
  'cmp',
  'cmp[a-z]*-?(?:container|wrapper|box|banner)',
  'onetrust',
  'didomi',
  'modals?(?:box|dialog|window)?',
  'pop-?ups?(?:box|layer|window)?',
  'lightbox(?:es)?',
];

function words(list: string): string[] {
  return list.split(' ');
}

const namePart = (names: readonly string[]): RegExp =>
  new RegExp(`(^|[\\s_-])(?:${names.join('|')})(?=$|[\\s_-]|\\d)`);

/** A class name that means "page chrome". Spaces, hyphens and underscores separate the parts of a name. */
export const CHROME_CLASS = namePart([...CHROME.flat(), ...HIDDEN]);

/** A class name of hidden elements. It counts even inside a sentence. */
export const HIDDEN_CLASS = namePart(HIDDEN);

/**
 * Names that count on a heading or a long paragraph too. They mark what stands between the paragraphs of a
 * text without belonging to it.
 */
export const PARAGRAPH_CHROME_CLASS = namePart([
  ...HIDDEN,
  ...words('comments? disqus share sharing sidebar related recirc recommend(?:ed|ations?)? readmore'),
  ...words(
    'read-more also-?read most-?(?:read|popular|viewed) newsletters? subscribe subscription signup sign-up',
  ),
  ...words('cookies? gdpr consent login donate donation promos? promoted banner ads? advert advertisement'),
  ...words(
    'advertising sponsor(?:ed)? affiliate disclaimer disclosure breadcrumbs? pagination footer copyright',
  ),
  ...words(
    'skip-?link byline author-?(?:bio|box|info|card|meta|name|details)? authors bio timestamp post-meta',
  ),
  ...words(
    'entry-meta article-meta meta-?data postmeta posted-on pubdate eyebrow pullquote pull-quote caption',
  ),
  ...words('wp-caption-text image-?caption photo-?caption media-?caption credits? tags-links widget-?title'),
]);

/**
 * A class name that is chrome even on a large block of the page, because a consent dialog can be longer than
 * a short article. Names match as whole words between spaces, hyphens and underscores, with the suffixes that
 * are written together.
 */
export const ALWAYS_CHROME_CLASS = namePart([
  ...words(
    'comments?(?:list|area|section|block|box|form|wrap(?:per)?|container)? disqus newsletters?(?:box|form|signup)?',
  ),
  ...words('related(?:posts?|articles?|stories|content|news|links)? sidebar-?(?:right|left|inner)'),
  ...CONSENT,
]);

/** "has-sidebar", "no-comments": the class describes the page and does not name the part. */
export const ABOUT_CHROME = /(^|\s)(?:has-|with-|no-|js-has)/;

/** A dialog or a consent form. */
export const CONSENT_CLASS = namePart(CONSENT);
