import { planChanges } from './plan-changes.js';

const policy = { intervalSeconds: null, priority: 'normal', contentFrom: 'page', speaksFor: [] };
const there = (url: string, change: object = {}) =>
  ({
    feedId: `id of ${url}`,
    url,
    ownTitle: null,
    labels: [],
    policy,
    state: 'active',
    stateReason: null,
    ...change,
  }) as unknown as Parameters<typeof planChanges>[1][number];

it('adds what is not there, changes what differs, and removes what is not wanted', () => {
  const present = [
    there('https://a.example/rss', { labels: ['Sport', 'Local'] }),
    there('https://b.example/rss', { ownTitle: 'B' }),
    there('https://c.example/rss'),
  ];
  const wanted = [
    { url: 'https://a.example/rss', labels: ['Local', 'Sport'], priority: 'high' as const },
    { url: 'https://b.example/rss', title: 'The B', intervalSeconds: 900, paused: 'moving' },
    { url: 'https://d.example/rss', labels: ['Local'] },
  ];
  expect(planChanges(wanted, present)).toEqual([
    {
      step: 'change',
      url: 'https://a.example/rss',
      feedId: 'id of https://a.example/rss',
      changes: [{ field: 'priority', from: 'normal', to: 'high' }],
    },
    {
      step: 'change',
      url: 'https://b.example/rss',
      feedId: 'id of https://b.example/rss',
      changes: [
        { field: 'title', from: 'B', to: 'The B' },
        { field: 'intervalSeconds', from: null, to: 900 },
        { field: 'paused', from: null, to: 'moving' },
      ],
    },
    { step: 'add', url: 'https://d.example/rss', feed: wanted[2] },
    { step: 'remove', url: 'https://c.example/rss', feedId: 'id of https://c.example/rss' },
  ]);
});

it('finds no drift where the list says what is there, however it is written', () => {
  const present = [
    there('https://a.example/', { state: 'paused', stateReason: 'moving', labels: ['Local'] }),
  ];
  expect(planChanges([{ url: 'https://A.example', labels: ['Local'], paused: 'moving' }], present)).toEqual(
    [],
  );
  expect(planChanges([{ url: 'https://a.example/' }], present)).toEqual([]);
  expect(planChanges([{ url: 'https://a.example/', paused: null }], present)).toMatchObject([
    { changes: [{ field: 'paused', from: 'moving', to: null }] },
  ]);
});
