/** Free share of the disk, 0 to 1, from the answer to `dbStats`; null where the server does not say, as some hosted ones do not. */
export function freeShareOf({
  fsUsedSize: used,
  fsTotalSize: total,
}: Record<string, unknown>): number | null {
  return typeof used === 'number' && typeof total === 'number' && total > 0 ? 1 - used / total : null;
}
