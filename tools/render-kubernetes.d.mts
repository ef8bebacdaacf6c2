import type { TopicContract } from '@dateline/contracts';

export function renderKafkaTopics(
  topics: readonly TopicContract[],
  configOf: (topic: TopicContract) => Record<string, string>,
): string;
export function renderPrometheusRule(files: readonly string[]): string;
