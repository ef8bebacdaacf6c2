/** An entry as the loss detector sees it. */
export interface WindowEntry {
  key: string;
  articleId: string;
  published: Date | null;
}

/** The last documents' contents: the names that identify their newest entries. */
export interface FeedWindow {
  names: string[];
}

const MAX_NAMES = 2_000;
const NAME_LENGTH = 24;

/**
 * What to remember of a document: its newer half when every entry is dated, else all of it. An old pinned
 * entry stays for months and would hide losses. An entry is remembered by its key and by its article, so that
 * new ids for old articles are no loss.
 */
export function windowOf(entries: readonly WindowEntry[]): FeedWindow {
  const names = newestOf(entries).flatMap(namesOf);
  return { names: names.slice(0, MAX_NAMES) };
}

/**
 * The window plus the hub's deliveries since: an entry that a hub delivered is not lost when the next poll no
 * longer shows it.
 */
export function widenWindow(window: FeedWindow, entries: readonly WindowEntry[]): FeedWindow {
  const names = [...new Set([...entries.flatMap(namesOf), ...window.names])];
  return { names: names.slice(0, MAX_NAMES) };
}

/**
 * Whether entries were probably lost between the window and this document: both have entries, and they share
 * none.
 */
export function isProbableLoss(window: FeedWindow | null, entries: readonly WindowEntry[]): boolean {
  if (window === null || window.names.length === 0 || entries.length === 0) return false;
  const known = new Set(window.names);
  return !entries.some((entry) => namesOf(entry).some((name) => known.has(name)));
}

function newestOf(entries: readonly WindowEntry[]): WindowEntry[] {
  const dated = entries.flatMap((entry) =>
    entry.published ? [{ entry, at: entry.published.getTime() }] : [],
  );
  if (dated.length < entries.length) return [...entries];
  const newest = dated.sort((a, b) => b.at - a.at).slice(0, Math.ceil(dated.length / 2));
  return newest.map(({ entry }) => entry);
}

const namesOf = ({ key, articleId }: WindowEntry): string[] => [
  `k${tailOf(key)}`,
  `a${articleId.slice(0, NAME_LENGTH)}`,
];

/** Keys end in a hash, so the end identifies them. */
const tailOf = (key: string): string => key.slice(-NAME_LENGTH);
