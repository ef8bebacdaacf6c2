/** Loaded before a service (`--import`): its sources name a version that is one higher, as those of the next release do. */
import { registerHooks } from 'node:module';

const IS_VERSION = /\/(parser-)?version\.js$/;

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.startsWith('file:') || url.includes('/node_modules/') || !IS_VERSION.test(url)) return loaded;
    return {
      ...loaded,
      source: String(loaded.source).replace(
        /(_VERSION = ')(\d+)/,
        (_, name: string, major: string) => `${name}${Number(major) + 1}`,
      ),
    };
  },
});
