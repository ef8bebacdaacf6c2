import { SERVICES } from '@dateline/contracts';
import {
  eventually,
  ScriptedServer,
  startOwnInfrastructure,
  stopServices,
  type OwnInfrastructure,
} from '@dateline/testing';
import { Kafka, logLevel } from 'kafkajs';
import { DASHBOARDS } from '../deploy/monitoring/grafana/dashboards.ts';
import { alertsOf, rulesText } from './alert-rules.js';
import { openDatabase } from './days.js';
import { feedOf, pageOf, Pipeline } from './pipeline.js';
import { Prometheus, quicken } from './prometheus.js';
import { SpanCollector } from './span-collector.js';

/** Between two looks, since a look also makes the next load: rates need counters that move. */
const PACE_MS = 1_000;

let own: OwnInfrastructure;
let outlet: ScriptedServer;
let collector: SpanCollector;
let pipeline: Pipeline;
let prometheus: Prometheus;
let next = 0;

beforeAll(async () => {
  own = await startOwnInfrastructure();
  outlet = await ScriptedServer.start();
  collector = await SpanCollector.start();
  pipeline = Pipeline.prepare(own);
  Object.assign(pipeline.env, {
    AUDIT_PAUSE_SECONDS: '1',
    AUDIT_WAIT_MS: '1000',
    FEED_MAX_ENTRIES: '10',
    INTAKE_MAX_LAG: '900',
    KAFKA_STALL_SECONDS: '10',
    OTLP_TRACES_URL: collector.url,
  });
  await pipeline.start();
  const targets = SERVICES.map((service) => ({ service, port: pipeline.of(service).metricsPort }));
  prometheus = await Prometheus.start(targets, quicken(await rulesText()));
}, 300_000);

afterAll(async () => {
  await prometheus.stop();
  await stopServices();
  await collector.stop();
  await outlet.stop();
  await own.stop();
});

interface Batch {
  good?: number;
  missing?: number;
  empty?: number;
}

/** Adds a feed with so many new articles, pages that are missing, pages without a text, and one entry without an address. */
async function publish({ good = 0, missing = 0, empty = 0 }: Batch): Promise<void> {
  const numbers = Array.from({ length: good + missing + empty }, () => next++);
  numbers.forEach((n, i) => {
    const headers = { 'content-type': 'text/html' };
    if (i < missing) outlet.route(`/${n}`, { status: 404, body: 'none' });
    else outlet.route(`/${n}`, { headers, body: i < missing + empty ? '<html></html>' : pageOf(n) });
  });
  const feed = feedOf(numbers.map((n) => outlet.url(`/${n}`)));
  await addFeed(feed.replace('<item>', `<item><title>Nowhere ${next}</title></item><item>`));
}

async function addFeed(body: string): Promise<void> {
  const path = `/${next++}.xml`;
  outlet.route(path, { headers: { 'content-type': 'application/rss+xml' }, body });
  await pipeline.addFeed(outlet.url(path));
}

/** Rates need counters that move, so the cause goes on until the alerts have seen it. */
const fires = (names: string[], cause: () => Promise<void>) =>
  eventually(
    async () => {
      await cause();
      const firing = await prometheus.firing();
      return names.every((name) => firing.has(name));
    },
    { timeoutMs: 150_000, pollMs: PACE_MS, what: `${names.join(', ')} to fire` },
  );

const isQuiet = (name: string) =>
  eventually(async () => !(await prometheus.firing()).has(name), {
    timeoutMs: 120_000,
    what: `${name} to be quiet again`,
  });

async function writeGarbage(count: number): Promise<void> {
  const producer = new Kafka({ brokers: own.kafkaBrokers, logLevel: logLevel.NOTHING }).producer();
  await producer.connect();
  await producer.send({
    topic: `${pipeline.prefix}news.article.parsed.v1`,
    messages: Array.from({ length: count }, () => ({ key: 'garbage', value: 'no event' })),
  });
  await producer.disconnect();
}

