/** What names the parts of a picture where they are set out one by one. */
const CAPTION_LABEL =
  '(?:photo |picture |image )?captions?|bildunterschrift|bildtext|légende(?: photo)?|leyenda|pie de foto|legenda|didascalia|подпись|تعليق(?: الصورة)?|كابشن';
const CREDIT_NAME =
  '(?:photo|picture|image)? ?credits?|(?:photo|picture|image)(?: by| source)?|photographer|source|agency|bildnachweis|foto|quelle|crédits?(?: photo)?|crédito|fuente|fonte|фото|источник|المصدر|تصوير|المصور|الصورة|صورة';

const LABEL_ALONE = new RegExp(`^(?:${CAPTION_LABEL}|${CREDIT_NAME})\\s?[:：]?$`, 'iu');
const BEFORE_CAPTION = new RegExp(`^(?:${CAPTION_LABEL})\\s?[:：]\\s*(?=\\S)`, 'iu');
const BEFORE_CREDIT = new RegExp(`^(?:${CREDIT_NAME})\\s?[:：]\\s*(?=\\S)`, 'iu');
const LONGEST_LABEL = 30;

/** Whether a line is such a name and nothing else. */
export function isPictureLabel(line: string): boolean {
  return line.length <= LONGEST_LABEL && LABEL_ALONE.test(line.trim());
}

/** "Caption: The two leaders" is "The two leaders". */
export function withoutCaptionLabel(caption: string): string {
  return caption.replace(BEFORE_CAPTION, '');
}

/** "Credit: REUTERS, Name" is "REUTERS, Name"; "Photo by Name" is a phrase, and stays. */
export function withoutCreditLabel(credit: string): string {
  return credit.replace(BEFORE_CREDIT, '');
}
