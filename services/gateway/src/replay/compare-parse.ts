import { compareContent } from '@dateline/article';
import { readFieldsOf, type ArticleRecord, type ParsedArticle } from '@dateline/contracts';

/** A field that the current parser reads differently from the record. */
export interface FieldChange {
  field: string;
  before: unknown;
  after: unknown;
}

/** Changed fields in alphabetical order. Without a record: every field that has a value. */
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

/** Both sides as short text; for long ones the first difference with some context. */
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
