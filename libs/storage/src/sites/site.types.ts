/** What is known of the template of a site. Only the parser knows what stands in `template`. */
export interface StoredSite {
  /** Host of the pages. */
  host: string;
  template: unknown;
  /** Whether the template has changed a short time ago. */
  drifting: boolean;
  /** When its last change was noticed; null before the first. */
  driftedAt: Date | null;
  updatedAt: Date;
  /** Rises with each write. */
  revision: number;
}

export type SiteUpdate = Omit<StoredSite, 'revision'> & {
  /** Revision that was read; null for a site that was not known. */
  after: number | null;
};
