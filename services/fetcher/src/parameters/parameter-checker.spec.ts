import type { PageSighting } from '@dateline/article';
import { HttpError, type HttpClient, type HttpResponse } from '@dateline/http';
import type { CheckVerdict, ParameterCheck } from '@dateline/storage';
import { ParameterChecker, type CheckerDependencies } from './parameter-checker.js';

const at = new Date('2026-03-03T12:00:00Z');
const [first, second] = ['https://paper.example/read?fbclid=1', 'https://paper.example/read?fbclid=2'];
const page = (title: string, ...lines: string[]) =>
  `<html><head><title>${title}</title></head><body>${lines.map((line) => `<p>${line}</p>`).join('')}</body></html>`;
const FERRY = page(
  'Ferry in fog',
  'The ferry left the northern quay at dawn with two hundred people and a brass band on its upper deck.',
  'Nobody on board had expected the fog, which rolled in from the west and hid the whole sound for an hour.',
);
const BRIDGE = page(
  'Bridge closed',
  'Divers found a crack in the third pillar of the old bridge, and the council closed it to lorries at noon.',
  'Repairs will take until spring, the engineer said, because the stone has to be cut in the quarry first.',
);

/** One check, and an outlet that answers each look by its number. */
function stage(answer: (url: string, look: number) => string | Buffer | HttpError | null) {
  const asked: string[] = [];
  const learned: unknown[] = [];
  const reread: string[] = [];
  const verdicts: CheckVerdict[] = [];
  let check: ParameterCheck<PageSighting> | null = {
    host: 'paper.example', names: ['fbclid'], urls: [first, second], feedIds: ['f-1', 'f-2'], sightings: [], failures: 0, dueAt: at,
  }; // prettier-ignore
  const get: HttpClient['get'] = (url) => {
    asked.push(url);
    const found = answer(url, asked.length);
    if (found instanceof HttpError) return Promise.reject(found);
    const body = typeof found === 'string' ? Buffer.from(found) : (found ?? Buffer.alloc(0));
    const status = found === null ? 404 : 200;
    const headers = { 'content-type': 'text/html' };
    const response: HttpResponse = { status, headers, body, finalUrl: url, hops: [], bytes: body.length };
    return Promise.resolve(response);
  };
  const on = {
    http: { get },
    robots: null,
    politenessDelay: () => Promise.resolve(),
    now: () => at,
    stopping: new AbortController().signal,
    settings: { gapMs: 1, leaseMs: 1_000, maxBytes: 100_000, idleMs: 1 },
    metrics: { parametersChecked: () => undefined },
    storage: {
      parameterChecks: {
        takeDue: () => Promise.resolve(check),
        keep: (kept: typeof check) => Promise.resolve(void (check = kept)),
        end: (_check: typeof check, verdict: CheckVerdict) => {
          verdicts.push(verdict);
          check = null;
          return Promise.resolve();
        },
      },
      urlParameters: { learn: (parameters: unknown[]) => Promise.resolve(void learned.push(...parameters)) },
      feeds: { reread: (feedId: string) => Promise.resolve(void reread.push(feedId)) },
    },
  } as unknown as CheckerDependencies;
  const checker = new ParameterChecker(on);
  const run = async () => {
    while (await checker.checkNext());
    return { asked, learned, reread, verdicts };
  };
  return { run };
}

it('learns a parameter whose two values keep showing stories of their own, and has their feeds read again', async () => {
  const { asked, learned, reread, verdicts } = await stage((url) => (url === first ? FERRY : BRIDGE)).run();
  expect(asked).toEqual([first, second, first, second]);
  expect(learned).toEqual([{ host: 'paper.example', name: 'fbclid', proof: [first, second], feedId: null }]);
  expect([reread, verdicts]).toEqual([['f-1', 'f-2'], ['selects']]);
});

it.each([
  ['one story at both', () => FERRY, 'same'],
  [
    'a page that changes after the first look',
    (_: string, look: number) => (look === 1 ? FERRY : BRIDGE),
    'unsteady',
  ],
  [
    'a page that changes after the second look',
    (_: string, look: number) => (look <= 2 ? FERRY : BRIDGE),
    'unsteady',
  ],
  [
    'a page that is replaced for one look',
    (_: string, look: number) => (look === 2 ? BRIDGE : FERRY),
    'unsteady',
  ],
  ['no page', () => null, 'unreachable'],
  ['no answer', () => new HttpError('timeout', 'no answer'), 'unreachable'],
])('learns nothing from %s', async (_what, answer, verdict) => {
  const { learned, verdicts } = await stage(answer).run();
  expect([learned, verdicts]).toEqual([[], [verdict]]);
});

it('tells pages apart that are written in a charset of one byte', async () => {
  const inCyrillic = (title: string, ...lines: string[]) =>
    Buffer.from(
      [...page(title, ...lines)].map((letter) => {
        const code = letter.charCodeAt(0);
        return code < 128 ? code : code - 0x410 + 0xc0;
      }),
    );
  const ferry = inCyrillic(
    'Паром в тумане',
    'Паром отошел от северного причала на рассвете с двумя сотнями пассажиров и духовым оркестром на палубе.',
    'Никто на борту не ожидал тумана, который пришел с запада и на целый час закрыл пролив от берега до берега.',
  );
  const bridge = inCyrillic(
    'Мост закрыт',
    'Водолазы нашли трещину в третьей опоре старого моста, и в полдень совет закрыл его для грузовиков.',
    'Ремонт продлится до весны, сказал инженер, потому что камень сначала нужно вырезать в каменоломне.',
  );
  const { verdicts } = await stage((url) => (url === first ? ferry : bridge)).run();
  expect(verdicts).toEqual(['selects']);
});

it('looks again where one look failed', async () => {
  const failing = (url: string, look: number) => (look === 2 ? null : url === first ? FERRY : BRIDGE);
  const { asked, verdicts } = await stage(failing).run();
  expect(asked).toEqual([first, second, second, first, second]);
  expect(verdicts).toEqual(['selects']);
});
