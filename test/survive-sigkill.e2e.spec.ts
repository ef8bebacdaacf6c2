import { DEAD_LETTER_SERVICES, topics } from '@dateline/contracts';
import { eventually, infrastructure, readTopic, ScriptedServer, stopServices } from '@dateline/testing';
import mongoose from 'mongoose';
import { feedOf, pageOf, Pipeline } from './pipeline.js';

const ARTICLES = 500;
const KILL_AFTER = 100;

afterAll(stopServices);

it.each(DEAD_LETTER_SERVICES)(
  'loses and repeats nothing when the %s is killed in the middle of 500 articles',
  async (victim) => {
    const { kafkaBrokers, mongodbUri } = infrastructure();
    const outlet = await ScriptedServer.start();
    const urls = Array.from({ length: ARTICLES }, (_, i) => outlet.url(`/reports/${i}`));
    urls.forEach((_, i) =>
      outlet.route(`/reports/${i}`, {
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: pageOf(i),
      }),
    );
    outlet.route('/feed.xml', { headers: { 'content-type': 'application/rss+xml' }, body: feedOf(urls) });
    const pipeline = Pipeline.prepare({ kafkaBrokers, mongodbUri });
    const connection = await mongoose
      .createConnection(mongodbUri, { dbName: pipeline.env['MONGODB_DB'] ?? '' })
      .asPromise();
    try {
      await pipeline.start();
      await pipeline.addFeed(outlet.url('/feed.xml'));
      const articles = () => connection.collection('articles').countDocuments();
      await eventually(async () => (await articles()) >= KILL_AFTER, {
        timeoutMs: 120_000,
        what: `${KILL_AFTER} articles`,
      });
      await pipeline.of(victim).kill('SIGKILL');
      expect(await articles()).toBeLessThan(ARTICLES);
      await pipeline.start([victim]);
      const audit = await pipeline.settled(ARTICLES);
      expect(audit).toMatchObject({
        balanced: true,
        problems: [],
        totals: { discovered: ARTICLES, indexed: ARTICLES },
      });
      expect(await articles()).toBe(ARTICLES);
      const published = await readTopic({
        brokers: kafkaBrokers,
        topic: pipeline.prefix + topics.articles.name,
      });
      expect(new Set(published.map((m) => m.headers['ce_id'])).size).toBe(published.length);
      expect(new Set(published.map((m) => m.key)).size).toBe(ARTICLES);
      expect(
        published.map((m) => m.headers['ce_type']).filter((t) => t !== 'news.article.created.v1'),
      ).toEqual([]);
    } finally {
      await connection.close();
      await pipeline.stop();
      await outlet.stop();
    }
  },
);