it('every panel of every dashboard shows data while articles come in', async () => {
  const panels = DASHBOARDS.flatMap(({ uid, rows }) =>
    rows.flatMap((row) => row.panels.filter((panel) => !panel.quiet).map((panel) => ({ uid, panel }))),
  );
  const queries = panels.flatMap(({ uid, panel }) =>
    panel.queries.map(({ expr }) => ({
      name: `${uid}: ${panel.title}: ${expr}`,
      expr: expr.replaceAll('$__rate_interval', '30s').replaceAll(/\$(service|stage|host)\b/g, '.*'),
    })),
  );
  let empty: string[] = [];
  const looked = async () => {
    await publish({ good: 3, missing: 1, empty: 1 });
    const answers = await Promise.all(
      queries.map(async ({ name, expr }) => ({ name, series: await prometheus.query(expr) })),
    );
    empty = answers
      .filter(({ series }) => !series.some(({ value }) => Number.isFinite(value)))
      .map(({ name }) => name);
    return empty.length === 0;
  };
  await eventually(looked, { timeoutMs: 120_000, pollMs: PACE_MS }).catch(() => {
    expect(empty).toEqual([]);
  });
});

it('one trace leads from the entry to the indexed article, and stands on the latency as an exemplar', async () => {
  const wanted = [
    'fetcher: discover entry',
    'fetcher: fetch page',
    'parser: parse',
    'deduplicator: deduplicate',
    'indexer: index',
  ];
  const whole = await eventually(
    () =>
      [...Map.groupBy(collector.spans(), (span) => span.traceId)].find(([, spans]) => {
        const names = spans.map((span) => `${span.service}: ${span.name}`);
        return wanted.every((name) => names.some((found) => found.startsWith(name)));
      }),
    { timeoutMs: 60_000, what: 'a whole trace' },
  );
  const [, spans] = whole;
  const ids = new Set(spans.map((span) => span.spanId));
  for (const name of wanted.slice(2)) {
    const [service, stage] = name.split(': ');
    const span = spans.find((s) => s.service === service && s.name.startsWith(stage ?? ''));
    expect(ids).toContain(span?.parentSpanId);
  }
  // Spans are sent in batches: that of an exemplar may come after it.
  const strays = async () => {
    const exemplars = (await prometheus.exemplars('dateline_article_end_to_end_seconds_bucket')) as string[];
    const traces = new Set(collector.spans().map((span) => span.traceId));
    return exemplars.length === 0 ? ['no exemplar'] : exemplars.filter((id) => !traces.has(id));
  };
  await eventually(async () => (await strays()).length === 0, { what: 'exemplars, each of a trace' });
});

