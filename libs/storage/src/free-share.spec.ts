import { freeShareOf } from './free-share.js';

it('is what is left of the disk, and unknown where the server does not say', () => {
  expect(freeShareOf({ fsUsedSize: 75, fsTotalSize: 100 })).toBe(0.25);
  expect(freeShareOf({ fsUsedSize: 100, fsTotalSize: 100 })).toBe(0);
  expect(freeShareOf({})).toBeNull();
  expect(freeShareOf({ fsUsedSize: 0, fsTotalSize: 0 })).toBeNull();
});
