import { ScriptedServer } from '../src/index.js';

describe('ScriptedServer', () => {
  let server: ScriptedServer;
  beforeEach(async () => {
    server = await ScriptedServer.start();
  });
  afterEach(() => server.stop());

  it('answers by path, prefers the route of the query, and 404 for the rest', async () => {
    server
      .route('/a', { status: 201, headers: { etag: '"1"' }, body: 'plain' })
      .route('/a?x=1', { body: 'with query' });
    const plain = await fetch(server.url('/a?y=2'));
    expect([plain.status, plain.headers.get('etag'), await plain.text()]).toEqual([201, '"1"', 'plain']);
    expect(await (await fetch(server.url('/a?x=1'))).text()).toBe('with query');
    expect((await fetch(server.url('/b'))).status).toBe(404);
    expect(server.requestsTo('/a').map((request) => request.path)).toEqual(['/a?y=2', '/a?x=1']);
  });

  it('lets a function answer, and shows a function that throws as status 599', async () => {
    server.route('/echo', (request) => ({ body: `${request.method} ${request.body.toString()}` }));
    server.route('/broken', () => {
      throw new Error('oh');
    });
    expect(await (await fetch(server.url('/echo'), { method: 'POST', body: 'hello' })).text()).toBe(
      'POST hello',
    );
    expect((await fetch(server.url('/broken'))).status).toBe(599);
  });

  it('holds requests until they are released', async () => {
    server.route('/slow', { body: 'at last' });
    const release = server.hold('/slow');
    let answered = false;
    const answer = fetch(server.url('/slow')).then((response) => ((answered = true), response.text()));
    await fetch(server.url('/other'));
    expect(answered).toBe(false);
    release();
    await expect(answer).resolves.toBe('at last');
  });

  it('cuts the connection, at once or in the middle of the body', async () => {
    server.route('/gone', { cut: true }).route('/half', { cut: true, body: 'twelve bytes' });
    await expect(fetch(server.url('/gone'))).rejects.toThrow();
    const half = await fetch(server.url('/half'));
    expect(half.headers.get('content-length')).toBe('12');
    await expect(half.text()).rejects.toThrow();
  });

  it('stops while a request is held', async () => {
    server.hold('/slow');
    const answer = fetch(server.url('/slow'));
    const refused = expect(answer).rejects.toThrow();
    while (server.requests.length === 0) await new Promise(setImmediate);
    await server.stop();
    await refused;
    server = await ScriptedServer.start();
  });
});