describe('each alert fires for its cause', () => {
  const seen = new Set<string>();
  const firesFor = async (names: string[], cause: () => Promise<void> = () => Promise.resolve()) => {
    await fires(names, cause);
    for (const name of names) seen.add(name);
  };

  it('pages that are missing', async () => {
    await firesFor(['DatelineManyPagesRefused'], () => publish({ missing: 4 }));
  });

  it('pages without a text', async () => {
    await firesFor(['DatelineManyRejected'], () => publish({ empty: 4 }));
  });

  it('feeds that fail', async () => {
    await firesFor(['DatelinePollsFail'], async () => {
      const path = `/failing-${next++}.xml`;
      outlet.route(path, { status: 500, body: 'no' });
      await pipeline.addFeed(outlet.url(path));
    });
  });

  it('a feed of high priority that fails, among many that do', async () => {
    await firesFor(['DatelinePriorityFeedSick', 'DatelineManyFeedsSick'], async () => {
      const path = `/priority-${next++}.xml`;
      outlet.route(path, { status: 403, body: 'no' });
      await pipeline.addFeed(outlet.url(path), { priority: 'high' });
    });
  });

  it('feeds that fall silent, or lose entries', async () => {
    const connection = await openDatabase(own.mongodbUri, pipeline.env['MONGODB_DB'] ?? '');
    const [feeds, meters] = [connection.collection('feeds'), connection.collection('feed_meters')];
    const at = () => new Date();
    const silent = () => ({
      volume: { state: 'silent', stateSince: at(), silentSince: at(), expected: 9, found: 0, windowHours: 9 },
    });
    const losing = () => ({ losses: { count: 1, lastAt: at(), lastSince: at(), backfilled: 0 } });
    // Polls judge anew, so the verdicts are written again until they were seen.
    await firesFor(['DatelineFeedsSilent', 'DatelineFeedsLosing'], async () => {
      const found = await feeds.find({ lastSuccessAt: { $ne: null } }).toArray();
      for (const [i, { _id }] of found.entries())
        await meters.updateOne({ _id }, { $set: i % 2 === 0 ? silent() : losing() }, { upsert: true });
    });
    await meters.updateMany({}, { $unset: { volume: '', losses: '' } });
    await connection.close();
  });

  it('feeds whose documents are cut off', async () => {
    await firesFor(['DatelineFeedsDamaged'], () => {
      const feed = feedOf([outlet.url(`/${next++}`), outlet.url(`/${next++}`)]);
      return addFeed(feed.slice(0, feed.lastIndexOf('<link>')));
    });
  });

  it('feeds that offer more than their budget', async () => {
    await firesFor(['DatelineFeedsFlooding'], () =>
      addFeed(feedOf(Array.from({ length: 12 }, () => outlet.url(`/${next++}`)))),
    );
  });

  it('a site whose pages lose their texts', async () => {
    const connection = await openDatabase(own.mongodbUri, pipeline.env['MONGODB_DB'] ?? '');
    const sites = connection.collection('sites');
    // What the pages of the other causes taught is forgotten.
    await sites.deleteMany({});
    await publish({ good: 8 });
    await eventually(async () => (await sites.findOne({ 'template.pages': { $gte: 8 } })) !== null, {
      what: 'a known template',
    });
    await publish({ empty: 8 });
    await firesFor(['DatelineSitesDrift']);
    await connection.close();
  });

  it('no article for a while', async () => {
    await firesFor(['DatelineNothingIndexed']);
  });

  it('an article that vanished', async () => {
    const connection = await openDatabase(own.mongodbUri, pipeline.env['MONGODB_DB'] ?? '');
    const articles = connection.collection('articles');
    const one = await articles.findOne({});
    await articles.deleteOne({ _id: one?._id });
    const budgets = ['DatelineBudgetBurnsFast', 'DatelineBudgetBurns', 'DatelineBudgetBurnsSlowly'];
    await firesFor(['DatelineUnaccountedArticles', ...budgets]);
    if (one) await articles.insertOne(one);
    const report = {
      checkedAt: new Date().toISOString(),
      counts: [{ stage: 'parse', cause: 'stuck', count: 1 }],
      articles: [],
    };
    const overdue = { _id: 'reconcile' as never };
    await connection.collection('jobs').updateOne(overdue, { $set: { report } }, { upsert: true });
    await firesFor(['DatelineArticlesOverdue']);
    await connection.collection('jobs').updateOne(overdue, { $set: { 'report.counts': [] } });
    await connection.close();
    await isQuiet('DatelineUnaccountedArticles');
  });

  it('messages that no stage can process', async () => {
    await writeGarbage(1);
    await firesFor(['DatelineDeadLetters']);
  });

  it('more to read than the intake allows', async () => {
    await pipeline.of('deduplicator').kill('SIGSTOP');
    await writeGarbage(1_000);
    await firesFor(['DatelineIntakePaused']);
    await pipeline.of('deduplicator').kill('SIGCONT');
    await isQuiet('DatelineIntakePaused');
  });

  it('nothing at all: alerting is alive', async () => {
    await firesFor(['DatelineWatchdog']);
  });

  it('a frozen indexer: none answers, its stage stalls, lag grows, the audit cannot tell, and articles are late', async () => {
    await pipeline.of('indexer').kill('SIGSTOP');
    const gone = ['DatelineServiceDown', 'DatelineServiceGone'];
    const names = [...gone, 'DatelineStageStalled', 'DatelineAuditStale', 'DatelineLagGrows'];
    await firesFor(names, () => publish({ good: 5 }));
    await pipeline.of('indexer').kill('SIGCONT');
    await firesFor(['DatelineSlowToIndex']);
  });

  it('MongoDB away while there is something to write down', async () => {
    await isQuiet('DatelineServiceDown');
    await own.mongo.stop();
    await writeGarbage(2);
    const names = ['DatelineRetriesPersist', 'DatelinePartitionStalled', 'DatelineBoilerplateStale'];
    await firesFor(['DatelineDatabaseAway', ...names]);
    await own.mongo.start();
    await isQuiet('DatelineDatabaseAway');
    await isQuiet('DatelineBoilerplateStale');
  });

  it('Kafka away', async () => {
    await own.kafka.stop();
    await firesFor(['DatelineConsumerNotReady']);
    await own.kafka.start();
    await isQuiet('DatelineConsumerNotReady');
  });

  it('none is left out', async () => {
    expect([...seen].toSorted()).toEqual((await alertsOf()).map((alert) => alert.name).toSorted());
  });
});
