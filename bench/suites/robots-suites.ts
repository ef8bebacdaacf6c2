import { judgeRobots } from '@dateline/fetcher/robots/judge-robots';
import { readRobots } from '@dateline/fetcher/robots/read-robots';
import {
  argumentsOf,
  callsOf,
  pythonLines,
  statementsOf,
  stringOf,
  within,
  type Scope,
} from './source-text.ts';
import type { Check, Repository, Suite } from './suite.ts';

interface Asked {
  rules: Buffer;
  agent: string;
}

const AT = new Date(0);

function rulesOf({ rules, agent }: Asked, origin: string) {
  const address = `${origin}/robots.txt`;
  const answer = {
    status: 200,
    headers: {},
    url: address,
    finalUrl: address,
    hops: [],
    body: rules,
    bytes: rules.length,
  };
  const { text } = judgeRobots({ origin, before: null, at: AT }, answer);
  return readRobots(text, origin, agent);
}

function isAllowed(asked: Asked, address: string): boolean {
  const url = new URL(address, 'https://example.org/');
  return rulesOf(asked, url.origin).allows(url);
}

function delayCheck(group: string, { rules, agent }: Asked, expected: number | null): Check[] {
  const token = tokenOf(agent);
  if (token === undefined) return [];
  const got = () => rulesOf({ rules, agent: token }, 'https://example.org').crawlDelaySeconds;
  return [{ name: `${group}: delay of ${token}`, expected, got }];
}

const bytesOf = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text));

/** Nothing for an agent that no crawler can be called by: a product token has letters, hyphens and underscores. */
function allowance(group: string, { rules, agent }: Asked, address: string, expected: boolean): Check[] {
  const token = tokenOf(agent);
  return token === undefined
    ? []
    : [
        {
          name: `${group}: ${token} ${address}`,
          expected,
          got: () => isAllowed({ rules, agent: token }, address),
        },
      ];
}

/** Some peers take what a crawler sends as User-Agent, with a version. */
const tokenOf = (agent: string) => /^([\w-]*|\*)(?:\/[\w.]*)?$/.exec(agent)?.[1];

