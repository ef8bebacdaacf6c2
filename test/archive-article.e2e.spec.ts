import { topics, type ArticleRecord } from '@dateline/contracts';
import { infrastructure, readTopic, ScriptedServer, stopServices } from '@dateline/testing';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { feedOf, Pipeline } from './pipeline.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = fileURLToPath(new URL('../../shared/corpora/archive-page/', import.meta.url));

interface Expected {
  headline: string;
  publication: string;
  publicationAsPrinted: string;
  language: string;
  mediaId: string;
  leadImage: { caption: string; creditText: string; creditAgency: string; creditPhotographer: string };
  dateline: { place: string };
  byline: string | null;
  publishedAt: string | null;
  bodyParagraphs: string[];
}

afterAll(stopServices);

const valuesOf = (record: ArticleRecord): Expected => {
  const [lead] = record.image;
  return {
    headline: record.headline ?? '',
    publication: record.publisher?.name ?? '',
    publicationAsPrinted: record.publisher?.asPrinted ?? '',
    language: record.inLanguage ?? '',
    mediaId: record.mediaId ?? '',
    leadImage: {
      caption: lead?.caption ?? '',
      creditText: lead?.creditText ?? '',
      creditAgency: lead?.creditAgency ?? '',
      creditPhotographer: lead?.creditPhotographer ?? '',
    },
    dateline: { place: record.dateline?.place ?? '' },
    byline: record.byline,
    publishedAt: record.datePublished,
    bodyParagraphs: (record.articleBody ?? '').split('\n'),
  };
};

if (existsSync(folder)) {
  it('carries the archive article from feed to API and topic, and knows its plain text as a duplicate', async () => {
    const expected = JSON.parse(readFileSync(`${folder}expected.json`, 'utf8')) as Expected;
    const outlet = await ScriptedServer.start();
    const url = outlet.url('/2016/07/article55354082/obama-putin-syria');
    outlet.route('/2016/07/article55354082/obama-putin-syria', {
      headers: { 'content-type': 'text/html; charset=UTF-8' },
      body: readFileSync(`${folder}obama-putin-syria.html`),
    });
    outlet.route('/feed.xml', {
      headers: { 'content-type': 'application/rss+xml' },
      body: feedOf([url]).replace('Report 0', expected.headline),
    });
    const { kafkaBrokers, mongodbUri } = infrastructure();
    const pipeline = Pipeline.prepare({ kafkaBrokers, mongodbUri });
    try {
      await pipeline.start();
      await pipeline.addFeed(outlet.url('/feed.xml'));
      await pipeline.settled(1);
      const { items } = await pipeline.get<{ items: ArticleRecord[] }>('/articles');
      expect(items.map(valuesOf)).toEqual([expected]);
      const published = await readTopic({
        brokers: kafkaBrokers,
        topic: pipeline.prefix + topics.articles.name,
      });
      expect(published.map((m) => valuesOf(JSON.parse(String(m.value)) as ArticleRecord))).toEqual([
        expected,
      ]);

      execFileSync(
        process.execPath,
        [
          '--no-warnings',
          `${root}services/gateway/dist/cli/main.js`,
          'import',
          `${folder}obama-putin-syria.txt`,
        ],
        {
          env: { PATH: process.env['PATH'] ?? '', ...pipeline.env },
        },
      );
      expect(await pipeline.settled(2)).toMatchObject({
        balanced: true,
        totals: { indexed: 1, duplicate: 1 },
      });
    } finally {
      await pipeline.stop();
      await outlet.stop();
    }
  });
} else {
  it('has no archive article to carry, as ../shared is not here', () => {
    process.stdout.write('archive article: ../shared/corpora is not here, its test is left out\n');
    expect(existsSync(folder)).toBe(false);
  });
}
