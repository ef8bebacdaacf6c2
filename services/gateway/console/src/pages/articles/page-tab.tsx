import { useState } from 'preact/hooks';
import type { PageText } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { bytes, counted } from '../../words/numbers.js';

/** The text of the page that an article came from, with what the record did not take set apart. */
export function PageTab({ id, lang }: { id: string; lang: string | null }) {
  const { data, problem, reload } = useQuery<PageText>(`/articles/${encodeURIComponent(id)}/page`);
  if (problem?.status === 404) return <p>Its page is not kept any more, or never came.</p>;
  if (problem && !data) return <Failing problem={problem} what="The page" retry={reload} />;
  if (!data) return <Skeleton lines={8} />;
  return <PageLines page={data} lang={lang} />;
}

function PageLines({ page, lang }: { page: PageText; lang: string | null }) {
  const [leftOnly, setLeftOnly] = useState(false);
  const left = page.lines.filter(({ taken }) => !taken);
  const shown = leftOnly ? left : page.lines;
  return (
    <>
      <p>
        The page has {counted(page.lines.length, 'line')} of text; the record has{' '}
        {page.lines.length - left.length} of them.{page.cut ? ' The rest of the page is not shown.' : ''}
      </p>
      <p class="facts-line">
        <a href={page.url} rel="noreferrer">
          The page where it came from
        </a>
        <span>{bytes(page.bytes)}</span>
        <span>{page.charset}</span>
        <label>
          <input
            type="checkbox"
            checked={leftOnly}
            onChange={({ currentTarget }) => {
              setLeftOnly(currentTarget.checked);
            }}
          />{' '}
          Only what was left out
        </label>
      </p>
      <ol class="page-lines" lang={lang ?? undefined}>
        {shown.map(({ tag, text, taken }, i) => (
          <li key={i} class={taken ? 'taken' : 'left'}>
            <code aria-hidden="true">{tag}</code>
            <p dir="auto">
              {taken ? null : <span class="visually-hidden">Left out: </span>}
              {text}
            </p>
          </li>
        ))}
      </ol>
    </>
  );
}
