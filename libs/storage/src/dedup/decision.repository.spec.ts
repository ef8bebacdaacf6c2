import { decision, arrival } from '../../test/dedup-samples.js';
import { playDatabase } from '../../test/played/play-database.js';
import { documents } from '../../test/played/replies.js';
import { after } from '../../test/played/times.js';
import { hex } from '../../test/samples.js';
import { DecisionRepository } from './decision.repository.js';
import { rowOf } from './dedup-rows.js';
import { newState } from './dedup-state.js';
import { packHex } from './hex-binary.js';

const { models, played } = playDatabase();
const decisions = new DecisionRepository(models);
const articleId = hex('ferry');

it('gives the decisions about an article, latest first, and how it stands', async () => {
  const { eventId, ...made } = decision(hex('event'), 'duplicate');
  const { articleId: id, ...state } = newState(arrival('ferry'));
  played().answer('find dedup_decisions', documents(rowOf(eventId, { ...made, expiresAt: after(9) })));
  played().answer('find dedup_states', documents(rowOf(id, state)));
  const history = await decisions.ofArticle(articleId, 10);
  expect(history.decisions).toMatchObject([{ eventId, articleId: made.articleId, decision: 'duplicate' }]);
  expect(history.state).toMatchObject({ articleId, phase: 'pending' });
  const asked = played().only('find dedup_decisions');
  expect(asked).toMatchObject({ filter: { articleId: packHex(articleId) }, limit: 10 });
  expect(Object.entries(asked.sort ?? {})).toEqual([
    ['expiresAt', -1],
    ['_id', 1],
  ]);
  expect(played().only('find dedup_states').filter).toEqual({ _id: packHex(articleId) });
});

it('knows nothing of an article that was never decided', async () => {
  expect(await decisions.ofArticle(articleId, 10)).toEqual({ state: null, decisions: [] });
});
