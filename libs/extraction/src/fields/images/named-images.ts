import type { ArticleImage } from '../../extracted-article.js';
import { isObject, typesOf, valuesOf, type JsonObject } from '../../json-ld/read-json-ld.js';
import { metaOf } from '../../page/read-signals.js';
import { stripTags } from '../../text/strip-tags.js';
import type { PageContext } from '../page-context.js';
import { absoluteUrl } from '../page-urls.js';
import { present, type Candidate } from '../provenance.js';
import { rightsOf } from './image-rights.js';
import { isPlaceholder, pixels } from './image-source.js';
import { creditOf, emptyImage } from './image-record.js';

/** The pictures that the page declares: og:image, then those of its JSON-LD. Placeholders are left out. */
export function namedImages(context: PageContext, base: string | null): Candidate<ArticleImage>[] {
  const { signals } = context;
  const og = absoluteUrl(
    metaOf(signals, 'og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image', 'twitter:image:src'),
    base,
  );
  const width = pixels(metaOf(signals, 'og:image:width'));
  const height = pixels(metaOf(signals, 'og:image:height'));
  const linked = ofArticles(context, base).map((value) => ({ source: 'json-ld', value }));
  return present([
    { source: 'meta:og:image', value: og === null ? null : { ...emptyImage(), url: og, width, height } },
    ...linked,
  ]).filter(({ value }) => !isPlaceholder(value.url ?? ''));
}

/** Every picture that JSON-LD describes, in an article or by itself. */
export function statedImages(context: PageContext, base: string | null): ArticleImage[] {
  const alone = context.signals.linked.media.filter((node) => typesOf(node).includes('ImageObject'));
  return [...ofArticles(context, base), ...alone.flatMap((node) => linkedImage(node, base) ?? [])];
}

function ofArticles({ signals, articles }: PageContext, base: string | null): ArticleImage[] {
  return articles
    .flatMap((article) => valuesOf(article, 'image', signals.linked))
    .flatMap((value) => linkedImage(value, base) ?? []);
}

function linkedImage(value: unknown, base: string | null): ArticleImage | null {
  if (!isObject(value)) {
    const url = absoluteUrl(value, base);
    return url === null ? null : { ...emptyImage(), url };
  }
  const url = absoluteUrl(value['contentUrl'], base) ?? absoluteUrl(value['url'], base);
  if (url === null) return null;
  const { creditText, ...rights } = rightsOf(value, base);
  const maker = makerOf(value);
  const credit = creditOf(creditText ?? nameOf(value['copyrightHolder']) ?? maker?.name ?? null);
  const unnamed = credit.creditAgency === null && credit.creditPhotographer === null;
  return {
    url,
    caption: text(value['caption']),
    ...credit,
    creditAgency: unnamed && maker?.isHouse ? maker.name : credit.creditAgency,
    creditPhotographer:
      credit.creditPhotographer ??
      (maker && !maker.isHouse && maker.name !== credit.creditAgency ? maker.name : null),
    width: pixels(value['width']),
    height: pixels(value['height']),
    mediaId: text(value['identifier']),
    ...rights,
  };
}

/** Who made the picture: schema.org `creator`, in older pages `author`. */
function makerOf(node: JsonObject): { name: string; isHouse: boolean } | null {
  const stated: unknown = node['creator'] ?? node['author'];
  const first: unknown = Array.isArray(stated) ? stated[0] : stated;
  const name = nameOf(first);
  if (name === null) return null;
  return { name, isHouse: isObject(first) && typesOf(first).some((type) => type !== 'Person') };
}

function nameOf(value: unknown): string | null {
  return text(isObject(value) ? value['name'] : value);
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? stripTags(value) || null : null;
}
