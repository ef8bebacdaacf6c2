import { HttpException } from '@nestjs/common';
import { EventEmitter } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { HttpRequest } from './http.types.js';
import { RateGate } from './rate-gate.js';

interface Asked {
  url?: string;
  method?: string;
  from?: string;
  /** Status that the request would be answered with. */
  answer?: number;
  key?: string;
}

/** Status of a refusal, or of the answer. */
function ask(
  gate: RateGate,
  { url = '/feeds', method = 'GET', from = '192.0.2.1', answer = 200, key }: Asked = {},
) {
  const headers: Record<string, string> = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const request = { url, method, headers, socket: { remoteAddress: from } } as unknown as HttpRequest;
  const response = Object.assign(new EventEmitter(), { statusCode: answer, setHeader: () => undefined });
  return new Promise<number>((resolve) => {
    gate.middleware(request, response as unknown as ServerResponse, (problem) => {
      response.emit('finish');
      resolve(problem instanceof HttpException ? problem.getStatus() : answer);
    });
  });
}

async function times(n: number, work: () => Promise<number>): Promise<number[]> {
  const answers: number[] = [];
  for (let i = 0; i < n; i += 1) answers.push(await work());
  return answers;
}

it('refuses what one client asks too often, and nobody else', async () => {
  const gate = new RateGate({ requests: 3, changes: 3 });
  expect(await times(4, () => ask(gate))).toEqual([200, 200, 200, 429]);
  expect(await ask(gate, { from: '192.0.2.2' })).toBe(200);
});

it('allows fewer changes than reads', async () => {
  const gate = new RateGate({ requests: 10, changes: 1 });
  expect(await times(2, () => ask(gate, { method: 'POST' }))).toEqual([200, 429]);
  expect(await ask(gate)).toBe(200);
});

it('counts no probes', async () => {
  const gate = new RateGate({ requests: 1, changes: 1 });
  expect(await times(3, () => ask(gate, { url: '/health/live' }))).toEqual([200, 200, 200]);
});

it('shuts out who tries wrong keys, the right one too', async () => {
  const gate = new RateGate({ requests: 1_000, changes: 1_000 });
  await times(31, () => ask(gate, { key: 'wrong', answer: 401 }));
  expect(await ask(gate, { key: 'right' })).toBe(429);
  expect(await ask(gate, { key: 'right', from: '192.0.2.2' })).toBe(200);
});
