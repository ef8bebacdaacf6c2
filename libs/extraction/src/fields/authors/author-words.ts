/** Words before a name in a byline. */
export const BYLINE_PREFIX =
  /^(?:(?:veröffentlicht|geschrieben|erstellt|publié|publicado|écrit|escrito|scritto) (?:von|par|por|da)|by|von|vom|por|par|di|da|de|door|av|af|text|texte|texto|written by|words by|posted by|published by|researched by|compiled by|story by|reported by|reporting by|author|authors|autor|autore|autores|auteur|автор|текст|yazar|oleh|بقلم|كتب|كتبت|كتب:|من|إعداد|تحرير)\s*[:：]?\s+/i;

/** A role, a place or a paper after a name and a comma. */
export const ROLE_SUFFIX =
  /[,،]\s*(?:.*(?:editor|reporter|correspondent|writer|staff|\bnews|\bpress\b|times\b|contributor|columnist|redakteur|redaktion|journalist|producer|analyst|\b(?:ap|afp|dpa|apa|efe|upi|pa|reuters|cnn|bbc)\b).*)$/i;

/** A role that follows the two or more words of a name without a comma. */
export const TRAILING_ROLE =
  /(?<=\S (?!staff|news|desk)\S+)\s+(?:(?:staff|senior|chief|contributing|freelance|deputy|managing)\s+)*(?:writer|reporter|correspondent|contributor|columnist|editor|journalist|author|blogger)$/i;

/** Bylines that name an office and no person. */
export const NO_AUTHOR =
  /^(?:admin|administrator|editor|guest|root|user|webmaster|unknown|publisher|null|undefined|n\/a|none|author|posted|contact|more|share|e-?mail|print|twitter|facebook|instagram|linkedin|cc0|public domain|pexels|unsplash|pixabay|shutterstock|istock(?:photo)?|getty ?images|adobe ?stock|depositphotos|alamy|dreamstime|wikimedia(?: commons)?|(?:pexels|unsplash|pixabay|shutterstock)\.com)$/i;
/** Positions at a paper. */
export const ROLE_WORD =
  /(?<!\p{L})(?:director|editors?|reporters?|writers?|correspondents?|chief|head of|deputy|assistant|senior|managing|manager|producers?|columnists?|contributors?|journalists?|redakteur(?:in)?|redaktör|journaliste|periodista|giornalista|fotograf(?:in)?|photographers?|twitter|facebook|instagram|linkedin|bluesky)(?!\p{L})/iu;
/** Prompts that a page offers beside a name. */
export const NOT_A_NAME =
  /^(?:view|get|follow|more \p{L}+|read more|see (?:all|more)|send us|sign (?:up|in)|contact|please|bitte|subscribe|about the)\b|\b(?:author archive|rss feed|all (?:posts|articles|stories)|your (?:name|feedback)|full (?:bio|profile)|ihren namen)\b/iu;
/** Words before the name of a photographer. */
export const PHOTO_LABEL =
  /^(?:photo(?:s|graphy|graphs?|graphers?)?|foto(?:s|graf\p{L}*)?|bild(?:er|quelle|nachweis)?|images?|pictures?|illustrations?|grafik|video|fotó|zdjęcia|фото)(?:\s*[:：/|]|\s+(?:by|von|de|par|di|av|af|por)\s)/iu;

/** Words by which a byline names a desk or a house rather than a person. */
export const ORGANISATION_WORD =
  /\b(?:staff|news|newsroom|newsdesk|desk|team|editors|editorial|redaktion|redaction|redacción|rédaction|redazione|redacao|redação|agency|agencies|press|bureau|magazine|times|post|tribune|gazette|network|media|online|reporter|reporters|correspondents?|writers|council|committee|university|institute|foundation|association|group|inc|ltd|llc|gmbh|board|services?|wire)\b|تحرير|وكالات|وكالة|المحرر/i;
