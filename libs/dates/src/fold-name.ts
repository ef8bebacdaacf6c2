const ARABIC_LETTERS: Readonly<Record<string, string>> = {
  ٱ: 'ا', ي: 'ی', ى: 'ی', ك: 'ک', ة: 'ه', ە: 'ه',
}; // prettier-ignore

/**
 * The form in which the spellings of one name agree: lower case, without full stops, joiners and the accents of European
 * and Arabic scripts. Indic nasals, nuktas and final vowels that writers mix are one.
 */
export function foldName(name: string): string {
  const bare = name
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f\u064b-\u0655\u0640\u200c-\u200f.'’׳]/gu, '')
    .normalize('NFC')
    .trim();
  if (/^[a-z]+$/.test(bare)) return bare;
  return bare
    .replaceAll('ı', 'i')
    .replace(/[ٱيىكةە]/g, (letter) => ARABIC_LETTERS[letter] ?? letter)
    .replace(/[\u093c\u09bc]/g, '')
    .replace(/म्(?=[बप])/g, 'ं')
    .replace(/न्(?=[तदट])/g, 'ं')
    .replaceAll('ী', 'ি');
}
