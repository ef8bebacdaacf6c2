import type { RecordMetadata } from 'kafkajs';
import { TransientError } from '../messaging.errors.js';
import type { PlacedMessage } from './topic-leaders.js';

/**
 * Counts the answers of one produce request against what was sent: one for each partition, without an error.
 * Throws TransientError `wrong_answers` otherwise, since what was written is then not known.
 */
export function checkAnswers(
  sent: readonly Pick<PlacedMessage, 'clusterTopic' | 'partition'>[],
  answers: readonly RecordMetadata[] | undefined,
): void {
  const wanted = new Set(sent.map(({ clusterTopic, partition }) => `${clusterTopic}/${partition}`));
  const problems: string[] = [];
  for (const { topicName, partition, errorCode } of answers ?? []) {
    const name = `${topicName}/${partition}`;
    if (errorCode !== 0) problems.push(`${name}: error ${errorCode}`);
    else if (!wanted.delete(name)) problems.push(`${name}: answered twice, or not sent`);
  }
  problems.push(...[...wanted].map((name) => `${name}: no answer`));
  if (problems.length === 0) return;
  const shown = problems.slice(0, 5).join(', ');
  throw new TransientError('wrong_answers', `a request was not answered as it was sent: ${shown}`);
}
