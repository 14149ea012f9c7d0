import AxeBuilder from '@axe-core/playwright';
import { expect, type BrowserContext, type Page, type Request } from '@playwright/test';

/** What went wrong in a browser while nobody was looking. Read at the end of every test, which fails when it is not empty. */
export class Watch {
  readonly problems: string[] = [];

  constructor(
    readonly origin: string,
    /** Whether pages may run scripts. Where they may not, an error can only be the browser's own, such as a view transition given up. */
    readonly scripts: boolean,
  ) {}

  async context(context: BrowserContext): Promise<void> {
    // The console alone would do in Chromium; the event also names the directive and the source.
    await context.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', (event) => {
        console.error(`CSP: ${event.effectiveDirective} blocked ${event.blockedURI} at ${event.sourceFile}`);
      });
    });
    context.on('page', (page) => this.#page(page));
    if (this.scripts) {
      context.on('weberror', (event) => {
        const { name, message, stack } = event.error();
        // The browser's own word for a view transition between two pages that it gave up, because the window changed its
        // size or the next page asks for less motion: the page is shown without it, and no script of ours has a part in it.
        if (message.startsWith('Transition was aborted because of invalid state.')) return;
        this.#note(`page error: ${name}: ${message}\n${stack ?? ''}`);
      });
    }
    context.on('console', (message) => {
      // The status of every answer is judged below, where it is known what was asked for.
      const status = message.text().startsWith('Failed to load resource: the server responded with a status of');
      if (message.type() === 'error' && !status) this.#note(`console: ${message.text()}`);
    });
    context.on('response', (response) => {
      const kind = response.request().resourceType();
      // A page or a server function may refuse (4xx); a style sheet, script or picture may not be missing.
      const limit = ['document', 'fetch', 'xhr'].includes(kind) ? 500 : 400;
      if (response.status() >= limit) this.#note(`${kind} ${response.url()}: status ${response.status()}`);
    });
    context.on('requestfailed', (request) => this.#failed(request));
    context.on('request', (request) => {
      if (!this.#ours(request.url())) this.#note(`request to somebody else: ${request.url()}`);
    });
  }

  #page(page: Page): void {
    page.on('dialog', (dialog) => {
      this.#note(`script dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('crash', () => this.#note('page crashed'));
  }

  #failed(request: Request): void {
    const reason = request.failure()?.errorText ?? 'unknown';
    // Leaving a page ends its requests; that is no failure of the server.
    if (reason !== 'net::ERR_ABORTED') this.#note(`${request.method()} ${request.url()}: ${reason}`);
  }

  #ours(url: string): boolean {
    return url.startsWith(`${this.origin}/`) || url.startsWith('data:') || url.startsWith('blob:') || url === 'about:blank';
  }

  #note(problem: string): void {
    this.problems.push(problem);
  }
}

/** Waits until the islands of a page have come alive; at once on a page without islands. Needs scripts. */
export async function islandsAlive(page: Page): Promise<void> {
  if ((await page.locator('leptos-island').count()) === 0) return;
  // Said by the loader of the islands itself (src/panel/islands/loader.js).
  await expect(page.locator('html')).toHaveAttribute('data-islands', 'ready');
}

/** axe finds nothing, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    // Without transitions: half-way through one, no contrast is the real one.
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    // The list is dimmed for a moment whenever it is fetched anew, and then no contrast is the real one: looked at again.
    // What is wrong for longer than that stays wrong.
    await expect(async () => {
      await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
      const axe = new AxeBuilder({ page });
      // The dark differs from the light in its colours alone.
      if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block']);
      const { violations } = await axe.analyze();
      const found = violations.map(({ id, help, nodes }) => ({
        id,
        help,
        at: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary}`),
      }));
      expect(found, `axe on ${page.url()} (${colorScheme})`).toEqual([]);
    }).toPass({ timeout: 20_000 });
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null });
}

/** Nothing sticks out sideways at the narrowest width we promise. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => {
    const root = document.documentElement;
    const wide = [...document.body.querySelectorAll('*')]
      .filter((element) => element.getBoundingClientRect().right > root.clientWidth + 1)
      .map((element) => `${element.tagName.toLowerCase()}.${element.className}`);
    return { content: root.scrollWidth, window: root.clientWidth, wide: wide.slice(0, 5) };
  });
  expect(width.content, `width of ${page.url()}; too wide: ${width.wide.join(', ')}`).toBeLessThanOrEqual(width.window);
  if (before) await page.setViewportSize(before);
}

/** The page carries our style sheet and it has arrived: an error page is a page like any other. */
export async function expectStyled(page: Page): Promise<void> {
  const rules = await page.evaluate(() =>
    [...document.styleSheets].reduce((count, sheet) => count + sheet.cssRules.length, 0),
  );
  expect(rules, `style rules on ${page.url()}`).toBeGreaterThan(0);
}
