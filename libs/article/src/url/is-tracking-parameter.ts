import { siteOf } from '../outlet/site-of.js';
import {
  BOUND_NAMES,
  CAMPAIGN_NAMES,
  CHANNEL_NAMES,
  CHANNEL_WORDS,
  PRESENTATION_VALUES,
  SHAPED_NAMES,
  TRACKING_FAMILY,
  TRACKING_NAMES,
} from './tracking-parameters.js';

/** One parameter of a query, as it stands in an address or decoded. */
export interface Parameter {
  name: string;
  value: string;
}

/**
 * Whether a parameter says only how a reader came to the page, or how the same article is shown: by its exact name, as a known member of
 * a family, by the site, or by the shape of its value. A name alone that some site could use for its articles is none. Which names are
 * known was compared with the rules of ClearURLs.
 */
export function isTrackingParameter({ name: given, value: said }: Parameter, hostname: string): boolean {
  const [name, value] = [given.toLowerCase(), said.toLowerCase()];
  if (TRACKING_NAMES.has(name) || TRACKING_FAMILY.test(name)) return true;
  if (PRESENTATION_VALUES.get(name)?.has(value)) return true;
  if (SHAPED_NAMES.get(name)?.test(value)) return true;
  // A share of Sprinklr's: its number is the name.
  if (/^sf\d{6,}$/.test(name)) return value === '1';
  if (CHANNEL_NAMES.has(name) && CHANNEL_WORDS.has(value.split(/[^a-z]/, 1)[0] ?? '')) return true;
  if (CAMPAIGN_NAMES.has(name) && value.split(/[^a-z]+/).some((word) => CHANNEL_WORDS.has(word))) return true;
  return isBound(name, hostname);
}

function isBound(name: string, hostname: string): boolean {
  const bound = BOUND_NAMES.filter(({ names }) => names.test(name));
  if (bound.length === 0) return false;
  const site = siteOf(hostname) ?? hostname;
  // A shared host's blogs are sites of their own to the Public Suffix List.
  const parent = site.split('.').slice(-2).join('.');
  return bound.some(({ sites }) => sites.test(site) || sites.test(parent));
}
