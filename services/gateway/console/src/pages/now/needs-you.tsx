import { Link } from 'wouter-preact';
import type { FeedHealthReport, LetterGroupList } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Badge } from '../../parts/badge.js';
import { When } from '../../parts/when.js';
import { causesOf } from '../../words/causes.js';

/** At most ten rows, one for each cause: feeds of one host that is down are one row. */
export function NeedsYou({ health }: { health: FeedHealthReport | null }) {
  const letters = useQuery<LetterGroupList>('/dead-letters/groups', 30_000);
  const causes = causesOf(health?.causes ?? [], letters.data?.items ?? []);
  if (health === null) return null;
  return (
    <section aria-labelledby="needs-you">
      <h2 id="needs-you">What needs you</h2>
      {causes.length === 0 ? <p>Nothing.</p> : null}
      <ul class="causes">
        {causes.slice(0, 10).map(({ key, tone, what, since, cost, href, cure }) => (
          <li key={key}>
            <Badge tone={tone}>{what}</Badge>
            <span>
              {cost}
              {since === null ? null : (
                <>
                  , since <When at={since} />
                </>
              )}
            </span>
            <Link href={href} class="button">
              {cure}
            </Link>
          </li>
        ))}
      </ul>
      {causes.length > 10 ? <Link href="/feeds">All {causes.length} causes</Link> : null}
    </section>
  );
}
