import { TransientError } from '@dateline/messaging';
import { ServiceRetry, pause } from './service-retry.js';

const quick = { baseMs: 1, capMs: 2 };
const away = () => new TransientError('publish_failed', 'Kafka is away');

describe('ServiceRetry', () => {
  it('repeats through an outage and gives the value', async () => {
    const retry = new ServiceRetry(new AbortController().signal, quick);
    let tries = 0;
    const value = await retry.whileUnavailable('work', () => {
      tries += 1;
      return tries < 4 ? Promise.reject(away()) : Promise.resolve('done');
    });
    expect([value, tries]).toEqual(['done', 4]);
  });

  it('passes on at once what is no outage', async () => {
    const retry = new ServiceRetry(new AbortController().signal, quick);
    const work = () => Promise.reject(new RangeError('defect'));
    await expect(retry.whileUnavailable('work', work)).rejects.toThrow('defect');
  });

  it('ends with the outage when the service stops', async () => {
    const stopping = new AbortController();
    const retry = new ServiceRetry(stopping.signal, { baseMs: 60_000, capMs: 60_000 });
    const waiting = retry.whileUnavailable('work', () => Promise.reject(away()));
    setImmediate(() => {
      stopping.abort();
    });
    await expect(waiting).rejects.toThrow('Kafka is away');
  });
});

it('a pause ends with its signal, and at once when that is over', async () => {
  const controller = new AbortController();
  const paused = pause(60_000, controller.signal);
  controller.abort();
  await paused;
  await pause(60_000, controller.signal);
});
