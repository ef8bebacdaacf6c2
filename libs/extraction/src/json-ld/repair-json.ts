/** Parses JSON as pages write it: inside comments, with raw control characters, trailing commas; null when hopeless. */
export function repairJson(text: string): unknown {
  return parse(text) ?? parse(repaired(text));
}

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
    return JSON.parse(text);
  } catch {
    // Pages hold broken JSON often enough that it is an expected input.
    return null;
  }
}
