import { articleIdOf } from '@dateline/article';
import { eventually } from '@dateline/testing';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ADMIN_KEY, startInstallation, type Installation } from '../fixtures/gateway-installation.js';
import {
  directionOf,
  hasFocus,
  keepPicture,
  openTab,
  startBrowser,
  violationsOf,
  type Tab,
} from './browser.js';
import { LEFT_OUT, PAGED, reviseLatest, seedConsole } from './seed-console.js';

let gateway: Installation;
let browser: Browser;
let revised: string;
beforeAll(async () => {
  gateway = await startInstallation({ API_REQUESTS_PER_MINUTE: '100000' });
  await gateway.prepare();
  await seedConsole(gateway, { feeds: 10_000, articles: 20_000 });
  revised = await reviseLatest(gateway);
  browser = await startBrowser();
}, 400_000);
afterAll(async () => {
  await browser.close();
  await gateway.stop();
});

/** Opens a page of the console, checks it, and closes it; no page may complain of anything. */
async function visit(
  path: string,
  check: (page: Page) => Promise<void>,
  options: BrowserContextOptions = {},
): Promise<void> {
  const tab: Tab = await openTab(browser, options);
  await tab.page.goto(`${gateway.url}${path}`);
  await tab.page.getByRole('heading', { level: 1 }).waitFor();
  await check(tab.page);
  expect(tab.complaints).toEqual([]);
  await tab.page.context().close();
}

const useKey = (page: Page) => page.evaluate(`sessionStorage.setItem('dateline.key', '${ADMIN_KEY}')`);

describe('an operator', () => {
  it('sees in one look what is wrong, and is at the reason and the remedy with one click', () =>
    visit('/', async (page) => {
      await page.getByText(/1 of 10000 feeds|1 of 10,000 feeds/).waitFor();
      const row = page.getByRole('listitem').filter({ hasText: 'The Harbour Tribune 7' });
      await keepPicture(page, 'now-1440-light');
      await row.getByRole('link').click();
      await page.getByRole('heading', { level: 1, name: 'The Harbour Tribune 7' }).waitFor();
      const verdict = page.getByRole('region', { name: 'Health' });
      expect(await verdict.textContent()).toMatch(/502[^]*What to do: /);
      expect(await page.getByRole('row').filter({ hasText: '502' }).count()).toBe(1);
      await keepPicture(page, 'feed-1440-light');
    }));

  it('goes through ten thousand feeds of which only those in sight are in the document', () =>
    visit('/feeds', async (page) => {
      const rows = page.getByRole('list', { name: 'Feeds' }).getByRole('listitem');
      await rows.first().waitFor();
      expect(await rows.first().textContent()).toContain('The Harbour Tribune 7');
      for (let i = 0; i < 12; i += 1) {
        await page.mouse.wheel(0, 4000);
        await eventually(async () => Number(await page.evaluate('window.scrollY')) > i * 1000, {
          what: 'the page to scroll',
        });
      }
      expect(await rows.count()).toBeLessThan(80);
      expect(Number(await rows.last().getAttribute('data-index'))).toBeGreaterThan(150);
      await keepPicture(page, 'feeds-10000');
    }));

  it('pauses a feed only after saying why, and with a key', () =>
    visit('/feeds', async (page) => {
      await page.getByRole('link', { name: 'The Harbour Tribune 7', exact: true }).click();
      await page.getByRole('button', { name: 'Pause' }).click();
      const dialog = page.getByRole('dialog', { name: 'Pause' });
      await dialog.getByLabel('Reason').fill('its server is being repaired');
      await dialog.getByRole('button', { name: 'Pause' }).click();
      await page.getByText('This needs an API key', { exact: false }).waitFor();
      await useKey(page);
      await page.getByRole('button', { name: 'Pause' }).click();
      await dialog.getByLabel('Reason').fill('its server is being repaired');
      await dialog.getByRole('button', { name: 'Pause' }).click();
      await page.getByRole('button', { name: 'Resume' }).click();
      await page.getByRole('button', { name: 'Pause' }).waitFor();
    }));

  it('finds what was rejected by its reason', () =>
    visit('/lost?reason=not_an_article', async (page) => {
      const rows = page.getByRole('list', { name: 'Rejected' }).getByRole('listitem');
      await rows.first().waitFor();
      expect(await rows.first().textContent()).toContain('rejected by the stage discover: not an article');
    }));
});

