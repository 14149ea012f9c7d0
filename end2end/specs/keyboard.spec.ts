import type { Locator, Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field } from '../support/forms.ts';
import { toEverything, type People } from '../support/people.ts';

const MARA = 'mara@example.org';

/** Presses Tab until a control has the focus: what cannot be reached that way cannot be used by keyboard. */
async function tabTo(page: Page, control: Locator): Promise<void> {
  for (let presses = 0; presses < 80; presses++) {
    if (await control.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`not reached by Tab: ${control}`);
}

/** Radios are one stop for Tab; the arrows choose among them. */
async function arrowTo(page: Page, group: Locator, name: string): Promise<void> {
  const wanted = group.getByRole('radio', { name, exact: true });
  const focused = group.locator('input:focus');
  for (let presses = 0; presses < 80 && (await focused.count()) === 0; presses++) await page.keyboard.press('Tab');
  // Space takes the one Tab stopped at, should none be chosen yet.
  await page.keyboard.press('Space');
  for (let presses = 0; presses < 10 && !(await wanted.isChecked()); presses++) await page.keyboard.press('ArrowDown');
  await expect(wanted).toBeChecked();
}

async function openByKeyboard(page: Page, people: People): Promise<Locator> {
  await page.goto('/users');
  await people.alive(page);
  await tabTo(page, page.getByRole('link', { name: 'Invite user', exact: true }).first());
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Invite user' });
  await expect(dialog).toBeVisible();
  return dialog;
}

test('an invitation by keyboard alone', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  const dialog = await openByKeyboard(page, people);
  // The focus has moved in, and Tab does not lead out to the page behind.
  await expect.poll(() => dialog.evaluate((element) => element.contains(document.activeElement))).toBe(true);
  await tabTo(page, field(dialog, 'Email'));
  await page.keyboard.type('mara');
  await page.keyboard.press('Enter');
  await expectFieldError(dialog, 'Email', 'Enter an email address like name@example.org.');
  await expect.poll(() => dialog.getByRole('alert').evaluate((summary) => summary.contains(document.activeElement))).toBe(true);
  await tabTo(page, dialog.getByRole('alert').getByRole('link').first());
  await page.keyboard.press('Enter');
  await expect(field(dialog, 'Email')).toBeFocused();
  await page.keyboard.press('End');
  await page.keyboard.type('@example.org');

  await arrowTo(page, dialog.getByRole('group', { name: 'Role', exact: true }), 'Engineers');
  await arrowTo(page, dialog.getByRole('group', { name: 'Scope', exact: true }), 'Project');
  const role = dialog.getByRole('combobox', { name: 'Role in Default', exact: true });
  await tabTo(page, role);
  await page.keyboard.type('Obs');
  await expect(role.locator('option:checked')).toHaveText('Observer');
  await tabTo(page, button(dialog, 'Send invitation'));
  await page.keyboard.press('Enter');
  await people.expectQueued(page, MARA);
  // Not lost on the body: the next key goes on from somewhere useful.
  await expect.poll(() => page.evaluate(() => document.activeElement !== document.body)).toBe(true);
});

test('Escape and Cancel close the dialog and give the focus back', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  const opener = page.getByRole('link', { name: 'Invite user', exact: true }).first();
  let dialog = await openByKeyboard(page, people);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  dialog = await openByKeyboard(page, people);
  // A cancel may be a link or a button; it is called Cancel.
  await dialog.getByText('Cancel', { exact: true }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(page).toHaveURL(/\/users$/);
});

test('the menu of a row by arrow keys', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA));
  await page.goto('/users');
  await people.alive(page);
  const opener = button(page, `Actions for ${MARA}`);
  await tabTo(page, opener);
  await page.keyboard.press('Enter');
  const items = page.getByRole('menuitem');
  await expect(items.first()).toBeFocused();
  await expect(opener).toHaveAttribute('aria-expanded', 'true');
  await page.keyboard.press('ArrowDown');
  await expect(items.nth(1)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await expect(items.last()).toBeFocused();
  await page.keyboard.press('Home');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(items.first()).toBeHidden();
  await expect(opener).toBeFocused();
  await expect(opener).toHaveAttribute('aria-expanded', 'false');
  await page.keyboard.press('ArrowDown');
  await expect(items.first()).toBeFocused();
});
