import { Buffer, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';

/** The characters of windows-1252 above ASCII. Undefined ones are C1 controls. */
const HIGH = '\\u0080-\\u00ff€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
/** Punctuation and letters in UTF-8 that were read as windows-1252 and encoded again. */
const MISREAD = new RegExp(`â[€\\u0080][${HIGH}]|Ã[${HIGH}]|Â[\\u00a0-\\u00bf]`, 'g');
const RUN = new RegExp(`[${HIGH}]{2,12}`, 'g');
/** From this many pairs in a page on, they are no accident. */
const ENOUGH = 3;

/**
 * Undoes the double encoding of texts that were read in a wrong charset at the publisher: "isnâ€™t" becomes
 * "isn’t".
 */
export function repairMojibake(text: string): string {
  if (!text.includes('â€') && !text.includes('Ã') && !text.includes('â\u0080')) return text;
  if ((text.match(MISREAD)?.length ?? 0) < ENOUGH) return text;
  return text.replace(RUN, repairRun);
}

const BYTES_1252: ReadonlyMap<string, number> = new Map(
  Array.from({ length: 0x20 }, (_, at) => [iconv.decode(Buffer.of(0x80 + at), 'windows-1252'), 0x80 + at]),
);

function repairRun(run: string): string {
  const bytes = Buffer.from([...run].map(byteOf));
  return isUtf8(bytes) ? bytes.toString('utf8') : run;
}

/** C1 controls stand for themselves; everything else is windows-1252. */
function byteOf(character: string): number {
  const code = character.charCodeAt(0);
  return code < 0x100 ? code : (BYTES_1252.get(character) ?? 0);
}
