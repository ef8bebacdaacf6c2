import { readFile } from 'node:fs/promises';

export interface Alert {
  name: string;
  /** The rule as it stands in the file. */
  text: string;
}

const RULES = new URL('../deploy/monitoring/rules/dateline.yml', import.meta.url);

export const rulesText = () => readFile(RULES, 'utf8');

/** The alerts of the rule file, in its order. */
export async function alertsOf(): Promise<Alert[]> {
  const [, ...rules] = (await rulesText()).split(/^ {6}- alert: /m);
  return rules.map((rule) => ({ name: rule.slice(0, rule.indexOf('\n')).trim(), text: rule }));
}
