import { Link } from 'wouter-preact';
import type { Trace } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { stepWords, traceSentence, waits } from '../../words/trace-words.js';

/** The way of an article from its feed to its end, with the time that each stage took. */
export function WayTab({ id, refreshMs = 15_000 }: { id: string; refreshMs?: number }) {
  const { data, problem, reload } = useQuery<Trace>(`/traces/${encodeURIComponent(id)}`, refreshMs);
  if (problem && !data) return <Failing problem={problem} what="The way of the article" retry={reload} />;
  if (!data) return <Skeleton />;
  const between = waits(data.steps);
  return (
    <section aria-label="Way through the pipeline">
      <p>{traceSentence(data)}</p>
      <ol class="way">
        {data.steps.map((step, i) => (
          <li key={step.key} class={step.outcome}>
            <span class="wait">{between[i]}</span>
            <span>
              {stepWords(step)}
              {step.duplicateOf === null ? null : (
                <>
                  {' '}
                  <Link href={`/articles/${step.duplicateOf}`}>of this article</Link>
                </>
              )}
            </span>
            <span class="quiet">
              <When at={step.at} /> · {step.service} {step.version}
            </span>
          </li>
        ))}
      </ol>
      <p class="facts-line">
        {data.feedId === null ? <span>Imported</span> : <Link href={`/feeds/${data.feedId}`}>Its feed</Link>}
        {data.url === null ? null : (
          <a href={data.url} rel="noreferrer">
            {data.url}
          </a>
        )}
      </p>
    </section>
  );
}
