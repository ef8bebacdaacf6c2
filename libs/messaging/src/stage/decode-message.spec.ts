import {
  contractsOf,
  deterministicId,
  events,
  makeEvent,
  toCloudEventHeaders,
  topics,
} from '@dateline/contracts';
import type { KafkaMessage } from 'kafkajs';
import { PermanentError } from '../messaging.errors.js';
import { decodeMessage, headersToStrings } from './decode-message.js';

const contracts = contractsOf(topics.withdrawn.name);
const articleId = deterministicId('article', 'ferry').repeat(2);
const time = '2026-02-03T08:00:00.000Z';
const event = makeEvent(
  events.articleWithdrawn,
  { id: deterministicId('order', '1'), source: '/test', time, subject: articleId },
  { articleId, action: 'retract', reason: 'an error', requestedBy: 'desk', requestedAt: time },
);

function message(changed: Partial<KafkaMessage> = {}): KafkaMessage {
  return {
    key: Buffer.from(articleId),
    value: Buffer.from(JSON.stringify(event.data)),
    headers: toCloudEventHeaders(event),
    offset: '7',
    timestamp: '0',
    attributes: 0,
    ...changed,
  } as KafkaMessage;
}

it('reads back what was written', () => {
  const { topic, ...envelope } = event;
  expect(topic).toBe(topics.withdrawn.name);
  expect(decodeMessage(message(), contracts)).toMatchObject(envelope);
});

const headers = toCloudEventHeaders(event);
it.each<[string, Partial<KafkaMessage>]>([
  ['missing_headers', { headers: {} }],
  ['malformed_headers', { headers: { ...headers, ce_time: 'yesterday' } }],
  ['unknown_event_type', { headers: { ...headers, ce_type: 'news.ferry.departed.v1' } }],
  ['empty_value', { value: null }],
  ['malformed_json', { value: Buffer.from('{"articleId":') }],
  ['schema_mismatch', { value: Buffer.from('{"articleId":7}') }],
  ['schema_mismatch', { value: Buffer.from('null') }],
])('refuses a message for good: %s', (code, changed) => {
  const attempt = () => decodeMessage(message(changed), contracts);
  expect(attempt).toThrow(PermanentError);
  expect(attempt).toThrow(expect.objectContaining({ code }) as Error);
});

it('takes the last value of a repeated header', () => {
  expect(headersToStrings({ a: ['1', Buffer.from('2')], b: Buffer.from('é'), c: undefined })).toEqual({
    a: '2',
    b: 'é',
  });
});
