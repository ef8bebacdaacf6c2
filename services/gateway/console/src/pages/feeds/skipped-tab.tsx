import { Link } from 'wouter-preact';
import type { SkippedEntries } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';

/** Entries that the feed offered and that led to no article of their own, with the reason. */
export function SkippedTab({ feedId }: { feedId: string }) {
  const { data, problem, reload } = useQuery<SkippedEntries>(`/skipped-entries?feedId=${feedId}&limit=100`);
  if (problem && !data) return <Failing problem={problem} what="Skipped entries" retry={reload} />;
  if (!data) return <Skeleton />;
  if (data.items.length === 0) return <p>No entry was skipped: each one led to an article.</p>;
  return (
    <ul class="plain-list">
      {data.items.map(({ reason, guid, url, title, articleId, lastSeenAt }, i) => (
        <li key={i}>
          <span dir="auto">{title ?? url ?? guid ?? 'An entry without a name'}</span>:{' '}
          {reason.replaceAll('_', ' ')}, <When at={lastSeenAt} />{' '}
          {articleId === null ? null : <Link href={`/articles/${articleId}`}>the article</Link>}
        </li>
      ))}
    </ul>
  );
}
