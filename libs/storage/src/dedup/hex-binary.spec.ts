import { mongo } from 'mongoose';
import { packHex, unpackHex } from './hex-binary.js';

const id = 'ab01'.repeat(16);
const row = {
  _id: id,
  at: new Date(0),
  decision: { ending: { kind: 'near_duplicate', of: id }, members: [{ articleId: id, score: 0.5 }] },
  clusterId: null,
  apartFrom: [id.slice(0, 32)],
};

it('stores ids of 16 and 32 bytes as bytes, wherever they stand, and gives back what was stored', () => {
  const packed = packHex(row) as typeof row;
  expect(packed._id).toBeInstanceOf(mongo.Binary);
  expect((packed._id as unknown as mongo.Binary).length()).toBe(32);
  expect(JSON.stringify(packed)).not.toContain('ab01ab01');
  expect(unpackHex(packed)).toEqual(row);
});

it('leaves other text and other bytes as they are', () => {
  for (const text of ['', 'deadbeef', id.toUpperCase(), `${id.slice(1)}g`, 'x'.repeat(32)])
    expect(packHex(text)).toBe(text);
  const body = new mongo.Binary(Uint8Array.of(1, 2, 3));
  expect(unpackHex({ body })).toEqual({ body });
});
