import { startInfrastructure, type Infrastructure } from './index.ts';

declare global {
  /** Kept for the tear-down, which runs in the same process. */
  var datelineInfrastructure: Infrastructure | undefined;
}

const log = (line: string) => process.stderr.write(`  ${line}\n`);

/** Starts Kafka and MongoDB once for all integration or end-to-end specs. It throws when it cannot: nothing is ever skipped. */
export default async function setUp(): Promise<void> {
  const infrastructure = await startInfrastructure({ log, preference: 'testcontainers' });
  process.env['DATELINE_TEST_KAFKA'] = infrastructure.kafkaBrokers;
  process.env['DATELINE_TEST_MONGODB'] = infrastructure.mongodbUri;
  globalThis.datelineInfrastructure = infrastructure;
}
