/** compare-manifests.ts KUSTOMIZED CHARTED: files of YAML. Exit code 1 when they differ in substance, or when one of them is empty. */
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import { differences, type Manifest } from '../../tools/compare-manifests.ts';

const [kustomized = [], charted = []] = process.argv
  .slice(2)
  .map((file) =>
    parseAllDocuments(readFileSync(file, 'utf8')).flatMap(
      (document) => (document.toJS() as Manifest | null) ?? [],
    ),
  );
const found = differences(kustomized, charted);
for (const line of found) console.error(line);
console.log(
  `${kustomized.length} objects by kustomize, ${charted.length} by the chart: ${found.length} differ`,
);
process.exitCode = found.length > 0 || kustomized.length === 0 ? 1 : 0;
