/** What stands for the names of a test's source: strings, and what else its reader puts there. */
export type Scope = Map<string, unknown>;

const LITERAL = /^(@?[rbfu]{0,2})("""[^]*?"""|'''[^]*?'''|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\])*'|`[^`]*`)/;
const NAME = /^[A-Za-z_$][\w.$]*/;

/**
 * The text that an expression of C++, Go, Java, PHP, Python or Swift gives: literals beside one another or
 * joined by `+` or `.`, and names from the scope. Undefined if it is anything else.
 */
export function stringOf(expression: string, scope: Scope = new Map()): string | undefined {
  let rest = expression.trim();
  let value: string | undefined;
  while (rest !== '') {
    const literal = LITERAL.exec(rest);
    const name = literal ? undefined : NAME.exec(rest)?.[0];
    let part: unknown = '';
    if (literal) part = textOf(literal[1] ?? '', literal[2] ?? '', scope);
    else if (name) part = scope.get(name);
    else if (!/^[+().\s]/.test(rest)) return undefined;
    if (typeof part !== 'string') return undefined;
    if (literal || name) value = (value ?? '') + part;
    rest = rest.slice(literal?.[0].length ?? name?.length ?? 1);
  }
  return value;
}

function textOf(prefix: string, written: string, scope: Scope): string {
  const quote = /^("""|'''|.)/.exec(written)?.[0] ?? '';
  const inner = written.slice(quote.length, -quote.length);
  const plain = prefix.includes('r') || quote === '`' ? inner : unescape(inner);
  return prefix.includes('f')
    ? plain.replace(/\{(\w+)\}/g, (whole, name: string) => String(scope.get(name) ?? whole))
    : plain;
}

const ESCAPES: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '0': '\0', '\n': '' };

function unescape(text: string): string {
  const escape = /\\(?:(?:x(?=[\da-f]{2})|[uU])\{?([\da-f]{2,8})\}?|([^]))/gi;
  return text.replace(escape, (written: string, code: string | undefined, other = '') => {
    const length = { x: 2, u: 4, U: 8 }[written[1] ?? ''] ?? 0;
    if (code === undefined) return ESCAPES[other as string] ?? other;
    if (written[2] === '{') return String.fromCodePoint(parseInt(code, 16));
    return String.fromCodePoint(parseInt(code.slice(0, length), 16)) + code.slice(length);
  });
}

const TOKENS =
  /"""[^]*?"""|'''[^]*?'''|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\\n])*'|`[^`]*`|\/\/[^\n]*|\/\*[^]*?\*\/|[^]/g;
const PYTHON_TOKENS = /"""[^]*?"""|'''[^]*?'''|"(?:\\[^]|[^"\\])*"|'(?:\\[^]|[^'\\\n])*'|#[^\n]*|[^]/g;

/** The statements of a language that ends them with `;` and groups them in braces, without comments. */
export function statementsOf(source: string): string[] {
  const statements = [''];
  for (const [token] of source.matchAll(TOKENS)) {
    if (token.startsWith('//') || token.startsWith('/*')) continue;
    if (token === ';' || token === '{' || token === '}') statements.push('');
    else statements[statements.length - 1] += token;
  }
  return statements.map((statement) => statement.trim()).filter(Boolean);
}

/** The logical lines of Python, without comments. */
export function pythonLines(source: string): string[] {
  const lines = [''];
  let depth = 0;
  for (const [token] of source.matchAll(PYTHON_TOKENS)) {
    if (token.startsWith('#')) continue;
    if (token === '\n' && depth === 0) lines.push('');
    else lines[lines.length - 1] += token;
    if ('([{'.includes(token)) depth++;
    if (')]}'.includes(token)) depth--;
  }
  return lines.filter((line) => line.trim() !== '');
}

/** The parts between commas that stand in no bracket and no string. */
export function argumentsOf(list: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [token] of list.matchAll(TOKENS)) {
    if (token === ',' && depth === 0) {
      parts.push('');
      continue;
    }
    if (token.length === 1 && '([{'.includes(token)) depth++;
    if (token.length === 1 && ')]}'.includes(token)) depth--;
    parts[parts.length - 1] += token;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** The arguments of each call of a function, in order. */
export function callsOf(source: string, name: string): string[][] {
  const calls: string[][] = [];
  const opening = `${name}(`;
  for (let at = source.indexOf(opening); at >= 0; at = source.indexOf(opening, at + 1))
    if (!/[\w.]$/.test(source.slice(Math.max(at - 1, 0), at)) || name.startsWith('.'))
      calls.push(argumentsOf(within(source.slice(at + opening.length))));
  return calls;
}

/** What stands before the bracket that closes the one before the text. */
export function within(source: string): string {
  let depth = 0;
  for (const { 0: token, index } of source.matchAll(TOKENS)) {
    if (token.length > 1) continue;
    if ('([{'.includes(token)) depth++;
    else if (')]}'.includes(token) && depth-- === 0) return source.slice(0, index);
  }
  return source;
}
