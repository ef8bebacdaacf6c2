import type { Feed } from '../../api/types.js';
import { When } from '../../parts/when.js';
import { pollWords } from '../../words/feed-words.js';
import { bytes, count } from '../../words/numbers.js';
import { duration } from '../../words/times.js';

/** The last polls, the latest first. */
export function PollTable({ polls }: { polls: Feed['recentFetches'] }) {
  if (polls.length === 0) return <p>It was not polled yet.</p>;
  const latestFirst = polls.toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Polls">
      <table>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col" class="number">
              Status
            </th>
            <th scope="col">What came</th>
            <th scope="col" class="number">
              Size
            </th>
            <th scope="col" class="number">
              Took
            </th>
            <th scope="col">Skipped</th>
          </tr>
        </thead>
        <tbody>
          {latestFirst.map((poll) => (
            <tr key={poll.at}>
              <td>
                <When at={poll.at} />
              </td>
              <td class="number">{poll.status ?? '–'}</td>
              <td>{pollWords(poll)}</td>
              <td class="number">{bytes(poll.bytes)}</td>
              <td class="number">{duration(poll.ms)}</td>
              <td>{skippedWords(poll.account?.skipped)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function skippedWords(skipped: Readonly<Record<string, number>> = {}): string {
  return Object.entries(skipped)
    .filter(([, n]) => n > 0)
    .map(([reason, n]) => `${count(n)} ${reason.replaceAll('_', ' ')}`)
    .join(', ');
}
