import type { ArticleRepository } from '@dateline/storage';
import type { ArticleQuery } from './articles.schema.js';

type Search = Parameters<ArticleRepository['search']>[0];

/** A validated query in the repository's form. A day without a time means its midnight in UTC. */
export function searchOf({
  q,
  publisher,
  cluster,
  changedSince,
  from,
  to,
  cursor,
  sort,
  ...same
}: Omit<ArticleQuery, 'url' | 'label' | 'fields' | 'format'>): Search {
  return {
    ...same,
    latestFirst: sort === '-updated',
    byRelevance: sort === 'relevance',
    ...(q === undefined ? {} : { text: q }),
    ...(publisher === undefined ? {} : { publisherDomain: publisher.toLowerCase() }),
    ...(cluster === undefined ? {} : { clusterId: cluster }),
    ...(changedSince === undefined ? {} : { changedSince: new Date(changedSince) }),
    ...(from === undefined ? {} : { from: new Date(from) }),
    ...(to === undefined ? {} : { to: new Date(to) }),
    ...(cursor === undefined ? {} : { updatedAfter: cursor }),
  };
}
