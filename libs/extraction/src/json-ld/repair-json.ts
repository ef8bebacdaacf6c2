/**
 * Parses JSON as pages write it: inside comments, with raw control characters or trailing commas. Returns
 * null if it cannot be repaired.
 */
export function repairJson(text: string): unknown {
  return parse(text) ?? parse(repaired(text));
}

/** The escape of a surrogate. Half of a pair is not a character. */
const HALF_PAIR = /\\ud[89a-f]/i;
const wellFormed = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.toWellFormed() : value;

function repaired(text: string): string {
  return text
    .trim()
    .replace(/^(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\/\/\s*\]\]>|\]\]>)$/, '')
    .replace(/[\u0000-\u001f]+/g, ' ')
    .replace(/,(\s*[}\]])/g, '$1')
    .trim()
    .replace(/;$/, '');
}

function parse(text: string): unknown {
  try {
    return HALF_PAIR.test(text) ? JSON.parse(text, wellFormed) : JSON.parse(text);
  } catch {
    // Broken JSON is common in pages, so it is an expected input.
    return null;
  }
}
