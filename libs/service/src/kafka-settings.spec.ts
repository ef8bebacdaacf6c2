import { loadSettings, SettingError } from '@dateline/config';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commonSettings } from './common-settings.js';
import { kafkaSettingsOf } from './kafka-settings.js';

const folder = mkdtempSync(join(tmpdir(), 'dateline-tls-'));
const pem = join(folder, 'ca.pem');
writeFileSync(pem, 'certificate text');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const from = (environment: Record<string, string>) =>
  kafkaSettingsOf('parser', loadSettings(commonSettings('parser'), environment));

it('is plain by default', () => {
  expect(from({})).toEqual({ brokers: ['127.0.0.1:9092'], clientId: 'dateline-parser', prefix: '' });
});

it('reads TLS files and the login', () => {
  const settings = from({
    KAFKA_TLS: 'true',
    KAFKA_TLS_CA_FILE: pem,
    KAFKA_SASL_MECHANISM: 'scram-sha-512',
    KAFKA_SASL_USERNAME: 'dateline',
    KAFKA_SASL_PASSWORD: 'secret',
  });
  expect(settings.tls).toEqual({ ca: 'certificate text' });
  expect(settings.sasl).toEqual({ mechanism: 'scram-sha-512', username: 'dateline', password: 'secret' });
});

const SCRAM = { KAFKA_SASL_MECHANISM: 'scram-sha-256' };
it.each([
  ['KAFKA_TLS_CA_FILE', { KAFKA_TLS_CA_FILE: pem }],
  ['KAFKA_TLS_CA_FILE', { KAFKA_TLS: 'true', KAFKA_TLS_CA_FILE: `${pem}-missing` }],
  ['KAFKA_TLS_KEY_FILE', { KAFKA_TLS: 'true', KAFKA_TLS_CERT_FILE: pem }],
  ['KAFKA_TLS_CERT_FILE', { KAFKA_TLS: 'true', KAFKA_TLS_KEY_FILE: pem }],
  ['KAFKA_SASL_USERNAME', { KAFKA_SASL_USERNAME: 'dateline' }],
  ['KAFKA_SASL_USERNAME', SCRAM],
  ['KAFKA_SASL_PASSWORD', { ...SCRAM, KAFKA_SASL_USERNAME: 'dateline' }],
] as const)('stops at %s of %j in one line that names it', (variable, environment) => {
  const attempt = () => from(environment);
  expect(attempt).toThrow(SettingError);
  expect(attempt).toThrow(new RegExp(`^setting ${variable} [^\\n]+$`));
});
