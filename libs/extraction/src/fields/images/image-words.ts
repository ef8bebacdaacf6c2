const part = (words: string): RegExp => new RegExp(`(?:^|[\\s_-])(?:${words})(?=$|[\\s_-]|\\d)`, 'i');

/** Class names of captions and of credits. "text-caption" is a font size. */
export const CAPTION_CLASS =
  /(?<!text-|has-?)(?:caption|cutline|bildunterschrift|bildtext|legende|légende|leyenda|didascalia|photo-?description|image-?description|img-?desc|(?:img|image|photo|bild|foto)[-_]*(?:info|text|legend))/i;
export const CREDIT_CLASS =
  /credit|copyright|source|photographer|fotograf|photo-?author|attribution|courtesy|rights|quelle|agency/i;
/** Class names that mean a credit inside a figure, and an author elsewhere. */
export const FIGURE_CREDIT_CLASS = /autor|author|(?:^|[\s_-])by(?:line)?(?:$|[\s_-])/i;

/** A class name that marks the author of a picture. */
export const IMAGE_AUTHOR_CLASS = /(?:image|img|photo|foto|picture|bild)[\w-]*(?:autor|author|source)/i;

/** Elements that hold a caption, whatever their class. */
export const CAPTION_ELEMENTS: ReadonlySet<string> = new Set(
  'figcaption div p span small em i cite dd td h4 h5 h6 strong section'.split(' '),
);

/** Class names of images that belong to the site or to an author, and not to the story. */
export const NOT_A_STORY_IMAGE = part(
  'logos?|icons?|avatars?|author|author-image|profile|sprite|pixel|tracking|badge|emoji|gravatar|placeholder|spacer|byline',
);

/** The same for the element around an image. Lazy loading puts story images into placeholders. */
export const NOT_A_STORY_FRAME = part(
  'logos?|icons?|avatars?|author|author-image|profile|sprite|pixel|tracking|badge|emoji|gravatar|byline',
);

/** File names of the site's own images. */
export const SITE_IMAGE_FILE = /(?:^|[/_-])(?:logo|icon|avatar|sprite|placeholder|spacer|blank|pixel)[^/]*$/i;

/** Class names around figures of other stories. */
export const OTHER_STORIES = part(
  'related|recommend(?:ed|ations?)?|teasers?|more|next|prev(?:ious)?|promos?|sidebar|widget|trending|most|latest|footer|newsletter|carousel-?item|cards?|commercial|advert\\w*|ads?',
);
