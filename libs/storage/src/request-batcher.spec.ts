import { RequestBatcher, type RequestResult } from './request-batcher.js';

/** Trips that come back when the test says so. */
function station() {
  const trips: {
    requests: readonly number[];
    comeBack: (ends?: RequestResult<number>[]) => void;
    fail: (e: Error) => void;
  }[] = [];
  const shared = new RequestBatcher<number, number>(
    (requests) =>
      new Promise((resolve, reject) => {
        trips.push({
          requests,
          comeBack: (ends = requests.map((value) => ({ value: value * 10 }))) => {
            resolve(ends);
          },
          fail: reject,
        });
      }),
    (n) => (n === 7 ? 9 : 1),
    3,
  );
  return { trips, shared };
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

it('takes what is asked for in one turn of the event loop on one trip', async () => {
  const { trips, shared } = station();
  const answers = Promise.all([1, 2, 3].map((n) => shared.send(n)));
  await turn();
  expect(trips.map(({ requests }) => requests)).toEqual([[1, 2, 3]]);
  trips[0]?.comeBack();
  expect(await answers).toEqual([10, 20, 30]);
});

it('lets what comes while two trips are under way share the next, no more than a trip takes', async () => {
  const { trips, shared } = station();
  const answers = [shared.send(1)];
  await turn();
  answers.push(shared.send(2));
  await turn();
  answers.push(...[3, 4, 5, 6].map((n) => shared.send(n)));
  await turn();
  expect(trips.map(({ requests }) => requests)).toEqual([[1], [2]]);
  trips[0]?.comeBack();
  await answers[0];
  await turn();
  expect(trips[2]?.requests).toEqual([3, 4, 5]);
  trips[1]?.comeBack();
  await turn();
  expect(trips[3]?.requests).toEqual([6]);
  trips.slice(2).forEach(({ comeBack }) => {
    comeBack();
  });
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60]);
});

it('fails one request alone where the trip says which, all of a trip that did not come back, and goes on', async () => {
  const { trips, shared } = station();
  const first = Promise.allSettled([1, 2].map((n) => shared.send(n)));
  await turn();
  trips[0]?.comeBack([{ error: new Error('refused') }, { value: 20 }]);
  expect((await first).map(({ status }) => status)).toEqual(['rejected', 'fulfilled']);
  const second = Promise.allSettled([3, 4].map((n) => shared.send(n)));
  await turn();
  trips[1]?.fail(new Error('away'));
  expect((await second).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const third = shared.send(5);
  await turn();
  trips[2]?.comeBack();
  expect(await third).toBe(50);
});

it('sends a request alone that is too heavy to go with others', async () => {
  const { trips, shared } = station();
  const answers = Promise.all([1, 7, 2].map((n) => shared.send(n)));
  for (let i = 0; i < 3; i += 1) {
    await turn();
    trips[i]?.comeBack();
  }
  expect(await answers).toEqual([10, 70, 20]);
  expect(trips.map(({ requests }) => requests)).toEqual([[1], [7], [2]]);
});
