import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { recordShapes, unraisedRecords, type RecordShape } from './record-shapes.js';
import { renderContracts } from './render-contracts.js';

const folder = new URL('../../generated/', import.meta.url);
const shapes = new URL('record-shapes.json', folder);
const before = existsSync(shapes)
  ? (JSON.parse(readFileSync(shapes, 'utf8')) as Record<string, RecordShape>)
  : {};
const unraised = unraisedRecords(before, recordShapes());
if (unraised.length > 0)
  throw new Error(`the schema changed and its version did not: raise the version of ${unraised.join(', ')}`);
mkdirSync(folder, { recursive: true });
for (const [path, content] of renderContracts()) writeFileSync(new URL(path, folder), content);
