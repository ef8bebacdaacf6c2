import type { PageElement } from '../page/page-tree.js';
import { textOf } from '../page/text-of.js';

const LOOKED_AT = 6000;
const FEWEST = 2;
const FEWEST_REPLIES = 3;

/** Phrases of consent dialogs, in several languages. */
const CONSENT =
  /\b(?:(?:we|our (?:website|site)|this (?:website|site)|and our (?:\d{1,5} )?partners) uses? cookies|(?:accept|reject|allow) (?:all|cookies)|cookie (?:policy|settings|preferences|notice)|(?:manage|change|withdraw) (?:your |my )?(?:consent|preferences|choices|settings)|privacy (?:policy|notice|settings|centre|center)|legitimate interests?|strictly necessary|personali[sz]ed (?:ads|advertising|content)|store and\/or access|wir (?:und unsere partner )?(?:verwenden|nutzen) cookies|datenschutz(?:erklärung|hinweise)|alle akzeptieren|einwilligung|nous utilisons des cookies|politique de confidentialité|tout accepter|utilizamos cookies|política de (?:privacidad|privacidade|cookies)|aceptar (?:todo|todas)|aceitar (?:todos|tudo)|utilizziamo (?:i )?cookie|informativa sulla privacy|accetta tutt[oi]|wij gebruiken cookies|używamy (?:plików )?cookie|vi använder (?:kakor|cookies)|samtycke)\b/giu;
/** The labels of buttons under a reader's comment. */
const REPLY = /\b(?:reply|répondre|antworten|responder|rispondi|ответить|odpowiedz|svara|report abuse)\b/giu;

/**
 * Whether a part asks for consent to cookies and partners. A story about consent uses such a phrase once at
 * most.
 */
export function speaksOfConsent(element: PageElement): boolean {
  return countOf(CONSENT, element) >= FEWEST;
}

/** Whether a part is a list of readers' comments. */
export function speaksOfReplies(element: PageElement): boolean {
  return countOf(REPLY, element) >= FEWEST_REPLIES;
}

function countOf(pattern: RegExp, element: PageElement): number {
  return textOf(element, LOOKED_AT).slice(0, LOOKED_AT).match(pattern)?.length ?? 0;
}
