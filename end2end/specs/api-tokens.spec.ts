import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { toEverything } from '../support/people.ts';

const MARA = { email: 'mara@example.org', name: 'Mara Lindqvist', password: 'seven lighthouses in fog' };
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft';

/** A day in UTC, as a form sends it. */
function day(inDays: number): string {
  return new Date(Date.now() + inDays * 86_400_000).toISOString().slice(0, 10);
}

async function open(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'API tokens', exact: true }).click();
  await expect(heading(page, 'API tokens')).toBeVisible();
}

function row(page: Page, token: string) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: token, exact: true }) });
}

interface Wanted {
  name: string;
  role: string;
  expires?: string;
  description?: string;
}

async function fill(page: Page, token: Wanted): Promise<void> {
  await button(page, 'Create token').click();
  await expect(heading(page, 'Create token')).toBeVisible();
  await field(page, 'Name').fill(token.name);
  await page.getByRole('group', { name: 'Role', exact: true }).getByRole('radio', { name: token.role, exact: true }).check();
  if (token.expires) await field(page, 'Expires').fill(token.expires);
  if (token.description) await field(page, 'Description').fill(token.description);
}

/** From the list over the form to the page that shows it; gives back the token. */
async function create(page: Page, token: Wanted): Promise<string> {
  await fill(page, token);
  await button(page, 'Create token').click();
  return shown(page);
}

async function shown(page: Page): Promise<string> {
  await expect(heading(page, 'Your new API token')).toBeVisible();
  const value = await field(page, 'Token').inputValue();
  expect(value).toMatch(/^\d+_[A-Za-z0-9_-]{43}$/);
  return value;
}

async function done(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Done', exact: true }).click();
  await expect(heading(page, 'API tokens')).toBeVisible();
}

async function filter(page: Page, label: string, choice: string): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).selectOption(choice);
  await button(page, 'Filter').click();
}

async function openDelete(page: Page, token: string): Promise<void> {
  await button(page, `Actions for ${token}`).click();
  await row(page, token).getByRole('link', { name: 'Delete', exact: true }).click();
  await expect(heading(page, `Delete ${token}?`)).toBeVisible();
}

test('a token from its making to its end @postgres', async ({ page, people, server }) => {
  test.setTimeout(180_000);
  await people.signIn(page, ADMINISTRATOR);
  await open(page);
  await expect(page.getByRole('heading', { name: 'No active API tokens' })).toBeVisible();
  await look(page, people);

  await button(page, 'Create token').click();
  await look(page, people);
  await button(page, 'Create token').click();
  await expectFieldError(page, 'Name', 'Enter a name.');
  await expect(page.getByRole('alert')).toContainText('Choose a role.');
  await look(page, people);
  await field(page, 'Name').fill('ci runner');
  await page.getByRole('radio', { name: 'Engineers', exact: true }).check();
  await field(page, 'Description').fill('nightly builds');
  await button(page, 'Create token').click();
  const token = await shown(page);
  await people.alive(page);
  await look(page, people);
  const command = await field(page, 'Command to try it').inputValue();
  expect(command).toBe(`curl -H 'Authorization: APIKey ${token}' ${server.origin}/iam/clients/me`);
  if (people.scripts) {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await button(page, 'Copy token').click();
    await expect(button(page, 'Copied')).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(token);
  } else {
    await expect(button(page, 'Copy token')).toBeHidden();
  }

  // Neither by reloading is it shown again, nor by going back, further down.
  await page.reload();
  await expect(heading(page, 'API tokens')).toBeVisible();
  await page.goto('/api-tokens/created');
  await expect(page).toHaveURL(/\/api-tokens$/);
  await expect(row(page, 'ci runner')).toContainText('Not used yet');
  await expect(row(page, 'ci runner')).toContainText(ADMINISTRATOR.email);
  await expect(row(page, 'ci runner')).toContainText('nightly builds');
  await expect(row(page, 'ci runner')).toContainText('Never');

  await create(page, { name: LONG_NAME, role: 'Purge and Prefetch only (API+Web)', expires: day(3), description: LONG_NAME });
  await done(page);
  await page.goBack();
  await expect(heading(page, 'API tokens')).toBeVisible();
  await expect(heading(page, 'Your new API token')).toHaveCount(0);
  await expect(row(page, LONG_NAME)).toContainText('Expires soon');
  await look(page, people);

  // Without a mouse: the menu, the question with the focus on Cancel, and back.
  const dots = button(page, 'Actions for ci runner');
  await dots.focus();
  await page.keyboard.press('Enter');
  const item = row(page, 'ci runner').getByRole('link', { name: 'Delete', exact: true });
  await expect(item).toBeVisible();
  await look(page, people);
  await page.keyboard.press('Escape');
  await expect(item).toBeHidden();
  await expect(dots).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await expect(item).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'Delete ci runner?')).toBeVisible();
  await look(page, people);
  await expect(page.getByRole('link', { name: 'Cancel', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading(page, 'API tokens')).toBeVisible();

  await openDelete(page, 'ci runner');
  await button(page, 'Delete ci runner').click();
  await expect(page.getByRole('status').filter({ hasText: 'API token ci runner deleted' })).toBeVisible();
  await expect(row(page, 'ci runner')).toHaveCount(0);
  await filter(page, 'Status', 'Deleted');
  await expect(row(page, 'ci runner')).toContainText('Deleted');
  await expect(row(page, LONG_NAME)).toHaveCount(0);
  await button(page, 'Actions for ci runner').click();
  await expect(row(page, 'ci runner').getByRole('button', { name: 'Delete', exact: true })).toHaveAccessibleDescription(
    'It is deleted already.',
  );
  await page.keyboard.press('Escape');
  await filter(page, 'Status', 'Expired');
  await expect(page.getByRole('heading', { name: 'No tokens match' })).toBeVisible();
  await look(page, people);
  await page.getByRole('link', { name: 'Clear filters', exact: true }).click();
  await expect(row(page, LONG_NAME)).toBeVisible();
});

