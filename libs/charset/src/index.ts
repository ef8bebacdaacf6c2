export { charsetOfLabel } from './charset-of-label.js';
export { decodeBytes } from './decode-bytes.js';
export { detectCharset } from './detect-charset.js';
export { isIso2022Jp, isMostlyUtf8, markedCharset, wideCharset } from './shape-of-bytes.js';
export { readStrayBytes } from './read-stray-bytes.js';
export { byteOfCp1252, c1ToCp1252, mendC1 } from './windows-1252.js';
