import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import { withQuery } from '../../api/client.js';
import type { Feed, FeedHealthReport, HealthState } from '../../api/types.js';
import { usePages } from '../../api/use-pages.js';
import { useQuery } from '../../api/use-query.js';
import { Listing } from '../../parts/listing.js';
import { useParam } from '../../parts/use-param.js';
import { HEALTH_WORDS } from '../../words/feed-words.js';
import { count } from '../../words/numbers.js';
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
        <LabelChoice labels={summary.data?.labels ?? []} chosen={label} onChoose={setLabel} />
        <HostChoice
          host={host}
          onAll={() => {
            setHost('');
          }}
        />
        <BulkActions
          chosen={[...chosen]}
          onDone={() => {
            setChosen(new Set());
            list.reload();
          }}
        />
      </div>
      <div class="with-facets">
        <Facets counts={summary.data?.counts ?? {}} chosen={health} onChoose={setHealth} />
        <div>
          <Listing
            list={list}
            label="Feeds"
            empty={<NoFeeds isFiltered={health !== '' || label !== '' || host !== ''} />}
            keyOf={({ feedId }) => feedId}
            hrefOf={({ feedId }) => `/feeds/${feedId}`}
            render={(feed) => <FeedRow feed={feed} isChosen={chosen.has(feed.feedId)} onChoose={choose} />}
            estimate={56}
          />
        </div>
      </div>
    </>
  );
}

function HostChoice({ host, onAll }: { host: string; onAll: () => void }) {
  if (host === '') return null;
  return (
    <button type="button" onClick={onAll}>
      All hosts, not only {host}
    </button>
  );
}

interface LabelChoiceGiven {
  labels: FeedHealthReport['labels'];
  chosen: string;
  onChoose: (label: string) => void;
}

function LabelChoice({ labels, chosen, onChoose }: LabelChoiceGiven) {
  if (labels.length === 0 && chosen === '') return null;
  return (
    <label>
      Label
      <select
        value={chosen}
        onChange={(event) => {
          onChoose(event.currentTarget.value);
        }}
      >
        <option value="">any</option>
        {labels.map(({ label, feeds, healthy }) => (
          <option key={label} value={label}>
            {label} ({healthy} of {feeds} healthy)
          </option>
        ))}
      </select>
    </label>
  );
}

interface FacetsGiven {
  counts: Partial<Record<HealthState, number>>;
  chosen: string;
  onChoose: (state: string) => void;
}

function Facets({ counts, chosen, onChoose }: FacetsGiven) {
  const states = (Object.keys(HEALTH_WORDS) as HealthState[]).filter(
    (state) => (counts[state] ?? 0) > 0 || state === chosen,
  );
  const all = Object.values(counts).reduce((sum, n) => sum + n, 0);
  return (
    <ul class="facets" aria-label="Health">
      {['', ...states].map((state) => (
        <li key={state}>
          <button
            type="button"
            aria-pressed={state === chosen}
            onClick={() => {
              onChoose(state);
            }}
          >
            {state === '' ? 'all' : HEALTH_WORDS[state as HealthState]}{' '}
            <span class="quiet">{count(state === '' ? all : (counts[state as HealthState] ?? 0))}</span>
          </button>
        </li>
      ))}
    </ul>
  );
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
