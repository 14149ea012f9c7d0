import type { Locator, Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/checks.ts';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, field, post, rawForm, sentAs, withValue } from '../support/forms.ts';
import { toEverything, type People } from '../support/people.ts';

/** Invites people without looking at the page in between. */
async function inviteAll(page: Page, people: People, addresses: string[]): Promise<void> {
  const form = await people.openInvite(page);
  await people.fillInvite(form, toEverything('first@example.org'));
  const raw = await rawForm(button(form, 'Send invitation'));
  const email = await sentAs(field(form, 'Email'));
  for (const address of addresses) expect((await post(page, withValue(raw, email, address))).status()).toBe(303);
  await page.goto('/users');
  await people.alive(page);
}

const ANNA = 'anna@example.org';
const BORIS = 'boris@example.org';

/** Chooses in a group of filters; without scripts the form has to be sent. */
async function filter(page: Page, people: People, group: string, choice: RegExp): Promise<void> {
  const summary = page.locator('details.filter > summary', { hasText: group });
  await summary.click();
  await page.getByRole('group', { name: group, exact: true }).getByRole('checkbox', { name: choice }).check();
  if (!people.scripts) await button(page, 'Apply filters').click();
}

async function names(people: People, page: Page): Promise<string[]> {
  return people.rows(page).locator('th .who > a').allInnerTexts();
}

function columnHead(people: People, page: Page, name: string): Locator {
  return people.table(page).getByRole('columnheader', { name, exact: true });
}

test('filters narrow the list, say so, and can be taken away', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await inviteAll(page, people, [ANNA, BORIS]);
  await expect(page.locator('#users-count')).toHaveText('3');
  await filter(page, people, 'Status', /^Invited 2$/);
  await expect(page).toHaveURL(/\/users\?(.*&)?status=invited/);
  await expect(people.rows(page)).toHaveCount(2);
  await expect(page.getByText('2 match', { exact: true })).toBeVisible();
  await expect(page.getByText('Showing 2 of 2')).toBeVisible();
  const href = await page.getByRole('link', { name: 'Export' }).getAttribute('href');
  expect(href).toBe('/users/export.csv?status=invited');
  await filter(page, people, 'Role', /^Engineers 2$/);
  await expect(page).toHaveURL(/role=5/);
  if (people.scripts) await expectAccessible(page);
  await expectNoSidewaysScroll(page);

  // One filter less, by its chip.
  if (people.scripts) await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Remove filter Status: Invited' }).click();
  await expect(page).toHaveURL(/\/users\?role=5$/);
  await filter(page, people, 'Status', /^Active 0$/);
  await expect(page.getByRole('heading', { name: 'Nobody matches these filters' })).toBeVisible();
  await expect(page.getByText('Filters: Status: Active, Role: Engineers')).toBeVisible();
  if (people.scripts) await page.keyboard.press('Escape');
  await expect(page.locator('#users-count')).toBeHidden();
  await expect(page.getByText('Entries per page')).toBeHidden();
  if (people.scripts) await expectAccessible(page);
  await page.getByRole('link', { name: 'Clear filters' }).click();
  await expect(page).toHaveURL(/\/users$/);
  await expect(people.rows(page)).toHaveCount(3);
  await expect(page.locator('#users-count')).toBeVisible();
});

test('a project is a filter like any other', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, { email: ANNA, role: 'Users', scope: { projects: { Default: 'Observer' } } });
  await people.invite(page, toEverything(BORIS));
  await page.goto('/users');
  await people.alive(page);
  await page.getByRole('combobox', { name: 'Project', exact: true }).selectOption('Default (1)');
  if (!people.scripts) await button(page, 'Apply filters').click();
  await expect(page).toHaveURL(/project=\d+/);
  await expect(people.rows(page)).toHaveCount(1);
  await expect(people.row(page, ANNA)).toBeVisible();
  await page.getByRole('link', { name: 'Remove filter Project: Default' }).click();
  await expect(people.rows(page)).toHaveCount(3);
});

