import { topics } from '@dateline/contracts';
import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
});
afterAll(() => gateway.stop());

it('makes every topic and index on an empty Kafka and MongoDB, twice and by two at once as well', async () => {
  const runs = await Promise.all([gateway.cli('migrate'), gateway.cli('migrate')]);
  expect(runs.map(({ code, err }) => [code, err])).toEqual([
    [0, ''],
    [0, ''],
  ]);
  expect(runs.some(({ out }) => out.includes('database: applied 0001-create-indexes'))).toBe(true);

  const admin = gateway.client.admin();
  await admin.connect();
  try {
    const wanted = Object.values(topics).map(({ name }) => gateway.names.topic(name));
    expect(await admin.listTopics()).toEqual(expect.arrayContaining(wanted));
  } finally {
    await admin.disconnect();
  }
  expect(await gateway.database.migrate()).toEqual([]);

  const again = await gateway.cli('migrate');
  expect([again.code, again.out]).toEqual([0, 'database: nothing to do\ntopics: as the contracts say']);
});

it('ends with exit code 2 when MongoDB is away', async () => {
  const away = await startInstallation({
    MONGODB_URI: 'mongodb://127.0.0.1:1/?serverSelectionTimeoutMS=200',
  });
  try {
    const { code, err } = await away.cli('migrate');
    expect(code).toBe(2);
    expect(err).toContain('MongoDB does not answer at mongodb://127.0.0.1:1/');
  } finally {
    await away.stop();
  }
});
