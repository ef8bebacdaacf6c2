import { Link } from 'wouter-preact';
import type { Cluster } from '../../api/types.js';
import { usePages } from '../../api/use-pages.js';
import { Listing } from '../../parts/listing.js';
import { When } from '../../parts/when.js';
import { counted, listed } from '../../words/numbers.js';
import { outletOf, useOriginal } from './story-facts.js';

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
  const original = useOriginal(story);
  const outlets = [...new Set(story.members.map(outletOf))];
  return (
    <article class="article-row">
      <Link
        href={`/stories/${story.clusterId}`}
        class="headline"
        dir="auto"
        lang={original?.inLanguage ?? undefined}
      >
        {original?.headline ?? `Story ${story.clusterId.slice(0, 8)}`}
      </Link>
      <p class="facts-line">
        <span>{counted(story.size, 'article')}</span>
        <span dir="auto">{listed(outlets.slice(0, 4))}</span>
        <When at={story.updatedAt} />
      </p>
    </article>
  );
}
