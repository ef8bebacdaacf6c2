import { Type } from 'typebox';
import { recordShapes, shapeOf, unraisedRecords } from './record-shapes.js';

describe('the shape of a record', () => {
  const base = Type.Object({ title: Type.String({ description: 'As printed' }) });

  it('is the same whatever the descriptions say', () => {
    const reworded = Type.Object({ title: Type.String({ description: 'Other words' }) }, { title: 'T' });
    expect(shapeOf(reworded)).toBe(shapeOf(base));
  });

  it.each([
    ['a new field', Type.Object({ title: Type.String(), place: Type.Optional(Type.String()) })],
    [
      'a field named as a word of the schema',
      Type.Object({ title: Type.String(), description: Type.String() }),
    ],
    ['another type', Type.Object({ title: Type.Number() })],
    ['a new value', Type.Object({ title: Type.Enum(['a', 'b']) })],
    ['an optional field', Type.Object({ title: Type.Optional(Type.String()) })],
  ])('changes with %s', (_, schema) => {
    expect(shapeOf(schema)).not.toBe(shapeOf(base));
  });
});

it('names a record that changed without its version', () => {
  const now = recordShapes();
  const changed = { ...now, 'article-record': { ...now['article-record']!, shape: 'other' } };
  expect(unraisedRecords(now, now)).toEqual([]);
  expect(unraisedRecords({}, now)).toEqual([]);
  expect(unraisedRecords(changed, now)).toEqual(['article-record']);
  const raised = { 'article-record': { version: '99.0.0', shape: 'other' } };
  expect(unraisedRecords(raised, now)).toEqual([]);
});