test('the heads of the columns put the list in order', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await inviteAll(page, people, [BORIS, ANNA]);
  expect(await names(people, page)).toEqual([ADMINISTRATOR.name, ANNA, BORIS]);
  await expect(columnHead(people, page, 'Name')).toHaveAttribute('aria-sort', 'ascending');
  await expect(columnHead(people, page, 'Status')).toHaveAttribute('aria-sort', 'none');
  await columnHead(people, page, 'Name').getByRole('link').click();
  await expect(columnHead(people, page, 'Name')).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=-name/);
  expect(await names(people, page)).toEqual([BORIS, ANNA, ADMINISTRATOR.name]);
  if (people.scripts) await expect(columnHead(people, page, 'Name').getByRole('link')).toBeFocused();
  await columnHead(people, page, 'Last seen').getByRole('link').click();
  await expect(page).toHaveURL(/sort=-last_seen/);
  expect((await names(people, page))[0]).toBe(ADMINISTRATOR.name);

  // The order stays when something else is chosen.
  await filter(page, people, 'Language', /^English 3$/);
  await expect(page).toHaveURL(/sort=-last_seen/);
  // A search has its own.
  await page.getByRole('searchbox', { name: 'Search users' }).fill('anna');
  await button(page, 'Search').click();
  await expect(people.rows(page)).toHaveCount(1);
  await expect(page.getByText('Best matches first')).toBeVisible();
  await expect(people.table(page).getByRole('columnheader').getByRole('link')).toHaveCount(0);
  // The way back leads through what was shown.
  await page.goBack();
  await expect(people.rows(page)).toHaveCount(3);
  await expect(page.getByRole('searchbox', { name: 'Search users' })).toHaveValue('');
});

test('in cards the order is a choice of its own', async ({ page, people }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await people.signIn(page, ADMINISTRATOR);
  await inviteAll(page, people, [BORIS, ANNA]);
  await expect(columnHead(people, page, 'Name').getByRole('link')).toHaveCount(0);
  await page.getByRole('combobox', { name: 'Sort by' }).selectOption('Name, descending');
  if (!people.scripts) await button(page, 'Apply filters').click();
  await expect(page).toHaveURL(/sort=-name/);
  expect(await names(people, page)).toEqual([BORIS, ANNA, ADMINISTRATOR.name]);
  if (people.scripts) await expectAccessible(page);
});

test('nothing found says what was looked for', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await expect(page.getByRole('heading', { name: 'Nobody else is here yet' })).toBeVisible();
  await inviteAll(page, people, [ANNA]);
  await page.goto('/users?search=zzz&status=invited');
  await expect(page.getByRole('heading', { name: 'Nothing matches “zzz”' })).toBeVisible();
  await expect(page.getByText('Filters: Status: Invited')).toBeVisible();
  await page.getByRole('link', { name: 'Clear search' }).click();
  await expect(page).toHaveURL(/\/users\?status=invited$/);
  await expect(people.rows(page)).toHaveCount(1);
  await expect(page.getByRole('searchbox', { name: 'Search users' })).toHaveValue('');
});

