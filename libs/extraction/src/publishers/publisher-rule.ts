/** What differs at one publisher from the general rules. Nothing else belongs in its file. */
export interface PublisherRule {
  /** Usual name of the publication. */
  name: string;
  /** Registrable domains or host names of its pages. */
  domains: readonly string[];
  /** The names by which its pages call themselves, for captures without an address. */
  printedNames: RegExp;
  /** Lines of the site that say nothing about a single article, in any field. */
  chromeLines?: readonly RegExp[];
  /** The day on which the rule was last compared with real pages, `YYYY-MM-DD`. */
  checked: string;
}
