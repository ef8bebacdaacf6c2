import { loadSettings, SettingError } from '@dateline/config';
import { describeError, findTopicFaults } from '@dateline/messaging';
import type { Variables } from '../backend/read-place.js';
import { StoreAway, type CliContext, type Voice } from '../command.js';
import { cliSettings } from '../../gateway.config.js';
import { openContext } from '../open-context.js';
import { faulty, fine, type Finding } from './finding.types.js';

/** Below this share of free disk MongoDB is about to stop. */
const LEAST_FREE = 0.1;

/** Kafka and MongoDB themselves, where the settings name them. Changes nothing. */
export async function checkStores(variables: Variables, voice: Voice): Promise<Finding[]> {
  try {
    const context = openContext(loadSettings(cliSettings, variables), voice);
    try {
      const [kafka, mongo] = await Promise.all([checkKafka(context), checkMongo(context)]);
      return [fine('settings', 'all are of their form'), ...kafka, ...mongo];
    } finally {
      await context.close();
    }
  } catch (error) {
    if (!(error instanceof SettingError)) throw error;
    return [faulty('settings', error.message, 'docs/settings.md says what is allowed.')];
  }
}

async function checkKafka({ kafka, names, settings }: CliContext): Promise<Finding[]> {
  const brokers = settings.KAFKA_BROKERS.join(', ');
  try {
    const { missing, drift } = await findTopicFaults(kafka(), names);
    return [
      fine('Kafka', `answers at ${brokers}`),
      missing.length > 0
        ? faulty(
            'topics',
            `missing: ${missing.join(', ')}`,
            'dateline migrate makes them; KAFKA_PREFIX must be that of the services.',
          )
        : drift.length > 0
          ? faulty(
              'topics',
              drift.join('; '),
              'Set them with kafka-configs, or leave them if they were changed on purpose.',
              'warning',
            )
          : fine('topics', 'all are there, as the contracts say'),
    ];
  } catch (error) {
    const remedy =
      'Check KAFKA_BROKERS, that its listener is advertised under an address that this machine reaches, TLS and SASL.';
    return [faulty('Kafka', `${brokers}: ${describeError(error)}`, remedy)];
  }
}

async function checkMongo({ database: open }: CliContext): Promise<Finding[]> {
  try {
    const database = await open();
    const [pending, free] = await Promise.all([database.pendingMigrations(), database.freeDisk()]);
    return [
      fine('MongoDB', 'answers'),
      pending.length > 0
        ? faulty(
            'indexes and migrations',
            `not applied: ${pending.join(', ')}`,
            'dateline migrate applies them.',
          )
        : fine('indexes and migrations', 'all are applied'),
      free === null
        ? faulty(
            'disk',
            'MongoDB does not say how full its disk is',
            'Watch the disk at the server.',
            'warning',
          )
        : free < LEAST_FREE
          ? faulty(
              'disk',
              `${Math.round(free * 100)} % of MongoDB’s disk is free`,
              'Make room: a larger volume, or shorter retention (docs/scaling.md).',
            )
          : fine('disk', `${Math.round(free * 100)} % of MongoDB’s disk is free`),
    ];
  } catch (error) {
    const detail = error instanceof StoreAway ? error.message : describeError(error);
    return [
      faulty('MongoDB', detail, 'Check MONGODB_URI (a replica set), the network, and the user’s rights.'),
    ];
  }
}
