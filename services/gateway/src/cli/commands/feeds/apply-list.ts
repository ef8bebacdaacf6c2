import type { ChangeFeed } from '../../../feeds/feeds.schema.js';
import { EXIT, printAnswer, Refused, UsageError, type DailyContext, type ExitCode } from '../../command.js';
import type { PlanStep } from '../../feed-plan/feed-plan.types.js';
import { planChanges } from '../../feed-plan/plan-changes.js';
import { readFeedList } from '../../feed-plan/read-feed-list.js';
import type { FeedsCall } from './feeds-call.js';

/** Prints how the feeds differ from those of a file, and changes nothing. Exit code 1 where they do. */
export async function planFeeds(call: FeedsCall): Promise<ExitCode> {
  const steps = await drift(call);
  printAnswer(call.context, steps, { options: call.options, text: planText(steps) });
  return steps.length === 0 ? EXIT.ok : EXIT.no;
}

/** Brings the feeds to what a file says; removes those that it does not have only with --prune. */
export async function applyFeeds(call: FeedsCall): Promise<ExitCode> {
  const { context, options } = call;
  const steps = (await drift(call)).filter(({ step }) => step !== 'remove' || options['prune'] === true);
  const done: PlanStep[] = [];
  for (const step of steps) {
    try {
      await carryOut(context, step);
      done.push(step);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      context.tell(`feeds apply: ${step.url}: ${error.message}`);
    }
  }
  printAnswer(context, done, { options, text: planText(done) });
  return done.length === steps.length ? EXIT.ok : EXIT.no;
}

async function drift({ context, operands }: FeedsCall): Promise<PlanStep[]> {
  const [file, ...more] = operands;
  if (file === undefined || more.length > 0) throw new UsageError('feeds: give one file, YAML, JSON or OPML');
  return planChanges(await readFeedList(file), await context.backend.feeds.list({}));
}

async function carryOut({ backend: { feeds } }: DailyContext, step: PlanStep): Promise<void> {
  if (step.step === 'remove') return feeds.remove(step.feedId);
  if (step.step === 'add') {
    const { paused, ...given } = step.feed;
    const { feed } = await feeds.add(given);
    return paused ? feeds.pause(feed.feedId, paused) : undefined;
  }
  const { paused, ...rules } = Object.fromEntries(step.changes.map(({ field, to }) => [field, to]));
  if (Object.keys(rules).length > 0) {
    const feed = await feeds.find(step.feedId);
    if (!feed) throw new Refused('it is gone meanwhile');
    await feeds.change(feed, { rules: rules as Partial<ChangeFeed>, add: [], remove: [] });
  }
  if (typeof paused === 'string') await feeds.pause(step.feedId, paused);
  if (paused === null) await feeds.resume(step.feedId);
}

const MARKS = { add: '+', change: '~', remove: '-' } as const;

function planText(steps: readonly PlanStep[]): string {
  if (steps.length === 0) return 'nothing differs';
  const counts = Map.groupBy(steps, ({ step }) => step);
  const lines = steps.flatMap((step) => [
    `${MARKS[step.step]} ${step.url}`,
    ...(step.step === 'change'
      ? step.changes.map(
          ({ field, from, to }) => `    ${field}: ${JSON.stringify(from)} -> ${JSON.stringify(to)}`,
        )
      : []),
  ]);
  const sum = [...counts].map(([step, some]) => `${some.length} to ${step}`).join(', ');
  return [...lines, '', sum].join('\n');
}
