import { stopServices } from '@dateline/testing';
import { fetchedPage } from './fixtures/fetched-page.js';
import { HOSTILE_PAGES, ordinaryPage } from './fixtures/hostile-pages.js';
import { REASONS, startParser } from './fixtures/parser-installation.js';

afterAll(stopServices);

const ORDINARY = 40;
const addressOf = (name: string) => `https://hostile.example/${name.replaceAll(/[^a-z0-9]+/gi, '-')}`;
const ordinaryAddress = (n: number) => `https://ordinary.example/report-${n}`;

it('lets each hostile page end alone, with a reason, and every ordinary page beside it become an article', async () => {
  const parser = await startParser({
    PARSER_THREADS: '2',
    PARSER_PAGE_TIMEOUT_MS: '1500',
    PARSER_THREAD_MEMORY_MB: '96',
    PARSER_PAGE_MAX_BYTES: String(16 * 1024 * 1024),
  });
  try {
    const hostile = Object.entries(HOSTILE_PAGES).map(([name, make]) => fetchedPage(addressOf(name), make()));
    const ordinary = Array.from({ length: ORDINARY }, (_, n) =>
      fetchedPage(ordinaryAddress(n), ordinaryPage(n)),
    );
    // Mixed, so that every chunk of a partition holds both kinds.
    await parser.publish(ordinary.flatMap((page, n) => [page, ...(hostile[n] ? [hostile[n]] : [])]));
    expect(hostile.length).toBeLessThanOrEqual(ORDINARY);
    const service = await parser.start();
    const outcomes = await parser.settled(hostile.length + ORDINARY);

    expect(outcomes.map((o) => o.articleId).sort()).toEqual(
      [...hostile, ...ordinary].map((p) => p.articleId).sort(),
    );
    const ends = new Map(outcomes.map((o) => [o.articleId, o]));
    expect(ordinary.map(({ articleId }) => ends.get(articleId)?.outcome)).toEqual(
      ordinary.map(() => 'emitted'),
    );
    const odd = hostile.filter(({ articleId }) => {
      const end = ends.get(articleId);
      return (
        end?.outcome !== 'emitted' && !(end?.outcome === 'rejected' && REASONS.includes(end.reason ?? ''))
      );
    });
    expect(odd.map(({ articleId }) => ends.get(articleId))).toEqual([]);
    const reasons = new Set(outcomes.map((o) => o.reason));
    expect(reasons).toContain('too_complex');
    expect(await parser.deadLetters()).toBe(0);
    expect(await parser.parsed()).toHaveLength(outcomes.filter((o) => o.outcome === 'emitted').length);

    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    expect(metrics).toMatch(/dateline_parse_duration_seconds_count\{[^}]*result="too_complex"[^}]*\} [1-9]/);
    expect(metrics).toMatch(/dateline_parse_extractor_total\{[^}]*input="html"[^}]*\} [1-9]/);
    expect(metrics).toMatch(/dateline_parse_field_missing_total\{[^}]*field="author"[^}]*\} [1-9]/);
    expect(service.isRunning).toBe(true);
  } finally {
    await parser.stop();
  }
}, 300_000);

it.each([
  ['parse_timeout', { PARSER_PAGE_TIMEOUT_MS: '20' }],
  ['parse_memory', { PARSER_PAGE_TIMEOUT_MS: '60000', PARSER_THREAD_MEMORY_MB: '64' }],
])(
  'names the bound that a page went past: %s',
  async (reason, settings) => {
    const parser = await startParser({ PARSER_THREADS: '1', ...settings });
    try {
      const large = fetchedPage(addressOf(reason), HOSTILE_PAGES['half a million paragraphs']!());
      await parser.publish([large]);
      const service = await parser.start();
      expect(await parser.settled(1)).toMatchObject([{ outcome: 'rejected', reason }]);
      const metrics = await (await fetch(`${service.url}/metrics`)).text();
      expect(metrics).toMatch(
        new RegExp(`dateline_parse_duration_seconds_count\\{[^}]*result="${reason}"[^}]*\\} 1`),
      );
    } finally {
      await parser.stop();
    }
  },
  120_000,
);

it('finishes the pages under way at SIGTERM, and the next process does the rest', async () => {
  const parser = await startParser({ PARSER_THREADS: '1', STAGE_CHUNK_MESSAGES: '4' });
  try {
    const pages = Array.from({ length: 60 }, (_, n) => fetchedPage(ordinaryAddress(n), ordinaryPage(n)));
    const first = await parser.start();
    await parser.publish(pages);
    await parser.settled(1);
    await first.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ code: 0 });
    await parser.start();
    const outcomes = await parser.settled(pages.length);
    expect(outcomes.map((o) => o.articleId).sort()).toEqual(pages.map((p) => p.articleId).sort());
    expect(new Set(outcomes.map((o) => o.outcome))).toEqual(new Set(['emitted']));
    expect(await parser.parsed()).toHaveLength(pages.length);
  } finally {
    await parser.stop();
  }
}, 300_000);
