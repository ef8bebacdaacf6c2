import { DEAD_LETTER_SERVICES, type ArticleRecord } from '@dateline/contracts';
import { DeadLetterBox, replayDeadLetters, StageProgress, type DeadLetter } from '@dateline/messaging';
import { ChangeQuerySchema, type ChangeQuery } from '../../access/changes.schema.js';
import { ArticleQuerySchema } from '../../articles/articles.schema.js';
import { compareVersions } from '../../articles/compare-versions.js';
import { explainArticle } from '../../articles/explain-article.js';
import { searchArticles } from '../../articles/search-articles.js';
import { Audit, AuditUndetermined } from '../../audit/audit.js';
import { findTrace } from '../../ledger/find-trace.js';
import { presentTrace } from '../../ledger/present-trace.js';
import { isLetterOf, letterFacts } from '../../quarantine/letter-groups.js';
import { Quarantine, type LetterChoice } from '../../quarantine/quarantine.js';
import { GATEWAY_VERSION } from '../../version.js';
import { articleIdIn } from '../article-operand.js';
import { recordChange } from '../cli-caller.js';
import type { CliContext } from '../command.js';
import {
  AuditOpen,
  type ArticlesBackend,
  type ArticleSearch,
  type Backend,
  type LetterChoiceFilter,
  type LettersBackend,
} from './backend.types.js';
import { checked } from './checked.js';
import { StoreFeeds } from './store-feeds.js';

const MOST_SKIPPED = 10;

/** Daily work on the stores themselves, where there is no gateway, or it is away. */
export class StoreBackend implements Backend {
  readonly feeds: StoreFeeds;
  readonly letters: StoreLetters;
  readonly articles: ArticlesBackend;

  constructor(private readonly context: CliContext & { close(): Promise<void> }) {
    this.feeds = new StoreFeeds(context);
    this.letters = new StoreLetters(context);
    this.articles = {
      search: async (query: ArticleSearch) =>
        searchArticles(await context.database(), checked(ArticleQuerySchema, { limit: 20, ...query })),
      diff: async (record: ArticleRecord, older: number, newer: number) => {
        const { articles } = await context.database();
        const [before, after] = await Promise.all(
          [older, newer].map((version) =>
            version === record.version ? record : articles.supersededVersion(record.articleId, version),
          ),
        );
        return before && after ? compareVersions(before, after) : null;
      },
      get: async (reference: string) => {
        const database = await context.database();
        const articleId = await articleIdIn(database, reference);
        const stored = (await database.articles.loadMany([articleId])).get(articleId);
        return stored && !stored.erased ? stored.record : null;
      },
    };
  }

  async audit() {
    const database = await this.context.database();
    const progress = new StageProgress(this.context.kafka(), this.context.names);
    try {
      return await new Audit(database, progress, this.context.settings.AUDIT_WAIT_MS).run();
    } catch (error) {
      if (error instanceof AuditUndetermined) throw new AuditOpen(error.message, { cause: error });
      throw error;
    }
  }

  async trace(reference: string) {
    const trace = await findTrace(await this.context.database(), reference);
    return trace && presentTrace(trace);
  }

  async skipped(name: string) {
    return (await this.context.database()).skippedEntries.find(name, MOST_SKIPPED);
  }

  async why(reference: string) {
    const database = await this.context.database();
    return explainArticle(database, await articleIdIn(database, reference));
  }

  async changes(given: ChangeQuery) {
    return (await this.context.database()).operatorChanges.list(checked(ChangeQuerySchema, given));
  }

  close(): Promise<void> {
    return this.context.close();
  }
}

class StoreLetters implements LettersBackend {
  constructor(private readonly context: CliContext) {}

  private get quarantine(): Quarantine {
    return new Quarantine(this.context.kafka(), this.context.names, () => new Date());
  }

  list({ service, ...filter }: LetterChoiceFilter) {
    return this.quarantine.letters({ service, ...filter });
  }

  groups(service?: string) {
    return this.quarantine.groups(service);
  }

  group(id: string) {
    return this.quarantine.group(id);
  }

  async settle(action: 'release' | 'discard', id: string, reason: string | null) {
    const choice: LetterChoice = id.length === 16 ? { group: id } : { letter: id };
    const change = { action: `dead_letters.${action}` as const, target: id, reason };
    let stuck = 0;
    const end = await recordChange(this.context, change, async () => {
      const settled = await this.quarantine[action](choice);
      ({ stuck } = settled);
      // Null: the audit log says that nothing was done.
      return settled.settled.length > 0 ? settled.settled : null;
    });
    if (end === null && stuck === 0) return null;
    return { settled: end?.length ?? 0, stuck, letters: end ?? [] };
  }

  async replay({ service, ...filter }: LetterChoiceFilter) {
    const services = service === undefined ? DEAD_LETTER_SERVICES : [service];
    const wanted = (letter: DeadLetter) => isLetterOf(letter, filter);
    const change = { action: 'dead_letters.replay' as const, target: services.join(' ') };
    const { replayed, kept } = await recordChange(this.context, change, () => {
      const [kafka, names] = [this.context.kafka(), this.context.names];
      const who = { service: 'gateway', version: GATEWAY_VERSION };
      const box = new DeadLetterBox(kafka, names);
      return replayDeadLetters({ kafka, names, box, services, wanted, now: () => new Date(), who });
    });
    return { replayed: replayed.length, kept, letters: replayed.map(letterFacts) };
  }
}
