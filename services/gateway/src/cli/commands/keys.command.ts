import { ROLES, type Role } from '@dateline/contracts';
import type { ApiKey } from '@dateline/storage';
import { KEY_NAME, makeApiKey } from '../../access/api-key.js';
import { ADMIN } from '../../access/authenticator.js';
import { keyFileOf, writeKeyFile } from '../../access/key-file.js';
import { keyHere, recordChange } from '../cli-caller.js';
import {
  EXIT,
  JSON_OPTION,
  textOption,
  UsageError,
  type CliContext,
  type Command,
  type ExitCode,
  type OptionValues,
} from '../command.js';
import { tableOf } from '../text-table.js';

export const keysCommand: Command = {
  operands: 'add <name> | list | revoke <name or id> | show',
  details: [
    'read: sees feeds, articles, traces. operate: also changes feeds, retracts, merges and splits. admin: also erases, and reads the audit log.',
    'A key is shown once, when it is made: only its hash is kept. Exit code 1: the name is taken, or there is no such key.',
  ].join('\n'),
  options: {
    role: { type: 'string', value: 'role', about: `add: ${ROLES.join(', ')} (default: read)` },
    save: { type: 'boolean', about: 'add: also put it into the file where show finds it (API_KEY_FILE)' },
    ...JSON_OPTION,
  },
  async run(context, [action, name, ...more], options) {
    if (more.length > 0) throw new UsageError('one name at a time');
    if (action === 'list') return list(context, options);
    if (action === 'show') return show(context);
    if (action !== 'add' && action !== 'revoke') throw new UsageError('say add, list, revoke or show');
    if (name === undefined) throw new UsageError(`keys ${action}: which name?`);
    return action === 'add' ? add(context, name, options) : revoke(context, name);
  },
};

async function add(context: CliContext, name: string, options: OptionValues): Promise<ExitCode> {
  const role = textOption(options, 'role') ?? 'read';
  if (!isRole(role)) throw new UsageError(`--role must be one of ${ROLES.join(', ')}`);
  if (!KEY_NAME.test(name) || name === ADMIN)
    throw new UsageError(
      `"${name}" cannot be the name of a key: small letters, digits and . _ @ -, 64 at most, and not "${ADMIN}"`,
    );
  const { apiKeys } = await context.database();
  const token = await recordChange(context, { action: 'key.add', target: name, reason: role }, async (by) => {
    const made = makeApiKey({ name, role, createdBy: by }, new Date());
    return (await apiKeys.add(made.key)) ? made.token : null;
  });
  if (token === null) {
    context.tell(`keys: a key has the name ${name} already, or had it`);
    return EXIT.no;
  }
  context.print(options['json'] ? JSON.stringify({ name, role, key: token }) : token);
  if (options['save'] === true) {
    const file = keyFileOf(context.settings);
    await writeKeyFile(file, token);
    context.tell(`it is in ${file}, too`);
  } else context.tell('it is shown this once');
  return EXIT.ok;
}

async function list(context: CliContext, options: OptionValues): Promise<ExitCode> {
  const keys = (await (await context.database()).apiKeys.list()).map(withoutHash);
  const rows = keys.map((key) => [
    key.name,
    key.role,
    key.keyId,
    key.createdAt,
    key.createdBy,
    key.lastUsedAt,
    key.revokedAt,
  ]);
  const headings = ['name', 'role', 'id', 'made', 'by', 'last used', 'revoked'];
  const text = keys.length === 0 ? 'no keys' : tableOf(headings, rows);
  context.print(options['json'] ? JSON.stringify(keys, null, 2) : text);
  return EXIT.ok;
}

async function revoke(context: CliContext, name: string): Promise<ExitCode> {
  const { apiKeys } = await context.database();
  const change = { action: 'key.revoke' as const, target: name };
  const isRevoked = await recordChange(context, change, () => apiKeys.revoke(name, new Date()));
  if (isRevoked) context.print(`${name} is revoked`);
  else context.tell(`keys: no key ${name} that is not revoked`);
  return isRevoked ? EXIT.ok : EXIT.no;
}

async function show(context: CliContext): Promise<ExitCode> {
  const key = await keyHere(context);
  if (key !== null) {
    context.print(key);
    return EXIT.ok;
  }
  const file = keyFileOf(context.settings);
  context.tell(`keys: no key lies in ${file}; keys add <name> --role <role> --save makes one`);
  return EXIT.no;
}

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

function withoutHash({ keyId, name, role, createdAt, createdBy, lastUsedAt, revokedAt }: ApiKey) {
  return { keyId, name, role, createdAt, createdBy, lastUsedAt, revokedAt };
}
