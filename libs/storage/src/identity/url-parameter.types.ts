/** A query parameter that the rules would drop, although it selects content at a host. */
export interface UrlParameter {
  /** In identity form. */
  host: string;
  /** In lower case. */
  name: string;
  /** Two addresses that differ only in this parameter and show different content. */
  proof: string[];
  /** The feed that showed them; null when their pages did. */
  feedId: string | null;
  /** `tracking`: an operator has ruled that it is dropped anyway. */
  state: 'significant' | 'tracking';
  learnedAt: Date;
  /** Time of an operator's ruling; null while only evidence supports it. */
  ruledAt: Date | null;
}

export type NewUrlParameter = Pick<UrlParameter, 'host' | 'name' | 'proof' | 'feedId'>;
