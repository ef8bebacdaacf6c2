import { formatFiles, type Tree } from '@nx/devkit';
import { addToContracts } from './add-to-contracts.ts';
import { addToDeployment } from './add-to-deployment.ts';
import { namesOf, type StageOptions } from './stage-names.ts';
import { renderServiceFiles } from './render-service-files.ts';

/**
 * Adds a stage in a service of its own: its skeleton with a spec, the event that it emits with an example, its rows in the tables of
 * services, stages and topics, and its place under Compose. What read the topic of `after` then reads the new one.
 */
export async function stageGenerator(files: Tree, options: StageOptions): Promise<() => void> {
  const names = namesOf(files, options);
  if (files.exists(`services/${names.service}/package.json`))
    throw new Error(`there is a service ${names.service} already`);
  for (const [path, content] of renderServiceFiles(names)) files.write(path, content);
  addToContracts(files, names);
  addToDeployment(files, names);
  await formatFiles(files);
  return () => {
    process.stdout.write(`\nNext: docs/adding-a-stage.md, "What is left". It begins with npm install.\n`);
  };
}
