import { now } from '../../test/played/times.js';
import { newSubscription } from './new-subscription.js';

it('is due at the first hub at once, and trusted with nothing', () => {
  const hubs = ['https://hub-1.example/', 'https://hub-2.example/'];
  const wanted = { callbackId: 'c', feedId: 'f', topic: 't', hubs, documentUrl: 'u', secret: 's', now };
  const subscription = newSubscription(wanted);
  expect(subscription).toMatchObject({
    _id: 'c',
    live: true,
    hub: hubs[0],
    state: 'wanted',
    nextActionAt: now,
    pendingMode: null,
    trust: 'unproven',
    tally: { pushed: 0, missed: 0, until: now },
  });
  expect(subscription.hubs).toEqual(hubs);
  expect(subscription.hubs).not.toBe(hubs);
});
