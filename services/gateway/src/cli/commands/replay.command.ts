import type { PageType } from '@dateline/contracts';
import { PARSER_VERSION } from '@dateline/extraction';
import { ensureTopics } from '@dateline/messaging';
import type { Database } from '@dateline/storage';
import { retryWhileNotReady } from '@dateline/messaging';
import { waitForEnds, type SentWork } from '../../ledger/wait-for-ends.js';
import { showChange } from '../../replay/compare-parse.js';
import { findPages, type PageQuery } from '../../replay/find-pages.js';
import { openReplayPool, parseAgain, type PageReplay } from '../../replay/parse-again.js';
import { publishReplay } from '../../replay/publish-replay.js';
import {
  EXIT,
  JSON_OPTION,
  textOption,
  UsageError,
  type CliContext,
  type Command,
  type ExitCode,
  type OptionValues,
} from '../command.js';
import { recordChange } from '../cli-caller.js';
import { shorten, tableOf } from '../text-table.js';

export const replayCommand: Command = {
  operands: '',
  details:
    'Without --apply nothing is written. An article is parsed from the page that made its record; one that the parser rejected, ' +
    'from the last page that came. With --apply each difference goes down the pipeline as an event of its own: the article gets ' +
    'one more version, whose `pipeline` names the versions that made it. An article that has moved on since, or was retracted, is ' +
    'left alone. Applying again changes nothing. Exit code 1: with --wait, not all came to their end in time.',
  options: {
    stage: { type: 'string', value: 'stage', about: 'what is to run again: parser' },
    feed: { type: 'string', value: 'id', about: 'only pages of this feed' },
    article: { type: 'string', value: 'ids', about: 'only pages of these articles, with commas between' },
    from: { type: 'string', value: 'date', about: 'only pages fetched then or later' },
    to: { type: 'string', value: 'date', about: 'only pages fetched before' },
    'dry-run': { type: 'boolean', about: 'show what would change (the default)' },
    apply: { type: 'boolean', about: 'write the changes as revisions' },
    wait: { type: 'boolean', about: 'with --apply, wait until all are written' },
    timeout: { type: 'string', value: 'seconds', about: 'longest wait of --wait (120)' },
    ...JSON_OPTION,
  },
  async run(context, operands, options) {
    if (operands.length > 0) throw new UsageError('replay takes options only');
    const given = readOptions(options);
    const database = await context.database();
    await database.migrate();
    if (given.apply) await prepareTopics(context);
    const replay = () => replayAll(context, database, given);
    const run = given.apply
      ? await recordChange(context, { action: 'pages.replay', target: given.query.feedId }, replay)
      : await replay();
    const count = (kind: PageReplay['kind']) => run.counts.get(kind) ?? 0;
    const end = given.apply ? `, ${run.sent.length} sent` : '';
    context.tell(
      `parser ${PARSER_VERSION}: ${count('changed')} changed, ${count('new')} new, ${count('unchanged')} unchanged, ` +
        `${count('refused')} refused, ${count('no_page')} without a page${end}`,
    );
    print(context, run.shown, options['json'] === true);
    return given.wait ? waitForAll(context, database, run.sent, given.timeoutMs) : EXIT.ok;
  },
};

interface Given {
  query: PageQuery;
  apply: boolean;
  wait: boolean;
  timeoutMs: number;
}

interface ReplayRun {
  counts: Map<PageReplay['kind'], number>;
  shown: PageReplay[];
  sent: SentWork[];
}

async function prepareTopics(context: CliContext): Promise<void> {
  const replicationFactor = context.settings.KAFKA_REPLICATION_FACTOR;
  await retryWhileNotReady(() => ensureTopics(context.kafka(), context.names, { replicationFactor }));
}

async function replayAll(context: CliContext, database: Database, given: Given): Promise<ReplayRun> {
  const pageTypes = context.settings.ARTICLE_PAGE_TYPES as PageType[];
  const pool = openReplayPool((line) => {
    context.tell(line);
  });
  const run: ReplayRun = { counts: new Map(), shown: [], sent: [] };
  try {
    for await (const pages of findPages(database, given.query)) {
      const ruled = await database.feeds.pageTypeRules([
        ...new Set(pages.flatMap(({ origin }) => origin.feedId ?? [])),
      ]);
      const replays = await Promise.all(
        pages.map((page) => {
          const allowed = ruled.get(page.origin.feedId ?? '') ?? pageTypes;
          return parseAgain(page, database.rawPages, { pool, pageTypes: allowed });
        }),
      );
      for (const { kind } of replays) run.counts.set(kind, (run.counts.get(kind) ?? 0) + 1);
      run.shown.push(...replays.filter(({ kind }) => kind !== 'unchanged').map(withoutText));
      if (given.apply) run.sent.push(...(await sendAll(replays, context)));
    }
  } finally {
    await pool.close();
  }
  return run;
}