test('several rows at once', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await inviteAll(page, people, [ANNA, BORIS]);
  const bar = page.locator('#bulk');
  const box = (who: string) => page.getByRole('checkbox', { name: `Select ${who}`, exact: true });
  if (!people.scripts) {
    await box(ANNA).check();
    await expect(button(bar, 'Resend invite')).toBeVisible();
    await expect(page.getByRole('checkbox', { name: 'Select all on this page' })).toBeHidden();
    return;
  }
  await expect(bar).toBeHidden();
  await box(ANNA).check();
  await expect(bar).toContainText('1 selected');
  await expect(page.locator('#users-selected')).toHaveText('1 selected');
  const every = page.getByRole('checkbox', { name: 'Select all on this page' });
  expect(await every.evaluate((input) => (input as HTMLInputElement).indeterminate)).toBe(true);
  await every.check();
  await expect(bar).toContainText('3 selected');
  await expect(box(BORIS)).toBeChecked();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  for (const name of ['Resend invite', 'Change role', 'Delete', 'Export']) {
    const raw = await rawForm(button(bar, name));
    expect(new URL(raw.action).pathname).toBe('/users/bulk');
    expect(raw.fields.filter(([key]) => key === 'ids[]')).toHaveLength(3);
    expect(raw.fields.at(-1)![0]).toBe('action');
  }
  // What is selected stays so while the table is fetched again.
  await columnHead(people, page, 'Name').getByRole('link').click();
  await expect(page).toHaveURL(/sort=-name/);
  await expect(box(ANNA)).toBeChecked();
  await button(bar, 'Clear selection').click();
  await expect(bar).toBeHidden();
  await expect(every).toBeFocused();
});

test('the menu of a row holds everything, the impossible with its reason', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await inviteAll(page, people, [ANNA]);
  await people.menuItem(page, ANNA, 'Resend invite');
  const menu = page.locator('.menu:popover-open');
  const labels = (await menu.locator('.menu-item').allTextContents()).map((text) => text.trim());
  const expected = ['Resend invite', 'Copy invite link', 'Edit', 'Reset two-factor', 'Sign out everywhere', 'Suspend', 'Revoke invite', 'Delete'];
  expect(labels).toHaveLength(expected.length);
  for (const [place, label] of expected.entries()) expect(labels[place]).toMatch(new RegExp(`^${label}`));
  const suspend = menu.locator('.menu-item', { hasText: 'Suspend' });
  await expect(suspend).toHaveAttribute('aria-disabled', 'true');
  await expect(suspend).toHaveAccessibleDescription('Not accepted yet');
  await expect(menu.locator('a', { hasText: 'Delete' })).toHaveAttribute('href', /\/users\/\d+\/delete$/);
  if (!people.scripts) return;
  await expectAccessible(page);
  const items = page.getByRole('menuitem');
  await expect(items.first()).toBeFocused();
  await page.keyboard.press('d');
  await expect(page.getByRole('menuitem', { name: 'Delete' })).toBeFocused();
  await page.keyboard.press('s');
  await expect(page.getByRole('menuitem', { name: 'Sign out everywhere' })).toBeFocused();
  await page.keyboard.press('s');
  await expect(page.getByRole('menuitem', { name: 'Suspend' })).toBeFocused();
  // Impossible: nothing happens.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Suspend' })).toBeFocused();
});

test('an invitation says what it would come to before it is sent', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await inviteAll(page, people, [BORIS]);
  const form = await people.openInvite(page);
  await people.fillInvite(form, { email: ANNA, role: 'Users', scope: { projects: { Default: 'Observer' } } });
  if (!people.scripts) await button(form, 'Show what they will be able to do').click();
  const preview = page.locator('#invite-preview');
  await expect(preview).toContainText('They will be able to');
  await expect(preview).toContainText('Not known here yet');
  await expect(preview.getByRole('listitem').filter({ hasText: 'Default' })).toContainText('Observer');
  // Looking is not sending, and nothing typed is lost by it.
  await expect(field(form, 'Email')).toHaveValue(ANNA);
  if (people.scripts) await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await field(form, 'Email').fill(BORIS);
  if (!people.scripts) await button(form, 'Show what they will be able to do').click();
  await expect(preview).toContainText(`by ${ADMINISTRATOR.name} already`);
  await page.goto('/users');
  await expect(people.rows(page)).toHaveCount(2);
});

