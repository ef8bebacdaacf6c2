import { createConnection } from 'mongoose';
import { connectOptionsOf } from '../../src/connect-options.js';
import { modelsOn, type Models } from '../../src/models/models.js';
import { PlayedMongo } from './played-mongo.js';

/**
 * The models of a spec file on a played MongoDB, connected as the product connects. Each test starts without commands and
 * script, and fails if it leaves an answer of its script unused.
 */
export function playDatabase({ timeoutMs }: { timeoutMs?: number } = {}): {
  models: Models;
  played: () => PlayedMongo;
} {
  const connection = createConnection();
  let server: PlayedMongo;
  beforeAll(async () => {
    server = await PlayedMongo.start();
    const timeout = timeoutMs === undefined ? {} : { timeoutMs };
    await connection.openUri(server.uri, connectOptionsOf({ dbName: 'played', appName: 'spec', ...timeout }));
  });
  afterEach(() => {
    expect(server.reset()).toEqual([]);
  });
  afterAll(async () => {
    await connection.close();
    await server.stop();
  });
  return { models: modelsOn(connection), played: () => server };
}
