import { findDropped, type ParameterRules } from '@dateline/article';
import type { MergedPage, NewPageTask, ParameterSuspicion } from '@dateline/storage';

/**
 * Parameters by which the addresses of one article differ, at each host: the rules dropped them, and nobody has
 * looked whether the pages are one. A page of one feed that another names under its own campaign is suspected
 * too; the check finds that both show the same.
 */
export function findSuspicions(
  tasks: readonly NewPageTask[],
  merged: ReadonlyMap<string, MergedPage>,
  rules: ParameterRules,
): ParameterSuspicion[] {
  const byHost = new Map<string, ParameterSuspicion>();
  for (const { discoveryId, url, feedId, contentFrom } of tasks) {
    const page = merged.get(discoveryId);
    if (!page || contentFrom === 'feed') continue;
    const found = findDropped(page.url, url, rules);
    // One feed that names both is the better witness.
    if (found && (!byHost.has(found.host) || page.feedId === feedId))
      byHost.set(found.host, { ...found, urls: [page.url, url], feedIds: [page.feedId, feedId] });
  }
  return [...byHost.values()];
}
