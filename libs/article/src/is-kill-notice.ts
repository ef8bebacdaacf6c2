/**
 * Headlines of messages that take a story back. A colon, a dash or the end must follow a verb: "Editors kill
 * story on mayor" is news.
 */
const KILL_HEADLINES: readonly RegExp[] = [
  /^\W*(?:mandatory|bulletin)\s+kill\b/iu,
  /^\W*kill(?:ed)?\s*(?:notice|advisory)\b/iu,
  /^\W*(?:(?:advisory|editors?)\s+)?kill\s*(?:[:–—]|\s-\s|$)/iu,
  /^\W*(?:(?:story|article)\s+)?(?:killed|withdrawn|retracted)\s*(?:[:–—]|\s-\s|$)/iu,
  // Agencies write a slug in capitals: BC-HARBOUR-KILL.
  /^\W*[A-Z0-9]+(?:-[A-Z0-9]+)*-KILL\b/u,
  /^\W*(?:annulation|dépêche annulée|anulación|noticia anulada|meldung zurückgezogen)\s*(?:[:–—/]|\s-\s|$)/iu,
  /^\W*(?:إلغاء|الغاء|سحب)\s+(?:خبر|الخبر|مادة|المادة)\s*(?:[:–—]|\s-\s|$)/u,
];
const WORK = '(?:story|article|item|report|dispatch)';
/**
 * The order itself, in the first words of the text. It is addressed to the desk, or the text says it of
 * itself. A report that others withdrew something is news.
 */
const KILL_ORDERS: readonly RegExp[] = [
  new RegExp(
    String.raw`^(?:.{0,160}?[.!?]\s+)?\W*(?:(?:attention\s+)?(?:all\s+)?(?:editors|eds|desks|subscribers)\b.{0,20}?)?(?:please\s+)?kill\s+(?:(?:the|this|our)\s+)?(?:${WORK}|slug|headlined)\b`,
    'isu',
  ),
  new RegExp(String.raw`^\W*this\s+${WORK}\s+(?:has been|is|was)\s+(?:killed|withdrawn|retracted)\b`, 'iu'),
  new RegExp(
    String.raw`^.{0,80}?\bthe\s+${WORK}\s*,?\s*(?:headlined|slugged|titled|["“«]).{0,200}?\s(?:has been|is)\s+(?:killed|withdrawn|retracted)\b`,
    'isu',
  ),
  /^.{0,80}?(?:يرجى|الرجاء)\s+(?:إلغاء|الغاء|سحب|حذف)\s+(?:خبر|الخبر)/su,
  /^.{0,80}?merci d['’]annuler (?:la dépêche|notre dépêche|l['’]article)/isu,
];
const LONGEST_NOTICE = 1200;

/**
 * Whether a text is a publisher's order to kill a story rather than a story (ANPA 1312 and agency usage:
 * "MANDATORY KILL", "KILL NOTICE", "This story has been withdrawn"). A notice is short. A long text with such
 * words is a report.
 */
export function isKillNotice({
  headline,
  articleBody,
}: {
  headline: string | null;
  articleBody: string | null;
}): boolean {
  const body = (articleBody ?? '').trim();
  if (body.length > LONGEST_NOTICE) return false;
  return (
    KILL_HEADLINES.some((pattern) => pattern.test((headline ?? '').trim())) ||
    KILL_ORDERS.some((pattern) => pattern.test(body))
  );
}

const QUOTED = /["“«„]([^"“”»„]{10,300})["”»“]/gu;
const NAMED = /\b(?:headlined|titled|entitled|slugged)\s*:?\s*([^"“«„;.\n]{10,300})/giu;
const HEADING =
  /^\W*(?:(?:mandatory|bulletin|advisory|editors?)\s+)?(?:(?:story|article)\s+)?(?:kill(?:ed)?|withdrawn|retracted)(?:\s*(?:notice|advisory))?\s*[:–—-]\s*/iu;
const OTHER_HEADING = /^[^:]{0,40}:\s*/u;
const MAX_NAMES = 10;

/**
 * The headlines that a kill notice may mean by the story it takes back: what follows the colon of its own
 * headline, what it quotes, and what it calls "headlined". The notice itself is often a message of its own at
 * another address.
 */
export function killedHeadlinesOf({
  headline,
  articleBody,
}: {
  headline: string | null;
  articleBody: string | null;
}): string[] {
  const head = (headline ?? '').trim();
  const body = (articleBody ?? '').trim().slice(0, LONGEST_NOTICE);
  const texts = [head, body];
  const names = [
    head.replace(HEADING, ''),
    head.replace(OTHER_HEADING, ''),
    ...texts.flatMap((text) => Array.from(text.matchAll(QUOTED), ([, name]) => name ?? '')),
    ...texts.flatMap((text) => Array.from(text.matchAll(NAMED), ([, name]) => name ?? '')),
  ];
  const wanted = names.map((name) => name.trim()).filter((name) => name !== '' && name !== head);
  return [...new Set(wanted)].slice(0, MAX_NAMES);
}
