import { readFileSync } from 'node:fs';
import type { Static, TObject, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import type { ProblemOf } from './setting-types.js';

/** A setting that is missing or wrong. The message is one line and names the variable. */
export class SettingError extends Error {
  readonly code = 'bad_setting';
  constructor(
    readonly variable: string,
    problem: string,
  ) {
    super(`setting ${variable} ${problem}`);
    this.name = 'SettingError';
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads settings from the environment; the schema's property names are the variables. An empty value counts
 * as absent, arrays are comma-separated, and NAME_FILE may name a file that holds a secret. Throws
 * SettingError for the first wrong setting; it never shows a secret's value.
 */
export function loadSettings<T extends TObject>(schema: T, environment: Environment): Static<T> {
  const settings: Record<string, unknown> = {};
  for (const [name, property] of Object.entries(schema.properties as Record<string, TSchema>)) {
    settings[name] = readSetting(name, property, rawValue(name, property, environment));
  }
  return settings as Static<T>;
}

function rawValue(name: string, schema: TSchema, environment: Environment): string | undefined {
  const file = environment[`${name}_FILE`]?.trim() ?? '';
  if (file === '' || !('secret' in schema)) return environment[name];
  if ((environment[name]?.trim() ?? '') !== '')
    throw new SettingError(`${name}_FILE`, `and ${name} are both set: set one`);
  return readSettingFile(`${name}_FILE`, file).trim();
}

/** Text of the file that a setting names. Throws SettingError when it cannot be read. */
export function readSettingFile(variable: string, file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code: unknown = typeof error === 'object' && error ? Reflect.get(error, 'code') : error;
    throw new SettingError(variable, `is wrong ("${file}"): the file cannot be read (${String(code)})`);
  }
}

function readSetting(name: string, schema: TSchema, raw: string | undefined): unknown {
  const about = schema as unknown as {
    type?: string;
    default?: unknown;
    description?: string;
    secret?: boolean;
    problemOf?: ProblemOf;
  };
  const text = raw?.trim() ?? '';
  if (text === '') {
    if (about.default !== undefined) return about.default;
    throw new SettingError(name, `is missing: ${about.description ?? 'it has no default'}`);
  }
  const value = convert(text, about.type);
  const isOfType = Value.Check(schema, value);
  const unfit = isOfType ? (about.problemOf?.(text) ?? null) : null;
  if (isOfType && unfit === null) return value;
  const problem = unfit ?? Value.Errors(schema, value)[0]?.message ?? 'is not valid';
  throw new SettingError(name, `is wrong${about.secret ? '' : ` (${JSON.stringify(text)})`}: ${problem}`);
}

function convert(text: string, type: string | undefined): unknown {
  switch (type) {
    case 'integer':
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
    case 'boolean':
      return { true: true, '1': true, false: false, '0': false }[text.toLowerCase()] ?? text;
    case 'array':
      return text
        .split(',')
        .map((part) => part.trim())
        .filter((part) => part !== '');
    default:
      return text;
  }
}
