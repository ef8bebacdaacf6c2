/**
 * Loaded into a fetcher by a spec (`NODE_OPTIONS=--import`): its reader of feeds loses every third entry and says nothing of it. It changes
 * the module as it is loaded, and fails where the line is not there any more.
 */
import { registerHooks } from 'node:module';

const READ = ' items.map(';
const LOSE = ' items.filter((_, place) => place % 3 !== 2).map(';

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.endsWith('/feed/dist/parse-feed.js')) return loaded;
    const source = String(loaded.source);
    if (!source.includes(READ)) throw new Error(`${url} has no "${READ}" to change`);
    return { ...loaded, source: source.replace(READ, LOSE) };
  },
});
