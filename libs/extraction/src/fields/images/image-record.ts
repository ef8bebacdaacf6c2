import type { ArticleImage } from '../../extracted-article.js';
import { readCredit } from '../../lines/read-credit.js';

export function emptyImage(): ArticleImage {
  return {
    url: null,
    caption: null,
    creditText: null,
    creditAgency: null,
    creditPhotographer: null,
    width: null,
    height: null,
    mediaId: null,
    license: null,
    copyrightNotice: null,
    acquireLicensePage: null,
  };
}

export function creditOf(
  printed: string | null,
): Pick<ArticleImage, 'creditText' | 'creditAgency' | 'creditPhotographer'> {
  const credit = printed === null ? null : readCredit(printed);
  return {
    creditText: printed,
    creditAgency: credit?.creditAgency ?? null,
    creditPhotographer: credit?.creditPhotographer ?? null,
  };
}

/** Adds to a picture what another statement says. A credit is taken as a whole. */
export function withStated(image: ArticleImage, other: ArticleImage): ArticleImage {
  const credit = image.creditText === null ? other : image;
  const told = Object.entries(image).filter(([, value]) => value !== null);
  const { creditText, creditAgency, creditPhotographer } = credit;
  return { ...other, ...Object.fromEntries(told), creditText, creditAgency, creditPhotographer };
}
