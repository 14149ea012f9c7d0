import { expect, type Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll, expectStyled } from './checks.ts';
import type { People } from './people.ts';

/** A page looks right: styled, nothing sticking out at 320 px, and accessible in light and in dark. With `title`, it is that page. */
export async function look(page: Page, people: People, title?: string | RegExp): Promise<void> {
  if (title !== undefined) await expect(page.getByRole('heading', { name: title }).first()).toBeVisible();
  await expectStyled(page);
  if (!people.looks) return;
  await expectNoSidewaysScroll(page);
  // axe is a script itself.
  if (people.scripts) await expectAccessible(page);
}

/** As `look`, and once more as on a phone; leaves pictures in the folder that `PICTURES` names, to be judged by eye. */
export async function lookWell(page: Page, people: People, name: string): Promise<void> {
  await look(page, people);
  if (!people.scripts || !people.looks) return;
  const folder = process.env['PICTURES'];
  const size = page.viewportSize()!;
  for (const [kind, width, colorScheme] of [
    ['light', 1280, 'light'],
    ['dark', 1280, 'dark'],
    ['narrow', 320, 'light'],
  ] as const) {
    await page.setViewportSize({ width, height: 900 });
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${kind}.png`, fullPage: true });
  }
  await expectAccessible(page);
  await page.setViewportSize(size);
}
