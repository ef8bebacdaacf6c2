import type { ParsedArticle } from '@dateline/contracts';
import { detectLanguage } from '../language/detect-language.js';
import { metaOf } from '../page/read-signals.js';
import { present, type Candidate } from './provenance.js';
import type { PageContext } from './page-context.js';

export type ArticleLanguage = Required<Pick<ParsedArticle, 'inLanguage' | 'languageDetected'>>;

/**
 * The language of the text. A declaration of the page, then of the feed, counts if the text may be in that
 * language. Otherwise the text decides, if there is enough of it.
 */
export function readLanguage(
  { signals, articles, feed, provenance }: PageContext,
  text: string,
): ArticleLanguage {
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
  const detected = detectLanguage(
    text,
    declared.map(({ value }) => value),
  );
  const found: Candidate<string>[] = detected ? [{ source: 'text', value: detected.code }] : [];
  const agreed = declared.filter(({ value }) => value.split('-')[0] === detected?.code);
  const ordered =
    agreed.length > 0 || !detected?.canOverrule
      ? [...agreed, ...declared, ...found]
      : [...found, ...declared];
  return {
    inLanguage: provenance.choose('inLanguage', ordered[0], [...ordered, ...found]),
    languageDetected: detected && { code: detected.code, confidence: detected.confidence },
  };
}

/**
 * The BCP 47 language of a declaration, for Chinese with its script. The region is dropped, because a site's
 * locale names its home and not the language variety of a story.
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
    // "en-xx-1" and similar texts have the right form but name no language.
    return null;
  }
}
