import { COMMANDS } from './command-list.js';
import { runCli } from './run-cli.js';

// What a command loads when it is called takes longer, untransformed, than a test may.
beforeAll(async () => {
  await import('./ready-nest.js');
  await Promise.all([import('./open-context.js'), ...COMMANDS.map((command) => command.load())]);
}, 120_000);

async function run(args: string[], variables: Record<string, string> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(args, { variables, print: (t) => out.push(t), tell: (t) => err.push(t) });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

describe('dateline', () => {
  it('lists its commands', async () => {
    const { code, out, err } = await run(['--help']);
    expect(code).toBe(0);
    expect(err).toBe('');
    for (const name of ['audit', 'trace', 'import', 'feeds', 'dead-letters', 'topics', 'openapi'])
      expect(out).toContain(`\n  ${name}`);
  });

  it.each(['audit', 'trace', 'import', 'feeds', 'dead-letters', 'topics', 'openapi'])(
    'explains %s',
    async (name) => {
      const { code, out } = await run([name, '--help']);
      expect(code).toBe(0);
      expect(out).toMatch(new RegExp(`^dateline ${name}`));
    },
  );

  it.each([
    [[], ''],
    [['audits'], 'there is no command "audits"'],
    [['audit', '--detail'], "Unknown option '--detail'"],
    [['trace'], 'give one article id or url'],
    [['import'], 'of which files?'],
    [['import', '.', '--published', 'soon'], '--published must be a date'],
    [['dead-letters', '--service', 'printer'], '--service must be one of fetcher, parser'],
  ])('%j is a wrong command line', async (args, message) => {
    const { code, err } = await run(args);
    expect(code).toBe(64);
    expect(err).toContain(message);
  });

  it('names a wrong setting in one line', async () => {
    const { code, err, out } = await run(['audit'], { KAFKA_BROKERS: 'nowhere' });
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(/^dateline audit: setting KAFKA_BROKERS is wrong.*$/);
  });

  it('does not mind settings that only servers have', async () => {
    expect((await run(['topics'], { PORT: 'none' })).code).toBe(0);
  });

  it('prints the topics, with the prefix of the installation', async () => {
    const { out } = await run(['topics'], { KAFKA_PREFIX: 'blue.' });
    expect(out).toMatch(/^blue\.news\.articles\.v1 +article id +6 +compacted +4 MiB +indexer +consumers$/m);
    const topics = JSON.parse((await run(['topics', '--json'])).out) as { name: string }[];
    expect(topics.map((t) => t.name)).toContain('news.stage.outcomes.v1');
  });
});
