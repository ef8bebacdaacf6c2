import type { TextBlock } from '../../body/text-block.js';
import type { ArticleImage } from '../../extracted-article.js';
import type { CaptionReading } from '../../lines/read-caption.js';
import { commonAncestor, findElements, type PageElement } from '../../page/page-tree.js';
import { present, type Candidate } from '../provenance.js';
import { withFrame } from './image-frame.js';
import { rightsInMeta, type ImageRights } from './image-rights.js';
import { imageKey, imageUrl, isSamePicture, pictureId, pixels } from './image-source.js';
import type { PageContext } from '../page-context.js';
import { absoluteUrl } from '../page-urls.js';
import { creditOf, emptyImage, withStated } from './image-record.js';
import { namedImages, statedImages } from './named-images.js';
import { readFigures } from './read-figures.js';
import { isElsewhere, isStoryImage } from './story-image.js';

const MAX_IMAGES = 50;
/** Pixels. */
const LEAST_LEAD_WIDTH = 300;

/**
 * What the text says about the pictures: a caption line and a media id above it, and the blocks of the story.
 */
export interface StoryPictures {
  caption: CaptionReading | null;
  mediaId: string | null;
  story: readonly TextBlock[];
}

/**
 * The story's images. The lead comes first: the figure that the page's metadata names, else the first figure.
 * Then those in the text.
 */
export function readImages(
  context: PageContext,
  { caption: leadLine, mediaId, story }: StoryPictures,
): ArticleImage[] {
  const base = context.url ?? absoluteUrl(context.signals.links.get('canonical'), null);
  const figures = readFigures(context.signals.body, base);
  const named = namedImages(context, base);
  const lead = chooseLead(context, figures, named, base) ?? (leadLine ? firstImage(context, base) : null);
  const first = lead ?? firstImage(context, base) ?? feedImage(context) ?? (leadLine ? emptyImage() : null);
  if (!first) return [];
  const captioned = withCaption(first, leadLine);
  const others = [...figures.filter((figure) => figure !== lead), ...imagesInText(story, base)];
  const seen = new Set([imageKey(first.url ?? '')]);
  const images = [
    { ...captioned, mediaId: captioned.mediaId ?? mediaId },
    ...others.filter(({ url }) => url !== null && isNew(seen, imageKey(url))),
  ].slice(0, MAX_IMAGES);
  const stated = [...statedImages(context, base), ...feedImages(context)];
  return images.map((image, at) =>
    completed(image, stated, at === 0 ? rightsInMeta(context.signals, base) : null),
  );
}

/** Adds what structured data and the feed say about the same picture, and, for the lead, meta elements. */
function completed(
  image: ArticleImage,
  stated: readonly ArticleImage[],
  inMeta: ImageRights | null,
): ArticleImage {
  const same = stated.filter(({ url }) => isSamePicture(url ?? '', image.url ?? ''));
  const whole = same.reduce(withStated, image);
  if (inMeta === null) return whole;
  const { creditText, ...rights } = inMeta;
  return withStated(whole, { ...emptyImage(), ...rights, ...creditOf(creditText) });
}

/** The picture of the feed entry, if the page shows none. */
function feedImage(context: PageContext): ArticleImage | null {
  const [image] = feedImages(context);
  if (!image) return null;
  context.provenance.chooseFirst('image', [{ source: 'feed', value: image.url }]);
  return image;
}

function feedImages({ feed }: PageContext): ArticleImage[] {
  return feed?.image ? [{ ...emptyImage(), url: feed.image.url, ...creditOf(feed.image.creditText) }] : [];
}

function isNew(seen: Set<string>, key: string): boolean {
  return !seen.has(key) && seen.add(key).size > 0;
}

/** Pictures without a caption between the blocks of the story. */
function imagesInText(story: readonly TextBlock[], base: string | null): ArticleImage[] {
  const [first, ...rest] = story.map(({ element }) => element);
  const container = first && rest.length > 0 ? commonAncestor([first, ...rest]) : null;
  if (!container || /^(?:body|html|#document)$/.test(container.name)) return [];
  return findElements(
    container,
    (element) => isStoryImage(element) && isShown(element, container),
    MAX_IMAGES,
  )
    .filter((image) => !isElsewhere(image))
    .map((image) => pictureOf(image, base));
}

function isShown(element: PageElement, container: PageElement): boolean {
  for (let at = element.parent; at && at !== container; at = at.parent) if (at.dropped) return false;
  return true;
}

/**
 * Chooses the lead: the first captioned figure, because a reader sees it at the top, while meta images are
 * cropped for sharing; else the figure or picture on the page that the metadata names; else the meta image
 * itself. A figure without a caption is not evidence against it.
 */
function chooseLead(
  context: PageContext,
  figures: ArticleImage[],
  named: Candidate<ArticleImage>[],
  base: string | null,
): ArticleImage | null {
  const match = figures.find(
    ({ url }) => url !== null && named.some(({ value }) => isSamePicture(value.url ?? '', url)),
  );
  const [head] = figures;
  const captioned = head && isCaptioned(head) ? head : undefined;
  const [first] = named;
  const figure = captioned ?? match ?? shownImage(context, named, base) ?? (first ? undefined : head);
  const seen = figure ? [{ source: 'figure', value: figure }] : [];
  const candidates = [...seen, ...named].map(({ source, value }) => ({ source, value: value.url }));
  context.provenance.chooseFirst('image', present(candidates));
  return figure ? withStated(figure, first?.value ?? emptyImage()) : (first?.value ?? null);
}

/** A label of the page ("Next") or a small picture is not evidence that a figure is the lead. */
function isCaptioned({ caption, creditText, width }: ArticleImage): boolean {
  const isSaid = creditText !== null || (caption !== null && /\S\s+\S|\p{Lo}{4}/u.test(caption));
  return isSaid && (width === null || width >= LEAST_LEAD_WIDTH);
}

/** The meta image as the page shows it, in an element without a caption. */
function shownImage(
  { signals }: PageContext,
  named: readonly Candidate<ArticleImage>[],
  base: string | null,
): ArticleImage | null {
  const [image] = findElements(
    signals.body,
    (element) => {
      const url = isStoryImage(element) && !isElsewhere(element) ? imageUrl(element, base) : null;
      return url !== null && named.some(({ value }) => isSamePicture(value.url ?? '', url));
    },
    1,
  );
  return image ? withFrame(pictureOf(image, base), image) : null;
}

function firstImage({ signals }: PageContext, base: string | null): ArticleImage | null {
  const [image] = findElements(
    signals.body,
    (element) => isStoryImage(element) && !isElsewhere(element) && inStory(element),
    1,
  );
  return image ? withFrame(pictureOf(image, base), image) : null;
}

function pictureOf(image: PageElement, base: string | null): ArticleImage {
  return {
    ...emptyImage(),
    url: imageUrl(image, base),
    width: pixels(image.attributes['width']),
    height: pixels(image.attributes['height']),
    mediaId: pictureId(image),
  };
}

/** An image in a header or a link is a logo or a teaser. */
function inStory(element: Parameters<typeof isStoryImage>[0]): boolean {
  for (let at = element.parent; at; at = at.parent) if (at.name === 'header' || at.name === 'a') return false;
  return true;
}

function withCaption(image: ArticleImage, line: CaptionReading | null): ArticleImage {
  if (!line || image.creditText !== null) return image;
  return { ...image, caption: line.caption ?? image.caption, ...line.credit };
}
