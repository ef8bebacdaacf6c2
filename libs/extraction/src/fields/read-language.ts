import { detectLanguage } from '../language/detect-language.js';
import { metaOf } from '../page/read-signals.js';
import { present, type Candidate } from './provenance.js';
import type { PageContext } from './page-context.js';

export interface ArticleLanguage {
  inLanguage: string | null;
  languageDetected: { code: string; confidence: number } | null;
}

/** Language of the text: what the text itself shows when it is sure, else what the page, then the feed, declares. */
export function readLanguage(
  { signals, articles, feed, provenance }: PageContext,
  text: string,
): ArticleLanguage {
  const detected = detectLanguage(text);
  const declared = present<string>([
    { source: 'html-lang', value: signals.language },
    {
      source: 'json-ld',
      value: articles.map((node) => node['inLanguage']).find((value) => typeof value === 'string') as
        string | undefined,
    },
    {
      source: 'meta:og:locale',
      value: metaOf(signals, 'og:locale', 'content-language', 'dc.language', 'language'),
    },
    { source: 'feed', value: feed?.language },
  ]).flatMap(({ source, value }) => present<string>([{ source, value: languageTag(value) }]));
  const found: Candidate<string>[] = detected ? [{ source: 'text', value: detected.code }] : [];
  const [first] = declared;
  const agreed = detected && declared.find(({ value }) => value.split('-')[0] === detected.code);
  const ordered = agreed
    ? [agreed, ...declared]
    : detected?.sure
      ? [...found, ...declared]
      : [...declared, ...found];
  return {
    inLanguage: provenance.choose('inLanguage', ordered[0] ?? first, [...ordered, ...found]),
    languageDetected: detected && { code: detected.code, confidence: detected.confidence },
  };
}

/**
 * BCP 47 language of a declaration, with its script where Chinese needs one. The region goes: a site's locale says
 * where it is at home, and not how a story is written.
 */
export function languageTag(declared: string): string | null {
  const tag =
    declared
      .trim()
      .replace(/_/g, '-')
      .split(/[,;.\s]/)[0] ?? '';
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/i.test(tag)) return null;
  try {
    const locale = new Intl.Locale(tag);
    return locale.language === 'zh' ? `zh-${locale.maximize().script ?? 'Hans'}` : locale.language;
  } catch {
    // Well formed by shape only: "en-xx-1" and the like name no language.
    return null;
  }
}
