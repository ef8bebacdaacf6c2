/** Words that introduce a credit, in the languages of the corpus. */
export const CREDIT_LABEL =
  'photo(?:graph)?s? (?:by|courtesy(?: of)?|credit)|photo(?:graph(?:er|y)?)?s?(?: by)?|file photo|pictures? (?:by|credit)|picture|images? (?:by|credit|courtesy of|source)|image|credits?|illustration(?: by)?|graphic|source|courtesy(?: of)?|via|copyright|by|' +
  'foto(?:graf(?:ie|ia|ía|in)?)?s?(?: de| di| von| por)?|bild(?:quelle|rechte)?|bildnachweis|quelle|symbolbild|crédits?(?: photo)?s?|crédits?|photographie|imagen|imágenes|crédito|fuente|fonte|reprodução|divulgação|immagine|fotoğraf|фото|снимок|źródło|zdjęcie|fot\\.?|kép|kuva|valokuva|' +
  'تصوير|تصوير:|الصورة|صورة|عدسة|المصدر';

/** Words of a credit that are neither a person nor an agency. */
export const CREDIT_FILLER =
  /^(?:photos?|pictures?|images?|pool|handout|file|files|file photo|archive|archives?|archivo|archiv|archivbild|handout via|via|stringer|staff|courtesy|screenshot|screen ?grab|social media|getty|illustration|symbolbild|symbolfoto|video|tv|pool photo|pool via|contributor|contributed|undated|editorial|ملف|أرشيف|أرشيفية|صورة أرشيفية)$/i;

/** The last word of the name of an agency, a paper or a studio. */
export const HOUSE_WORD =
  /\s(?:wire|news|press|agency|agencia|agence|agentur|images?|pictures|photos?|photography|fotos?|media|post|times|herald|tribune|gazette|courier|chronicle|magazine|tv|television|studios?|archives?|museum|university|ministry|institute|foundation|library|service)$/i;
