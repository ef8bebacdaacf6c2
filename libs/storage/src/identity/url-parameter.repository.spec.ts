import { playDatabase } from '../../test/played/play-database.js';
import { documents, found } from '../../test/played/replies.js';
import { now } from '../../test/played/times.js';
import { UrlParameterRepository } from './url-parameter.repository.js';

const { models, played } = playDatabase();
const parameters = new UrlParameterRepository(models);
const proof = ['https://paper.example/?id=1', 'https://paper.example/?id=2'];
const learned = { host: 'paper.example', name: 'id', proof, feedId: 'f' };
const parameter = { ...learned, state: 'significant' as const, learnedAt: now, ruledAt: null };

it('keeps the first proof, and never writes over an operator', async () => {
  await parameters.learn([learned], now);
  await parameters.learn([], now);
  const [update, ...others] = played().updates('url_parameters');
  expect(update).toEqual({ q: { _id: 'paper.example id' }, u: { $setOnInsert: parameter }, upsert: true });
  expect(others).toEqual([]);
});

it('tells what counts at a host, and what an operator dismissed', async () => {
  played().answer(
    'find url_parameters',
    documents(parameter, { ...parameter, name: 'page' }, { ...parameter, name: 'ref', state: 'tracking' }),
  );
  const rules = await parameters.rulesAt(['paper.example', 'paper.example']);
  expect(rules.significant).toEqual(new Map([['paper.example', new Set(['id', 'page'])]]));
  expect(rules.dismissed).toEqual(new Map([['paper.example', new Set(['ref'])]]));
  expect(played().only('find url_parameters').filter).toEqual({ host: { $in: ['paper.example'] } });
});

it('lists what was learned, latest first, up to a limit', async () => {
  played().answer('find url_parameters', documents({ _id: 'x', ...parameter }));
  expect(await parameters.list()).toEqual([parameter]);
  await parameters.list('paper.example');
  const [all, one] = played().sent('find url_parameters');
  expect(all).toMatchObject({ filter: {}, limit: 1_000 });
  expect(Object.entries(all?.sort ?? {})).toEqual([
    ['learnedAt', -1],
    ['_id', 1],
  ]);
  expect(one?.filter).toEqual({ host: 'paper.example' });
});

it('stores a ruling on what was learned, and on nothing else', async () => {
  played().answer('findAndModify url_parameters', found({ ...parameter, state: 'tracking', ruledAt: now }), {
    reply: {},
  });
  expect(await parameters.rule(learned, 'tracking', now)).toMatchObject({ state: 'tracking', ruledAt: now });
  expect(await parameters.rule(learned, 'tracking', now)).toBeNull();
  const [command] = played().sent('findAndModify url_parameters');
  expect(command).toMatchObject({
    query: { _id: 'paper.example id' },
    update: { $set: { state: 'tracking', ruledAt: now } },
  });
  expect(command?.['upsert']).not.toBe(true);
});
