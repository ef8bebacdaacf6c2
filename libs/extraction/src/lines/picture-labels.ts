/** Labels of the parts of a picture, where each part has a line of its own. */
const CAPTION_LABEL =
  '(?:photo |picture |image )?captions?|bildunterschrift|bildtext|légende(?: photo)?|leyenda|pie de foto|legenda|didascalia|подпись|تعليق(?: الصورة)?|كابشن';
const CREDIT_NAME =
  '(?:photo|picture|image)? ?credits?|(?:photo|picture|image)(?: by| source)?|photographer|source|agency|bildnachweis|foto|quelle|crédits?(?: photo)?|crédito|fuente|fonte|фото|источник|المصدر|تصوير|المصور|الصورة|صورة';

const LABEL_ALONE = new RegExp(`^(?:${CAPTION_LABEL}|${CREDIT_NAME})\\s?[:：]?$`, 'iu');
const BEFORE_CAPTION = new RegExp(`^(?:${CAPTION_LABEL})\\s?[:：]\\s*(?=\\S)`, 'iu');
const BEFORE_CREDIT = new RegExp(`^(?:${CREDIT_NAME})\\s?[:：]\\s*(?=\\S)`, 'iu');
const LONGEST_LABEL = 30;

/** Whether a line is such a label and nothing else. */
export function isPictureLabel(line: string): boolean {
  return line.length <= LONGEST_LABEL && LABEL_ALONE.test(line.trim());
}

/** "Caption: The two leaders" becomes "The two leaders". */
export function withoutCaptionLabel(caption: string): string {
  return caption.replace(BEFORE_CAPTION, '');
}

/** "Credit: REUTERS, Name" becomes "REUTERS, Name". "Photo by Name" is a phrase and stays. */
export function withoutCreditLabel(credit: string): string {
  return credit.replace(BEFORE_CREDIT, '');
}
