import { readFile } from 'node:fs/promises';
import { refusalOf } from './refused-networks.ts';

it.each([
  [['172.18.0.5'], ''],
  [['172.18.0.5'], '10.0.0.0/8'],
  [['192.168.7.2', 'fd00::5'], '10.0.0.0/8, 172.16.0.0/12'],
  [['fd00::5'], 'fe80::/10'],
])('says which setting keeps the fetcher from %j with the networks "%s"', (addresses, allowed) => {
  const refusal = refusalOf(addresses, allowed);
  expect(refusal).toMatch(
    /^[^\n]*FETCH_ALLOWED_NETWORKS[^\n]*--env-file deploy\/compose\/samples\.env[^\n]*$/,
  );
  expect(refusal).toContain(addresses[0]);
});

it.each([
  [['172.18.0.5'], '172.16.0.0/12'],
  [['10.1.2.3', 'fd00::5'], '10.0.0.0/8'],
  [['fd00::5'], '10.0.0.0/8,fd00::/8'],
  [['172.18.0.5'], '172.18.0.5'],
])('is content with %j in the networks "%s"', (addresses, allowed) => {
  expect(refusalOf(addresses, allowed)).toBeUndefined();
});

it('is content with the samples’ own settings in every network that Docker chooses', async () => {
  const settings = await readFile(new URL('../../deploy/compose/samples.env', import.meta.url), 'utf8');
  const allowed = /^FETCH_ALLOWED_NETWORKS=(.*)$/m.exec(settings)?.[1] ?? '';
  for (const address of ['172.17.0.2', '172.31.255.1', '192.168.16.3', '10.200.0.9'])
    expect(refusalOf([address], allowed)).toBeUndefined();
});
