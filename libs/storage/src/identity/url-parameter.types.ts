/** A query parameter that the rules would drop although it selects content at a host. */
export interface UrlParameter {
  /** In identity form. */
  host: string;
  /** In lower case. */
  name: string;
  /** Two addresses that differ in it alone and show different content. */
  proof: string[];
  /** The feed that showed them; null where their pages did. */
  feedId: string | null;
  /** `tracking`: an operator has ruled that it is dropped all the same. */
  state: 'significant' | 'tracking';
  learnedAt: Date;
  /** When an operator ruled on it; null where only evidence speaks. */
  ruledAt: Date | null;
}

export type NewUrlParameter = Pick<UrlParameter, 'host' | 'name' | 'proof' | 'feedId'>;
