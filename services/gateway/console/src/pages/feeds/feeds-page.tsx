import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { withQuery } from '../../api/client.js';
import type { Feed, FeedHealthReport, HealthState } from '../../api/types.js';
import { usePages } from '../../api/use-pages.js';
import { useQuery } from '../../api/use-query.js';
import { Choice, Facets, Unfilter } from '../../parts/filters.js';
import { Listing } from '../../parts/listing.js';
import { useParam } from '../../parts/use-param.js';
import { HEALTH_WORDS } from '../../words/feed-words.js';
import { BulkActions } from './bulk-actions.js';
import { FeedRow } from './feed-row.js';

/** All feeds, the sickest first, with what can be done for many at once. */
export function FeedsPage() {
  const [health, setHealth] = useParam('health');
  const [label, setLabel] = useParam('label');
  const [host, setHost] = useParam('host');
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const summary = useQuery<FeedHealthReport>('/feeds/health', 30_000);
  const list = usePages<Feed>(
    withQuery('/feeds', { health, label, host, sort: 'worst', limit: 100 }),
    'after',
  );
  const choose = (id: string, isChosen: boolean) => {
    const next = new Set(chosen);
    if (isChosen) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  return (
    <>
      <h1>Feeds</h1>
      <p class="sentence">{summary.data?.sentence ?? ''}</p>
      <div class="filters">
        <Link href="/feeds/add" class="button main">
          Add feeds
        </Link>
        <a class="button" href="/feeds.opml" download>
          Export OPML
        </a>
        <LabelChoice labels={summary.data?.labels ?? []} value={label} onChange={setLabel} />
        <Unfilter value={host} label={`All hosts, not only ${host}`} onClear={setHost} />
        <BulkActions
          chosen={[...chosen]}
          onDone={() => {
            setChosen(new Set());
            list.reload();
          }}
        />
      </div>
      <div class="with-facets">
        <Facets
          label="Health"
          value={health}
          options={statesOf(summary.data?.counts ?? {}, health)}
          onChange={setHealth}
        />
        <div>
          <Listing
            list={list}
            label="Feeds"
            empty={<NoFeeds isFiltered={health !== '' || label !== '' || host !== ''} />}
            keyOf={({ feedId }) => feedId}
            render={(feed) => <FeedRow feed={feed} isChosen={chosen.has(feed.feedId)} onChoose={choose} />}
            estimate={56}
          />
        </div>
      </div>
    </>
  );
}

interface LabelChoiceGiven {
  labels: FeedHealthReport['labels'];
  value: string;
  onChange: (label: string) => void;
}

function LabelChoice({ labels, ...choice }: LabelChoiceGiven) {
  if (labels.length === 0 && choice.value === '') return null;
  const options = labels.map(
    ({ label, feeds, healthy }) => [label, `${label} (${healthy} of ${feeds} healthy)`] as const,
  );
  return <Choice label="Label" options={options} {...choice} />;
}

/** All feeds, then those of each state that some feed is in or that is chosen. */
function statesOf(counts: Partial<Record<HealthState, number>>, chosen: string) {
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  const states = (Object.keys(HEALTH_WORDS) as HealthState[])
    .map((state) => [state, HEALTH_WORDS[state], counts[state] ?? 0] as const)
    .filter(([state, , n]) => n > 0 || state === chosen);
  return [['', 'all', all] as const, ...states];
}

function NoFeeds({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <>No feed is in this state.</>;
  return (
    <>
      No feed is followed yet. <Link href="/feeds/add">Add one</Link> by the address of a site or feed, or all
      of another reader by its OPML file. To try Dateline with its samples, start it with{' '}
      <code>npm start</code> alone.
    </>
  );
}
