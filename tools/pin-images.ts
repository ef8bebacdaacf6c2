/**
 * Writes deploy/compose/compose.pinned.yml: every image that is not ours by the digest that its tag has now, for
 * `docker compose -f docker-compose.yml -f deploy/compose/compose.pinned.yml`. Needs Docker with buildx and the network: `npm run images:pin`.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { baseImages, pinnedCompose, type ComposedService } from './render-pins.ts';

const root = new URL('../', import.meta.url);
const docker = (...args: string[]): string =>
  execFileSync('docker', args, { cwd: fileURLToPath(root), encoding: 'utf8', maxBuffer: 1 << 24 });

const digests = new Map<string, string>();
function digestOf(image: string): string {
  const known = digests.get(image);
  if (known) return known;
  const digest = docker('buildx', 'imagetools', 'inspect', image, '--format', '{{.Manifest.Digest}}').trim();
  console.log(`${image} is ${digest}`);
  digests.set(image, digest);
  return digest;
}

const { services } = JSON.parse(
  docker('compose', '--profile', '*', 'config', '--no-interpolate', '--format', 'json'),
) as { services: Record<string, ComposedService> };
const dockerfile = readFileSync(new URL('deploy/image/Dockerfile', root), 'utf8');
writeFileSync(
  new URL('deploy/compose/compose.pinned.yml', root),
  pinnedCompose({ services, bases: baseImages(dockerfile), digestOf }),
);
