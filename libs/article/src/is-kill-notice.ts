/** What a news agency heads a message with that takes a story back, after the usual punctuation. */
const KILL_HEADLINE =
  /^(?:\W*)(?:(?:mandatory|bulletin|advisory|editors?)\s+kill\b|kill(?:ed)?\s*(?:notice|advisory|order)\b|(?:bc-)?\S+-kill\b|(?:story|article)\s+(?:killed|withdrawn|retracted)\b|withdrawn\s*:|retracted\s*:|kill\s*:)/iu;
/** The instruction itself, in the first words of the text. */
const KILL_ORDER =
  /^.{0,160}\b(?:(?:please\s+)?kill\s+(?:the\s+|this\s+|our\s+)?(?:story|article|item|slug|headlined)|(?:the|this)\s+(?:story|article|item)\s+(?:has been|is|was)\s+(?:killed|withdrawn|retracted)\b)/isu;
const LONGEST_NOTICE = 1200;

/**
 * Whether a text is a publisher's order to kill a story rather than a story (ANPA 1312 and agency usage: "MANDATORY KILL",
 * "KILL NOTICE", "This story has been withdrawn"). A notice is short: a long text with such words reports on something.
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
  return KILL_HEADLINE.test(headline ?? '') || KILL_ORDER.test(body);
}
