import { deadLetterHeaders as dl, topics, type ArticleRecord } from '@dateline/contracts';
import type { ReadMessage } from '@dateline/infrastructure';
import { endsOf, GARBAGE, textProblem, type Facts } from './facts.ts';

/** A check and what it found; nothing found is well. */
export interface Finding {
  check: string;
  problems: string[];
}

type Check = (facts: Facts) => string[];

const SLOWEST_RECOVERY_SECONDS = 180;
/** In which a service runs during a storm, one after the other. */
const VERSIONS = 2;

/** What readers of the product see. */
export const publicMessages = ({ published }: Facts): ReadMessage[] =>
  published.messages.filter(({ topic }) => topic === topics.articles.name);

const repeated = (names: readonly string[]): string[] =>
  [...Map.groupBy(names, (name) => name)]
    .filter(([, all]) => all.length > 1)
    .map(([name, all]) => `${name} comes ${all.length} times`);

/** Versions of an article as its events tell them, in their order. */
function versionProblems(key: string, messages: readonly ReadMessage[]): string[] {
  let version = 0;
  const problems: string[] = [];
  for (const { value, headers } of messages) {
    if (value === null) continue;
    const record = JSON.parse(String(value)) as ArticleRecord;
    const type = headers['ce_type'] ?? '';
    const step = type.includes('.annotated.') ? 0 : 1;
    if (record.version !== version + step)
      problems.push(`${key}: ${type} has version ${record.version} after ${version}`);
    version = record.version;
  }
  return problems;
}

function ledger({ stories, traces }: Facts): string[] {
  const byId = new Map(traces.map((trace) => [trace._id, trace]));
  const copied = new Set(stories.map(({ story }) => story.copyOf));
  const known = new Set(stories.map(({ articleId }) => articleId));
  const wrong = stories.flatMap(({ story, articleId }) => {
    const trace = byId.get(articleId);
    const ends = endsOf(story, copied.has(story.name));
    if (!trace) return [`${story.name} (${story.kind}): unknown to the ledger`];
    if (trace.refreshing || !ends.includes(trace.state))
      return [
        `${story.name} (${story.kind}): ${trace.state}${trace.refreshing ? ', refreshing' : ''} in ${trace.stage}, reason ${trace.reason}; it should be ${ends.join(' or ')}`,
      ];
    return [];
  });
  const foreign = traces
    .filter(({ _id }) => !known.has(_id))
    .map(({ _id, state }) => `${_id}: ${state}, and no outlet has it`);
  return [...wrong, ...foreign];
}

function articles({ stories, traces, records }: Facts): string[] {
  const indexed = new Set(traces.filter(({ state }) => state === 'indexed').map(({ _id }) => _id));
  const byId = new Map(records.map((record) => [record._id, record]));
  const known = new Set(stories.map(({ articleId }) => articleId));
  return [
    ...stories.flatMap(({ story, articleId }) => {
      if (story.order !== undefined) return [];
      const record = byId.get(articleId);
      if (!indexed.has(articleId))
        return record ? [`${story.name} (${story.kind}): a record, though it is no article`] : [];
      const problem = textProblem(record, story);
      return problem ? [problem] : [];
    }),
    ...records.filter(({ _id }) => !known.has(_id)).map(({ _id }) => `${_id}: a record that no outlet has`),
  ];
}

function copies({ stories, records, traces }: Facts): string[] {
  const byName = new Map(stories.map((expected) => [expected.story.name, expected]));
  const byId = new Map(records.map((record) => [record._id, record]));
  const stateOf = new Map(traces.map(({ _id, state }) => [_id, state]));
  const groups = Map.groupBy(
    stories.filter(({ story }) => story.kind === 'copy'),
    ({ story }) => story.copyOf ?? '',
  );
  return [...groups].flatMap(([name, list]) => {
    const all = [...list, byName.get(name)].filter((one) => one !== undefined);
    const originals = all.filter(({ articleId }) => stateOf.get(articleId) === 'indexed');
    if (originals.length !== 1)
      return [`${name} and its copies: ${originals.length} of ${all.length} are articles`];
    const seen = byId.get(originals[0]?.articleId ?? '')?.alsoSeenIn.map(({ url }) => url) ?? [];
    const others = all.filter((one) => one !== originals[0]).map(({ url }) => url);
    const missing = others.filter((url) => !seen.includes(url));
    return [...missing.map((url) => `${name}: ${url} is not in alsoSeenIn`), ...repeated(seen)];
  });
}

function topicEqualsRecords(facts: Facts): string[] {
  const last = new Map<string | null, ReadMessage>();
  for (const message of publicMessages(facts)) last.set(message.key, message);
  const missing = facts.records
    .filter(({ _id }) => !last.has(_id))
    .map(({ _id }) => `${_id}: a record that was not published`);
  const differing = facts.records.flatMap(({ _id, erased, version, contentHash, status }) => {
    const message = last.get(_id);
    if (!message) return [];
    if (erased || message.value === null)
      return erased && message.value === null ? [] : [`${_id}: erased in one, not in the other`];
    const told = JSON.parse(String(message.value)) as ArticleRecord;
    const same = told.version === version && told.contentHash === contentHash && told.status === status;
    return same ? [] : [`${_id}: published ${told.version} ${told.status}, stored ${version} ${status}`];
  });
  return [...missing, ...differing];
}

