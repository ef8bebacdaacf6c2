import { mongo } from 'mongoose';
import { answerTo, readRequests } from './wire-protocol.js';

const { serialize, deserialize } = mongo.BSON;
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
};
const message = (id: number, opCode: number, ...parts: Uint8Array[]) => {
  const body = Buffer.concat(parts);
  return Buffer.concat([int32(16 + body.length), int32(id), int32(0), int32(opCode), body]);
};
const section = (document: object) => Buffer.concat([Buffer.from([0]), serialize(document)]);
const sequence = (name: string, documents: object[]) => {
  const body = Buffer.concat([Buffer.from(`${name}\0`), ...documents.map((document) => serialize(document))]);
  return Buffer.concat([Buffer.from([1]), int32(4 + body.length), body]);
};
const insert = message(
  7,
  2013,
  int32(0),
  section({ insert: 'pages' }),
  sequence('documents', [{ _id: 1 }, { _id: 2 }]),
);

it('reads a command with its sequence of documents', () => {
  const { requests, rest } = readRequests(insert);
  expect(requests).toEqual([
    { id: 7, opCode: 2013, body: { insert: 'pages', documents: [{ _id: 1 }, { _id: 2 }] } },
  ]);
  expect(rest).toHaveLength(0);
});

it('keeps what is not whole for the bytes that follow', () => {
  const cut = insert.length + 20;
  const bytes = Buffer.concat([insert, insert]);
  const first = readRequests(bytes.subarray(0, cut));
  expect([first.requests.length, first.rest.length]).toEqual([1, 20]);
  expect(readRequests(Buffer.concat([first.rest, bytes.subarray(cut)])).requests).toHaveLength(1);
});

it('reads and answers the greeting that a driver says first', () => {
  const query = message(
    3,
    2004,
    int32(0),
    Buffer.from('admin.$cmd\0'),
    int32(0),
    int32(-1),
    serialize({ ismaster: 1 }),
  );
  const [request] = readRequests(query).requests;
  expect(request?.body).toEqual({ ismaster: 1 });
  const answer = answerTo(request ?? { id: 0, opCode: 0, body: {} }, { ok: 1 });
  expect([answer.readInt32LE(0), answer.readInt32LE(8), answer.readInt32LE(12)]).toEqual([
    answer.length,
    3,
    1,
  ]);
  expect(deserialize(answer.subarray(36))).toEqual({ ok: 1 });
});

it('answers a message in a message', () => {
  const answer = answerTo({ id: 7, opCode: 2013, body: {} }, { ok: 1 });
  expect([answer.readInt32LE(0), answer.readInt32LE(8), answer.readInt32LE(12)]).toEqual([
    answer.length,
    7,
    2013,
  ]);
  expect(deserialize(answer.subarray(21))).toEqual({ ok: 1 });
});

it('says what it does not speak', () => {
  expect(() => readRequests(message(1, 2012, int32(0)))).toThrow(/2012/);
});
