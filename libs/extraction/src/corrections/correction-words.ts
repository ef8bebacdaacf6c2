import type { Correction } from '@dateline/contracts';

const anyOf = (words: readonly string[]): string => words.join('|');

/** What opens a note, by kind: sources of regular expressions, matched without regard to case. */
export const NOTE_LABELS: readonly { kind: Correction['kind']; label: string }[] = [
  {
    kind: 'correction',
    label: anyOf([
      String.raw`corrections?(?: (?:and|&) clarifications?)?(?: appended| notice| note)?`,
      'corrected(?: version)?',
      'errat(?:um|a)(?: corrige)?',
      'retraction',
      'berichtigung|korrektur(?:hinweis)?|richtigstellung',
      'rectificatif|rectification',
      'corrección|rectificación|fe de err(?:atas|ores)',
      'correção|correcção',
      'correzione|rettifica',
      'correctie|rectificatie',
      'rättelse|rettelse|oikaisu|sprostowanie|korekta|oprava|ispravak|düzeltme|koreksi|ralat|corectură|helyesbítés|διόρθωση',
      'исправление|поправка|опровержение|виправлення|уточнение',
      'تصحيح|تصويب|استدراك',
      'תיקון(?: טעות)?',
      'اصلاحیه|اصلاحيه|تصحیح',
      '訂正(?:とお詫び)?|お詫びと訂正|更正|勘误|勘誤|정정|바로잡습니다',
      'सुधार|भूल सुधार',
    ]),
  },
  {
    kind: 'clarification',
    label: anyOf([
      'clarifications?',
      'klarstellung',
      'précision',
      'aclaración',
      'esclarecimento',
      'precisazione',
      'verduidelijking|förtydligande',
      'توضيح|تنويه',
      'הבהרה',
    ]),
  },
  {
    kind: 'update',
    label: anyOf([
      String.raw`updat(?:e|ed|es)(?: \d{1,2})?`,
      'aktualisierung|nachtrag',
      'mise à jour',
      'actualización',
      'atualização|actualização',
      'aggiornamento',
      'bijgewerkt|uppdatering|oppdatering|opdatering|päivitys|aktualizacja|aktualizace|güncelleme|pembaruan|frissítés',
      'обновление|обновлено|дополнено|оновлено',
      'تحديث',
      'עדכון',
      'به‌?روزرسانی',
      '更新|追記|업데이트',
    ]),
  },
  {
    kind: 'editors-note',
    label: anyOf([
      String.raw`(?:editor['’]?s?['’]?|editors['’]?|editorial|publisher['’]s) note|note (?:from the editors?|to (?:our )?readers)`,
      String.raw`(?:anmerkung|hinweis) der redaktion|anm\. ?d\. ?red\.?`,
      'note de la rédaction|ndlr',
      'nota (?:del editor|de la redacción|de redacción)',
      'nota (?:do editor|da redação)',
      "nota (?:della redazione|dell['’]editore)",
      'noot van de redactie|naschrift',
      'от редакции|примечание редакции',
      'ملاحظة (?:المحرر|التحرير)|ملاحظة من المحرر',
      'הערת המערכת',
      '編集部注|编者按|编者注|編者按|편집자 주',
    ]),
  },
];

/** Words with which a note refers to the text itself. */
const STORY =
  '(?:article|story|report|post|piece|page|column|blog|interview|review|obituary|essay|headline|caption|text|version|live ?blog|item|feature|graphic|chart|map|video|podcast|dispatch)';

/** Sentences about an earlier version. They report an error unless they say that the version was updated. */
export const EARLIER_VERSION: readonly string[] = [
  String.raw`\b(?:earlier|previous|prior|original|initial|older|first) versions? of (?:this (?:\p{L}+ )?${STORY}|(?:the|our) (?:article|story|post|headline))\b`,
  String.raw`\bthis ${STORY} (?:originally|initially|previously|earlier|first|incorrectly|mistakenly|wrongly) (?:said|stated|reported|identified|misstated|misidentified|referred|gave|named|attributed|misspelled|listed)`,
  String.raw`\bin einer (?:früheren|vorherigen|ersten|älteren|vorigen|ursprünglichen) (?:version|fassung) (?:dieses|des|unseres)`,
  String.raw`\bversion (?:précédente|antérieure|initiale) de (?:cet|ce|cette|notre)|\b(?:première|précédente) version de (?:cet|ce|cette|notre)`,
  String.raw`\bversión (?:anterior|previa|inicial) de (?:este|esta|la|el)\b`,
  String.raw`\bversão (?:anterior|prévia|inicial) (?:deste|desta|da|do)\b`,
  String.raw`\bversione (?:precedente|originaria|iniziale) (?:di questo|dell['’]articolo|del)`,
  String.raw`\beerdere versie van (?:dit|deze|het)\b`,
  String.raw`(?:предыдущей|ранней|первоначальной|прежней) верси(?:и|я) (?:этой|этого|данной|данного|статьи|текста|материала|новости)`,
  String.raw`(?:نسخة|صيغة|رواية) (?:سابقة|أولى|أولية) (?:من|لـ) ?(?:هذا|هذه|الخبر|المقال|التقرير)`,
  String.raw`この記事の(?:以前|当初)の(?:版|バージョン)|初出時`,
  String.raw`(?:本文|此文|这篇文章)(?:的)?(?:早前|之前|先前)(?:的)?版本`,
];

