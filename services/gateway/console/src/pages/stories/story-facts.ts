import type { Article, Cluster } from '../../api/types.js';
import { useQuery } from '../../api/use-query.js';

type Member = Cluster['members'][number];

/** The article that stands for a story: its original, else its first member. Null until it is there. */
export function useOriginal(story: Cluster | null): Article | null {
  const id = story?.original ?? story?.members[0]?.articleId ?? null;
  return useQuery<Article>(id === null ? null : `/articles/${id}`).data;
}

/** The outlet of a member as people call it. */
export const outletOf = ({ publisher, outlet }: Member): string => publisher ?? outlet ?? 'unknown outlet';
