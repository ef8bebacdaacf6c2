import { emptiedBeforeEach, specDatabase } from './open-test-database.js';
import { at } from './samples.js';

const { open } = specDatabase();
const [database, rival] = [open(), open()];
emptiedBeforeEach(database);

const learned = (name: string, host = 'paper.example') => ({
  host,
  name,
  proof: [`https://${host}/?${name}=1`, `https://${host}/?${name}=2`],
  feedId: 'f',
});
const rules = async (...hosts: string[]) => {
  const { significant, dismissed } = await rival.urlParameters.rulesAt(hosts);
  return [significant, dismissed].map((of) => [...of].map(([host, names]) => [host, ...[...names].sort()]));
};

it('shares what one replica learned with all, host by host, and keeps the first proof', async () => {
  await Promise.all(
    [database, rival].map((d) => d.urlParameters.learn([learned('trk'), learned('emc')], at(0))),
  );
  await database.urlParameters.learn([{ ...learned('trk'), proof: ['later'] }], at(9));
  expect(await rules('paper.example', 'other.example')).toEqual([[['paper.example', 'emc', 'trk']], []]);
  expect(await database.urlParameters.list('paper.example')).toMatchObject([
    { name: 'emc', state: 'significant', learnedAt: at(0), ruledAt: null },
    { name: 'trk', proof: learned('trk').proof, feedId: 'f' },
  ]);
});

it('lets an operator undo it against any evidence, and take that back', async () => {
  await database.urlParameters.learn([learned('trk')], at(0));
  const named = { host: 'paper.example', name: 'trk' };
  expect(await database.urlParameters.rule(named, 'tracking', at(1))).toMatchObject({ ruledAt: at(1) });
  await rival.urlParameters.learn([learned('trk')], at(2));
  expect(await rules('paper.example')).toEqual([[], [['paper.example', 'trk']]]);
  await database.urlParameters.rule(named, 'significant', at(3));
  expect(await rules('paper.example')).toEqual([[['paper.example', 'trk']], []]);
  expect(await database.urlParameters.rule({ ...named, name: 'x' }, 'tracking', at(4))).toBeNull();
});
