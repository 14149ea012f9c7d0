import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';

const MARA = { email: 'mara@example.org', password: 'seven lighthouses in fog' };

function line(page: Page, account: string) {
  return page.getByRole('main').getByRole('listitem').filter({ hasText: account });
}

async function switchTo(page: Page, from: string, to: string): Promise<void> {
  await page.getByRole('banner').getByRole('link', { name: `${from} – switch account`, exact: true }).click();
  await expect(heading(page, 'Accounts')).toBeVisible();
  await button(line(page, to), 'Switch').click();
  await expect(page.getByRole('status').filter({ hasText: `You are now in ${to}` })).toBeVisible();
}

test('one person in two accounts with different roles @postgres', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(150_000);
  await people.signIn(page, ADMINISTRATOR);
  await page.getByRole('banner').getByRole('link', { name: `${ADMINISTRATOR.account} – accounts`, exact: true }).click();
  await expect(heading(page, 'Accounts')).toBeVisible();
  await button(page, 'Create account').click();
  await expectFieldError(page, 'Name', 'Enter a name.');
  await look(page, people);
  await field(page, 'Name').fill('Quay Labs');
  await button(page, 'Create account').click();
  await expect(page.getByRole('status').filter({ hasText: 'Account Quay Labs created' })).toBeVisible();
  await expect(line(page, ADMINISTRATOR.account)).toContainText('You are here');
  await look(page, people);

  // Here an administrator, under a name that nobody else is told.
  await people.invite(page, { email: MARA.email, name: 'Mara of the harbour', role: 'Administrators', scope: { client: 'No access' } });
  const link = await people.mailedLink(server.origin, MARA.email);
  await switchTo(page, ADMINISTRATOR.account, 'Quay Labs');
  await page.goto('/users');
  await expect(people.rows(page)).toHaveCount(1);
  await people.invite(page, { email: MARA.email, role: 'Users', scope: { projects: { Default: 'Observer' } } });
  await expect(people.row(page, MARA.email)).not.toContainText('harbour');
  const second = await people.mailedLink(server.origin, MARA.email, 1);

  const theirs = await newBrowser();
  await people.openLink(theirs, link, ADMINISTRATOR.account);
  await people.join(theirs, { name: 'Mara Voss', password: MARA.password });
  await expect(heading(theirs, /^Users/)).toBeVisible();
  // One account, and an invitation to another one.
  await expect(theirs.getByRole('banner').getByRole('link', { name: /accounts?$/ })).toBeVisible();
  await people.openLink(theirs, second, 'Quay Labs');
  await button(theirs, 'Accept').click();
  await expect(heading(theirs, 'Welcome to Quay Labs')).toBeVisible();
  await switchTo(theirs, 'Quay Labs', ADMINISTRATOR.account);
  await expect(heading(theirs, /^Users/)).toBeVisible();
  await look(theirs, people);
  await switchTo(theirs, ADMINISTRATOR.account, 'Quay Labs');
  await expect(heading(theirs, 'Welcome to Quay Labs')).toBeVisible();
  await theirs.goto('/accounts');
  await expect(button(theirs, 'Create account')).toHaveCount(0);
  await expect(line(theirs, ADMINISTRATOR.account)).toContainText('Administrators');
  await expect(line(theirs, 'Quay Labs')).toContainText('Users');
  const refused = await theirs.goto('/users');
  expect(refused!.status()).toBe(403);
});

test('an account made on the command line', async ({ page, people, server }) => {
  expect(await server.run(['account', 'create', '--name', 'Quay Labs'])).toMatch(/^\d+\n$/);
  await expect(server.run(['account', 'create', '--name', 'Other', '--administrator', 'nobody@example.org'])).rejects.toThrow(
    /Nobody here has this address/,
  );
  await people.signIn(page, ADMINISTRATOR);
  await switchTo(page, ADMINISTRATOR.account, 'Quay Labs');
  await expect(people.rows(page)).toHaveCount(1);
});