/** The pages of one batch share a Kafka transaction. */
async function sendAll(replays: readonly PageReplay[], context: CliContext): Promise<SentWork[]> {
  const at = new Date();
  const work = replays.map(async (replay): Promise<SentWork[]> => {
    if (replay.kind !== 'changed' && replay.kind !== 'new') return [];
    const eventId = await publishReplay(replay, at, context.publisher());
    return [{ articleId: replay.articleId, eventId }];
  });
  return (await Promise.all(work)).flat();
}

/** The part that the answer needs: a long run must not hold every text twice. */
function withoutText(replay: PageReplay): PageReplay {
  return 'article' in replay
    ? { ...replay, article: { ...replay.article, articleBody: null, articleBodyHtml: null } }
    : replay;
}

function print(context: CliContext, replays: readonly PageReplay[], asJson: boolean): void {
  if (asJson) {
    context.print(JSON.stringify(replays.map(toJson), null, 2));
    return;
  }
  if (replays.length > 0)
    context.print(tableOf(['article', 'what', 'field', 'before', 'after'], replays.flatMap(rowsOf)));
}

function toJson(replay: PageReplay) {
  const { articleId, sha256, origin, record, kind } = replay;
  const about = { articleId, url: origin.url, feedId: origin.feedId, rawRef: sha256, what: kind };
  const versions = { recordVersion: record?.version ?? null, madeBy: record?.pipeline.extractor ?? null };
  return 'changes' in replay
    ? { ...about, ...versions, changes: replay.changes, reason: null }
    : { ...about, ...versions, changes: [], reason: replay.reason };
}

const CELL = 48;

function rowsOf(replay: PageReplay): string[][] {
  const name = shorten(replay.record?.headline ?? replay.origin.url, CELL);
  if ('reason' in replay) return [[name, replay.kind, '', '', shorten(replay.reason, CELL)]];
  return replay.changes.map((change, i) => [
    i === 0 ? name : '',
    i === 0 ? replay.kind : '',
    change.field,
    ...showChange(change, CELL),
  ]);
}

async function waitForAll(
  { tell }: CliContext,
  { ledger }: Database,
  sent: readonly SentWork[],
  timeoutMs: number,
): Promise<ExitCode> {
  const traces = await waitForEnds(ledger, sent, { stage: 'replay', timeoutMs });
  const indexed = sent.filter(({ articleId }) => traces.get(articleId)?.state === 'indexed');
  const open = sent.filter(({ articleId }) => {
    const trace = traces.get(articleId);
    return !trace || trace.state === 'in_flight' || trace.refreshing;
  });
  tell(
    `${indexed.length} of ${sent.length} are indexed${open.length > 0 ? `, ${open.length} on their way` : ''}`,
  );
  return open.length === 0 ? EXIT.ok : EXIT.no;
}

function readOptions(options: OptionValues): Given {
  if (textOption(options, 'stage') !== 'parser') throw new UsageError('--stage must be parser');
  if (options['apply'] === true && options['dry-run'] === true)
    throw new UsageError('either --dry-run or --apply');
  if (options['wait'] === true && options['apply'] !== true) throw new UsageError('--wait goes with --apply');
  const timeout = Number(textOption(options, 'timeout') ?? 120);
  if (!(timeout > 0)) throw new UsageError('--timeout must be a number of seconds');
  return {
    query: {
      articleIds: textOption(options, 'article')?.split(',').filter(Boolean) ?? null,
      feedId: textOption(options, 'feed') ?? null,
      from: dateOption(options, 'from'),
      to: dateOption(options, 'to'),
    },
    apply: options['apply'] === true,
    wait: options['wait'] === true,
    timeoutMs: timeout * 1000,
  };
}

function dateOption(options: OptionValues, name: string): Date | null {
  const given = textOption(options, name);
  if (given === undefined) return null;
  const date = new Date(given);
  if (Number.isNaN(date.getTime()))
    throw new UsageError(`--${name} must be a date, for example 2026-03-03 or 2026-03-03T09:00:00Z`);
  return date;
}
