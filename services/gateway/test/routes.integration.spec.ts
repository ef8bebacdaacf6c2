import { startInstallation, type Installation } from './fixtures/gateway-installation.js';

let gateway: Installation;
beforeAll(async () => {
  gateway = await startInstallation();
  await gateway.prepare();
});
afterAll(() => gateway.stop());

const get = (path: string) => gateway.request('GET', path);

it('answers 405 with the methods of a path, and serves every path under /v1', async () => {
  const wrong = await gateway.request('DELETE', '/v1/feeds');
  expect([wrong.status, wrong.headers.get('allow')]).toEqual([405, 'GET, HEAD, POST']);
  expect(wrong.type).toBe('application/problem+json');
  expect((await gateway.request('POST', '/feeds/nobody/pause', { body: { reason: 'x' } })).status).toBe(404);
  expect((await get('/v1/nothing')).status).toBe(404);
  expect((await get('/v1/feeds')).json).toEqual((await get('/feeds')).json);
  expect((await get('/v1/openapi.json')).json.openapi).toBe('3.1.0');
});
