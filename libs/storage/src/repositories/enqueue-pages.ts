import { mongo } from 'mongoose';
import type { Models, PageModel } from '../models/models.js';
import { isDuplicateKey } from '../storage.errors.js';
import type { ChangeTurn, NewPageTask, OutranksRule, PageRules } from './frontier.types.js';

const MAX_DISCOVERIES = 20;

/**
 * `damped`: in line for later, because it changes too often; `taken_over`: the page was another feed's, which goes behind this one;
 * `known`: another entry of its feed led to the same article;
 * `elsewhere`: one of another feed; `repeated`: the same discovery again.
 */
export type EnqueueAnswer = 'enqueued' | 'damped' | 'taken_over' | 'known' | 'elsewhere' | 'repeated';

export interface Enqueued {
  answers: Map<string, EnqueueAnswer>;
  /**
   * Hosts to wake. A repeated page that still waits wakes its host too, because the first wake-up may have
   * been cut off.
   */
  wake: Map<string, Date>;
  /** Tasks whose article was in line under another address, by discovery. */
  merged: Map<string, MergedPage>;
}

/** The address and the feed by which an article was in line. */
export type MergedPage = Pick<PageModel, 'url' | 'feedId'>;

type Pages = Pick<Models, 'pages'>;
type Present = Pick<
  PageModel,
  | '_id'
  | 'url'
  | 'discoveries'
  | 'state'
  | 'nextAttemptAt'
  | 'feedId'
  | 'authority'
  | 'changesFreeAt'
  | 'dampedUntil'
>;

/** Enqueues any number of pages in at most three round trips. */
export async function enqueuePages(
  models: Pages,
  tasks: readonly NewPageTask[],
  { now, outranks, ofChange }: { now: Date } & PageRules,
): Promise<Enqueued> {
  const answers = new Map<string, EnqueueAnswer>();
  const wake = new Map<string, Date>();
  const answer = (task: NewPageTask, word: EnqueueAnswer, dueAt: Date | null) => {
    const other = wake.get(task.hostKey);
    if (dueAt && (!other || dueAt < other)) wake.set(task.hostKey, dueAt);
    answers.set(task.discoveryId, word);
  };
  const inserted = await insertNew(models, tasks, { now, outranks });
  for (const task of inserted) answer(task, 'enqueued', now);
  const rest = tasks.filter((task) => !inserted.has(task));
  const present = await findPresent(models, rest);
  const changes: Change[] = [];
  const takeovers: Takeover[] = [];
  const merged = new Map<string, MergedPage>();
  for (const task of rest) {
    const page = present.get(task.articleId);
    if (page && page.url !== task.url) merged.set(task.discoveryId, { url: page.url, feedId: page.feedId });
    const by = task.authority ?? null;
    const before = page?.authority ?? null;
    if (page?.discoveries.includes(task.discoveryId))
      answer(task, 'repeated', page.state === 'waiting' ? page.nextAttemptAt : null);
    else if (page && outranks(by, before)) takeovers.push({ task, before });
    else if (task.change === 'changed' && !outranks(before, by))
      changes.push({ task, turn: page ? takeTurn(page, now, ofChange) : null });
    else answer(task, page && page.feedId !== task.feedId ? 'elsewhere' : 'known', null);
  }
  await takeOver(models, takeovers, now);
  for (const { task } of takeovers) answer(task, 'taken_over', now);
  await rearm(models, changes, now);
  for (const { task, turn } of changes) answer(task, turn?.isDamped ? 'damped' : 'enqueued', turn?.at ?? now);
  return { answers, wake, merged };
}

function waitingFields(task: NewPageTask, now: Date) {
  const fields: Partial<NewPageTask> = { ...task };
  delete fields.articleId;
  delete fields.change;
  return { ...fields, state: 'waiting' as const, attempts: 0, nextAttemptAt: now, lastError: null };
}

