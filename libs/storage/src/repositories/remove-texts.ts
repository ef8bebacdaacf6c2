import type { ArticleRecord, Sighting } from '@dateline/contracts';
import { packHex } from '../dedup/hex-binary.js';
import type { Models, SightingModel } from '../models/models.js';

/** The facts of an erasure that its stub keeps, so that a repetition finds what is left. */
export interface Erasure {
  rawRefs?: string[];
  urls?: string[];
}

type ErasedModels = Pick<
  Models,
  'revisions' | 'rawPages' | 'pageFetches' | 'sketches' | 'sightings' | 'pages'
>;

/**
 * Removes the data of an erased article besides its record: older versions, raw pages (also of copies that
 * were dropped for it), its sketch, and the feeds' texts of waiting pages.
 */
export async function removeTexts(
  models: ErasedModels,
  {
    articleId,
    versions,
    erasure,
  }: { articleId: string; versions: readonly ArticleRecord[]; erasure: Erasure | null | undefined },
): Promise<void> {
  const copies = await models.sightings.find({ original: articleId }).lean<SightingModel[]>();
  const sightings = copies.map(({ sighting }) => sighting as Sighting);
  const urls = [...(erasure?.urls ?? []), ...urlsOf(versions), ...sightings.map(({ url }) => url)];
  const rawRefs = [...(erasure?.rawRefs ?? []), ...rawRefsOf(versions)];
  await models.rawPages.deleteMany({ $or: [{ _id: { $in: rawRefs } }, { url: { $in: urls } }] });
  await models.pageFetches.deleteMany({
    articleId: { $in: [articleId, ...sightings.map((s) => s.articleId)] },
  });
  await models.revisions.deleteMany({ articleId });
  await models.sketches.collection.deleteOne({ _id: packHex(articleId) } as never);
  await models.pages.updateMany(
    { _id: { $in: [articleId, ...sightings.map((s) => s.articleId)] } },
    { $set: { entry: {}, lastError: null } },
  );
  await models.sightings.deleteMany({ original: articleId });
}

export const rawRefsOf = (records: readonly ArticleRecord[]): string[] =>
  records.flatMap((record) => (record.fetch as Partial<ArticleRecord['fetch']> | null)?.rawRef ?? []);

/** Addresses under which raw pages of these records may be stored. A stub has none. */
export const urlsOf = (records: readonly Partial<ArticleRecord>[]): string[] =>
  records.flatMap(({ url, fetch }) => [url, fetch?.finalUrl].filter((u) => u !== undefined));
