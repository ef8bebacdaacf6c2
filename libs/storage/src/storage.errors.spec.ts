import mongoose from 'mongoose';
import { isTransientStorageError } from './storage.errors.js';

const { mongo } = mongoose;
const socketError = (code: string) => Object.assign(new Error('socket'), { code });

it.each([
  ['a write on a socket that the server has closed', socketError('EPIPE')],
  ['a reset connection', socketError('ECONNRESET')],
  ['a network error of the driver', new mongo.MongoNetworkError('away')],
  ['an election', new mongo.MongoServerError({ message: 'not primary', code: 10107 })],
  ['one of these as the cause', new Error('migration failed', { cause: socketError('EPIPE') })],
])('waits after %s', (_, error) => {
  expect(isTransientStorageError(error)).toBe(true);
});

it.each([
  ['a duplicate key', new mongo.MongoServerError({ message: 'duplicate', code: 11000 })],
  ['a defect', new TypeError('undefined is not a function')],
  ['an unknown failure', new Error('odd')],
  ['no error at all', 'text'],
])('does not wait after %s', (_, error) => {
  expect(isTransientStorageError(error)).toBe(false);
});
