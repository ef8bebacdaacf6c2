import { StreamSeats } from './stream-seats.js';

it('gives each client its share and all no more than there are, until a seat is given back', () => {
  const seats = new StreamSeats({ all: 3, perClient: 2 });
  const [first, second] = [seats.take('a'), seats.take('a')];
  expect(seats.take('a')).toBe('too_many');
  const third = seats.take('b');
  expect(seats.take('c')).toBe('full');
  for (const seat of [first, second, third]) if (typeof seat === 'string') throw new Error(seat);
  if (typeof first === 'function') {
    first();
    first();
  }
  expect(typeof seats.take('c')).toBe('function');
  expect(seats.take('d')).toBe('full');
});