describe('a reader', () => {
  it('finds an article by its words and sees what changed, word by word', () =>
    visit('/articles', async (page) => {
      await page.keyboard.press('/');
      await page.keyboard.type('"The market follows"');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=/);
      const row = page.getByRole('list', { name: 'Articles' }).getByRole('listitem');
      await eventually(async () => (await row.count()) === 1, { what: 'the one article' });
      await row.getByRole('link').first().click();
      await page.getByRole('tab', { name: 'Versions (2)' }).click();
      await page.getByText('4 words added, 1 word removed').waitFor();
      expect(await page.locator('del').allTextContents()).toEqual(['Monday']);
      await keepPicture(page, 'article-versions-1440-light');
    }));

  it('sees beside the text which lines of the page the record lacks', () =>
    visit(`/articles/${articleIdOf(`https://tribune.example/${PAGED}`)}`, async (page) => {
      await page.getByRole('tab', { name: 'Page' }).click();
      await page.getByText('The page has 4 lines of text; the record has 2 of them.').waitFor();
      await page.getByLabel('Only what was left out').check();
      const lines = page.locator('.page-lines > li');
      expect(await lines.locator('p').allTextContents()).toEqual(['Left out: Home', `Left out: ${LEFT_OUT}`]);
      await keepPicture(page, 'article-page-1440-light');
    }));

  it('has each text in its own direction, and its HTML in a frame without scripts', () =>
    visit('/articles?language=ar', async (page) => {
      const link = page.getByRole('list', { name: 'Articles' }).getByRole('link').first();
      await link.waitFor();
      expect([await directionOf(link), await link.getAttribute('lang')]).toEqual(['rtl', 'ar']);
      await link.click();
      await page.getByRole('region', { name: 'Text' }).waitFor();
      expect(await directionOf(page.getByRole('heading', { level: 1 }))).toBe('rtl');
      expect(await directionOf(page.locator('html'))).toBe('ltr');
      await keepPicture(page, 'article-arabic-1440-light');
    }));

  it('comes to everything by keys alone', () =>
    visit('/', async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
      await page.keyboard.press('g');
      await page.keyboard.press('a');
      await page.waitForURL(/\/articles$/);
      const links = page.getByRole('list', { name: 'Articles' }).getByRole('link');
      await links.first().focus();
      await page.keyboard.press('ArrowDown');
      expect(await hasFocus(links.nth(1))).toBe(true);
      await page.keyboard.press('Enter');
      const tabs = page.getByRole('tab');
      await tabs.first().focus();
      await page.keyboard.press('ArrowRight');
      expect(await tabs.nth(1).getAttribute('aria-selected')).toBe('true');
      await page.keyboard.press('?');
      await page.getByRole('dialog', { name: 'Keys' }).waitFor();
    }));
});

describe('each page', () => {
  const pages = () => [
    '/',
    '/feeds',
    '/feeds/add',
    '/articles',
    `/articles/${revised}?tab=fields`,
    `/articles/${revised}?tab=versions`,
    `/articles/${revised}?tab=way`,
    '/stories',
    '/lost',
    '/lost?state=dead_lettered',
    '/system',
    '/settings',
  ];
  const settled = (page: Page) => page.waitForLoadState('networkidle');

  it.each<[string, BrowserContextOptions]>([
    ['on a desk in the light', { colorScheme: 'light' }],
    ['on a tablet', { viewport: { width: 768, height: 1024 }, colorScheme: 'dark' }],
    ['on a phone in the dark', { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }],
  ])(
    'is whole and accessible %s',
    async (name, options) => {
      for (const path of pages())
        await visit(
          path,
          async (page) => {
            await settled(page);
            const width: number = await page.evaluate(
              'document.documentElement.scrollWidth - window.innerWidth',
            );
            expect({ path, beyondTheEdge: Math.max(0, width), violations: await violationsOf(page) }).toEqual(
              {
                path,
                beyondTheEdge: 0,
                violations: [],
              },
            );
            await keepPicture(page, `${path.replaceAll(/\W+/g, '-')}-${name.replaceAll(' ', '-')}`);
          },
          options,
        );
    },
    600_000,
  );

  it('says what failed and how to go on when the gateway does not answer', () =>
    visit('/feeds', async (page) => {
      await page.route('**/articles?*', (route) => route.abort());
      await page.getByRole('link', { name: 'Articles', exact: true }).click();
      await page.getByText('Articles could not be read.').waitFor();
      await page.unroute('**/articles?*');
      await page.getByRole('button', { name: 'Try again' }).click();
      await page.getByRole('list', { name: 'Articles' }).getByRole('listitem').first().waitFor();
    }));
});
