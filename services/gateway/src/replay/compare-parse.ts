import { compareContent } from '@dateline/article';
import { readFieldsOf, type ArticleRecord, type ParsedArticle } from '@dateline/contracts';

/** A field that today's parser reads otherwise than the record has it. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Fields that change, in alphabetical order; of an article without a record, every field that is said. */
export function compareParse(record: ArticleRecord | null, article: ParsedArticle): FieldChange[] {
  const before = record ? readFieldsOf(record) : {};
  const after = readFieldsOf(article);
  return compareContent(before, after).changed.map((field) => ({
    field,
    before: before[field] ?? null,
    after: after[field] ?? null,
  }));
}

const CONTEXT = 12;

/** Both sides as short text; of long ones the first place where they differ, with a little around it. */
export function showChange({ before, after }: FieldChange, width: number): [string, string] {
  const [left, right] = [textOf(before), textOf(after)];
  if (Math.max(left.length, right.length) <= width) return [left, right];
  let same = 0;
  while (same < Math.min(left.length, right.length) && left[same] === right[same]) same += 1;
  const from = Math.max(0, same - CONTEXT);
  return [clip(left, from, width), clip(right, from, width)];
}

function clip(text: string, from: number, width: number): string {
  const cut = text.slice(from, from + width);
  return `${from > 0 ? '…' : ''}${cut}${from + width < text.length ? '…' : ''}`;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return '-';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.replace(/\n/g, '⏎').replace(/\s+/g, ' ');
}
