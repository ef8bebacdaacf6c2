import { mkdirSync, writeFileSync } from 'node:fs';
import { breakingContracts } from './compare-schemas.js';
import { publishedSchemas } from './render-contracts.js';
import { readReleased, releasedFolder, releasedForm } from './read-released.js';

/** Run for a release: from then on the specs hold the schemas against these. */
const present = new Map([...publishedSchemas()].map(([name, schema]) => [name, releasedForm(schema)]));
const broken = breakingContracts(readReleased(), present);
if (broken.length > 0) throw new Error(`a breaking change needs a topic of its own: ${broken.join('; ')}`);
mkdirSync(releasedFolder, { recursive: true });
for (const [name, schema] of present)
  writeFileSync(new URL(`${name}.schema.json`, releasedFolder), `${JSON.stringify(schema, null, 1)}\n`);
