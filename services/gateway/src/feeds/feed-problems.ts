import type { FeedDoc } from '@dateline/storage';
import { BadRequestException, NotFoundException } from '@nestjs/common';
import { BadFeedAddress } from './feed-address.js';

/** The response to a bad address. Any other error is rethrown. */
export function badAddress(error: unknown): unknown {
  if (!(error instanceof BadFeedAddress)) return error;
  return new BadRequestException({
    message: 'The address is not valid.',
    errors: [`/url: ${error.problem}`],
  });
}

/** The feed, or the answer that there is none. */
export function found(feed: FeedDoc | null, id: string): FeedDoc {
  if (!feed) throw unknownFeed(id);
  return feed;
}

export const unknownFeed = (id: string) => new NotFoundException(`No feed has the id ${id}.`);
