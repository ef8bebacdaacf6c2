import { useEffect, useRef } from 'preact/hooks';
import { count } from '../words/numbers.js';

interface FieldGiven {
  label: string;
  value: string;
  onChange: (value: string) => void;
  hint?: string;
  size?: number;
  type?: 'text' | 'date' | 'search';
  isFocused?: boolean;
}

/** A word to filter by. It counts with Enter or when the field is left, not with each key. */
export function Field({ label, value, onChange, hint, size, type = 'text', isFocused = false }: FieldGiven) {
  const field = useRef<HTMLInputElement>(null);
  // The address may change by itself, and a field that was typed in keeps what was typed.
  useEffect(() => {
    if (field.current) field.current.value = value;
  }, [value]);
  useEffect(() => {
    if (isFocused) field.current?.focus();
  }, [isFocused]);
  return (
    <label class={type === 'search' ? 'wide' : ''}>
      {label}
      <input
        ref={field}
        type={type}
        size={size}
        placeholder={hint}
        dir="auto"
        defaultValue={value}
        onChange={(event) => {
          onChange(event.currentTarget.value.trim());
        }}
      />
    </label>
  );
}

/** Values by their words. */
type Options = readonly (readonly [value: string, words: string])[];

interface ChoiceGiven {
  label: string;
  value: string;
  options: Options;
  onChange: (value: string) => void;
}

/** One of several values to filter by, or any. */
export function Choice({ label, value, options, onChange }: ChoiceGiven) {
  return (
    <label>
      {label}
      <select
        value={value}
        onChange={(event) => {
          onChange(event.currentTarget.value);
        }}
      >
        <option value="">any</option>
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Takes a filter out that came with the address; nothing where there is none. */
export function Unfilter({
  value,
  label,
  onClear,
}: {
  value: string;
  label: string;
  onClear: (none: '') => void;
}) {
  if (value === '') return null;
  return (
    <button
      type="button"
      onClick={() => {
        onClear('');
      }}
    >
      {label}
    </button>
  );
}

interface FacetsGiven {
  label: string;
  value: string;
  /** Each with how many there are of it, where that is known. */
  options: readonly (readonly [value: string, words: string, count?: number])[];
  onChange: (value: string) => void;
  isRow?: boolean;
}

/** All values to filter by at once, one of them chosen. */
export function Facets({ label, value, options, onChange, isRow = false }: FacetsGiven) {
  return (
    <ul class={isRow ? 'facets row-facets' : 'facets'} aria-label={label}>
      {options.map(([option, words, n]) => (
        <li key={option}>
          <button
            type="button"
            aria-pressed={option === value}
            onClick={() => {
              onChange(option);
            }}
          >
            {words}
            {n === undefined ? null : <span class="quiet"> {count(n)}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
