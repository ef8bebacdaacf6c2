import type { Article } from '../../api/types.js';

const POLICY = "default-src 'none'; style-src 'unsafe-inline'";
const STYLE =
  'body{font:1rem/1.6 system-ui,sans-serif;margin:0;padding:.2rem;overflow-wrap:anywhere;color-scheme:light dark}img{max-width:100%}';

/** The text as a reader sees it. HTML stands in a frame without scripts and without anything from elsewhere. */
export function ReaderView({ article }: { article: Article }) {
  const { articleBodyHtml, articleBody, inLanguage, description, image } = article;
  const lang = inLanguage ?? undefined;
  return (
    <section aria-label="Text">
      {description === null ? null : (
        <p class="lead" dir="auto" lang={lang}>
          {description}
        </p>
      )}
      {image[0]?.url == null ? null : (
        <p class="facts-line">
          <a href={image[0].url} rel="noreferrer">
            Picture
          </a>
          <span dir="auto">{image[0].caption ?? image[0].creditText ?? ''}</span>
        </p>
      )}
      {articleBodyHtml === null ? (
        <div class="body" dir="auto" lang={lang}>
          {(articleBody ?? 'No text.').split('\n').map((line, i) => (
            <p key={i} dir="auto">
              {line}
            </p>
          ))}
        </div>
      ) : (
        <iframe
          title="Text of the article"
          class="reader"
          // No scripts; of the same origin only so that its height can be read.
          sandbox="allow-same-origin"
          srcdoc={documentOf(articleBodyHtml, inLanguage)}
          onLoad={({ currentTarget }) => {
            const height = currentTarget.contentDocument?.documentElement.scrollHeight ?? 0;
            if (height > 0) currentTarget.style.height = `${height + 8}px`;
          }}
        />
      )}
    </section>
  );
}

/** The record's HTML was made safe by the parser; the frame's sandbox and policy stand behind that. */
function documentOf(html: string, language: string | null): string {
  const lang = /^[\w-]+$/.test(language ?? '') ? ` lang="${language ?? ''}"` : '';
  return `<!doctype html><html${lang}><meta charset="utf-8"><meta http-equiv="content-security-policy" content="${POLICY}"><style>${STYLE}</style><body dir="auto">${html}</body></html>`;
}
