import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { Refused } from '../command.js';
import type { WantedFeed } from './feed-plan.types.js';

const MAX_BYTES = 32 * 1024 * 1024;

/** The feeds that a file wants: YAML or JSON with a list `feeds`, or OPML. Throws Refused, which names the entry. */
export async function readFeedList(file: string): Promise<WantedFeed[]> {
  return /\.(?:opml|xml)$/i.test(file) ? readOpmlList(file) : readYamlList(file);
}

async function readOpmlList(file: string): Promise<WantedFeed[]> {
  const { isOpmlProblem, readOpmlParts } = await import('../../feeds/read-opml-parts.js');
  const wanted: WantedFeed[] = [];
  try {
    for await (const part of readOpmlParts(createReadStream(file), { maxBytes: MAX_BYTES }))
      for (const { address, feed, labels } of part) {
        if (!feed) throw new Refused(`${file}: ${address.slice(0, 200)} is not an http or https address`);
        wanted.push({ url: feed.url, labels, ...(feed.title ? { title: feed.title } : {}) });
      }
    return wanted;
  } catch (error) {
    if (isOpmlProblem(error)) throw new Refused(`${file}: is not OPML: ${error.message}`, { cause: error });
    throw error;
  }
}

async function readYamlList(file: string): Promise<WantedFeed[]> {
  const [{ parse, YAMLParseError }, { checkAgainst }, { FeedListSchema }] = await Promise.all([
    import('yaml'),
    import('@dateline/contracts'),
    import('./feed-list.schema.js'),
  ]);
  try {
    const read = checkAgainst(FeedListSchema, parse(await readFile(file, 'utf8')));
    if (!read.ok) throw new Refused(`${file}: ${read.problems.join('; ')}`);
    return read.value.feeds.map((feed) => {
      if (URL.canParse(feed.url)) return feed;
      throw new Refused(`${file}: ${feed.url.slice(0, 200)} is not an absolute address`);
    });
  } catch (error) {
    if (error instanceof YAMLParseError) throw new Refused(`${file}: ${error.message}`, { cause: error });
    throw error;
  }
}
