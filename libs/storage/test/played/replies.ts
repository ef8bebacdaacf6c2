import type { Doc } from './wire-protocol.js';

/** What a played MongoDB does with a command. A reply's fields go over those of an answer in which all went well. */
export type Answer = { documents: Doc[] } | { reply: Doc } | 'silence' | 'cut';

/** Documents of a `find` or an `aggregate`, which are sent in batches of the size that the command asks for. */
export const documents = (...found: object[]): Answer => ({ documents: found as Doc[] });

/** The document that `findAndModify` found. */
export const found = (value: object): Answer => ({
  reply: { value, lastErrorObject: { n: 1, updatedExisting: true } },
});

/** How many documents an update or a delete matched. */
export const matched = (n: number): Answer => ({ reply: { n, nModified: n } });

/** The statements of an update, by index, that inserted a document; no other statement matched one. */
export const upserted = (...indexes: number[]): Answer => ({
  reply: {
    n: indexes.length,
    nModified: 0,
    upserted: indexes.map((index) => ({ index, _id: `upserted-${index}` })),
  },
});

/** Statements of a write, by index, that the server refused; `n` others were carried out. */
export const refused = (
  indexes: number[],
  { n = 0, code = 11_000, ...rest }: Doc & { n?: number; code?: number } = {},
): Answer => ({
  reply: {
    n,
    nModified: n,
    writeErrors: indexes.map((index) => ({ index, code, errmsg: `refused with code ${code}` })),
    ...rest,
  },
});

/** A write that was carried out, but not confirmed by enough members. */
export const unconfirmed = (code = 64, codeName = 'WriteConcernTimeout'): Answer => ({
  reply: { writeConcernError: { code, codeName, errmsg: 'waiting for replication timed out' } },
});

/** A command that failed as a whole. */
export const failed = (code: number, codeName: string, ...errorLabels: string[]): Answer => ({
  reply: { ok: 0, code, codeName, errmsg: codeName, ...(errorLabels.length > 0 ? { errorLabels } : {}) },
});

/** The members elect a primary. */
export const notPrimary = (): Answer => failed(10_107, 'NotWritablePrimary', 'RetryableWriteError');

/** The connection stays open, and nothing is answered. */
export const silence = (): Answer => 'silence';

/** The connection breaks instead of an answer. */
export const cut = (): Answer => 'cut';
