import type { Feed } from '../../api/types.js';
import { When } from '../../parts/when.js';
import { percent } from '../../words/numbers.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

const SENTENCES: Readonly<Record<string, string>> = {
  learning: 'How much it usually brings is not known yet.',
  ok: 'It brings what it usually brings.',
  silent: 'It brings nothing where it usually would.',
  drop: 'It brings far less than it usually does.',
};

/** What the feed brings against what is expected, by hour of the week. */
export function VolumeTab({ feed: { volume } }: { feed: Feed }) {
  if (volume === null) return <p>How much it usually brings is not known yet.</p>;
  return (
    <>
      <p>
        {SENTENCES[volume.state]} In the last {volume.windowHours} hours {volume.found} entries came where{' '}
        {volume.expected.toFixed(1)} were expected; {volume.expectedPerDay.toFixed(1)} are usual in a day.
        Learned <When at={volume.learnedAt} /> from {volume.observedDays.toFixed(0)} days.
      </p>
      {volume.hourOfWeek.length === 168 ? <Week shares={volume.hourOfWeek} /> : null}
    </>
  );
}

/** A strip of 24 hours for each day; the darker, the more is usual. */
function Week({ shares }: { shares: readonly number[] }) {
  const most = Math.max(...shares, Number.MIN_VALUE);
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="What is usual by hour of the week">
      <table class="week">
        <caption>What is usual in each hour of the week, UTC</caption>
        <tbody>
          {DAYS.map((day, d) => (
            <tr key={day}>
              <th scope="row">{day}</th>
              {shares.slice(d * 24, d * 24 + 24).map((share, hour) => (
                <td
                  key={hour}
                  style={{ '--share': (share / most).toFixed(2) }}
                  title={`${day} ${hour}:00 – ${percent(share / most)} of the busiest hour`}
                >
                  <span class="unseen">{percent(share / most)}</span>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
