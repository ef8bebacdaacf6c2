/** What a page measures, by the name of the measure; one that is not named is 0. The models read nothing else. */
export type Measures = Record<string, number>;
