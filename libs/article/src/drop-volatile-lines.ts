/** In characters. A longer line is a sentence. */
const MAX_LINE = 90;
const STAMP =
  /^(?:last |first )?(?:updated?|modified|published|posted|edited|mis à jour|modifié|publié|aktualisiert|stand|actualizado|publicado|آخر تحديث|تاريخ النشر|نشر في|نشر)(?=[\s:،,|–-]|$)/iu;
/** Words that may stand in a time stamp, beside digits and signs. */
const TIME_WORDS = new Set(
  `at on in am pm a p m h gmt utc est edt cst pst bst cet ago minute minutes min mins hour hours hr hrs day days week weeks just now
  today yesterday the of st nd rd th mon tue wed thu fri sat sun monday tuesday wednesday thursday friday saturday sunday
  jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september october november
  december le il y à heures heure minutes jour jours janvier février mars avril mai juin juillet août septembre octobre novembre
  décembre am um uhr vor stunden januar februar märz juni juli oktober dezember el a las hace hora horas enero febrero marzo abril
  mayo junio julio agosto septiembre octubre noviembre diciembre قبل منذ دقيقة دقائق ساعة ساعات يوم أيام اليوم أمس في الساعة صباحا
  مساء ص م غرينتش جرينتش بتوقيت الآن دقيقتين ساعتين يومين أسبوع الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر`.split(
    /\s+/,
  ),
);
const COUNTED =
  'comments?|shares?|views?|likes?|reads?|readers?|reactions?|retweets?|replies|min(?:utes?)? read|commentaires?|partages?|vues?|kommentare?|aufrufe|comentarios?|visitas|تعليقات|تعليق|مشاهدات|مشاهدة|مشاركات|مشاركة|قراءة|زيارة';
const COUNT = String.raw`\p{Nd}[\p{Nd}.,٫٬]*\s?[km]?`;
const COUNTER = new RegExp(
  `^(?:${COUNT}\\s*(?:${COUNTED})|(?:${COUNTED})\\s*[:(\\[]?\\s*${COUNT}\\s*[)\\]]?)$`,
  'iu',
);

/** A line may consist only of how long ago the text was written. */
const RELATIVE = /(?<!\p{L})(?:ago|منذ|قبل|il y a|vor|hace)(?!\p{L})/iu;
/** Signs that separate the parts of a line below a headline. */
const PARTS = /[|·•]/;

/**
 * Removes the lines that change by themselves: time stamps of updates, and counts of comments, shares and
 * readers.
 */
export function dropVolatileLines(text: string): string {
  const lines = text.split('\n');
  const kept = lines.filter((line) => line.length > MAX_LINE || !isVolatile(line.trim()));
  return kept.length === lines.length ? text : kept.join('\n');
}

function isVolatile(line: string): boolean {
  const parts = line.split(PARTS).map((part) => part.trim());
  return parts.every((part) => part === '' || isVolatilePart(part)) && /\p{Nd}/u.test(line);
}

function isVolatilePart(part: string): boolean {
  if (!/\p{Nd}/u.test(part)) return false;
  if (COUNTER.test(part)) return true;
  const stamp = STAMP.exec(part);
  if (!stamp && !RELATIVE.test(part)) return false;
  const words =
    part
      .slice(stamp?.[0].length ?? 0)
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return words.every((word) => TIME_WORDS.has(word));
}
