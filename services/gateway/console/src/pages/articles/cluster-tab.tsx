import { Link } from 'wouter-preact';
import type { Article, Cluster } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';
import { Failing, Skeleton } from '../../parts/notice.js';
import { When } from '../../parts/when.js';
import { StoryLanes } from '../stories/story-lanes.js';
import { counted, percent } from '../../words/numbers.js';

/** Where else the article stands: its cluster, and where it was seen without becoming an article. */
export function ClusterTab({ article }: { article: Article }) {
  const { clusterId, alsoSeenIn } = article;
  return (
    <>
      {clusterId === null ? <p>No other article is like it.</p> : <InCluster id={clusterId} />}
      <h2>Also seen in</h2>
      {alsoSeenIn.length === 0 ? <p>It was seen nowhere else.</p> : null}
      <ul>
        {alsoSeenIn.map(({ articleId, url, tier, score, firstSeenAt }) => (
          <li key={`${articleId}${url}`}>
            <Link href={`/articles/${articleId}`}>{url}</Link>{' '}
            <span class="quiet">
              {tier.replaceAll('_', ' ')}
              {score === null ? '' : `, ${percent(score)} alike`}, <When at={firstSeenAt} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

function InCluster({ id }: { id: string }) {
  const { data, problem, reload } = useQuery<Cluster>(`/clusters/${id}`);
  if (problem && !data) return <Failing problem={problem} what="The story" retry={reload} />;
  if (!data) return <Skeleton />;
  return (
    <>
      <p>
        {counted(data.size, 'article')} tell this story. <Link href={`/stories/${id}`}>See the story</Link>
      </p>
      <StoryLanes story={data} />
    </>
  );
}
