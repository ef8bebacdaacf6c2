import mongoose from 'mongoose';
import { isTransientStorageError, StoreConnectionLost, WriteConflict } from './storage.errors.js';

const { mongo } = mongoose;
const socketError = (code: string) => Object.assign(new Error('socket'), { code });
const serverError = (code: number) => new mongo.MongoServerError({ message: `code ${code}`, code });
const labelled = (label: string) => new mongo.MongoServerError({ message: label, errorLabels: [label] });

it.each([
  ['a connection of the store that broke', new StoreConnectionLost({ cause: socketError('EPIPE') })],
  ['a network error of the driver', new mongo.MongoNetworkError('away')],
  ['its deadline', new mongo.MongoOperationTimeoutError('late')],
  ['an election', serverError(10107)],
  ['another writer', new WriteConflict('articles', ['1'])],
  [
    'one of these as the cause',
    new Error('migration failed', { cause: new mongo.MongoNetworkError('away') }),
  ],
])('waits after %s', (_, error) => {
  expect(isTransientStorageError(error)).toBe(true);
});

it.each([
  ['no majority to read from yet', 134],
  ['a password that was rotated', 18],
  ['rights that were taken', 13],
  ['a login that has to be repeated', 391],
  ['a full disk', 14031],
  ['a hosted cluster that refuses', 8000],
  ['a full quota', 12501],
  ['too many requests', 16500],
  ['a server that throttles', 462],
  ['the time limit of an operation', 50],
  ['a cursor that was lost', 43],
])('waits after %s (code %i)', (_, code) => {
  expect(isTransientStorageError(serverError(code))).toBe(true);
});

it.each(['RetryableWriteError', 'RetryableError', 'TransientTransactionError', 'SystemOverloadedError'])(
  'waits where the answer is labelled %s',
  (label) => {
    expect(isTransientStorageError(labelled(label))).toBe(true);
  },
);

it.each([
  ['a duplicate key', serverError(11000)],
  ['a document that breaks a rule', serverError(121)],
  ['a defect', new TypeError('undefined is not a function')],
  ['an unknown failure', new Error('odd')],
  ['a bare socket error, which may be of any connection', socketError('ECONNREFUSED')],
  ['a request to a site that failed', new Error('connect', { cause: socketError('ECONNRESET') })],
  ['no error at all', 'text'],
])('does not wait after %s', (_, error) => {
  expect(isTransientStorageError(error)).toBe(false);
});
