import { playDatabase } from '../../test/played/play-database.js';
import { documents, failed, matched } from '../../test/played/replies.js';
import { after, now } from '../../test/played/times.js';
import { BoilerplateRepository, SnapshotUnreadable } from './boilerplate.repository.js';

const { models, played } = playDatabase();
const boilerplate = new BoilerplateRepository(models);
const PART = 2 ** 20;
const bytes = Uint8Array.from({ length: PART + 10 }, (_, n) => n % 251);
const facts = { format: 'v1', since: now, keptMs: 60_000 };
const head = { _id: 'head', at: now, ...facts, generation: 'g1', bytes: 10, parts: 1 };

describe('the head', () => {
  it('is the snapshot that stands, and null before there is one', async () => {
    played().answer(
      'find dedup_boilerplate',
      documents(head),
      documents({ _id: 'head', at: now, generation: null }),
      documents(),
    );
    expect(await boilerplate.head()).toEqual({ ...facts, generation: 'g1', bytes: 10, parts: 1 });
    expect([await boilerplate.head(), await boilerplate.head()]).toEqual([null, null]);
  });
});

describe('a turn', () => {
  it('is given to one replica, when the last is old enough', async () => {
    played().answer('find dedup_boilerplate', documents(head), documents(head), documents(head));
    expect(await boilerplate.takeTurn(after(999), 1_000)).toBeNull();
    expect(await boilerplate.takeTurn(after(1_000), 1_000)).toEqual({ replaces: 'g1' });
    expect(played().updates('dedup_boilerplate')).toEqual([
      { q: { _id: 'head', at: now }, u: { $set: { at: after(1_000) } } },
    ]);
    played().answer('update dedup_boilerplate', matched(0));
    expect(await boilerplate.takeTurn(after(1_000), 1_000)).toBeNull();
  });

  it('begins with the first head, which one replica inserts', async () => {
    expect(await boilerplate.takeTurn(now, 1_000)).toEqual({ replaces: null });
    played().answer('insert dedup_boilerplate', failed(11_000, 'DuplicateKey'));
    expect(await boilerplate.takeTurn(now, 1_000)).toBeNull();
    played().answer('insert dedup_boilerplate', failed(13, 'Unauthorized'));
    await expect(boilerplate.takeTurn(now, 1_000)).rejects.toMatchObject({ code: 13 });
  });
});

describe('a snapshot', () => {
  const write = () => boilerplate.write({ replaces: 'g1' }, { ...facts, bytes }, now);

  it('stands only if nobody wrote another since, and its parts come first', async () => {
    expect(await write()).toBe(true);
    const parts = played().inserted('dedup_boilerplate');
    const [update] = played().updates('dedup_boilerplate');
    const { generation } = update?.u['$set'] as unknown as { generation: string };
    expect(parts.map(({ _id }) => _id)).toEqual([`${generation}/0`, `${generation}/1`]);
    expect(update).toMatchObject({
      q: { _id: 'head', generation: 'g1' },
      u: { $set: { ...facts, parts: 2, bytes: bytes.length } },
    });
    const [replaced, orphans] = played().deleted('dedup_boilerplate');
    expect(replaced).toEqual({ _id: { $gte: 'g1/', $lt: 'g10' } });
    expect(orphans).toMatchObject({ _id: { $nin: ['head'] }, at: { $lt: after(-3_600_000) } });
  });

  it('that came second removes its own parts and nothing else', async () => {
    played().answer('update dedup_boilerplate', matched(0));
    expect(await write()).toBe(false);
    const [part] = played().inserted('dedup_boilerplate');
    const generation = String(part?.['_id']).split('/')[0] ?? '';
    expect(played().deleted('dedup_boilerplate')).toEqual([
      { _id: { $gte: `${generation}/`, $lt: `${generation}0` } },
    ]);
  });

  it('is read as it was written', async () => {
    await write();
    const parts = played().inserted('dedup_boilerplate');
    played().answer('find dedup_boilerplate', ...parts.map((part) => documents(part)));
    const read = await boilerplate.read({ ...facts, generation: 'g', parts: 2, bytes: bytes.length });
    expect(Buffer.compare(Buffer.from(read), Buffer.from(bytes))).toBe(0);
  });

  it.each([
    ['a part is missing', () => documents(), 10],
    ['a part is damaged', (part: object) => documents({ ...part, z: Buffer.from('not packed') }), 10],
    ['it is shorter than it says', (part: object) => documents(part), PART + 5],
    ['it is longer than it says', (part: object) => documents(part), 5],
  ])('is unreadable when %s', async (_, answer, size) => {
    await write();
    const [part = {}] = played().inserted('dedup_boilerplate');
    played().answer('find dedup_boilerplate', answer(part));
    const reading = boilerplate.read({ ...facts, generation: 'g', parts: 1, bytes: size });
    await expect(reading).rejects.toThrow(SnapshotUnreadable);
  });
});
