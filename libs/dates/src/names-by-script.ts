import { foldName } from './fold-name.js';
import { languagesOf } from './languages-by-script.js';

/** Folded names of one language, with what each means. */
export type Names<T> = ReadonlyMap<string, T>;

/** What a word means: in the given language if it is one of the word's script, else in all languages of that script. */
export type LookUp<T> = (word: string, language?: string | null) => T | null;

/**
 * A look-up over the languages of a word's script. Null for an unknown word, and for one that means two things in two of
 * them and no language decides. Each language is read when it is first needed.
 */
export function namesByScript<T>(
  read: (language: string) => Names<T>,
  isSame: (a: T, b: T) => boolean,
): LookUp<T> {
  const languagesRead = new Map<string, Names<T>>();
  const merged = new Map<readonly string[], ReadonlyMap<string, T | null>>();
  const ofLanguage = (language: string): Names<T> => {
    const names = languagesRead.get(language) ?? read(language);
    languagesRead.set(language, names);
    return names;
  };
  const ofScript = (languages: readonly string[]): ReadonlyMap<string, T | null> => {
    const known = merged.get(languages);
    if (known) return known;
    const names = new Map<string, T | null>();
    for (const language of languages)
      for (const [name, value] of ofLanguage(language)) {
        const other = names.get(name);
        names.set(name, other === undefined || (other !== null && isSame(other, value)) ? value : null);
      }
    merged.set(languages, names);
    return names;
  };
  return (word, language) => {
    const name = foldName(word);
    const languages = languagesOf(name);
    const primary = language?.toLowerCase().split('-')[0];
    const own = languages.find((known) => known === primary) ?? languages[0];
    if (name === '' || own === undefined) return null;
    return ofLanguage(own).get(name) ?? ofScript(languages).get(name) ?? null;
  };
}
