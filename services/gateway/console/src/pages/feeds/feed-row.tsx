import { Link } from 'wouter-preact';
import type { Feed } from '../../api/types.js';
import { Badge } from '../../parts/badge.js';
import { Sparkline } from '../../parts/sparkline.js';
import { When } from '../../parts/when.js';
import { HEALTH_WORDS, healthTone, nameOfFeed } from '../../words/feed-words.js';
import { counted } from '../../words/numbers.js';

interface FeedRowGiven {
  feed: Feed;
  isChosen: boolean;
  onChoose: (feedId: string, isChosen: boolean) => void;
}

export function FeedRow({ feed, isChosen, onChoose }: FeedRowGiven) {
  const { feedId, health, lastSuccessAt, nextFetchAt, volume, recentFetches, losses } = feed;
  const name = nameOfFeed(feed);
  return (
    <article class="feed-row">
      <input
        type="checkbox"
        aria-label={`Choose ${name}`}
        checked={isChosen}
        onChange={(event) => {
          onChoose(feedId, event.currentTarget.checked);
        }}
      />
      <div class="feed-name">
        <Link href={`/feeds/${feedId}`} dir="auto" class="headline">
          {name}
        </Link>
        <p class="facts-line">
          <Badge tone={healthTone(health.state)}>{HEALTH_WORDS[health.state]}</Badge>
          {health.since === null ? null : (
            <span>
              since <When at={health.since} />
            </span>
          )}
          {health.reason === null ? null : <span>{health.reason}</span>}
        </p>
      </div>
      <p class="feed-facts">
        <span>
          last success <When at={lastSuccessAt} />
        </span>
        <span>
          next poll <When at={nextFetchAt} />
        </span>
      </p>
      <p class="feed-facts">
        <span>
          {volume === null
            ? ''
            : `${volume.expectedPerDay.toFixed(volume.expectedPerDay < 10 ? 1 : 0)} entries a day expected`}
        </span>
        {losses.count > 0 ? (
          <span class="problem">{counted(losses.count, 'probable loss', 'probable losses')}</span>
        ) : null}
      </p>
      <Sparkline
        values={recentFetches.map((poll) => poll.newEntries)}
        label={`New entries of the last ${recentFetches.length} polls`}
      />
    </article>
  );
}
