import {
  deterministicId,
  events,
  makeEvent,
  type ArticleRecord,
  type OutgoingEvent,
} from '@dateline/contracts';

/** The public event of a record's version. Its id is derived from article and version. */
export function publicEvent(record: ArticleRecord): OutgoingEvent<ArticleRecord> {
  const contract =
    record.status === 'canceled'
      ? events.articleRetracted
      : record.version === 1
        ? events.articleCreated
        : events.articleUpdated;
  const id = deterministicId('article', record.articleId, String(record.version), contract.type);
  return makeEvent(contract, { ...attributesOf(record), id }, record);
}

/** The public event of a note: the same version, with more facts. Its id is derived from the note. */
export function annotatedEvent(record: ArticleRecord, noteId: string): OutgoingEvent<ArticleRecord> {
  const id = deterministicId('annotated', record.articleId, noteId);
  return makeEvent(events.articleAnnotated, { ...attributesOf(record), id }, record);
}

const attributesOf = ({ articleId, updatedAt }: ArticleRecord) => ({
  source: '/dateline/indexer',
  time: updatedAt,
  subject: articleId,
});
