import { Link, useLocation } from 'wouter-preact';
import type { Feed } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Act } from '../../parts/act.js';
import { Badge } from '../../parts/badge.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { Tabs } from '../../parts/tabs.js';
import { When } from '../../parts/when.js';
import { HEALTH_WORDS, healthTone, nameOfFeed, scheduleSentence } from '../../words/feed-words.js';
import { count, listed } from '../../words/numbers.js';
import { FeedFacts } from './feed-facts.js';
import { FeedSettings } from './feed-settings.js';
import { PollTable } from './poll-table.js';
import { SkippedTab } from './skipped-tab.js';
import { VolumeTab } from './volume-tab.js';

/** One feed: how it does, why, and what to do. */
export function FeedPage({ params: { id } }: { params: { id: string } }) {
  const { data, problem, reload } = useQuery<Feed>(`/feeds/${encodeURIComponent(id)}`, 15_000);
  const [, go] = useLocation();
  if (problem && !data) return <Failing problem={problem} what="The feed" retry={reload} />;
  if (!data) return <Skeleton lines={10} />;
  const path = `/feeds/${data.feedId}`;
  return (
    <>
      <h1 dir="auto">{nameOfFeed(data)}</h1>
      <p class="facts-line">
        <a href={data.url} rel="noreferrer">
          {data.url}
        </a>
        <span>{data.kind ?? ''}</span>
      </p>
      <Verdict feed={data} />
      <p>
        <Act label="Fetch now" path={`${path}/fetch`} onDone={reload} />
        {data.state === 'paused' ? (
          <Act label="Resume" path={`${path}/resume`} onDone={reload} />
        ) : (
          <Act
            label="Pause"
            warning="The feed is not polled until somebody resumes it."
            wantsReason
            path={`${path}/pause`}
            onDone={reload}
          />
        )}
        <Act
          label="Remove"
          warning={`The feed is not followed any more. The ${count(data.articles.indexed)} articles that it brought stay.`}
          method="DELETE"
          path={path}
          onDone={() => {
            go('/feeds');
          }}
        />
      </p>
      <Tabs
        label="The feed"
        tabs={[
          { id: 'polls', label: 'Polls', show: () => <PollTable polls={data.recentFetches} /> },
          { id: 'articles', label: 'Articles', show: () => <Articles feed={data} /> },
          { id: 'volume', label: 'Volume', show: () => <VolumeTab feed={data} /> },
          { id: 'skipped', label: 'Skipped entries', show: () => <SkippedTab feedId={data.feedId} /> },
          { id: 'facts', label: 'Facts', show: () => <FeedFacts feed={data} /> },
          { id: 'settings', label: 'Settings', show: () => <FeedSettings feed={data} onDone={reload} /> },
        ]}
      />
    </>
  );
}

function Verdict({ feed }: { feed: Feed }) {
  const { health, lastSuccessAt, lastNewEntryAt, nextFetchAt } = feed;
  return (
    <section class={`verdict ${healthTone(health.state)}`} aria-label="Health">
      <p>
        <Badge tone={healthTone(health.state)}>{HEALTH_WORDS[health.state]}</Badge>
        {health.since === null ? null : (
          <>
            {' '}
            since <When at={health.since} />
          </>
        )}
        {health.reason === null ? '' : `: ${health.reason}`}
      </p>
      {health.remedy === null ? null : <p>What to do: {health.remedy}</p>}
      <p class="quiet">
        Last success <When at={lastSuccessAt} />, last new entry <When at={lastNewEntryAt} />, next poll{' '}
        <When at={nextFetchAt} />. {scheduleSentence(feed)}
      </p>
    </section>
  );
}

function Articles({ feed }: { feed: Feed }) {
  const { articles } = feed;
  const rejected = Object.entries(articles.rejectedBy).map(
    ([reason, n]) => `${count(n)} ${reason.replaceAll('_', ' ')}`,
  );
  return (
    <>
      <p>
        {count(articles.discovered)} discovered: {count(articles.indexed)} indexed,{' '}
        {count(articles.duplicate)} duplicates, {count(articles.rejected)} rejected,{' '}
        {count(articles.deadLettered)} dead letters, {count(articles.inFlight)} on their way.
      </p>
      {rejected.length === 0 ? null : <p>Rejected: {listed(rejected)}.</p>}
      <p>
        <Link href={`/articles?feedId=${feed.feedId}`}>Its articles</Link> ·{' '}
        <Link href={`/lost?feedId=${feed.feedId}`}>What was rejected</Link>
      </p>
    </>
  );
}
