import type { PublisherRule } from './publisher-rule.js';

/** The English archive of 2005 to 2017: WordPress with the Divi theme. The media id is a line of the text. */
export const ASHARQ_AL_AWSAT_ARCHIVE: PublisherRule = {
  name: 'Asharq Al-Awsat',
  domains: ['aawsat.com', 'asharq-e.com'],
  printedNames: /^asharq al-?\s?awsat\b/i,
  chromeLines: [/^Middle-east Arab News Opinion\b.{0,40}$/i, /^Select Page$/i],
  checked: '2026-11-24',
};
