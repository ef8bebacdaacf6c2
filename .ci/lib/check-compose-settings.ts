/** Gives each setting of deploy/compose/settings.yml a value of its own and asks Docker Compose whether the services would get it. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

type Environments = Record<string, { environment: Record<string, string | null> }>;
const { services } = parse(
  readFileSync(new URL('../../deploy/compose/settings.yml', import.meta.url), 'utf8'),
) as {
  services: Environments;
};
const names = [...new Set(Object.values(services).flatMap(({ environment }) => Object.keys(environment)))];
const given = names.map((name) => `${name}=given-${name}`);
const config = execFileSync('env', [...given, 'docker', 'compose', 'config', '--format', 'json'], {
  encoding: 'utf8',
  maxBuffer: 1 << 24,
});
const composed = (JSON.parse(config) as { services: Environments }).services;
const lost = Object.entries(services).flatMap(([service, { environment }]) =>
  Object.keys(environment)
    .filter((name) => !composed[service]?.environment[name]?.includes(`given-${name}`))
    .map((name) => `${service}: ${name}`),
);
if (lost.length > 0) throw new Error(`lost on the way to a service: ${lost.join(', ')}`);
console.log(`${names.length} settings reach their services`);