test('what a member sees, and what stays of them', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(180_000);
  await people.signIn(page, ADMINISTRATOR);
  await open(page);
  await create(page, { name: 'deploy', role: 'Administrators' });
  await people.invite(page, { ...toEverything(MARA.email, MARA.name), role: 'Purge and Prefetch only (API)' });
  const link = await people.mailedLink(server.origin, MARA.email);
  const theirs = await newBrowser();
  await people.accept(theirs, link, ADMINISTRATOR.account, MARA);
  await open(theirs);
  await expect(theirs.getByRole('combobox', { name: 'Issued by' })).toHaveCount(0);
  await expect(row(theirs, 'deploy')).toHaveCount(0);
  await button(theirs, 'Create token').click();
  await expect(theirs.getByRole('radio')).toHaveCount(2);
  await theirs.goBack();
  await create(theirs, { name: 'purge', role: 'Users' });
  await done(theirs);
  await expect(theirs.getByRole('rowheader')).toHaveCount(1);
  await look(theirs, people);

  await page.goto('/users');
  await page.getByRole('link', { name: MARA.name, exact: true }).click();
  await page.getByRole('link', { name: 'All API tokens of this user', exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'Issued by', exact: true })).toHaveValue(/\d+/);
  await expect(row(page, 'deploy')).toHaveCount(0);
  await openDelete(page, 'purge');
  await button(page, 'Delete purge').click();
  await page.goto('/users');
  const item = await people.menuItem(page, MARA.name, 'Delete');
  await item.click();
  await button(page, `Remove ${MARA.name}`).click();
  await expect(page.getByRole('status').filter({ hasText: MARA.name })).toBeVisible();
  await open(page);
  await filter(page, 'Status', 'All');
  await expect(row(page, 'purge').locator('s').first()).toHaveText(MARA.name);
  await expect(row(page, 'purge')).toContainText('The user has been deleted');
  await expect(row(page, 'purge').getByTitle('The user has been deleted')).toBeVisible();
  await filter(page, 'Issued by', ADMINISTRATOR.name);
  await expect(row(page, 'purge')).toHaveCount(0);
  await expect(row(page, 'deploy')).toBeVisible();
});

test.describe('after a while', () => {
  test.use({ serverEnv: { VESTIBULE_STEP_UP_SECONDS: '1' } });

  test('the question who is there loses neither the form nor the token', async ({ page, people }) => {
    test.setTimeout(120_000);
    await people.signIn(page, ADMINISTRATOR);
    await open(page);
    await fill(page, { name: 'ci runner', role: 'Users', description: 'nightly' });
    await people.proofIsOver(page);
    await button(page, 'Create token').click();
    await expect(heading(page, 'Confirm it is you')).toBeVisible();
    await people.alive(page);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await button(page, 'Confirm').click();
    await shown(page);
    await done(page);
    await expect(row(page, 'ci runner')).toContainText('nightly');

    await openDelete(page, 'ci runner');
    await people.proofIsOver(page);
    await button(page, 'Delete ci runner').click();
    await expect(heading(page, 'Confirm it is you')).toBeVisible();
    await people.alive(page);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await button(page, 'Confirm').click();
    await expect(page.getByRole('status').filter({ hasText: 'API token ci runner deleted' })).toBeVisible();
  });
});
