import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { bearerReader, IdentityProviderAway } from './bearer-reader.js';

const AUDIENCE = 'https://dateline.example/api';
let provider: Server;
let issuer: string;
let signing: CryptoKey;
let asked: string[];

/** An identity provider with one key. */
beforeAll(async () => {
  const { publicKey, privateKey } = await generateKeyPair('ES256');
  signing = privateKey;
  const keys = [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'ES256', use: 'sig' }];
  provider = createServer((request, response) => {
    asked.push(request.url ?? '');
    const answers: Record<string, object> = {
      '/.well-known/openid-configuration': { issuer, jwks_uri: `${issuer}/keys` },
      '/keys': { keys },
    };
    const answer = answers[request.url ?? ''];
    response.writeHead(answer ? 200 : 404, { 'content-type': 'application/json' });
    response.end(JSON.stringify(answer ?? {}));
  }).listen(0, '127.0.0.1');
  await once(provider, 'listening');
  issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
});
beforeEach(() => {
  asked = [];
});
afterAll(() => {
  provider.closeAllConnections();
  provider.close();
});

const readerOf = (changed: object = {}) => {
  const reader = bearerReader({
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: AUDIENCE,
    OIDC_ROLES_CLAIM: 'roles',
    ...changed,
  });
  if (!reader) throw new Error('no provider is configured');
  return reader;
};

interface Said {
  claims?: JWTPayload;
  audience?: string;
  from?: string;
  expires?: string | number;
  key?: CryptoKey;
  kid?: string;
}

const tokenOf = ({ claims = { roles: ['dateline-operate'] }, ...said }: Said = {}) =>
  new SignJWT(claims)
    .setProtectedHeader({ alg: 'ES256', kid: said.kid ?? 'k1' })
    .setSubject('amina')
    .setIssuer(said.from ?? issuer)
    .setAudience(said.audience ?? AUDIENCE)
    .setExpirationTime(said.expires ?? '5m')
    .sign(said.key ?? signing);

it('knows who the provider says it is, and asks for its keys once', async () => {
  const read = readerOf();
  expect(await read(await tokenOf())).toEqual({ name: 'oidc:amina', role: 'operate' });
  expect(await read(await tokenOf())).toEqual({ name: 'oidc:amina', role: 'operate' });
  expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
});

it.each([
  [{ roles: ['dateline-read', 'dateline-admin', 'other'] }, 'roles', 'admin'],
  [{ roles: 'dateline-read other' }, 'roles', 'read'],
  [{ realm_access: { roles: ['dateline-operate'] } }, 'realm_access.roles', 'operate'],
])('takes the highest role of %j in %s', async (claims, claim, role) => {
  expect(await readerOf({ OIDC_ROLES_CLAIM: claim })(await tokenOf({ claims }))).toMatchObject({ role });
});

it.each([[{}], [{ roles: [] }], [{ roles: ['admin', 'read'] }], [{ roles: null }], [{ roles: { a: 1 } }]])(
  'gives nobody a role for %j',
  async (claims) => {
    expect(await readerOf()(await tokenOf({ claims: claims as JWTPayload }))).toBeNull();
  },
);

it('refuses what is for others, by others, too old, or signed by another key', async () => {
  const { privateKey: other } = await generateKeyPair('ES256');
  const bad: Said[] = [
    { audience: 'https://other.example' },
    { from: 'https://evil.example' },
    { expires: Math.floor(Date.now() / 1000) - 3_600 },
    { key: other },
    { kid: 'unknown' },
  ];
  for (const said of bad) expect([said, await readerOf()(await tokenOf(said))]).toEqual([said, null]);
});

it('refuses a token without a signature, or signed with what is public', async () => {
  const claims = { roles: ['dateline-admin'], sub: 'amina' };
  const unsigned = new UnsecuredJWT(claims).setIssuer(issuer).setAudience(AUDIENCE).setExpirationTime('5m');
  expect(await readerOf()(unsigned.encode())).toBeNull();
  const shared = await new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', kid: 'k1' })
    .setIssuer(issuer)
    .setAudience(AUDIENCE)
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode('the public key as a shared secret'));
  expect(await readerOf()(shared)).toBeNull();
});

it.each(['', 'a', 'a.b', 'a.b.c', '...', 'e30.e30.e30'])('refuses %j', async (token) => {
  expect(await readerOf()(token)).toBeNull();
});

it('says that the provider is away, and not that the token is wrong', async () => {
  const read = readerOf({ OIDC_ISSUER: 'http://127.0.0.1:9' });
  await expect(read(await tokenOf())).rejects.toThrow(IdentityProviderAway);
  await expect(readerOf({ OIDC_ISSUER: `${issuer}/nowhere` })(await tokenOf())).rejects.toThrow(
    IdentityProviderAway,
  );
});

it('is off by default, and not half configured', () => {
  const none = { OIDC_ISSUER: '', OIDC_AUDIENCE: '', OIDC_ROLES_CLAIM: 'roles' };
  expect(bearerReader(none)).toBeNull();
  expect(() => bearerReader({ ...none, OIDC_ISSUER: 'https://id.example' })).toThrow(
    /^setting OIDC_AUDIENCE /,
  );
  expect(() => bearerReader({ ...none, OIDC_AUDIENCE: 'a' })).toThrow(/^setting OIDC_ISSUER /);
});
