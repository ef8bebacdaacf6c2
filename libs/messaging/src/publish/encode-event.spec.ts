import { topics } from '@dateline/contracts';
import { seededRandom } from '@dateline/testing';
import { encodeEvent, fits, limitOf, measured, splitIntoRequests } from './encode-event.js';

const TOPIC = topics.outcomes.name;

function eventOf(data: unknown) {
  return {
    topic: TOPIC,
    id: 'e1',
    type: 'news.test.v1',
    source: '/test',
    time: '2026-02-03T08:00:00.000Z',
    subject: 'ferry',
    data,
  } as Parameters<typeof encodeEvent>[0];
}

const sized = (topic: string, bytes: number) =>
  measured(topic, { key: null, value: Buffer.alloc(bytes), headers: {} });

it('writes no half of a surrogate pair, and leaves whole pairs and their escapes alone', () => {
  const text = 'ship 🚢, half \ud83d, spelled \\ud83d';
  const { message } = encodeEvent(eventOf({ text, list: ['\udea2'] }));
  expect(JSON.parse(String(message.value))).toEqual({
    text: 'ship 🚢, half \ufffd, spelled \\ud83d',
    list: ['\ufffd'],
  });
});

it('writes an event without data as a tombstone under its key', () => {
  expect(encodeEvent(eventOf(null)).message).toMatchObject({ key: 'ferry', value: null });
});

it('counts the bytes of key, value and headers', () => {
  const { bytes } = measured(TOPIC, { key: 'é', value: Buffer.from('abc'), headers: { h: 'ü' } });
  expect(bytes).toBe(2 + 3 + (1 + 2 + 8));
});

it('fits a message up to the limit of its topic and none beyond', () => {
  expect(fits(sized(TOPIC, limitOf(TOPIC)))).toBe(true);
  expect(fits(sized(TOPIC, limitOf(TOPIC) + 1))).toBe(false);
});

it('splits messages into requests that keep the order and overload no topic', () => {
  const random = seededRandom(3);
  const names = [topics.outcomes.name, topics.deduplicated.name];
  const messages = Array.from({ length: 60 }, () => {
    const topic = names[random() < 0.5 ? 0 : 1] ?? TOPIC;
    return sized(topic, Math.floor(random() * limitOf(topic) * 0.6));
  });
  const requests = splitIntoRequests(messages);
  expect(requests.flat()).toEqual(messages);
  expect(requests.length).toBeGreaterThan(1);
  for (const request of requests)
    for (const [topic, list] of Map.groupBy(request, (one) => one.topic))
      expect(list.reduce((sum, one) => sum + one.bytes, 0)).toBeLessThanOrEqual(limitOf(topic));
});

it('sends a message that is too large alone', () => {
  const large = sized(TOPIC, limitOf(TOPIC) * 2);
  expect(splitIntoRequests([sized(TOPIC, 1), large, sized(TOPIC, 1)]).map((list) => list.length)).toEqual([
    1, 1, 1,
  ]);
});
