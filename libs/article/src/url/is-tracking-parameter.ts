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

/** One query parameter, as it stands in the address or decoded. */
export interface Parameter {
  name: string;
  value: string;
}

/**
 * Whether a parameter only says how a reader arrived, or how the same article is shown. It decides by the
 * exact name, by a known family of names, by the site, or by the shape of the value. A name that some site
 * could use for its articles is not enough. The names were checked against the rules of ClearURLs.
 */
export function isTrackingParameter({ name: given, value: said }: Parameter, hostname: string): boolean {
  const [name, value] = [given.toLowerCase(), said.toLowerCase()];
  if (TRACKING_NAMES.has(name) || TRACKING_FAMILY.test(name)) return true;
  if (PRESENTATION_VALUES.get(name)?.has(value)) return true;
  if (SHAPED_NAMES.get(name)?.test(value)) return true;
  // Sprinklr numbers the share in the name.
  if (/^sf\d{6,}$/.test(name)) return value === '1';
  if (CHANNEL_NAMES.has(name) && CHANNEL_WORDS.has(value.split(/[^a-z]/, 1)[0] ?? '')) return true;
  if (CAMPAIGN_NAMES.has(name) && value.split(/[^a-z]+/).some((word) => CHANNEL_WORDS.has(word))) return true;
  return isBound(name, hostname);
}

function isBound(name: string, hostname: string): boolean {
  const bound = BOUND_NAMES.filter(({ names }) => names.test(name));
  if (bound.length === 0) return false;
  const site = siteOf(hostname) ?? hostname;
  // The Public Suffix List treats each blog of a shared host as a site.
  const parent = site.split('.').slice(-2).join('.');
  return bound.some(({ sites }) => sites.test(site) || sites.test(parent));
}
