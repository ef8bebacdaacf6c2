import { NO_PARAMETER_RULES } from '@dateline/article';
import type { NewPageTask } from '@dateline/storage';
import { findSuspicions } from './find-suspicions.js';

const address = (n: number, host = 'paper.example') => `https://${host}/read?fbclid=${n}`;
const task = (discoveryId: string, url: string, feedId = 'f-1', contentFrom = 'page') =>
  ({ discoveryId, url, feedId, contentFrom }) as NewPageTask;
const merged = (...pages: [string, string, string][]) =>
  new Map(pages.map(([discoveryId, url, feedId]) => [discoveryId, { url, feedId }]));

it('names the parameters of each host once, and prefers one feed that names both', () => {
  const tasks = [
    task('d1', address(1), 'f-2'),
    task('d2', address(2)),
    task('d3', address(3, 'post.example')),
  ];
  const pages = merged(
    ['d1', address(9), 'f-1'],
    ['d2', address(9), 'f-1'],
    ['d3', address(9, 'post.example'), 'f-1'],
  );
  expect(findSuspicions(tasks, pages, NO_PARAMETER_RULES)).toEqual([
    { host: 'paper.example', names: ['fbclid'], urls: [address(9), address(2)], feedIds: ['f-1', 'f-1'] },
    {
      host: 'post.example',
      names: ['fbclid'],
      urls: [address(9, 'post.example'), address(3, 'post.example')],
      feedIds: ['f-1', 'f-1'],
    },
  ]);
});

it('suspects nothing of new pages, of entries that are their own text, and of equal parameters', () => {
  const tasks = [task('d1', address(1)), task('d2', address(2), 'f-1', 'feed'), task('d3', address(3))];
  const pages = merged(['d2', address(9), 'f-1'], ['d3', `${address(3)}#part`, 'f-1']);
  expect(findSuspicions(tasks, pages, NO_PARAMETER_RULES)).toEqual([]);
});
