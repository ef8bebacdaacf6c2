import { findDropped } from './find-dropped.js';
import { judgeSightings, sightingOf } from './judge-sightings.js';
import { NO_PARAMETER_RULES } from './learn-parameters.js';

const FERRY = [
  'The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.',
  'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
];
const BRIDGE = [
  'Divers found a crack in the third pillar of the old bridge, and the council closed it to lorries at noon.',
  'Repairs will take until spring, the engineer said, because the stone has to be cut in the quarry first.',
];
const NEWS = [1, 2, 3, 4].map(
  (n) => `Most read number ${n}: a headline that is long enough to be taken for a paragraph.`,
);
const LEGAL = [
  'All rights reserved; nothing on these pages may be copied without the written consent of the paper.',
];
const look = (heading: string, ...parts: string[][]) => sightingOf(heading, parts.flat());
const ferry = look('Ferry in fog', FERRY, LEGAL);
const bridge = look('Bridge closed', BRIDGE, LEGAL);

it.each([
  ['two stories', [ferry, ferry], [bridge, bridge], 'selects'],
  ['two stories beside changing news', [look('Ferry in fog', FERRY, NEWS), ferry], [bridge, look('Bridge closed', BRIDGE, NEWS)], 'selects'],
  ['two stories in Japanese', [look('霧', ['霧の中でフェリーは一時間待ち、乗客は全員無事に島へ渡ったと港の責任者が夕方になって話した。'.repeat(2)]), look('霧', ['霧の中でフェリーは一時間待ち、乗客は全員無事に島へ渡ったと港の責任者が夕方になって話した。'.repeat(2)])], [bridge, bridge], 'selects'],
  ['one story', [ferry, ferry], [ferry, ferry], 'same'],
  ['one story with other news kept beside each', [look('Ferry in fog', FERRY, NEWS), look('Ferry in fog', FERRY, NEWS)], [ferry, ferry], 'same'],
  ['one story under two headings', [ferry, ferry], [look('Fog delays ferry', FERRY, LEGAL), look('Fog delays ferry', FERRY, LEGAL)], 'unsteady'],
  ['stories that share more than they have', [look('A', FERRY, NEWS, [`${BRIDGE[0] ?? ''} ${BRIDGE[0] ?? ''}`]), look('A', FERRY, NEWS, [`${BRIDGE[0] ?? ''} ${BRIDGE[0] ?? ''}`])], [look('B', FERRY, NEWS, [`${BRIDGE[1] ?? ''} ${BRIDGE[1] ?? ''}`]), look('B', FERRY, NEWS, [`${BRIDGE[1] ?? ''} ${BRIDGE[1] ?? ''}`])], 'same'],
  ['a page that changed after the first look', [ferry, bridge], [bridge, bridge], 'unsteady'],
  ['a page that was away for a look', [ferry, ferry], [bridge, ferry], 'unsteady'],
  ['an answer by chance', [ferry, bridge], [bridge, ferry], 'unsteady'],
  ['a text that is new at each look', [look('A', FERRY), look('A', BRIDGE)], [look('B', NEWS), look('B', LEGAL)], 'unsteady'],
  ['pages without a text', [look('A'), look('A')], [look('B'), look('B')], 'unsteady'],
  ['one look each', [ferry], [bridge], 'unsteady'],
] as const)('%s', (_what, a, b, verdict) => {
  expect(judgeSightings(a, b)).toBe(verdict);
  expect(judgeSightings(b, a)).toBe(verdict);
}); // prettier-ignore

describe('findDropped', () => {
  const page = (query: string) => `https://www.paper.example/read?${query}`;
  const names = (a: string, b: string, rules = NO_PARAMETER_RULES) => findDropped(page(a), page(b), rules);

  it.each([
    ['a dropped parameter', 'fbclid=1', 'fbclid=2', ['fbclid']],
    ['several', 'fbclid=1&utm_source=a', 'utm_source=b&FBCLID=2', ['fbclid', 'utm_source']],
    [
      'one beside others that are equal',
      'id=7&utm_source=a&fbclid=1',
      'id=7&utm_source=a&fbclid=2',
      ['fbclid'],
    ],
  ])('names %s', (_what, a, b, found) => {
    expect(names(a, b)).toEqual({ host: 'paper.example', names: found });
  });

  it.each([
    ['equal addresses', 'fbclid=1', 'fbclid=1'],
    ['a parameter of the identity', 'id=1', 'id=2'],
    ['a bare address', '', 'fbclid=2'],
    ['an empty value', 'fbclid=', 'fbclid=2'],
    [
      'too many at once',
      'utm_a=1&utm_b=1&utm_c=1&utm_d=1&utm_e=1&utm_f=1',
      'utm_a=2&utm_b=2&utm_c=2&utm_d=2&utm_e=2&utm_f=2',
    ],
  ])('names none: %s', (_what, a, b) => {
    expect(names(a, b)).toBeNull();
  });

  it('leaves out what is significant or dismissed at the host', () => {
    const of = new Map([['paper.example', new Set(['fbclid'])]]);
    expect(names('fbclid=1', 'fbclid=2', { significant: of, dismissed: new Map() })).toBeNull();
    expect(names('fbclid=1', 'fbclid=2', { significant: new Map(), dismissed: of })).toBeNull();
  });
});
