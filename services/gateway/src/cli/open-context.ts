import { loadSettings } from '@dateline/config';
import { createKafka, EventPublisher, KafkaNames, type KafkaClient } from '@dateline/messaging';
import { commonSettings, kafkaSettingsOf } from '@dateline/service';
import { Database } from '@dateline/storage';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CliSettings } from '../gateway.config.js';
import { StoreAway, type CliContext } from './command.js';

const MONGODB_PATIENCE_MS = 10_000;

interface OpenContext extends CliContext {
  close(): Promise<void>;
}

/** Stores for one command; each connects only when the command uses it. */
export function openContext(
  settings: CliSettings,
  { print, tell }: Pick<CliContext, 'print' | 'tell'>,
): OpenContext {
  const serverDefaults = loadSettings(commonSettings('gateway'), {});
  const kafkaSettings = kafkaSettingsOf('cli', { ...serverDefaults, ...settings });
  let database: Database | null = null;
  let kafka: KafkaClient | null = null;
  let publisher: EventPublisher | null = null;
  return {
    settings,
    print,
    tell,
    names: new KafkaNames(kafkaSettings.prefix),
    kafka: () => (kafka ??= createKafka(kafkaSettings)),
    publisher: () => (publisher ??= new EventPublisher(kafkaSettings, 'gateway')),
    database: async () => {
      database ??= openDatabase(settings);
      await untilReachable(database, settings.MONGODB_URI);
      return database;
    },
    close: async () => {
      await publisher?.close();
      await database?.close();
    },
  };
}

function openDatabase(settings: CliSettings): Database {
  return Database.open({
    uri: settings.MONGODB_URI,
    dbName: settings.MONGODB_DB,
    appName: 'dateline-cli',
    // The command itself reports a failed connection.
    log: () => undefined,
  });
}

async function untilReachable(database: Database, uri: string): Promise<void> {
  const deadline = Date.now() + MONGODB_PATIENCE_MS;
  for (;;) {
    try {
      await database.ping();
      return;
    } catch (cause) {
      if (Date.now() >= deadline)
        throw new StoreAway(`MongoDB does not answer at ${withoutPassword(uri)}`, { cause });
      await sleep(200);
    }
  }
}

const withoutPassword = (uri: string) => uri.replace(/\/\/[^@/]*@/, '//');
