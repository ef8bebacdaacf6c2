/** Fetches a mongod of the given version into the given folder: `node download-mongod.ts <version> <folder>`. */
import { createRequire } from 'node:module';
import { rename } from 'node:fs/promises';
import { join } from 'node:path';

const PROBE_TIMEOUT_MS = 8000;
const [version, folder] = process.argv.slice(2);
const mirror = process.env.MONGOMS_DOWNLOAD_MIRROR ?? 'https://fastdl.mongodb.org';

// A network that swallows packets would hold the download up for minutes.
await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) }).catch((error) => {
  console.log(`MongoDB's download site is not reachable (${error.cause?.code ?? error.name})`);
  process.exit(1);
});
const { MongoBinary } = createRequire(import.meta.url)('mongodb-memory-server-core');
process.env.MONGOMS_PREFER_GLOBAL_PATH = 'false';
const binary = await MongoBinary.getPath({ version, downloadDir: folder });
await rename(binary, join(folder, 'mongod'));
