/** What is known of one copy of a story that several outlets carry. */
export interface StoryCopy {
  articleId: string;
  /** ISO 8601; null if the page states no date. */
  publishedAt: string | null;
  datePrecision: 'second' | 'minute' | 'day' | 'unknown';
  /** Domain of the outlet. */
  outlet: string | null;
  publisher: string | null;
  /** Agencies and organisations that the article credits as its source. */
  credits: readonly string[];
}

export interface ChosenOriginal {
  articleId: string;
  /** `credit`: other copies credit its outlet; `date`: it is earlier than all others. */
  by: 'credit' | 'date';
}

const DAY_MS = 86_400_000;

/** The copy from which the others were taken, if credits or dates say which one it is; otherwise null. */
export function chooseOriginal(copies: readonly StoryCopy[]): ChosenOriginal | null {
  if (copies.length < 2) return null;
  const [named, crediting] = [outletsBy(copies, namesOf), outletsBy(copies, creditsOf)];
  const credited = copies.filter((copy) => isCredited(copy, named, crediting));
  const [only] = credited;
  if (only && credited.length === 1) return { articleId: only.articleId, by: 'credit' };
  const pool = credited.length > 1 ? credited : copies;
  const first = earliestOf(pool);
  return first && { articleId: first.articleId, by: 'date' };
}

type Outlets = ReadonlyMap<string, ReadonlySet<string | null>>;

/**
 * The outlets for each name. A story may have a thousand copies, so comparing them in pairs would cost too
 * much.
 */
function outletsBy(copies: readonly StoryCopy[], textsOf: (copy: StoryCopy) => string[]): Outlets {
  const outlets = new Map<string, Set<string | null>>();
  for (const copy of copies)
    for (const text of textsOf(copy)) outlets.set(text, (outlets.get(text) ?? new Set()).add(copy.outlet));
  return outlets;
}

/** Whether another outlet credits this one, and this one credits no other outlet of the story. */
function isCredited(copy: StoryCopy, named: Outlets, crediting: Outlets): boolean {
  const isOfOthers = (outlets: ReadonlySet<string | null> | undefined) =>
    outlets !== undefined && (outlets.size > 1 || !outlets.has(copy.outlet));
  if (creditsOf(copy).some((credit) => isOfOthers(named.get(credit)))) return false;
  return namesOf(copy).some((name) => isOfOthers(crediting.get(name)));
}

/** The copy that is certainly before all others. A date without a time may mean any hour of the day. */
function earliestOf(copies: readonly StoryCopy[]): StoryCopy | null {
  const spans = copies.map((copy) => ({ copy, ...spanOf(copy) }));
  if (spans.some(({ from }) => Number.isNaN(from))) return null;
  const [first, ...rest] = spans.sort((a, b) => a.from - b.from);
  return first && rest.every(({ from }) => from > first.to) ? first.copy : null;
}

function spanOf({ publishedAt, datePrecision }: StoryCopy): { from: number; to: number } {
  const from = publishedAt === null || datePrecision === 'unknown' ? Number.NaN : Date.parse(publishedAt);
  const lasts = { second: 0, minute: 59_999, day: DAY_MS - 1, unknown: 0 }[datePrecision];
  return { from, to: from + lasts };
}

const creditsOf = ({ credits }: StoryCopy): string[] => credits.map(fold);

function namesOf({ publisher, outlet }: StoryCopy): string[] {
  const label = outlet?.split('.')[0];
  return [publisher, outlet, label].filter((name) => name !== null && name !== undefined).map(fold);
}

const fold = (name: string): string => name.toLowerCase().replace(/^the\s+|[^\p{L}\p{N}]+/gu, '');