function orders(facts: Facts): string[] {
  const byId = new Map(facts.records.map((record) => [record._id, record]));
  const events = Map.groupBy(publicMessages(facts), ({ key }) => key);
  return facts.stories.flatMap(({ story, articleId }) => {
    if (!story.order) return [];
    const record = byId.get(articleId);
    const told = (events.get(articleId) ?? []).filter(({ value, headers }) =>
      story.order === 'erase' ? value === null : headers['ce_type']?.includes('.retracted.'),
    ).length;
    const done =
      story.order === 'erase'
        ? record?.erased === true && !record.articleBody
        : record?.status === 'canceled';
    return done && told === 1
      ? []
      : [`${story.name}: to ${story.order}, done: ${done ?? false}, told ${told} times`];
  });
}

function superseded({ records, superseded: kept, stories }: Facts): string[] {
  const there = new Set(kept);
  const erased = new Set(
    stories.filter(({ story }) => story.order === 'erase').map(({ articleId }) => articleId),
  );
  return records.flatMap(({ _id, version, erased: isErased }) => {
    if (isErased || erased.has(_id))
      return kept.filter((id) => id.startsWith(_id)).map((id) => `${id}: kept of an erased article`);
    const missing = Array.from({ length: version - 1 }, (_, i) => `${_id}:${i + 1}`).filter(
      (id) => !there.has(id),
    );
    return missing.map((id) => `${id}: not kept`);
  });
}

function deadLetters({ published, garbage }: Facts): string[] {
  const letters = published.messages.filter(({ topic }) => topic.endsWith('.dead-letter.v1'));
  const keys = letters.map(({ key }) => key ?? '');
  // A new version tries what the old one could not process once more: that is another message.
  const from = letters.map(({ headers: h }) => `${h[dl.topic]}/${h[dl.partition]}/${h[dl.offset]}`);
  const written = Map.groupBy(keys, (key) => key);
  return [
    ...garbage.filter((key) => !written.has(key)).map((key) => `${key}: no dead letter`),
    ...[...written]
      .filter(([, all]) => all.length > VERSIONS)
      .map(([key, all]) => `${key}: ${all.length} dead letters`),
    ...repeated(from).map((problem) => `letter of ${problem}`),
    ...letters
      .filter(({ key }) => !key?.startsWith(GARBAGE))
      .map(({ topic, key, headers }) => `${topic}: ${key}: ${headers['dl_cause'] ?? 'no cause'}`),
  ];
}

function consumers({ published, unready }: Facts): string[] {
  const last = new Map<string, number>();
  for (const { topic, partition, offset } of published.messages) {
    const at = `${topic}/${partition}`;
    last.set(at, Math.max(offset, last.get(at) ?? -1));
  }
  const groups = Map.groupBy(published.offsets, ({ topic }) => topic);
  const behind = [...groups].flatMap(([topic, offsets]) =>
    [...last].flatMap(([at, offset]) => {
      if (at.slice(0, at.lastIndexOf('/')) !== topic) return [];
      const partition = Number(at.slice(at.lastIndexOf('/') + 1));
      const read = offsets.find((one) => one.partition === partition)?.offset ?? 0;
      return read > offset ? [] : [`${at}: read to ${read}, the last message is ${offset}`];
    }),
  );
  return [...unready, ...behind];
}

const CHECKS: Record<string, Check> = {
  'each public event id once': (facts) =>
    repeated(publicMessages(facts).map(({ headers }) => headers['ce_id'] ?? 'no id')),
  'each article once, with its last text': articles,
  'versions rise by one': (facts) =>
    [...Map.groupBy(publicMessages(facts), ({ key }) => key)].flatMap(([key, messages]) =>
      versionProblems(
        key ?? 'no key',
        messages.toSorted((a, b) => a.offset - b.offset),
      ),
    ),
  'superseded versions are kept': superseded,
  'the topic tells what is stored': topicEqualsRecords,
  'copies are one article': copies,
  'orders are carried out once': orders,
  'the ledger equals the outlets’ log': ledger,
  'garbage became dead letters, nothing else did': deadLetters,
  'the audit balances': ({ audit }) =>
    'failed' in audit ? [audit.failed] : audit.balanced ? [] : [JSON.stringify(audit.problems)],
  'every consumer lives and has read all': consumers,
  'nothing is left open in Kafka': ({ published }) =>
    published.ends
      .filter(({ end, highWatermark, position }) => end !== highWatermark || position < end)
      .map(
        ({ topic, partition, end, highWatermark, position }) =>
          `${topic}/${partition}: stable to ${end} of ${highWatermark}, read to ${position}`,
      ),
  'no process ended by itself': ({ badEnds }) => [...badEnds],
  'memory is within the container’s limit': ({ memory }) =>
    memory
      .filter(({ peakMb, limitMb }) => peakMb > limitMb)
      .map(({ service, peakMb, limitMb }) => `${service}: ${peakMb} of ${limitMb} MiB`),
  'everything settled and recovered in time': ({ settledAfter, slowestRecovery, failedFaults }) => [
    ...(settledAfter === null ? ['not settled'] : []),
    ...(slowestRecovery > SLOWEST_RECOVERY_SECONDS
      ? [`not ready again within ${SLOWEST_RECOVERY_SECONDS} s`]
      : []),
    ...failedFaults,
  ],
};

/** Every check with its problems. */
export function checkFacts(facts: Facts): Finding[] {
  return Object.entries(CHECKS).map(([check, find]) => ({ check, problems: find(facts) }));
}
