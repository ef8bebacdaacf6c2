import { Link } from 'wouter-preact';
import { withQuery } from '../../api/client.js';
import type { Trace } from '../../api/types.js';
import { usePages } from '../../api/use-pages.js';
import { Badge } from '../../parts/badge.js';
import { Facets, Field, Unfilter } from '../../parts/filters.js';
import { Listing } from '../../parts/listing.js';
import { useParam } from '../../parts/use-param.js';
import { When } from '../../parts/when.js';
import { traceSentence } from '../../words/trace-words.js';
import { Quarantine } from './quarantine.js';

const STATES = {
  rejected: 'Rejected',
  dead_lettered: 'Quarantine',
  duplicate: 'Duplicates',
  in_flight: 'On their way',
} as const;

/** What did not become an article, with the reason, and what can be done about it. */
export function LostPage() {
  const [state, setState] = useParam('state', 'rejected');
  const [reason, setReason] = useParam('reason');
  const [feedId, setFeedId] = useParam('feedId');
  const list = usePages<Trace>(withQuery('/traces', { state, reason, feedId, limit: 100 }), 'after');
  return (
    <>
      <h1>What did not become an article</h1>
      <div class="filters">
        <Facets
          label="How it ended"
          value={state}
          options={Object.entries(STATES)}
          onChange={setState}
          isRow
        />
        <Field label="Reason" value={reason} onChange={setReason} hint="not_an_article" />
        <Unfilter value={feedId} label="All feeds" onClear={setFeedId} />
      </div>
      {state === 'dead_lettered' ? <Quarantine /> : null}
      <Listing
        list={list}
        label={STATES[state as keyof typeof STATES]}
        empty="Nothing ended so."
        keyOf={({ articleId }) => articleId}
        render={(trace) => <LostRow trace={trace} />}
      />
    </>
  );
}

function LostRow({ trace }: { trace: Trace }) {
  return (
    <article class="article-row">
      <Link href={`/articles/${trace.articleId}?tab=way`} class="headline">
        {trace.url ?? trace.articleId}
      </Link>
      <p class="facts-line">
        {trace.state === 'dead_lettered' ? <Badge tone="bad">waits</Badge> : null}
        <span>{traceSentence(trace)}</span>
        <When at={trace.updatedAt} />
        {trace.feedId === null ? null : <Link href={`/feeds/${trace.feedId}`}>its feed</Link>}
      </p>
    </article>
  );
}
