import type { PageBody } from '@dateline/contracts';
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

const compress = promisify(gzip);

/** A page in its stored and published form. Equal bytes always give the same sha256. */
export async function packPage(body: Buffer): Promise<{ gzip: Buffer; page: PageBody }> {
  const zipped = await compress(body);
  const page: PageBody = {
    encoding: 'gzip+base64',
    data: zipped.toString('base64'),
    bytes: body.length,
    sha256: createHash('sha256').update(body).digest('hex'),
  };
  return { gzip: zipped, page };
}
