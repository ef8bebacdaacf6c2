import { probabilityOf, readNumbers, readTrees, weighTrees } from './weigh-trees.js';

const trees = readTrees(['[0,2.5,-1,[1,0,0.5,2]]', '[1,3,0.25,-4]']);
const measures = ['links', 'prices'];

it('adds up the leaves that a page comes to', () => {
  expect(weighTrees({ measures, trees }, { links: 2 })).toEqual([-0.75]);
  expect(weighTrees({ measures, trees }, { links: 3 })).toEqual([0.75]);
  expect(weighTrees({ measures, trees }, { links: 3, prices: 4 })).toEqual([-2]);
});

it('gives each class the trees of its turn', () => {
  expect(weighTrees({ measures, trees }, { links: 3 }, 2)).toEqual([0.5, 0.25]);
});

it('adds the line over the logarithms', () => {
  const line = { shift: 1, weights: readNumbers('2 -1') };
  const [odds] = weighTrees({ measures, trees: [], line }, { links: Math.E - 1, prices: -(Math.E - 1) });
  expect(odds).toBeCloseTo(4);
});

it('makes a probability of log odds', () => {
  expect([-50, 0, 50].map((odds) => Math.round(probabilityOf(odds) * 100))).toEqual([0, 50, 100]);
});
