import { Type } from 'typebox';
import { describeSettings, settingsPage, settingsTable } from './describe-settings.js';
import { flag, integer, list, oneOf, requiredText, secret, text } from './setting-types.js';

const schema = Type.Object({
  SIZE: integer(5, [1, 9], 'How large'),
  NAME: requiredText('Who'),
  NOTE: text('', 'Anything'),
  KEY: secret('Of the door'),
  ON: flag(true, 'Whether'),
  HOSTS: list(['a:1', 'b:2'], 'Where'),
  LEVEL: oneOf('low', ['low', 'high'], 'How much'),
});

it('says of each setting its default, what is allowed and what it is for', () => {
  expect(describeSettings(schema).map((row) => Object.values(row))).toEqual([
    ['SIZE', '`5`', '1 to 9', 'How large'],
    ['NAME', 'required', '', 'Who'],
    ['NOTE', 'empty', '', 'Anything'],
    ['KEY', 'empty', '', 'Of the door'],
    ['ON', '`true`', '`true`, `false`', 'Whether'],
    ['HOSTS', '`a:1,b:2`', 'comma-separated', 'Where'],
    ['LEVEL', '`low`', '`low`, `high`', 'How much'],
  ]);
});

it('makes a table of them', () => {
  expect(settingsTable(describeSettings(schema)).split('\n')).toHaveLength(9);
  expect(settingsTable(describeSettings(schema))).toContain('| `SIZE` | `5` | 1 to 9 | How large |');
});

it('names under a service what it has of its own, and a default that differs', () => {
  const common = Type.Object({ PORT: integer(1, [0, 9], 'Port'), NAME: text('x', 'Name') });
  const own = Type.Object({
    PORT: integer(2, [0, 9], 'Port'),
    NAME: text('x', 'Name'),
    SIZE: schema.properties.SIZE,
  });
  const [everywhere, service] = settingsPage(common, { parser: own }).split('## parser');
  expect(everywhere).toContain('`NAME`');
  expect(service).toContain('`PORT` | `2`');
  expect(service).toContain('`SIZE`');
  expect(service).not.toContain('`NAME`');
});
