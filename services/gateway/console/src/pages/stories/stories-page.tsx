import { Link } from 'wouter-preact';
import type { Article, Cluster } from '../../api/types.js';
import { usePages } from '../../api/use-pages.js';
import { useQuery } from '../../api/use-query.js';
import { Listing } from '../../parts/listing.js';
import { When } from '../../parts/when.js';
import { counted, listed } from '../../words/numbers.js';

/** Stories that more than one article tells, those that changed last first. */
export function StoriesPage() {
  const list = usePages<Cluster>('/clusters?limit=50', 'cursor');
  return (
    <>
      <h1>Stories</h1>
      <p class="quiet">
        A story is a cluster of articles whose texts are the same or nearly so. What changed last comes first.
      </p>
      <Listing
        list={list}
        label="Stories"
        empty="No two articles were alike yet. A story appears here as soon as a second outlet carries it."
        keyOf={({ clusterId }) => clusterId}
        render={(story) => <StoryRow story={story} />}
      />
    </>
  );
}

function StoryRow({ story }: { story: Cluster }) {
  const shown = story.original ?? story.members[0]?.articleId ?? null;
  const { data } = useQuery<Article>(shown === null ? null : `/articles/${shown}`);
  const outlets = [
    ...new Set(story.members.map(({ publisher, outlet }) => publisher ?? outlet ?? 'unknown outlet')),
  ];
  return (
    <article class="article-row">
      <Link
        href={`/stories/${story.clusterId}`}
        class="headline"
        dir="auto"
        lang={data?.inLanguage ?? undefined}
      >
        {data?.headline ?? `Story ${story.clusterId.slice(0, 8)}`}
      </Link>
      <p class="facts-line">
        <span>{counted(story.size, 'article')}</span>
        <span dir="auto">{listed(outlets.slice(0, 4))}</span>
        <When at={story.updatedAt} />
      </p>
    </article>
  );
}
