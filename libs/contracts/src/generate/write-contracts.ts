import { mkdirSync, writeFileSync } from 'node:fs';
import { renderContracts } from './render-contracts.js';

const folder = new URL('../../generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
for (const [path, content] of renderContracts()) writeFileSync(new URL(path, folder), content);
