import { Link } from 'wouter-preact';
import type { LetterGroup, LetterGroupList } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Act } from '../../parts/act.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { counted } from '../../words/numbers.js';

/** Dead letters by what they have in common: one row for each fault, not one for each article. */
export function Quarantine() {
  const { data, problem, reload } = useQuery<LetterGroupList>('/dead-letters/groups', 15_000);
  if (problem && !data) return <Failing problem={problem} what="Dead letters" retry={reload} />;
  if (!data) return <Skeleton lines={3} />;
  if (data.items.length === 0) return <p>No message waits: each stage could work on all it was given.</p>;
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="Dead letters by fault">
      <table>
        <thead>
          <tr>
            <th scope="col">Fault</th>
            <th scope="col" class="number">
              Waiting
            </th>
            <th scope="col">First</th>
            <th scope="col">Last</th>
            <th scope="col">What to do</th>
          </tr>
        </thead>
        <tbody>
          {data.items.map((group) => (
            <Row key={group.id} group={group} onDone={reload} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ group, onDone }: { group: LetterGroup; onDone: () => void }) {
  const { id, stage, code, origin, host, version, count, releasable, firstSeenAt, lastSeenAt, samples } =
    group;
  const path = `/dead-letters/groups/${encodeURIComponent(id)}`;
  return (
    <tr>
      <th scope="row">
        {stage}: {code.replaceAll('_', ' ')}
        <span class="facts-line">
          {[origin, host, `version ${version}`].filter(Boolean).map((word) => (
            <span key={word}>{word}</span>
          ))}
        </span>
        <details>
          <summary>Samples</summary>
          <ul>
            {samples.map((letter) => (
              <li key={letter.id}>
                {letter.articleId === null ? null : (
                  <Link href={`/articles/${letter.articleId}?tab=way`}>{letter.articleId.slice(0, 12)}</Link>
                )}{' '}
                <code>{letter.cause}</code>
              </li>
            ))}
          </ul>
        </details>
      </th>
      <td class="number">{count}</td>
      <td>
        <When at={firstSeenAt} />
      </td>
      <td>
        <When at={lastSeenAt} />
      </td>
      <td>
        {releasable === 0 ? null : (
          <Act
            label="Release"
            warning={`${counted(releasable, 'message')} of this fault go back to the stage ${stage} and are tried again.`}
            path={`${path}/release`}
            body={{}}
            onDone={onDone}
          />
        )}
        <Act
          label="Discard"
          warning={`${counted(count, 'message')} of this fault are given up for good.`}
          wantsReason
          path={`${path}/discard`}
          onDone={onDone}
        />
      </td>
    </tr>
  );
}
