import { normaliseUrlKeeping } from './normalise-url.js';
import { valuesOf, type ParameterRules } from './learn-parameters.js';

/** Pages that differ in more parameters than this prove nothing about one of them. */
const MAX_NAMES = 5;

export interface DroppedParameters {
  /** In identity form. */
  host: string;
  /** In lower case, sorted. */
  names: string[];
}

/**
 * The parameters by which two addresses of one article differ: the rules dropped them, so that both have one
 * identity. Null if the addresses differ in nothing or too much, or have identities of their own.
 */
export function findDropped(
  a: string,
  b: string,
  { significant, dismissed }: ParameterRules,
): DroppedParameters | null {
  const key = normaliseUrlKeeping(a, significant);
  if (key === null || key !== normaliseUrlKeeping(b, significant)) return null;
  const { host } = new URL(key);
  const [ofA, ofB, kept] = [a, b, key].map(valuesOf);
  const names = new Set([...(ofA?.keys() ?? []), ...(ofB?.keys() ?? [])]);
  // Both must have a value: a bare address beside a campaign is a shared link.
  const found = [...names].filter(
    (name) => ofA?.get(name) && ofB?.get(name) && ofA.get(name) !== ofB.get(name) && !kept?.has(name),
  );
  const open = found.filter((name) => !dismissed.get(host)?.has(name)).sort();
  return open.length > 0 && found.length <= MAX_NAMES ? { host, names: open } : null;
}
