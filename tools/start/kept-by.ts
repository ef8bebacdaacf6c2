import type { Infrastructure } from '@dateline/infrastructure';

/** What is left of a run's data when it ends, in a sentence. */
export function keptBy(
  kind: Infrastructure['kind'],
  { data, withSamples }: { data: string | undefined; withSamples: boolean },
): string {
  if (kind === 'embedded' && data !== undefined)
    return `The data stay in ${data}; another start with them goes on where this one ended.`;
  if (kind === 'embedded')
    return withSamples ? 'The data of the samples go with it.' : 'The data go with it (--ephemeral).';
  if (withSamples) return 'What the samples left in Kafka and MongoDB is removed.';
  return kind === 'compose'
    ? 'The data stay in the volumes of Docker Compose; `docker compose down -v` removes them.'
    : 'Your Kafka and MongoDB keep the data.';
}
