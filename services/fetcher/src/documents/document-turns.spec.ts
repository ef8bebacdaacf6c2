import { DocumentTurns } from './document-turns.js';

const never = new AbortController().signal;

/** Work that notes what it does, and ends when it is told to. */
function visitOf(turns: DocumentTurns, name: string, said: string[], signal = never) {
  const { promise: told, resolve: finish } = Promise.withResolvers<undefined>();
  const done = turns.during(signal, async () => {
    await turns.take();
    said.push(`${name} begins`);
    await turns.take();
    await told;
    said.push(`${name} ends`);
  });
  return { done, finish: () => finish(undefined) };
}

it('works on one document at a time, in order, whatever ends first', async () => {
  const turns = new DocumentTurns();
  const said: string[] = [];
  const visits = ['a', 'b', 'c'].map((name) => visitOf(turns, name, said));
  for (const { finish } of visits.toReversed()) finish();
  await Promise.all(visits.map(({ done }) => done));
  expect(said).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
});

it('passes the turn on after work that failed', async () => {
  const turns = new DocumentTurns();
  const failed = turns.during(never, async () => {
    await turns.take();
    throw new Error('the document is broken');
  });
  await expect(failed).rejects.toThrow('broken');
  const said: string[] = [];
  const { done, finish } = visitOf(turns, 'next', said);
  finish();
  await done;
  expect(said).toEqual(['next begins', 'next ends']);
});

it('work that was given up while it waited ends with its turn, and holds up nobody', async () => {
  const turns = new DocumentTurns();
  const said: string[] = [];
  const first = visitOf(turns, 'first', said);
  const giving = new AbortController();
  const second = visitOf(turns, 'second', said, giving.signal);
  const third = visitOf(turns, 'third', said);
  giving.abort();
  for (const { finish } of [first, third]) finish();
  await expect(second.done).rejects.toMatchObject({ name: 'HttpError', code: 'aborted' });
  await Promise.all([first.done, third.done]);
  expect(said).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
});

it('holds up no work that takes no turn', async () => {
  const turns = new DocumentTurns();
  const said: string[] = [];
  const first = visitOf(turns, 'first', said);
  expect(await turns.during(never, () => Promise.resolve('small'))).toBe('small');
  await turns.take();
  first.finish();
  await first.done;
});
