const NETWORK = String.raw`(?:twitter|x\b|facebook|instagram|linkedin|tiktok|youtube|telegram|whatsapp|google news|threads|bluesky)`;

/** Phrases of last paragraphs that are not part of the story, by what they ask of the reader. */
const PHRASES: readonly string[] = [
  // Follow, subscribe, sign up.
  String.raw`\bfollow (?:us|him|her|them|me|our|the author|\p{Lu}\S*(?: \p{Lu}?\S+){0,2}) (?:on|at|via|in)\b.{0,30}${NETWORK}`,
  String.raw`\b(?:on|via) ${NETWORK}[^.]{0,20} at @\w`,
  String.raw`\bsubscribe (?:to|for|here|now|today|and)\b`,
  String.raw`\bsign up (?:to|for|here|now|today)\b`,
  String.raw`\b(?:our|free|daily|weekly|this) (?:\w+ )?newsletters?\b`,
  String.raw`\b(?:in|to|through) your (?:inbox|letterbox|mailbox|device)\b`,
  String.raw`\bfollow (?:me|us|him|her|them)\b.{0,20} social media\b`,
  String.raw`\bif you (?:enjoyed|liked) this (?:article|post|story|piece)\b`,
  String.raw`\bclick here (?:for|to)\b`,
  String.raw`\bdownload (?:our|the) .{0,40}\bapp\b`,
  String.raw`\bjoin (?:our|the) .{0,30}(?:channel|community|conversation|discussion)\b`,
  String.raw`\b(?:invest in|support) (?:independent |quality |local |our )?journalism\b`,
  String.raw`\bfor as little as\b`,
  String.raw`\bbecome a (?:member|subscriber|patron)\b`,
  String.raw`\b(?:abonnieren sie|jetzt abonnieren|hat ihnen dieser artikel gefallen|zum newsletter|push-nachrichten)\b`,
  String.raw`\b(?:abonnez-vous|inscrivez-vous|suivez-nous)\b`,
  String.raw`\b(?:suscríbete|síguenos|sigue toda la información)\b`,
  String.raw`\b(?:inscreva-se|siga o|receba as)\b`,
  String.raw`\b(?:iscriviti|seguici)\b`,
  'подписывайтесь|подпишитесь',
  '有料会員|会員限定|続きを読む|無料会員',
  '(?:تابعونا|اشترك في|تابعنا) ',
  // Where else to look, and whom to write to.
  String.raw`\bfor more (?:information|info|details|stories|news)\b.{0,60}\b(?:visit|see|check out|go to|contact|click)\b`,
  String.raw`\b(?:contact|email|reach) (?:the author|the reporter|the writer|us|him|her) (?:at|on|via)\b`,
  String.raw`\bhave (?:a|any) (?:story|tip|news|question)s?\b.{0,60}\?`,
  String.raw`\blisten to .{1,40} live\b`,
  // Origin and rights.
  String.raw`^(?:more AP\b|follow AP['’]s) .{0,120}https?:`,
  String.raw`\b(?:schlussredaktion|bildredaktion|übersetzung): \p{Lu}`,
  '^dieser (?:artikel|text|beitrag) (?:ist eine übersetzung|erschien zuerst)',
  String.raw`^the post .{3,200} (?:appeared first|first appeared) on\b`,
  String.raw`\ball rights reserved\b`,
  String.raw`\b(?:may|must) not be (?:published|reproduced|reprinted|broadcast|redistributed)\b`,
  String.raw`\bcopyrighted (?:property|material)\b`,
  String.raw`\bwritten permission\b`,
];

/** Whether a closing paragraph asks something of the reader or states rights. */
export const CLOSING_PHRASE = new RegExp(PHRASES.join('|'), 'iu');
