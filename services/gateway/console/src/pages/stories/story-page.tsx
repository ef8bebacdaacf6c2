import { useState } from 'preact/hooks';
import { Link } from 'wouter-preact';
import type { Cluster } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Act } from '../../parts/act.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { counted } from '../../words/numbers.js';
import { useOriginal } from './story-facts.js';
import { StoryLanes } from './story-lanes.js';

/** One story: who carried it when, and what an operator can put right. */
export function StoryPage({ params: { id } }: { params: { id: string } }) {
  const { data, problem, reload } = useQuery<Cluster>(`/clusters/${encodeURIComponent(id)}`, 15_000);
  const original = useOriginal(data);
  if (problem && !data) return <Failing problem={problem} what="The story" retry={reload} />;
  if (!data) return <Skeleton lines={8} />;
  return (
    <>
      <h1 dir="auto">{original?.headline ?? 'Story'}</h1>
      <p>
        {counted(data.size, 'article')}, since <When at={data.createdAt} />; changed{' '}
        <When at={data.updatedAt} />.
        {data.mergedInto === null ? null : (
          <>
            {' '}
            It was merged into <Link href={`/stories/${data.mergedInto}`}>another story</Link>.
          </>
        )}
      </p>
      <StoryLanes story={data} />
      <Split story={data} onDone={reload} />
      <Merge story={data} onDone={reload} />
      {data.orders.length === 0 ? null : <h2>What operators did</h2>}
      <ul>
        {data.orders.map(({ kind, at, requestedBy, reason, articleIds }, i) => (
          <li key={i}>
            {kind === 'merge' ? 'Merged' : 'Split'} {counted(articleIds.length, 'article')} by {requestedBy},{' '}
            <When at={at} />: {reason}
          </li>
        ))}
      </ul>
    </>
  );
}

function Split({ story, onDone }: { story: Cluster; onDone: () => void }) {
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const others = story.members.filter(({ articleId }) => articleId !== story.original);
  if (others.length === 0) return null;
  return (
    <details>
      <summary>Split members off</summary>
      <ul class="plain-list">
        {others.map(({ articleId, publisher, outlet }) => (
          <li key={articleId}>
            <label>
              <input
                type="checkbox"
                checked={chosen.includes(articleId)}
                onChange={(event) => {
                  setChosen(
                    event.currentTarget.checked
                      ? [...chosen, articleId]
                      : chosen.filter((id) => id !== articleId),
                  );
                }}
              />{' '}
              {publisher ?? outlet ?? articleId}
            </label>{' '}
            <Link href={`/articles/${articleId}`}>open</Link>
          </li>
        ))}
      </ul>
      {chosen.length === 0 ? null : (
        <Act
          label="Split"
          warning={`${counted(chosen.length, 'article')} will stand as another story, now and in later decisions.`}
          wantsReason
          path={`/clusters/${story.clusterId}/split`}
          body={{ articles: chosen }}
          onDone={onDone}
        />
      )}
    </details>
  );
}

function Merge({ story, onDone }: { story: Cluster; onDone: () => void }) {
  const [into, setInto] = useState('');
  const target = useQuery<Cluster>(/^[0-9a-f]{32}$/.test(into) ? `/clusters/${into}` : null);
  return (
    <details>
      <summary>Merge into another story</summary>
      <label>
        Id of the story that takes the members{' '}
        <input
          size={36}
          onChange={(event) => {
            setInto(event.currentTarget.value.trim().replace(/^.*\/stories\//, ''));
          }}
        />
      </label>
      {target.problem ? <p class="problem">{target.problem.detail}</p> : null}
      {target.data === null ? null : (
        <Act
          label="Merge"
          warning={`${counted(story.size, 'article')} of this story will stand with the ${counted(target.data.size, 'article')} of the other.`}
          wantsReason
          path={`/clusters/${story.clusterId}/merge`}
          body={{ into }}
          onDone={onDone}
        />
      )}
    </details>
  );
}
