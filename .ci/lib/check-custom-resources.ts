/**
 * Objects of operators against the definitions that these publish: kubectl kustomize OVERLAY | check-custom-resources.ts FOLDER. The
 * folder has their CustomResourceDefinitions as YAML. Exit code 1 when one of them would be refused, or when nothing was checked.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseAllDocuments } from 'yaml';
import { checkResources, type Definition, type Resource } from '../../tools/custom-resources.ts';

const [folder = ''] = process.argv.slice(2);
const documents = (yaml: string): unknown[] =>
  parseAllDocuments(yaml)
    .map((document) => document.toJS() as unknown)
    .filter((document) => document !== null);
const definitions = readdirSync(folder)
  .filter((name) => /\.ya?ml$/.test(name))
  .flatMap((name) => documents(readFileSync(join(folder, name), 'utf8')) as Definition[])
  .filter(({ kind }) => kind === 'CustomResourceDefinition');
const { checked, problems } = checkResources(documents(await text(process.stdin)) as Resource[], definitions);
for (const problem of problems) console.error(problem);
console.log(`${checked} objects against ${definitions.length} definitions: ${problems.length} problems`);
process.exitCode = problems.length > 0 || checked === 0 ? 1 : 0;
