/** Fetches a mongod of the given version into the given folder: `node download-mongod.ts <version> <folder>`. */
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../error-text.ts';

const PROBE_TIMEOUT_MS = 8000;
const [version, folder = '.'] = process.argv.slice(2);
const mirror = process.env.MONGOMS_DOWNLOAD_MIRROR ?? 'https://fastdl.mongodb.org';

// A network that swallows packets would hold the download up for minutes.
await fetch(mirror, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_TIMEOUT_MS) }).catch(
  (error: unknown) => {
    console.log(`MongoDB's download site is not reachable (${reasonOf(error)})`);
    process.exit(1);
  },
);
// It reads its settings when it is loaded.
process.env['MONGOMS_PREFER_GLOBAL_PATH'] = 'false';
process.env['MONGOMS_MD5_CHECK'] = 'true';
const { MongoBinary } = await import('mongodb-memory-server-core');
const binary = await MongoBinary.getPath({ ...(version ? { version } : {}), downloadDir: folder });
await rename(binary, join(folder, 'mongod'));
