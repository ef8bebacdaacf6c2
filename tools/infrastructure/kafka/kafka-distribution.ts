import { createHash } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cachedFolder } from '../cache.ts';
import type { Log } from '../infrastructure.types.ts';
import { runCommand } from '../process/run-command.ts';

export const KAFKA_VERSION = '4.1.0';
const DOWNLOAD_TIMEOUT_MS = 10 * 60_000;
const PROGRESS_EVERY = 15;

/** What the published distribution packs: the broker, its tools (formatting), and a logger for SLF4J. */
const ARTIFACTS: [group: string, artifact: string, version: string][] = [
  ['org.apache.kafka', 'kafka_2.13', KAFKA_VERSION],
  ['org.apache.kafka', 'kafka-tools', KAFKA_VERSION],
  ['org.apache.logging.log4j', 'log4j-slf4j-impl', '2.24.3'],
];

/** Folder of the jars of Apache Kafka; fetched through Maven once and cached. */
export async function kafkaJars(log: Log): Promise<string> {
  return cachedFolder(`kafka-${KAFKA_VERSION}`, async (folder) => {
    log(`first use: fetching Apache Kafka ${KAFKA_VERSION} through Maven (about 55 MB, once)`);
    const pom = join(folder, 'pom.xml');
    await writeFile(pom, pomOf(ARTIFACTS));
    let files = 0;
    const onLine = (line: string) => {
      if (line.includes('Downloaded from') && ++files % PROGRESS_EVERY === 0) log(`  ${files} files fetched`);
    };
    // Strict: Maven's own checksums count, too.
    const args = ['-B', '-C', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
    await runCommand('mvn', args, { timeoutMs: DOWNLOAD_TIMEOUT_MS, onLine });
    await rm(pom);
    const jars = await readdir(folder);
    await checkHashes(folder, jars);
    if (!jars.includes(`kafka_2.13-${KAFKA_VERSION}.jar`))
      throw new Error('Maven ended well but left no Kafka behind.');
    log(`  Apache Kafka ${KAFKA_VERSION} is in the cache (${jars.length} jars)`);
  });
}

/** As `sha256sum` writes them; a new version of Kafka needs a new file. */
const HASHES = new URL('./kafka-jars.sha256', import.meta.url);

/** Throws when a jar is not, byte for byte, what it was when its hash was written down. */
async function checkHashes(folder: string, jars: readonly string[]): Promise<void> {
  const lines = (await readFile(HASHES, 'utf8')).trim().split('\n');
  const known = new Map(lines.map((line) => line.split('  ').toReversed() as [string, string]));
  for (const jar of jars) {
    const hash = createHash('sha256')
      .update(await readFile(join(folder, jar)))
      .digest('hex');
    if (known.get(jar) !== hash)
      throw new Error(`${jar} has the sha256 ${hash}, not the one of kafka-jars.sha256: it is not used.`);
  }
}

function pomOf(artifacts: typeof ARTIFACTS): string {
  const dependencies = artifacts.map(
    ([group, artifact, version]) =>
      `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`,
  );
  return `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>dateline</groupId><artifactId>embedded-kafka</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    ${dependencies.join('\n    ')}
  </dependencies>
</project>
`;
}

/** Java's major version; throws with what to do when there is none that Kafka runs on. */
export async function requireJava(): Promise<number> {
  const output = await runCommand('java', ['-version'], { timeoutMs: 20_000 }).catch((cause: unknown) => {
    throw new Error(
      'The embedded Kafka needs Java 17 or newer on the PATH, and `java -version` does not run.',
      { cause },
    );
  });
  const major = Number(/version "(\d+)/.exec(output)?.[1]);
  if (!(major >= 17))
    throw new Error(`The embedded Kafka needs Java 17 or newer; this one says: ${output.split('\n')[0]}`);
  return major;
}
