import type { OperatorChange } from '@dateline/contracts';
import type { Database } from '@dateline/storage';
import { FeedError } from '@dateline/feed';
import { Authenticator } from '../access/authenticator.js';
import { ChangeLog, type AnnouncedChange } from '../access/change-log.js';
import { keyFileOf, readKeyFile } from '../access/key-file.js';
import { ClusterOrderRefused } from '../clusters/cluster-orders.js';
import { FeedAddressTaken } from '../feeds/change-feed.js';
import { BadFeedAddress } from '../feeds/feed-address.js';
import type { CliContext } from './command.js';
import { Refused, UsageError } from './command.js';

/** Who works at the command line where no key of this installation lies. */
const NOBODY = 'cli';

/** A change before it is made, without who makes it. */
export type CliChange = Pick<AnnouncedChange, 'action' | 'target'> &
  Partial<Pick<AnnouncedChange, 'reason' | 'onBehalfOf'>>;

/** The key from the secret, else the one from the file; null if there is none. */
export function keyHere({ settings }: Pick<CliContext, 'settings'>) {
  if (settings.GATEWAY_ADMIN_KEY !== '') return Promise.resolve(settings.GATEWAY_ADMIN_KEY);
  return readKeyFile(keyFileOf(settings));
}

/**
 * Name of the key that lies here. The command line has the stores themselves, so that it needs none: the key
 * only says who works here.
 */
export async function callerHere(context: CliContext, database: Database): Promise<string> {
  const token = await keyHere(context);
  const keys = database.apiKeys;
  const adminKey = context.settings.GATEWAY_ADMIN_KEY;
  const known = new Authenticator({ keys, adminKey, readBearer: null, now: () => new Date() });
  const caller = token === null ? null : await known.identify(token);
  return caller?.name ?? NOBODY;
}

/** Makes a change and records it in the audit log. False and null mean that there was nothing to change. */
export async function recordChange<T>(
  context: CliContext,
  change: CliChange,
  work: (who: string) => Promise<T>,
): Promise<T> {
  const database = await context.database();
  const who = await callerHere(context, database);
  const log = new ChangeLog(database.operatorChanges, () => new Date());
  const by = { name: who, role: 'admin' as const, door: 'cli' as const, address: null };
  return log.record({ reason: null, onBehalfOf: null, ...change, by }, () => work(who), outcomeOf);
}

const REFUSALS = [BadFeedAddress, FeedAddressTaken, ClusterOrderRefused, FeedError, UsageError, Refused];

function outcomeOf(end: { value: unknown } | { error: unknown }): OperatorChange['outcome'] {
  if ('error' in end) return REFUSALS.some((kind) => end.error instanceof kind) ? 'refused' : 'failed';
  return end.value === false || end.value === null ? 'refused' : 'done';
}
