import type { GroupRetryRepository, ServiceVersionRepository } from '@dateline/storage';
import type { ChangeLog } from '../access/change-log.js';
import type { LetterGroup } from './letter-groups.js';
import type { Quarantine } from './quarantine.js';

export interface RetryDependencies {
  quarantine: Pick<Quarantine, 'groups' | 'release'>;
  versions: Pick<ServiceVersionRepository, 'all'>;
  retries: Pick<GroupRetryRepository, 'has' | 'note'>;
  log: Pick<ChangeLog, 'record'>;
  now: () => Date;
  /** Called with each group that went back. */
  onRetry: (group: LetterGroup) => void;
}

/**
 * Puts groups back whose service runs in another version now than the one that could not process them. Each version tries a
 * group once: what it cannot process either comes as a new letter, of its own version.
 */
export async function retryGroups(on: RetryDependencies): Promise<void> {
  const versions = await on.versions.all();
  for (const group of await on.quarantine.groups()) {
    const version = versions.get(group.service);
    if (version === undefined || version === group.version || group.releasable === 0) continue;
    if (await on.retries.has({ group: group.id, version })) continue;
    const change = {
      action: 'dead_letters.release' as const,
      target: group.id,
      by: { name: 'dateline', role: 'operate' as const, door: 'schedule' as const, address: null },
      onBehalfOf: null,
      reason: `the ${group.service} is at version ${version} now, and failed at ${group.version}`,
    };
    const work = () => on.quarantine.release({ group: group.id });
    await on.log.record(change, work, (end) => ('error' in end ? 'failed' : 'done'));
    // Noted last: a run that is cut off in between finds no letters, or new ones.
    await on.retries.note({ group: group.id, version }, on.now());
    on.onRetry(group);
  }
}
