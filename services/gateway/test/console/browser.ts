import axe from 'axe-core';
import { existsSync, mkdirSync } from 'node:fs';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';

/** Where pictures of the console are kept for people, from the root of the repository. */
const PICTURES = 'coverage/console';

/** For what hangs: a busy machine shows a right page late. */
const HUNG_MS = 120_000;

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The system's Chromium; `CHROMIUM` names another. */
export const startBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env['CHROMIUM'] ?? PLACES.find((place) => existsSync(place)) ?? 'chromium',
    // In a container the browser has no right to make name spaces of its own.
    args: ['--no-sandbox'],
  });

/** A tab that keeps what the page complained of. */
export interface Tab {
  page: Page;
  complaints: string[];
}

export async function openTab(browser: Browser, options: BrowserContextOptions = {}): Promise<Tab> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  context.setDefaultTimeout(HUNG_MS);
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // An answer that is no success is the page's to show; the browser notes it all the same.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource'))
      complaints.push(message.text());
  });
  return { page, complaints };
}

/** What axe finds wrong with the page as it is now, a line each. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Run by the debugger, which the page's content security policy does not hold up.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations.map(
    ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
  );
}

export async function keepPicture(page: Page, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true });
  await page.screenshot({ path: `${PICTURES}/${name}.png` });
}

/** What is asked of an element in the browser. Node's types know no document. */
interface Seen {
  ownerDocument: {
    activeElement: unknown;
    defaultView: { getComputedStyle: (element: unknown) => { direction: string } };
  };
}

export const directionOf = (element: Locator): Promise<string> =>
  element.evaluate((node: unknown) => {
    const seen = node as Seen;
    return seen.ownerDocument.defaultView.getComputedStyle(seen).direction;
  });

export const hasFocus = (element: Locator): Promise<boolean> =>
  element.evaluate((node: unknown) => (node as Seen).ownerDocument.activeElement === node);