test.describe('with scripts', () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, 'what only scripts do');

  test('typing searches by itself', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    await inviteAll(page, people, [ANNA, BORIS]);
    await page.getByRole('searchbox', { name: 'Search users' }).pressSequentially('bor');
    await expect(people.rows(page)).toHaveCount(1);
    await expect(page).toHaveURL(/search=bor/);
    await expect(page.locator('#users-said')).toHaveText('1 person found');
    await expect(page.getByRole('searchbox', { name: 'Search users' })).toBeFocused();
  });

  test('a filter stays open while it is used, and Escape closes it', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    await inviteAll(page, people, [ANNA]);
    await filter(page, people, 'Status', /^Invited/);
    await expect(page).toHaveURL(/status=invited/);
    const invited = page.getByRole('checkbox', { name: 'Invited 1', exact: true });
    await expect(invited).toBeFocused();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Escape');
    await expect(invited).toBeHidden();
    await expect(page.locator('#filter-status-summary')).toBeFocused();
    await page.locator('#filter-role-summary').click();
    await page.getByRole('heading', { level: 1 }).click();
    await expect(page.locator('details.filter[open]')).toHaveCount(0);
  });

  test('what was typed into an invitation is not lost', async ({ page, people, context }) => {
    await people.signIn(page, ADMINISTRATOR);
    const dialog = await people.openInvite(page);
    await field(dialog, 'Email').fill(ANNA);
    await page.keyboard.press('Escape');
    await expect(dialog).toBeVisible();
    await expect(button(dialog, 'Keep editing')).toBeFocused();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Escape');
    await expect(button(dialog, 'Keep editing')).toBeHidden();
    await expect(field(dialog, 'Email')).toHaveValue(ANNA);
    // The session ends meanwhile.
    const cookies = await context.cookies();
    await context.clearCookies();
    await button(dialog, 'Send invitation').click();
    const signIn = dialog.getByRole('link', { name: 'Sign in in a new tab, then send again' });
    await expect(signIn).toBeFocused();
    await expect(signIn).toHaveAttribute('target', '_blank');
    await expect(field(dialog, 'Email')).toHaveValue(ANNA);
    await context.addCookies(cookies);
    await button(dialog, 'Send invitation').click();
    await people.expectQueued(page, ANNA);
    const again = await people.openInvite(page);
    await field(again, 'Email').fill(BORIS);
    await page.keyboard.press('Escape');
    await button(again, 'Discard').click();
    await expect(again).toBeHidden();
    await expect(people.rows(page)).toHaveCount(2);
  });

  test('the question before a removal is a dialog', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    await inviteAll(page, people, [ANNA, BORIS]);
    const dialog = page.getByRole('alertdialog', { name: `Remove ${ANNA}?` });
    await (await people.menuItem(page, ANNA, 'Delete')).click();
    await expect(button(dialog, 'Cancel')).toBeFocused();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page.keyboard.press('Enter');
    await expect(dialog).toBeHidden();
    await expect(button(page, `Actions for ${ANNA}`)).toBeFocused();
    await (await people.menuItem(page, ANNA, 'Delete')).click();
    await button(dialog, `Remove ${ANNA}`).click();
    await expect(dialog).toBeHidden();
    await expect(people.row(page, ANNA)).toHaveCount(0);
    // The focus goes on to the next row, not back to the beginning of the page.
    await expect(button(page, `Actions for ${BORIS}`)).toBeFocused();
    await expect(page.locator('#notices')).toContainText(ANNA);
    await expect(page.locator('#users-count')).toHaveText('2');
  });

  test('shortcuts are listed and can be turned off', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.alive(page);
    await page.keyboard.press('?');
    const list = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
    await expect(list).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await expect(list).toBeHidden();
    await page.keyboard.press('/');
    await expect(page.getByRole('searchbox', { name: 'Search users' })).toBeFocused();
    await button(page, 'Keyboard shortcuts ?').click();
    await list.getByRole('checkbox', { name: 'Use keyboard shortcuts' }).uncheck();
    await page.reload();
    await people.alive(page);
    await page.keyboard.press('i');
    await page.keyboard.press('?');
    await expect(list).toBeHidden();
    await expect(page.getByRole('dialog', { name: 'Invite user' })).toBeHidden();
  });
});
