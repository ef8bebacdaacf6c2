import type { ComponentChildren } from 'preact';
import type { Article } from '../../api/types.js';
import { counted } from '../../words/numbers.js';
import { exactTime } from '../../words/times.js';

/** Fields by name, in the order in which people ask for them. */
const SHOWN = [
  'headline',
  'alternativeHeadline',
  'description',
  'author',
  'byline',
  'dateline',
  'datePublished',
  'dateModified',
  'inLanguage',
  'publisher',
  'provider',
  'articleSection',
  'keywords',
  'genre',
  'about',
  'contentLocation',
  'image',
  'associatedMedia',
  'type',
  'pageType',
  'bodyConfidence',
  'bodyFlags',
  'dateFlags',
  'isAccessibleForFree',
  'copyrightNotice',
  'license',
  'correction',
  'canonicalUrl',
  'ampUrl',
  'originalUrl',
  'altIds',
  'fetch',
  'pipeline',
] as const satisfies readonly (keyof Article)[];

/** Every field with its value, where it was read, and what other places said instead. */
export function FieldsTab({ article }: { article: Article }) {
  return (
    <table class="fields">
      <thead>
        <tr>
          <th scope="col">Field</th>
          <th scope="col">Value</th>
          <th scope="col">Read from</th>
        </tr>
      </thead>
      <tbody>
        {SHOWN.filter((name) => isThere(article[name])).map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td dir="auto">
              <Value value={article[name]} />
            </td>
            <td>
              <Source told={article.provenance[name]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Source({ told }: { told: Article['provenance'][string] | undefined }) {
  if (told === undefined) return null;
  if (told.rivals.length === 0) return <>{told.source}</>;
  return (
    <details>
      <summary>
        {told.source}, {counted(told.rivals.length, 'rival')}
      </summary>
      <ul>
        {told.rivals.map(({ source, value }, i) => (
          <li key={i} dir="auto">
            <span class="quiet">{source} </span>
            {value}
          </li>
        ))}
      </ul>
    </details>
  );
}

const isThere = (value: unknown): boolean =>
  value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

function Value({ value }: { value: unknown }): ComponentChildren {
  if (typeof value === 'string') return INSTANT.test(value) ? exactTime(value) : value;
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value))
    return (
      <ul>
        {value.map((item: unknown, i) => (
          <li key={i} dir="auto">
            <Value value={item} />
          </li>
        ))}
      </ul>
    );
  const parts = Object.entries(value).filter(([, part]) => isThere(part));
  return parts.map(([name, part]) => (
    <div key={name}>
      <span class="quiet">{name} </span>
      <Value value={part} />
    </div>
  ));
}
