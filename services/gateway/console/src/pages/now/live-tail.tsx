import { useEffect, useRef, useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Article, Page } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Failing } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { hostOf } from '../articles/article-row.js';

const REFRESH_MS = 4000;

/** What came in last. It stands still while the pointer or the focus is on it, or when it is paused. */
export function LiveTail() {
  const [isPaused, pause] = useState(false);
  const [isPointedAt, pointAt] = useState(false);
  const [hasFocus, focus] = useState(false);
  const isHeld = isPointedAt || hasFocus;
  const { data, problem, reload } = useQuery<Page<Article>>(
    '/articles?sort=-updated&limit=25',
    isPaused ? 0 : REFRESH_MS,
  );
  const shown = useRef<readonly Article[]>([]);
  useEffect(() => {
    if (!isHeld && data) shown.current = data.items;
  }, [isHeld, data]);
  const items = isHeld ? shown.current : (data?.items ?? []);
  return (
    <section
      class="tail"
      aria-labelledby="tail"
      onMouseEnter={() => {
        pointAt(true);
      }}
      onMouseLeave={() => {
        pointAt(false);
      }}
    >
      <h2 id="tail">
        As it comes{' '}
        <button
          type="button"
          aria-pressed={isPaused}
          onClick={() => {
            pause(!isPaused);
          }}
        >
          {isPaused ? 'Go on' : 'Pause'}
        </button>
      </h2>
      {problem && !data ? <Failing problem={problem} what="Articles" retry={reload} /> : null}
      {data?.items.length === 0 ? (
        <p>
          Nothing has come in yet. <Link href="/feeds/add">Add a feed</Link>.
        </p>
      ) : null}
      <ol
        onFocusIn={() => {
          focus(true);
        }}
        onFocusOut={() => {
          focus(false);
        }}
      >
        {items.map((article) => (
          <TailRow key={article.articleId} article={article} />
        ))}
      </ol>
    </section>
  );
}

function TailRow({ article }: { article: Article }) {
  return (
    <li>
      <Link href={`/articles/${article.articleId}`} dir="auto" lang={article.inLanguage ?? undefined}>
        {article.headline ?? article.url}
      </Link>
      <span class="facts-line">
        <When at={article.updatedAt} />{' '}
        <span dir="auto">{article.publisher?.name ?? hostOf(article.url)}</span>
        <span>{stateOf(article)}</span>
      </span>
    </li>
  );
}

function stateOf({ status, version }: Article): string {
  if (status === 'canceled') return 'retracted';
  return version > 1 ? `version ${version}` : 'new';
}
