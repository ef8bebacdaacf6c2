import { stringify } from 'yaml';

/** What is read of a service of `docker compose config`. */
export interface ComposedService {
  image?: string;
  build?: object;
}

const NOTE =
  '# Made by `npm run images:pin`: the images of others by digest. Make it again to take their newest patches.\n';

/** The images that a Dockerfile starts from, by the build argument that names each: `ARG NODE_IMAGE=node:24`. */
export function baseImages(dockerfile: string): Record<string, string> {
  return Object.fromEntries(
    [...dockerfile.matchAll(/^ARG (\w+_IMAGE)=(\S+)$/gm)].map(([, name = '', image = '']) => [name, image]),
  );
}

/** A Compose file that lays `image@digest` over each service with an image of others, and over the bases of those that are built. */
export function pinnedCompose({
  services,
  bases,
  digestOf,
}: {
  services: Readonly<Record<string, ComposedService>>;
  bases: Readonly<Record<string, string>>;
  digestOf: (image: string) => string;
}): string {
  const pinned = (image: string): string => {
    const tagged = image.replace(/@.*$/, '');
    return `${tagged}@${digestOf(tagged)}`;
  };
  const args = Object.fromEntries(Object.entries(bases).map(([name, image]) => [name, pinned(image)]));
  const entries = Object.entries(services).flatMap<[string, object]>(([name, { image, build }]) => {
    if (build) return [[name, { build: { args } }]];
    if (image === undefined || image.startsWith('dateline/')) return [];
    return [[name, { image: pinned(image) }]];
  });
  return (
    NOTE +
    stringify({ services: Object.fromEntries(entries) }, { lineWidth: 0, aliasDuplicateObjects: false })
  );
}
