/** Of a record, the fields that are named with commas between; the whole where none is. */
export function pickFields<T extends object>(record: T, fields: string | undefined): Partial<T> {
  if (fields === undefined) return record;
  return Object.fromEntries(
    fields
      .split(',')
      .flatMap((name) => (Object.hasOwn(record, name) ? [[name, Reflect.get(record, name) as unknown]] : [])),
  ) as Partial<T>;
}
