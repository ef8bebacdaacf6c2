import { mongo } from 'mongoose';
import { bufferOf } from './binary-field.js';

it('is the bytes that were written, in either form', () => {
  const bytes = Buffer.from('packed');
  expect(bufferOf(bytes)).toBe(bytes);
  expect(bufferOf(new mongo.Binary(bytes))).toEqual(bytes);
});

it('has no byte that the driver keeps in reserve', () => {
  const growing = new mongo.Binary();
  growing.write(Buffer.from([1, 2]), 0);
  expect(growing.buffer.length).toBeGreaterThan(2);
  expect([...bufferOf(growing)]).toEqual([1, 2]);
});
