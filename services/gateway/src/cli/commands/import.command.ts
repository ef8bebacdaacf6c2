import { InvalidArticleUrl } from '@dateline/article';
import { retryWhileNotReady, ensureTopics } from '@dateline/messaging';
import type { Database, Trace } from '@dateline/storage';
import { readFile } from 'node:fs/promises';
import { collectFiles, type FoundFile } from '../../import/collect-files.js';
import { waitForEnds } from '../../ledger/wait-for-ends.js';
import { importPage, type ImportedPage, type ImportOptions } from '../../import/import-page.js';
import {
  EXIT,
  JSON_OPTION,
  textOption,
  UsageError,
  type CliContext,
  type Command,
  type OptionValues,
} from '../command.js';
import { recordChange } from '../cli-caller.js';
import { tableOf } from '../text-table.js';
import { stateText } from './trace.command.js';

const DAY_MS = 86_400_000;
/** The number of files that are read and published together in one Kafka transaction. */
const AT_ONCE = 16;

export const importCommand: Command = {
  operands: '<file or directory…>',
  details:
    'Of a directory the .html, .htm, .xhtml, .txt and .text files under it are taken. A page is known by --url, else by the ' +
    'canonical link of its HTML, else by https://import.invalid/<sha256 of its bytes>. ' +
    'Exit code 1: a file was refused, or with --wait did not end as indexed or duplicate.',
  options: {
    url: {
      type: 'string',
      value: 'address',
      about: 'address of the page; of several files, the base that their relative paths are put under',
    },
    'feed-id': { type: 'string', value: 'id', about: 'feed that the pages are counted under' },
    published: { type: 'string', value: 'date', about: 'date of publication, where a page does not say it' },
    wait: { type: 'boolean', about: 'wait until each has come to its end, and print it' },
    timeout: { type: 'string', value: 'seconds', about: 'longest wait of --wait (120)' },
    ...JSON_OPTION,
  },
  async run(context, operands, options) {
    if (operands.length === 0) throw new UsageError('import: of which files?');
    const given = readOptions(options);
    const files = await collectFiles(operands);
    if (files.length === 0) throw new UsageError('import: no HTML or text files there');
    const database = await context.database();
    await database.migrate();
    const replicationFactor = context.settings.KAFKA_REPLICATION_FACTOR;
    await retryWhileNotReady(() => ensureTopics(context.kafka(), context.names, { replicationFactor }));
    const change = { action: 'pages.import' as const, target: operands.join(' ') };
    const results = await recordChange(context, change, () => importAll(files, { context, database, given }));
    const imported = results.flatMap((result) => result.page ?? []);
    context.tell(
      `${imported.filter((page) => page.outcome === 'emitted').length} of ${files.length} files imported`,
    );
    const wait = { stage: 'import', timeoutMs: given.timeoutMs } as const;
    const traces = given.wait ? await waitForEnds(database.ledger, imported, wait) : null;
    return print(context, { results, traces, asJson: options['json'] === true });
  },
};

interface Given {
  url: string | null;
  feedId: string | null;
  publishedAt: Date | null;
  wait: boolean;
  timeoutMs: number;
}

interface FileResult {
  file: string;
  page: ImportedPage | null;
  problem: string | null;
}

interface Work {
  context: CliContext;
  database: Database;
  given: Given;
}

async function importAll(files: readonly FoundFile[], work: Work): Promise<FileResult[]> {
  const results: FileResult[] = [];
  for (let i = 0; i < files.length; i += AT_ONCE) {
    const several = files.length > 1;
    const share = files.slice(i, i + AT_ONCE).map((file) => importOne(file, several, work));
    results.push(...(await Promise.all(share)));
  }
  return results;
}

async function importOne(
  file: FoundFile,
  several: boolean,
  { context, database, given }: Work,
): Promise<FileResult> {
  const now = new Date();
  const options: ImportOptions = {
    url: given.url !== null && several ? under(given.url, file.relative) : given.url,
    feedId: given.feedId,
    publishedAt: given.publishedAt,
    keepRawUntil: new Date(now.getTime() + context.settings.RAW_PAGE_RETENTION_DAYS * DAY_MS),
    now,
  };
  try {
    const bytes = await readFile(file.path);
    const stores = { publisher: context.publisher(), rawPages: database.rawPages };
    const page = await importPage({ path: file.path, bytes }, options, stores);
    return { file: file.path, page, problem: page.outcome === 'rejected' ? 'too large' : null };
  } catch (error) {
    if (!(error instanceof InvalidArticleUrl)) throw error;
    return { file: file.path, page: null, problem: error.message };
  }
}

/** A base and a relative path as one address. */
function under(base: string, relative: string): string {
  return `${base.replace(/\/+$/, '')}/${relative.split('/').map(encodeURIComponent).join('/')}`;
}

function print(
  context: CliContext,
  { results, traces, asJson }: { results: FileResult[]; traces: Map<string, Trace> | null; asJson: boolean },
) {
  const rows = results.map(({ file, page, problem }) => {
    const trace = (page && traces?.get(page.articleId)) ?? null;
    const outcome = problem ?? (trace ? stateText(trace) : traces ? 'not in the ledger yet' : 'on its way');
    return {
      file,
      articleId: page?.articleId ?? null,
      url: page?.url ?? null,
      state: trace?.state ?? null,
      outcome,
    };
  });
  context.print(
    asJson
      ? JSON.stringify(rows, null, 2)
      : tableOf(
          ['file', 'article', 'outcome'],
          rows.map((row) => [row.file, row.articleId, row.outcome]),
        ),
  );
  const good = results.every(({ problem }) => problem === null);
  const ended = !traces || rows.every(({ state }) => state === 'indexed' || state === 'duplicate');
  return good && ended ? EXIT.ok : EXIT.no;
}

function readOptions(options: OptionValues): Given {
  const published = textOption(options, 'published');
  const publishedAt = published === undefined ? null : new Date(published);
  if (publishedAt && Number.isNaN(publishedAt.getTime()))
    throw new UsageError('--published must be a date, for example 2026-03-03 or 2026-03-03T09:00:00Z');
  const timeout = Number(textOption(options, 'timeout') ?? 120);
  if (!(timeout > 0)) throw new UsageError('--timeout must be a number of seconds');
  return {
    url: textOption(options, 'url') ?? null,
    feedId: textOption(options, 'feed-id') ?? null,
    publishedAt,
    wait: options['wait'] === true,
    timeoutMs: timeout * 1000,
  };
}
