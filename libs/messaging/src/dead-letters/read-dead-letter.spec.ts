import { deadLetterHeaders as dl } from '@dateline/contracts';
import { originalHeaders, readDeadLetter } from './read-dead-letter.js';
import type { KafkaMessage } from 'kafkajs';

const message = (headers: Record<string, string | Buffer>, key: string | null): KafkaMessage =>
  ({
    key: key === null ? null : Buffer.from(key),
    value: Buffer.from('{}'),
    headers,
    offset: '7',
    timestamp: '0',
  }) as unknown as KafkaMessage;
const headers = {
  ce_id: 'event-1',
  ce_type: 'news.article.fetched.v1',
  traceparent: '00-abc',
  [dl.code]: 'schema_mismatch',
  [dl.cause]: Buffer.from('PermanentError: /url: must be string'),
  [dl.stage]: 'parse',
  [dl.service]: 'parser',
  [dl.version]: '0.1.0',
  [dl.attempts]: '3',
  [dl.at]: '2026-03-03T09:05:07.000Z',
  [dl.topic]: 'x.news.article.fetched.v1',
  [dl.partition]: '2',
  [dl.offset]: '41',
  [dl.timestamp]: '1772528707000',
};

it('reads why, where from and which article', () => {
  const letter = readDeadLetter(message(headers, 'ab'.repeat(32)), { topic: 'box', partition: 0 });
  expect(letter).toMatchObject({
    position: { topic: 'box', partition: 0, offset: '7' },
    service: 'parser',
    stage: 'parse',
    code: 'schema_mismatch',
    cause: 'PermanentError: /url: must be string',
    attempts: 3,
    articleId: 'ab'.repeat(32),
    topic: 'x.news.article.fetched.v1',
    eventId: 'event-1',
    bytes: 2,
  });
});

it('gives the original headers back, and nothing of its own', () => {
  const letter = readDeadLetter(message(headers, null), { topic: 'box', partition: 0 });
  expect(originalHeaders(letter)).toEqual({
    ce_id: 'event-1',
    ce_type: 'news.article.fetched.v1',
    traceparent: '00-abc',
  });
});

it('takes a key that is no article id for none', () => {
  expect(readDeadLetter(message({}, 'garbage'), { topic: 'box', partition: 0 }).articleId).toBeNull();
});

it('has an id that stays when the letter moves, and differs from that of another message or another death', () => {
  const idOf = (key: string, changed: Record<string, string>, offset: string) =>
    readDeadLetter({ ...message({ ...headers, ...changed }, key), offset }, { topic: 'box', partition: 0 })
      .id;
  const id = idOf('k', {}, '7');
  expect(id).toMatch(/^[0-9a-f]{32}$/);
  expect(idOf('k', {}, '90')).toBe(id);
  expect(new Set([id, idOf('other', {}, '7'), idOf('k', { [dl.offset]: '42' }, '7')]).size).toBe(3);
});