/** Sentences which say that the text was changed. */
export const WAS_CHANGED: readonly string[] = [
  String.raw`^\W{0,3}(?:this (?:[\p{L}.\d]+ ){0,3}?${STORY}|the (?:article|story|post|headline))(?:['’]s (?:headline|caption))? (?:.{0,90}?\band )?(?:has|have|had|was|were|is|will)(?: (?:been|be|being|since|also|now)){0,3} (?:updated|corrected|amended|clarified|revised|edited|modified|refiled)`,
  String.raw`^\W{0,3}(?:this (?:[\p{L}.\d]+ ){0,3}?${STORY}|the (?:article|story)) (?:has been )?(?:corrects|updates|clarifies|removes|adds)\b`,
  String.raw`^\W{0,3}we(?:['’]ve| have)? (?:since |now )?(?:updated|corrected|amended) (?:this|the|our) ${STORY}`,
  String.raw`^\W{0,3}(?:dieser|der|dieses?|das) (?:artikel|text|beitrag|bericht|stück|meldung) (?:wurde|ist)\b.{0,90}\b(?:aktualisiert|korrigiert|ergänzt|berichtigt|überarbeitet)`,
  String.raw`^\W{0,3}(?:cet|ce) (?:article|texte|reportage) a été .{0,60}(?:modifié|mis à jour|corrigé|actualisé|rectifié|amendé)`,
  String.raw`^\W{0,3}(?:este|esta) (?:artículo|noticia|nota|texto|información|reportaje) (?:ha sido|fue|se ha)\b.{0,60}(?:actualizad|corregid|modificad)`,
  String.raw`^\W{0,3}(?:este|esta) (?:texto|artigo|reportagem|matéria|notícia) foi\b.{0,60}(?:atualizad|corrigid|alterad)`,
  String.raw`^\W{0,3}questo (?:articolo|testo|pezzo) è stato\b.{0,60}(?:aggiornat|corrett|modificat)`,
  String.raw`^\W{0,3}dit (?:artikel|bericht|stuk|verhaal) (?:is|werd)\b.{0,60}(?:bijgewerkt|aangepast|gecorrigeerd|aangevuld)`,
  String.raw`^\W{0,3}(?:bu haber|bu yazı)\b.{0,60}(?:güncellen|düzeltil)`,
  String.raw`^\W{0,3}(?:эта статья|этот текст|материал|новость|статья) (?:был[аои]?) .{0,40}(?:обновл|исправл|дополн)`,
  String.raw`^\W{0,3}(?:تم|جرى) (?:تحديث|تصحيح|تعديل) (?:هذا|هذه|نص|عنوان)? ?(?:ال)?(?:مقال|خبر|تقرير|قصة|مادة|نص|عنوان|موضوع|تقرير)`,
];

/**
 * Every English sentence about an earlier version that does not begin with it contains this. A plain search
 * is cheap.
 */
export const IN_ENGLISH_NOTE = 'version of th';

/** Every sentence about an earlier version contains one of these. */
export const VERSION_STEMS: readonly string[] =
  'ersion|ersión|ersão|ersie|assung|верси|نسخة|صيغة|رواية|この記事|初出|版本|originally|initially|previously|earlier|first|incorrectly|mistakenly|wrongly'.split(
    '|',
  );

/** First letters of a note. Text in scripts other than Latin is always examined. */
export const MAY_OPEN_NOTE =
  /^[^a-z\u0080-\uffff]{0,3}(?:[^\u0000-\u024f\u2010-\u2027\u00ab]|corr|err|retra|beric|korr|rich|rect|fe de|rett|rätt|oik|spro|opr|ispr|düz|kore|ralat|hely|clar|klar|préc|acl|escl|prec|verd|fört|upda|akt|nach|mise|actu|atu|agg|bij|upp|opp|opd|päi|gün|pemb|friss|edit|note|nota|publisher|anm|hinw|ndlr|noot|nasch|this |the (?:art|sto|pos|hea)|we |we['’]ve|dies|der |das |cet|ce |est[ea] |quest|dit |bu |in (?:an?|einer|een|de) |an? (?:ear|pre|ori|pri|ini|old|fir)|the (?:ear|pre|ori|ini)|un[ae]? |uma |une |due to|due |because of)/i;

/** What a time stamp consists of besides numbers and months. */
export const STAMP_WORD =
  /^(?:\p{L}*day|at|on|am|pm|[ampzh]|gmt|utc|[ecmp][sd]?t|bst|cest|cet|ist|eastern|central|pacific|time|um|uhr|by|last|first|published|updated|le|el|à|hs?|hrs|de|of|из|мск|年|月|日)$/iu;

/** Words that turn an update into a correction. */
export const ERROR_WORDS =
  /\b(?:incorrect(?:ly)?|errors?|erroneous(?:ly)?|mis(?:stated|spelled|identified|quoted|attributed|reported|named)|mistaken(?:ly)?|wrong(?:ly)?|inaccura\w+|correct(?:s|ed|ion)?|amended|falsch|fehler\w*|irrtümlich|korrigiert|erreur|erroné\w*|corrig\w+|error|errónea\w*|correg\w+|errat\w+|corret\w+|foutief|onjuist|gecorrigeerd)\b|ошиб|неверн|исправл|خطأ|خطا|تصحيح|訂正|誤り|错误|錯誤|잘못|오류/iu;

/** Lines that sell or introduce something and correct nothing. */
export const NOT_A_NOTE =
  /\b(?:sign up|subscribe|newsletter|follow us|download|click here|breaking news|live updates|sponsored|affiliate|commission)\b/i;
