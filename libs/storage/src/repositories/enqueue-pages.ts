import { mongo } from 'mongoose';
import type { Models, PageModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { NewPageTask } from './frontier.types.js';

const MAX_DISCOVERIES = 20;

/**
 * `known`: another entry of the same feed led to the article; `elsewhere`: an entry of another feed did;
 * `repeated`: the same discovery again.
 */
export type EnqueueAnswer = 'enqueued' | 'known' | 'elsewhere' | 'repeated';

export interface Enqueued {
  answers: Map<string, EnqueueAnswer>;
  /**
   * Hosts to wake. A repeated page that still waits wakes its host too, because the first wake-up may have
   * been cut off.
   */
  wake: Map<string, Date>;
}

type Pages = Pick<Models, 'pages'>;
type Present = Pick<PageModel, '_id' | 'discoveries' | 'state' | 'nextAttemptAt' | 'feedId'>;

/** Enqueues any number of pages in at most three round trips. */
export async function enqueuePages(
  models: Pages,
  tasks: readonly NewPageTask[],
  now: Date,
): Promise<Enqueued> {
  const answers = new Map<string, EnqueueAnswer>();
  const wake = new Map<string, Date>();
  const answer = (task: NewPageTask, word: EnqueueAnswer, dueAt: Date | null) => {
    const other = wake.get(task.hostKey);
    if (dueAt && (!other || dueAt < other)) wake.set(task.hostKey, dueAt);
    answers.set(task.discoveryId, word);
  };
  const inserted = await insertNew(models, tasks, now);
  for (const task of inserted) answer(task, 'enqueued', now);
  const rest = tasks.filter((task) => !inserted.has(task));
  const present = await findPresent(models, rest);
  const rearmed: NewPageTask[] = [];
  for (const task of rest) {
    const page = present.get(task.articleId);
    if (page?.discoveries.includes(task.discoveryId))
      answer(task, 'repeated', page.state === 'waiting' ? page.nextAttemptAt : null);
    else if (task.change === 'changed') rearmed.push(task);
    else answer(task, page && page.feedId !== task.feedId ? 'elsewhere' : 'known', null);
  }
  await rearm(models, rearmed, now);
  for (const task of rearmed) answer(task, 'enqueued', now);
  return { answers, wake };
}

function waitingFields(task: NewPageTask, now: Date) {
  const fields: Partial<NewPageTask> = { ...task };
  delete fields.articleId;
  delete fields.change;
  return { ...fields, state: 'waiting' as const, attempts: 0, nextAttemptAt: now, lastError: null };
}

/**
 * Inserts one task per article; the first of several discoveries in a batch counts. Returns the tasks that it
 * inserted.
 */
async function insertNew(models: Pages, tasks: readonly NewPageTask[], now: Date): Promise<Set<NewPageTask>> {
  const firsts = [...new Map(tasks.toReversed().map((task) => [task.articleId, task])).values()];
  if (firsts.length === 0) return new Set();
  const operations = firsts.map((task) => ({
    updateOne: {
      filter: { _id: task.articleId },
      update: { $setOnInsert: { ...waitingFields(task, now), discoveries: [task.discoveryId] } },
      upsert: true,
    },
  }));
  const { upsertedIds } = await unordered(() => models.pages.bulkWrite(operations, { ordered: false }));
  return new Set(firsts.filter((_, i) => i in upsertedIds));
}

async function findPresent(models: Pages, tasks: readonly NewPageTask[]): Promise<Map<string, Present>> {
  if (tasks.length === 0) return new Map();
  const ids = [...new Set(tasks.map(({ articleId }) => articleId))];
  const fields = { discoveries: 1, state: 1, nextAttemptAt: 1, feedId: 1 };
  const found = await models.pages.find({ _id: { $in: ids } }, fields).lean<Present[]>();
  return new Map(found.map((page) => [page._id, page]));
}

/** Changed entries enqueue the page again, in order. A discovery that has already done so changes nothing. */
async function rearm(models: Pages, tasks: readonly NewPageTask[], now: Date): Promise<void> {
  if (tasks.length === 0) return;
  const operations = tasks.map((task) => ({
    updateOne: {
      filter: { _id: task.articleId, discoveries: { $ne: task.discoveryId } },
      update: {
        $set: waitingFields(task, now),
        $push: { discoveries: { $each: [task.discoveryId], $slice: -MAX_DISCOVERIES } },
      },
    },
  }));
  await models.pages.bulkWrite(operations, { ordered: true });
}

/** When another writer was faster, its upsert fails alone; the others are stored. */
async function unordered(
  write: () => Promise<{ upsertedIds: Record<number, unknown> }>,
): Promise<{ upsertedIds: Record<number, unknown> }> {
  try {
    return await write();
  } catch (error) {
    if (error instanceof mongo.MongoBulkWriteError && isDuplicateKey(error)) return error.result;
    throw error;
  }
}