/** One insert an article; of several discoveries of it in one batch the first with the most authority counts. Gives the tasks that were inserted. */
async function insertNew(
  models: Pages,
  tasks: readonly NewPageTask[],
  { now, outranks }: { now: Date; outranks: OutranksRule },
): Promise<Set<NewPageTask>> {
  const byArticle = new Map<string, NewPageTask>();
  for (const task of tasks) {
    const other = byArticle.get(task.articleId);
    if (!other || outranks(task.authority ?? null, other.authority ?? null))
      byArticle.set(task.articleId, task);
  }
  const firsts = [...byArticle.values()];
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
  const fields = {
    url: 1,
    discoveries: 1,
    state: 1,
    nextAttemptAt: 1,
    feedId: 1,
    authority: 1,
    changesFreeAt: 1,
    dampedUntil: 1,
  };
  const found = await models.pages.find({ _id: { $in: ids } }, fields).lean<Present[]>();
  return new Map(found.map((page) => [page._id, page]));
}

/** A task that takes a page from one of less authority, as it was read. */
interface Takeover {
  task: NewPageTask;
  before: string | null;
}

/** The page is asked for again and filed under the new feed; where another one was faster with that, it stays with it. */
async function takeOver(models: Pages, takeovers: readonly Takeover[], now: Date): Promise<void> {
  if (takeovers.length === 0) return;
  const operations = takeovers.map(({ task, before }) => ({
    updateOne: {
      filter: { _id: task.articleId, authority: before, discoveries: { $ne: task.discoveryId } },
      update: { ...armed(task, now), $set: { ...waitingFields(task, now), takenOver: true } },
    },
  }));
  await models.pages.bulkWrite(operations, { ordered: true });
}

/** A change of a page, with its turn; null if the page has no row. */
interface Change {
  task: NewPageTask;
  turn: ChangeTurn | null;
}

/**
 * The turn of a page's next change. A page that is due already is read with its last state and takes no further turn; one that waits
 * because it changes too often keeps its time, so that a storm never puts it off. What was read of the row is kept up to date for the next
 * change of the page in the batch.
 */
function takeTurn(page: Present, now: Date, ofChange: PageRules['ofChange']): ChangeTurn {
  const { state, nextAttemptAt, dampedUntil = null, changesFreeAt = null } = page;
  const isWaiting = state === 'waiting';
  if (isWaiting && dampedUntil !== null && dampedUntil > now)
    return { at: dampedUntil, changesFreeAt: changesFreeAt ?? now, isDamped: true };
  if (isWaiting && nextAttemptAt <= now)
    return { at: now, changesFreeAt: changesFreeAt ?? now, isDamped: false };
  const turn = ofChange(changesFreeAt, now);
  page.state = 'waiting';
  page.nextAttemptAt = turn.at;
  page.changesFreeAt = turn.changesFreeAt;
  page.dampedUntil = turn.isDamped ? turn.at : null;
  return turn;
}

/** A change puts the page in line again, in the order of the changes; one that it was armed for before does nothing. */
async function rearm(models: Pages, changes: readonly Change[], now: Date): Promise<void> {
  if (changes.length === 0) return;
  const operations = changes.map(({ task, turn }) => {
    const { $set, $push } = armed(task, turn?.at ?? now);
    const dampedUntil = turn?.isDamped ? turn.at : null;
    const kept = turn ? { changesFreeAt: turn.changesFreeAt, dampedUntil } : {};
    return {
      updateOne: {
        filter: { _id: task.articleId, discoveries: { $ne: task.discoveryId } },
        update: { $set: { ...$set, ...kept }, $push },
      },
    };
  });
  await models.pages.bulkWrite(operations, { ordered: true });
}

const armed = (task: NewPageTask, now: Date) => ({
  $set: waitingFields(task, now),
  $push: { discoveries: { $each: [task.discoveryId], $slice: -MAX_DISCOVERIES } },
});

/** If another writer was faster with an upsert, only that one fails. The others stay written. */
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
