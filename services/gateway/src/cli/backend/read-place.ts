import { readFileSync } from 'node:fs';
import { keyFileOf, readKeyFile } from '../../access/key-file.js';
import { UsageError } from '../command.js';

export type Variables = Readonly<Record<string, string | undefined>>;

/** Where a gateway is, and the key for it. */
export interface GatewayPlace {
  /** Without a slash at its end. */
  url: string;
  key: string | null;
  /** Where the key comes from, for people. */
  keyFrom: string;
}

/** Where a gateway on this machine listens. */
const HERE = 'http://127.0.0.1:8080';

/**
 * Whether daily work goes to a gateway: where DATELINE_URL names one, or no setting names the stores of this installation. The command
 * line then loads neither Kafka nor MongoDB.
 */
export function goesToGateway(variables: Variables): boolean {
  if (given(variables, 'DATELINE_URL')) return true;
  const names = ['MONGODB_URI', 'MONGODB_URI_FILE', 'KAFKA_BROKERS'];
  return names.every((name) => given(variables, name) === null);
}

/** Reads DATELINE_URL and the key: DATELINE_KEY, else GATEWAY_ADMIN_KEY, each or as a file, else the key file. Throws UsageError. */
export async function readPlace(variables: Variables): Promise<GatewayPlace> {
  const url = given(variables, 'DATELINE_URL') ?? HERE;
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw new UsageError(`DATELINE_URL must be an http or https address, and is ${JSON.stringify(url)}`);
  const { origin, pathname } = new URL(url);
  const parts = pathname.split('/').filter(Boolean);
  const path = parts.at(-1) === 'v1' ? parts.slice(0, -1) : parts;
  return { url: [origin, ...path].join('/'), ...(await keyOf(variables)) };
}

async function keyOf(variables: Variables): Promise<Pick<GatewayPlace, 'key' | 'keyFrom'>> {
  for (const name of ['DATELINE_KEY', 'GATEWAY_ADMIN_KEY']) {
    const key = given(variables, name);
    if (key !== null) return { key, keyFrom: name };
    const file = given(variables, `${name}_FILE`);
    if (file !== null) return { key: readSecret(file, `${name}_FILE`), keyFrom: `${name}_FILE` };
  }
  const file = keyFileOf({
    API_KEY_FILE: given(variables, 'API_KEY_FILE') ?? '',
    XDG_CONFIG_HOME: given(variables, 'XDG_CONFIG_HOME') ?? '',
  });
  return { key: await readKeyFile(file), keyFrom: file };
}

function readSecret(file: string, name: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new UsageError(`${name}: ${file} cannot be read (${String(Reflect.get(Object(cause), 'code'))})`);
  }
}

function given(variables: Variables, name: string): string | null {
  const value = variables[name]?.trim() ?? '';
  return value === '' ? null : value;
}
