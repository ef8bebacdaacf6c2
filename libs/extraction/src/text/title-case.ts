import { ACRONYMS_IN_PLACES, LOWER_CASE_PARTICLES } from './name-particles.js';

/**
 * Brings a name that is printed in capitals to its usual form: "PORT-AU-PRINCE" becomes "Port-au-Prince".
 * Mixed case stays.
 */
export function titleCase(name: string): string {
  return name.replace(/[\p{L}\p{M}’'.]+/gu, (word, at: number) => titleCaseWord(word, at === 0));
}

function titleCaseWord(word: string, first: boolean): string {
  if (word !== word.toUpperCase() || word === word.toLowerCase()) return word;
  if (/^(?:\p{Lu}\.){2,}$/u.test(word)) return word;
  if (ACRONYMS_IN_PLACES.has(word.replace(/\./g, ''))) return word;
  const lower = word.toLowerCase();
  if (!first && LOWER_CASE_PARTICLES.has(lower)) return lower;
  const elided = /^([dl])(['’])(\p{L}.*)$/u.exec(lower);
  if (elided && !first) return `${elided[1]}${elided[2]}${capital(elided[3] ?? '')}`;
  return lower
    .split(/(?<=['’])(?=\p{L}{2})/u)
    .map(capital)
    .join('')
    .replace(/^Mc(\p{L})/u, (_, letter: string) => `Mc${letter.toUpperCase()}`);
}

function capital(word: string): string {
  const [first = '', ...rest] = word;
  return first.toUpperCase() + rest.join('');
}
