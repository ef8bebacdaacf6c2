import type { TObject, TSchema } from 'typebox';

/**
 * A setting for the settings page. `allowed` names bounds, words or form; it is empty when any value of the
 * type is valid.
 */
export interface SettingRow {
  name: string;
  default: string;
  allowed: string;
  meaning: string;
}

const INTRODUCTION =
  'Environment variables, read once at the start; a wrong one stops the service with one line that names it. ' +
  'This page is made from the schemas that the services check them against (`npm run settings:generate`).';

/**
 * All settings in the order of the schema. A secret shows no default; a setting without a default is
 * `required`.
 */
export function describeSettings(schema: TObject): SettingRow[] {
  return Object.entries(schema.properties).map(([name, property]) => ({
    name,
    default: defaultOf(property),
    allowed: allowedOf(property),
    meaning: String(valueOf(property, 'description') ?? ''),
  }));
}

/** The rows as a Markdown table. */
export function settingsTable(rows: readonly SettingRow[]): string {
  const lines = rows.map((row) => `| \`${row.name}\` | ${row.default} | ${row.allowed} | ${row.meaning} |`);
  return ['| variable | default | allowed | meaning |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

function defaultOf(property: TSchema): string {
  const value = valueOf(property, 'default');
  if (value === undefined) return 'required';
  const text = Array.isArray(value) ? value.join(',') : String(value);
  return text === '' ? 'empty' : `\`${text}\``;
}

function allowedOf(property: TSchema): string {
  const words = valueOf(property, 'enum');
  if (Array.isArray(words)) return words.map((word) => `\`${String(word)}\``).join(', ');
  const [least, most] = [valueOf(property, 'minimum'), valueOf(property, 'maximum')];
  if (least !== undefined || most !== undefined) return `${String(least)} to ${String(most)}`;
  if (valueOf(property, 'type') === 'boolean') return '`true`, `false`';
  if (valueOf(property, 'type') === 'array') return 'comma-separated';
  return '';
}

const valueOf = (schema: TSchema, key: string): unknown => Reflect.get(schema, key);

/** The whole page: the settings of every service, then those of each one. */
export function settingsPage(common: TObject, services: Readonly<Record<string, TObject>>): string {
  const rows = describeSettings(common);
  const shared = new Map(rows.map((row) => [row.name, row.default]));
  const sections = Object.entries(services).map(([name, schema]) => {
    const own = describeSettings(schema).filter((row) => shared.get(row.name) !== row.default);
    return `## ${name}\n\n${settingsTable(own)}`;
  });
  return `${['# Settings', INTRODUCTION, '## Every service', settingsTable(rows), ...sections].join('\n\n')}\n`;
}
