/** Parts of class names and ids that mark page chrome, by what they mark; regular expression sources, lower case. */
const CHROME: readonly (readonly string[])[] = [
  // Readers' comments.
  ['comments?', 'disqus', 'respond', 'discussion', 'livefyre', 'fb-comments', 'feedback', 'survey'],
  // Sharing and following.
  [
    'share',
    'sharing',
    'sharebar',
    'social',
    'socials',
    'sharedaddy',
    'addthis',
    'addtoany',
    'follow',
    'print-only',
  ],
  // Other articles.
  [
    'sidebar',
    'rail',
    'related',
    'recirc',
    'recirculation',
    'recommend(?:ed|ations?)?',
    'readmore',
    'read-more',
    'more-?(?:on|from|stories|news|articles|links|posts)',
    'also-?read',
    'outbrain',
    'taboola',
    'jp-relatedposts',
    'trending',
    'most-?(?:read|popular|viewed)',
    'popular',
    'teaser',
    'teasers',
    '(?:article|story|news)-?card',
    'next[-_]?prev',
    'prev[-_]?next',
    'storynav',
    'inline-?(?:related|promo|newsletter)',
    'story-?(?:promo|related|links)',
    'crosspromo',
    'external-link-block',
    'zergnet',
    'linkbox',
    'factbox-link',
  ],
  // Newsletters, sign-in, consent.
  [
    'newsletter',
    'newsletters',
    'subscribe',
    'subscription',
    'signup',
    'sign-up',
    'email-?capture',
    'app-?(?:hint|promo|banner)',
    'cookie',
    'cookies',
    'gdpr',
    'consent',
    'login',
    'opt-?in',
    'embed-?consent',
    'donate',
    'donation',
    'contribute',
    'popup',
    'popover',
    'hover-?card',
    'rollover',
    'modal',
    'overlay',
    'lightbox',
    'tooltip',
  ],
  // Advertising and shops.
  [
    'promo',
    'promos',
    'promoted',
    'banner',
    'ads?',
    'advert',
    'advertisement',
    'advertising',
    'adslot',
    'adunit',
    'ad-?(?:wrapper|container|slot|unit|block|box|label)',
    'sponsor(?:ed)?',
    'offer',
    'shop',
    'product-?(?:card|list)',
    'buy',
    'affiliate',
    'card-?feature',
    'disclaimer',
    'disclosure',
  ],
  // Page furniture.
  [
    'breadcrumbs?',
    'pagination',
    'pager',
    'paging',
    'nav',
    'navbar',
    'navigation',
    'menu',
    'toolbar',
    'masthead',
    'footer',
    'foot',
    'copyright',
    'widget',
    'skip-?link',
    'toc',
    'table-of-contents',
    'article-?footer',
    'entry-?footer',
    'post-?footer',
    'article__footer',
    'entry-utility',
    'endnote',
    'infobox',
  ],
  // About the article, not of it.
  [
    'tags?',
    'tag-?list',
    'taglist',
    'post-tags',
    'tags-links',
    'topics',
    'keywords',
    'byline',
    'author-?(?:bio|box|info|card|meta|name|details)?',
    'authors',
    'bio',
    'timestamp',
    'dateline-time',
    'post-meta',
    'entry-meta',
    'article-meta',
    'meta-?data',
    'postmeta',
    'posted-on',
    'published',
    'pubdate',
    'rating',
    'ratings',
    'kicker',
    'eyebrow',
    'pullquote',
    'pull-quote',
  ],
  // Pictures, video, play.
  [
    'caption',
    'wp-caption-text',
    'image-?caption',
    'photo-?caption',
    'media-?caption',
    'credit',
    'credits',
    'gallery',
    'slideshow',
    'carousel',
    'slider',
    'video-?(?:player|container|wrapper|playlist|embed)',
    'external-?(?:embed|content)',
    'jwplayer',
    'player',
    'poll',
    'quiz',
  ],
];

/** Hidden from sight, or shown only under the pointer. */
const HIDDEN: readonly string[] = [
  'screen-reader-text',
  'sr-only',
  'visually-hidden',
  'visuallyhidden',
  'a11y',
  // "label-hidden" is a field whose label is hidden.
  '(?<!label-)hidden',
  'hide',
  '(?:tooltip|popover|hover-?card|rollover)[_-]*(?:text|content|body|inner|box|block)',
];

const namePart = (words: readonly string[]): RegExp =>
  new RegExp(`(^|[\\s_-])(?:${words.join('|')})(?=$|[\\s_-]|\\d)`);

/** A class name that says "page chrome"; a part of a name counts between spaces, hyphens and underscores. */
export const CHROME_CLASS = namePart([...CHROME.flat(), ...HIDDEN]);

/** A class name of what no reader sees at first: it counts even inside a sentence. */
export const HIDDEN_CLASS = namePart(HIDDEN);

/** A class name that is chrome even on the largest block of the page: consent dialogs can outweigh a short article. */
export const ALWAYS_CHROME_CLASS =
  /cookie|consent|gdpr|modal|popup|comment|disqus|newsletter|lightbox|cmp-|onetrust|didomi|sidebar-?(?:right|left|inner)|related/;

/** "has-sidebar", "no-comments": the class speaks about the page and does not name the part. */
export const ABOUT_CHROME = /(^|\s)(?:has-|with-|no-|js-has)/;

/** A dialog or a consent form: never the article, whatever it holds. */
export const CONSENT_CLASS = /cookie|consent|gdpr|cmp-|onetrust|didomi|modal|popup|lightbox/;
