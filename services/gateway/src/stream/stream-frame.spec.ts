import { eventFrame, heartbeatFrame, openingFrame } from './stream-frame.js';

const event = {
  id: 'e1',
  type: 'news.article.created.v1',
  source: '/dateline/indexer',
  time: '2026-03-03T09:05:07.000Z',
  subject: 'a1',
  data: { headline: 'Ferry\nsails \u2028 again' },
};

it('writes an event in one line, with the cursor after it', () => {
  const lines = eventFrame(event, 'c.1').split('\n');
  expect(lines.slice(0, 2)).toEqual(['id: c.1', 'event: news.article.created.v1']);
  expect(lines.slice(3)).toEqual(['', '']);
  expect(JSON.parse(lines[2]?.replace('data: ', '') ?? '')).toEqual({
    specversion: '1.0',
    ...event,
    dataschema: expect.stringContaining('news.article.created.v1'),
    datacontenttype: 'application/json',
  });
});

it('writes a tombstone without a schema', () => {
  const frame = eventFrame({ ...event, type: 'news.article.erased.v1', data: null }, 'c.2');
  expect(frame).toContain('"data":null');
  expect(frame).not.toContain('dataschema');
});

it('writes cursors that are no events', () => {
  for (const frame of [openingFrame('c.3'), heartbeatFrame('c.3')]) {
    expect(frame).toMatch(/(^|\n)id: c\.3\n\n$/);
    expect(frame).not.toContain('data:');
  }
});
