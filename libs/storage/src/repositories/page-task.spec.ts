import { pageTask } from '../../test/samples.js';
import { now } from '../../test/played/times.js';
import { toPage } from './page-task.js';

it('is the row under the id of its article, without the discoveries that made it', () => {
  const { articleId, ...fields } = pageTask('paper.example', 'ferry');
  const row = { ...fields, state: 'waiting' as const, attempts: 0, nextAttemptAt: now, lastError: null };
  const page = toPage({ _id: articleId, ...row, discoveries: ['d-1'] });
  expect(page).toEqual({ articleId, ...row });
});
