import type { ServiceContext } from '@dateline/service';
import { DaySpread } from '@dateline/similarity';
import { Module, type DynamicModule } from '@nestjs/common';
import { ArticleParsedConsumer } from './article-parsed.consumer.js';
import { ArticleWithdrawnConsumer } from './article-withdrawn.consumer.js';
import { boilerplateGauges } from './boilerplate/boilerplate.metrics.js';
import { BoilerplateTracker } from './boilerplate/boilerplate-tracker.js';
import { ChangeClusters } from './clusters/change-clusters.js';
import { ClusterChangeConsumer } from './clusters/cluster-change.consumer.js';
import { CrowdedKeys } from './decide/crowded-keys.js';
import { DeduplicateArticles, type DeduplicateOptions } from './deduplicate-articles.js';
import type { DeduplicatorSettings } from './deduplicator.config.js';
import { decisionObserver } from './deduplicator.metrics.js';
import { SourcePolicy } from './decide/source-policy.js';
import { WithdrawArticle } from './withdraw-article.js';

const DAY_MS = 86_400_000;
/**
 * Sketches are kept longer than the time in which they are looked up, for messages that are processed late.
 */
const SKETCH_GRACE_MS = DAY_MS;

@Module({})
export class DeduplicatorModule {
  static register(context: ServiceContext<DeduplicatorSettings>): DynamicModule {
    const { database, settings, registry } = context;
    const windowMs = settings.NEAR_DUPLICATE_WINDOW_HOURS * 3_600_000;
    const republishedMs = Math.max(windowMs, settings.REPUBLISHED_WINDOW_DAYS * DAY_MS);
    const policy = new SourcePolicy(settings.NEAR_DUPLICATES_DROPPED_FROM, database.feeds);
    const options: DeduplicateOptions = {
      store: database.dedupAs(),
      hot: new DaySpread(),
      crowded: new CrowdedKeys(),
      windowMs,
      republishedMs,
      sketchMs: republishedMs + SKETCH_GRACE_MS,
      removeRaw: (rawRefs) => database.rawPages.remove(rawRefs),
      decisionMs: settings.DECISION_RETENTION_DAYS * 86_400_000,
      dropsNear: (arrival) => policy.drops(arrival),
      learnPolicy: (arrivals, now) => policy.learn(arrivals, now),
      observe: decisionObserver(registry),
    };
    followBoilerplate(context, options);
    return {
      module: DeduplicatorModule,
      controllers: [ArticleParsedConsumer, ArticleWithdrawnConsumer, ClusterChangeConsumer],
      providers: [
        { provide: DeduplicateArticles, useValue: new DeduplicateArticles(options) },
        { provide: WithdrawArticle, useValue: new WithdrawArticle(database.dedup) },
        { provide: ChangeClusters, useValue: new ChangeClusters(database.clusters, database.dedup) },
      ],
    };
  }
}

/** Consumers start after `onStart`, so nothing is decided before the boilerplate counter is restored. */
function followBoilerplate(
  { database, registry, onStart, onStop, addReadiness }: ServiceContext<DeduplicatorSettings>,
  { hot, sketchMs }: Pick<DeduplicateOptions, 'hot' | 'sketchMs'>,
): void {
  const now = () => new Date();
  const stores = { store: database.dedup, snapshots: database.boilerplate };
  const follower = new BoilerplateTracker({ ...stores, hot, keptMs: sketchMs, now });
  boilerplateGauges(registry, { follower, now });
  addReadiness({ name: 'boilerplate', check: () => Promise.resolve(follower.state) });
  onStart(async () => {
    await follower.restore();
    follower.start();
  });
  onStop(() => follower.stop());
}
