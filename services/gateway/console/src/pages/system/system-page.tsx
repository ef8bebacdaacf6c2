import { Link } from 'wouter-preact';
import type { Audit, Change, Page } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Badge } from '../../parts/badge.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { count, counted, listed } from '../../words/numbers.js';
import { Readiness } from './readiness.js';

/** Whether the system itself does what it should: services, account, and who changed what. */
export function SystemPage() {
  return (
    <>
      <h1>System</h1>
      <Readiness />
      <AuditSection />
      <Changes />
    </>
  );
}

function AuditSection() {
  const { data, problem, reload } = useQuery<Audit>('/audit', 5 * 60_000);
  return (
    <section aria-labelledby="account">
      <h2 id="account">Account</h2>
      {problem && !data ? <Failing problem={problem} what="The account" retry={reload} /> : null}
      {!data && !problem ? <Skeleton lines={4} /> : null}
      {data === null ? null : <Account audit={data} onReload={reload} />}
    </section>
  );
}

function Account({ audit, onReload }: { audit: Audit; onReload: () => void }) {
  const { totals, entries, problems, behind, balanced, checkedAt } = audit;
  const skipped = Object.values(entries.total.skipped).reduce((sum, n) => sum + n, 0);
  return (
    <>
      <p>
        <Badge tone={balanced ? 'good' : 'bad'}>{balanced ? 'In balance' : 'Not in balance'}</Badge>, checked{' '}
        <When at={checkedAt} />{' '}
        <button type="button" onClick={onReload}>
          Check again
        </button>
      </p>
      <p>
        Documents offered {counted(entries.total.offered, 'entry', 'entries')}:{' '}
        {count(entries.total.discovered)} led to a new article, {count(entries.total.known)} were known,{' '}
        {count(entries.total.sameArticle)} told of the same article, {count(skipped)} were skipped.
      </p>
      <p>
        {counted(totals.discovered, 'article')} discovered: {count(totals.indexed)} indexed,{' '}
        {count(totals.duplicate)} duplicates, <Link href="/lost">{count(totals.rejected)} rejected</Link>,{' '}
        <Link href="/lost?state=dead_lettered">{count(totals.deadLettered)} in quarantine</Link>,{' '}
        <Link href="/lost?state=in_flight">{count(totals.inFlight)} on their way</Link>.
      </p>
      {behind.length === 0 ? null : (
        <p>
          Behind:{' '}
          {listed(
            behind.map(({ group, topic, offsets }) => `${group} by ${count(offsets)} messages of ${topic}`),
          )}
          .
        </p>
      )}
      <ul>
        {problems.map(({ check, count: n, sample }) => (
          <li key={check} class="problem">
            {check.replaceAll('_', ' ')}: {count(n)}
            {sample.slice(0, 5).map((id) => (
              <Link key={id} href={`/articles/${id}?tab=way`}>
                {' '}
                {id.slice(0, 12)}
              </Link>
            ))}
          </li>
        ))}
      </ul>
    </>
  );
}

function Changes() {
  const { data, problem, reload } = useQuery<Page<Change>>('/changes?limit=50', 30_000);
  return (
    <section aria-labelledby="changes">
      <h2 id="changes">Who changed what</h2>
      {problem && !data ? <Failing problem={problem} what="The changes" retry={reload} /> : null}
      {data?.items.length === 0 ? <p>Nobody has changed anything yet.</p> : null}
      <ul class="plain-list">
        {data?.items.map(({ changeId, at, action, target, by, reason, outcome }) => (
          <li key={changeId}>
            <When at={at} /> {whoOf(by)}: {action.replaceAll(/[._]/g, ' ')} {target ?? ''}
            {reason === null ? '' : ` – ${reason}`}{' '}
            {outcome === 'done' ? null : <Badge tone="warn">{outcome}</Badge>}
          </li>
        ))}
      </ul>
    </section>
  );
}

const whoOf = (by: Change['by']): string =>
  typeof by === 'string' ? by : ((by as { name?: string } | null)?.name ?? 'somebody');
