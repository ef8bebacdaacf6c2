import { useRef } from 'preact/hooks';
import { withQuery } from '../../api/client.js';
import type { Counts, FeedHealthReport } from '../../api/types.js';
import { useQuery, type Query } from '../../api/use-query.js';
import { Failing } from '../../parts/notice.js';
import { useParam } from '../../parts/use-param.js';
import { useNow } from '../../parts/when.js';
import { count, counted } from '../../words/numbers.js';
import { totalsOf } from '../../words/series.js';
import { RANGES, type Range } from '../../words/times.js';
import { Balance } from './balance.js';
import { LiveTail } from './live-tail.js';
import { NeedsYou } from './needs-you.js';
import { OutcomeCharts } from './outcome-charts.js';

/** What happens now, in one look: a sentence, the last hour or day or week, and what needs a person. */
export function NowPage() {
  const [asked, setRange] = useParam('range', 'day');
  const range = asked in RANGES ? (asked as Range) : 'day';
  const counts = useCounts(range);
  const health = useQuery<FeedHealthReport>('/feeds/health', 30_000);
  return (
    <>
      <h1>Now</h1>
      <p class="sentence" role="status">
        {health.data?.sentence ?? ''} {counts.data === null ? '' : inWords(counts.data, range)} <Balance />
      </p>
      <div class="filters" role="group" aria-label="Time shown">
        {Object.keys(RANGES).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={name === range}
            onClick={() => {
              setRange(name);
            }}
          >
            last {name}
          </button>
        ))}
      </div>
      <div class="two-sides">
        <div>
          {counts.problem && !counts.data ? (
            <Failing problem={counts.problem} what="The counts" retry={counts.reload} />
          ) : null}
          {counts.data === null ? null : <OutcomeCharts counts={counts.data} />}
          <NeedsYou health={health.data} />
        </div>
        <LiveTail />
      </div>
    </>
  );
}

/** The counts of the time up to this minute. Those of the minute before stay until they are there. */
function useCounts(range: Range): Query<Counts> {
  // To the minute, so that the address of the question changes once a minute and not with each look.
  const to = Math.floor(useNow() / 60_000) * 60_000;
  const from = to - RANGES[range];
  const query = useQuery<Counts>(
    withQuery('/counts', { from: new Date(from).toISOString(), to: new Date(to).toISOString() }),
  );
  const last = useRef<{ range: Range; data: Counts } | null>(null);
  if (query.data !== null) last.current = { range, data: query.data };
  return { ...query, data: last.current?.range === range ? last.current.data : null };
}

function inWords(counts: Counts, range: Range): string {
  const { indexed, duplicate, rejected, deadLettered } = totalsOf(counts);
  if (indexed + duplicate + rejected + deadLettered === 0) return `Nothing came in during the last ${range}.`;
  const lost =
    deadLettered === 0 ? '' : ` ${counted(deadLettered, 'message waits', 'messages wait')} in quarantine.`;
  return `In the last ${range} ${counted(indexed, 'article')} were indexed, ${count(duplicate)} were duplicates and ${count(rejected)} were rejected.${lost}`;
}