/** google/robotstxt: `EXPECT_TRUE(IsUserAgentAllowed(rules, agent, address))`. */
function google(source: Repository): Check[] {
  return source
    .text('robots_test.cc')
    .split(/\nTEST\(RobotsUnittest, /)
    .slice(1)
    .flatMap((test) => {
      const scope: Scope = new Map();
      const group = /^\w+/.exec(test)?.[0] ?? '';
      return statementsOf(test).flatMap((statement) => {
        assign(statement, scope);
        const expected = /^EXPECT_(TRUE|FALSE)/.exec(statement)?.[1];
        const [call] = callsOf(statement, 'IsUserAgentAllowed');
        const [rules, agent, url] = (call ?? []).map((part) => stringOf(part, scope));
        return expected === undefined || rules === undefined || agent === undefined || url === undefined
          ? []
          : allowance(group, { rules: Buffer.from(rules), agent }, url, expected === 'TRUE');
      });
    });
}

function assign(statement: string, scope: Scope): void {
  const [, name = '', expression = ''] = /(\w+)(?:\[\])?\s*=(?!=)([^]*)$/.exec(statement) ?? [];
  if (name) scope.set(name, stringOf(expression, scope));
}

/** scrapy/protego: `rp = Protego.parse(content)`, then `assert [not] rp.can_fetch(address, agent)`. */
function protego(source: Repository): Check[] {
  return ['test_protego.py', 'test_on_google_spec.py'].flatMap((file) =>
    source
      .text(`tests/${file}`)
      .split(/\n(?=(?: {4})?(?:def test_|@pytest\.mark\.parametrize))/)
      .flatMap((test, at, tests) =>
        scopesOf(tests[at - 1] ?? '').flatMap((scope) => checksOfPython(test, scope)),
      ),
  );
}

/** One scope for each row of the `parametrize` before a test. */
function scopesOf(before: string): Scope[] {
  if (!before.startsWith('@pytest.mark.parametrize')) return [new Map()];
  const [names = '', rows = ''] = argumentsOf(within(before.slice(before.indexOf('(') + 1)));
  const keys = Array.from(names.matchAll(/\w+/g), ([name]) => name);
  return argumentsOf(within(rows.slice(1))).map((row) => {
    const values = argumentsOf(within(row.slice(1)));
    return new Map(keys.map((key, i) => [key, valueOf(values[i] ?? '')]));
  });
}

const valueOf = (written: string) =>
  written === 'True' ? true : written === 'False' ? false : stringOf(written);

function checksOfPython(test: string, scope: Scope): Check[] {
  const group = /def (test_\w+)/.exec(test)?.[1] ?? '';
  return pythonLines(test.slice(test.indexOf('def test_'))).flatMap((line) => {
    const [, name = '', expression = ''] = /^\s*(\w+) = ([^]*)$/.exec(line) ?? [];
    const [parsed] = callsOf(line, 'Protego.parse');
    if (parsed) scope.set('rules', stringOf((parsed[0] ?? '').replace(/^content=/, ''), scope));
    else if (name) scope.set(name, stringOf(expression, scope));
    const rules = bytesOf(scope.get('rules') as string | undefined);
    if (!rules || !line.trim().startsWith('assert')) return [];
    const [address, agent] = (callsOf(line, '.can_fetch')[0] ?? []).map((part) => stringOf(part, scope));
    if (address !== undefined && agent !== undefined) {
      const compared = /== (\w+)\s*$/.exec(line)?.[1];
      const is = compared ? scope.get(compared) === true : true;
      return allowance(group, { rules, agent }, address, line.includes('not rp') ? !is : is);
    }
    const [, asked = '', delay = ''] = /crawl_delay\(("[^"]+")\) (?:==|is) ([\d.]+|None)/.exec(line) ?? [];
    const expected = delay === 'None' ? null : Number(delay);
    return asked === '' ? [] : delayCheck(group, { rules, agent: stringOf(asked) ?? '' }, expected);
  });
}

const JAVA = 'src/test/java/crawlercommons/robots';

/** crawler-commons: `rules = createRobotRules(agent, text)`, then assertions of `rules.isAllowed(address)`. */
function crawlerCommons(source: Repository): Check[] {
  const tests = source
    .text(`${JAVA}/SimpleRobotRulesParserTest.java`)
    .split(/@(?:Parameterized)?Test\n/)
    .slice(1);
  return tests.flatMap((test) =>
    javaScopes(test).flatMap((scope) =>
      statementsOf(test.slice(test.indexOf('void test'))).flatMap((statement) =>
        checksOfJava({ source, scope, statement, group: /void (test\w+)/.exec(test)?.[1] ?? '' }),
      ),
    ),
  );
}

const ENDS: [string, string][] = [
  ['LF', '\n'],
  ['CR', '\r'],
  ['CRLF', '\r\n'],
];

/** One scope for each row of a test's `CsvSource`. */
function javaScopes(test: string): Scope[] {
  const head = test.slice(0, test.indexOf('void test'));
  if (!head.includes('@CsvSource')) return [new Map(ENDS)];
  const names = Array.from(
    (/void test\w+\(([^)]*)\)/.exec(test)?.[1] ?? '').matchAll(/(\w+)(?:,|$)/g),
    ([, name = '']) => name,
  );
  const list = within(head.slice(head.indexOf('{') + 1)).replace(/\/\/[^\n"]*$/gm, '');
  return argumentsOf(list).map((row) => {
    const values = (stringOf(row) ?? '').split(/, */);
    return new Map<string, unknown>([...ENDS, ...names.map((name, i) => [name, values[i]] as const)]);
  });
}

interface JavaStatement {
  source: Repository;
  scope: Scope;
  statement: string;
  group: string;
}

function checksOfJava({ source, scope, statement, group }: JavaStatement): Check[] {
  const [, name = '', expression = ''] = /(\w+)\s*=(?!=)([^]*)$/.exec(statement) ?? [];
  const bytes = (written = ''): Buffer | undefined => {
    const file = /readFile\("([^"]+)"/.exec(written)?.[1];
    if (file) return source.bytes(`src/test/resources${file}`);
    const known = scope.get(written.replace(/\.getBytes\(.*$/, ''));
    if (known instanceof Buffer) return known;
    const text = stringOf(written.replace(/\.getBytes\(.*$/, ''), scope);
    return text === undefined
      ? undefined
      : Buffer.from(text, written.includes('ISO_8859_1') ? 'latin1' : 'utf8');
  };
  const [created] = callsOf(statement, 'createRobotRules');
  const [parsed] = callsOf(statement, 'robotParser.parseContent');
  const [agent, rules] = created ?? (parsed ? [parsed[3], parsed[1]] : []);
  if (rules !== undefined) {
    const of = stringOf((agent ?? '').replace(/^Set\.of\((.*)\)$/, '$1'), scope);
    scope.set(name, of === undefined ? undefined : { rules: bytes(rules), agent: of });
    return [];
  }
  if (name)
    scope.set(name, expression.includes('readFile') ? bytes(expression) : stringOf(expression, scope));
  const [, what = '', of = '', method = ''] =
    /^assert(True|False|Equals)\([^]*?\b(rules\d?)\.(isAllowed|getCrawlDelay)\(/.exec(statement) ?? [];
  const asked = scope.get(of) as Asked | undefined;
  if (!asked?.rules) return [];
  const wanted = argumentsOf(within(statement.slice(statement.indexOf('(') + 1)))[0] ?? '';
  if (method === 'getCrawlDelay') {
    const milliseconds = /^\d+/.exec(wanted)?.[0];
    const expected = milliseconds === undefined ? null : Number(milliseconds) / 1000;
    return delayCheck(group, asked, expected);
  }
  const address = stringOf(callsOf(statement, `${of}.isAllowed`)[0]?.[0] ?? '', scope);
  const expected = what === 'Equals' ? scope.get(wanted) === 'True' : what === 'True';
  return address === undefined ? [] : allowance(group, asked, address, expected);
}

export const ROBOTS_SUITES: Record<string, Suite> = {
  'google-robots': { checks: google },
  protego: { checks: protego },
  'crawler-commons-robots': { checks: crawlerCommons },
};
