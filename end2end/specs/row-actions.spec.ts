import type { Page } from '@playwright/test';
import { expectAccessible, expectNoSidewaysScroll } from '../support/checks.ts';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { type Invitation, type People } from '../support/people.ts';

const MARA = { email: 'mara@example.org', name: 'Mara Lindqvist', password: 'seven lighthouses in fog' };
const LONG = `${'long-address.'.repeat(4)}x@${'sub.'.repeat(10)}example.org`;

const ENGINEER: Invitation = {
  email: MARA.email,
  name: MARA.name,
  role: 'Engineers',
  scope: { projects: { Default: 'Project administrator' } },
};

/** The number that the addresses of a person's pages carry. */
async function numberOf(page: Page, people: People, who: string): Promise<string> {
  await page.goto('/users');
  const menu = await people.row(page, who).locator('[popovertarget]').getAttribute('popovertarget');
  return menu!.replace('menu-', '');
}

async function said(page: Page, words: string): Promise<void> {
  await expect(page).toHaveURL(/\/users$/);
  await expect(page.getByRole('status').filter({ hasText: words }).first()).toBeVisible();
}

/** Selects rows and presses a button of the bar under the table. */
async function select(page: Page, people: People, action: string, who: string[]): Promise<void> {
  await page.goto('/users');
  await people.alive(page);
  for (const each of who) await people.row(page, each).getByRole('checkbox').check();
  await page.locator('#bulk').getByRole('button', { name: action, exact: true }).click();
  await expect(page).toHaveURL(/\/users\/bulk$/);
}

async function invite(page: Page, people: People, invitation: Invitation): Promise<string> {
  await people.invite(page, invitation);
  return numberOf(page, people, invitation.email);
}

test('one person from invitation to removal', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(180_000);
  await people.signIn(page, ADMINISTRATOR);
  const first = { ...ENGINEER, email: 'mara@exmaple.org' };
  const id = await invite(page, people, first);

  await test.step('the address was wrong', async () => {
    await page.goto(`/users/${id}`);
    await expect(heading(page, MARA.name)).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Default: Project administrator');
    await page.getByRole('link', { name: 'Edit', exact: true }).click();
    await expect(heading(page, `Edit ${MARA.name}`)).toBeVisible();
    await field(page, 'Email').fill('mara at example.org');
    await button(page, 'Save changes').click();
    await expectFieldError(page.getByRole('main'), 'Email');
    await expect(field(page, 'Email')).toHaveValue('mara at example.org');
    await field(page, 'Email').fill(MARA.email);
    await button(page, 'Save changes').click();
    await said(page, `A new invitation to ${MARA.email} is queued`);
  });

  const theirs = await newBrowser();
  await people.accept(theirs, await people.mailedLink(server.origin, MARA.email), ADMINISTRATOR.account, MARA);

  await test.step('signed out everywhere', async () => {
    await page.goto(`/users/${id}`);
    await expect(page.getByRole('region', { name: 'Sessions' }).getByRole('listitem')).toContainText('Chrome');
    await page.getByRole('region', { name: 'Sessions' }).getByRole('link', { name: 'Sign out everywhere' }).click();
    await expect(heading(page, `Sign ${MARA.name} out everywhere?`)).toBeVisible();
    await expect(page.getByRole('link', { name: 'Cancel', exact: true })).toBeFocused();
    await button(page, 'Sign out everywhere').click();
    await said(page, `${MARA.name} is signed out: 1 session ended.`);
    await theirs.goto('/');
    await expect(heading(theirs, 'Sign in')).toBeVisible();
  });

  await test.step('suspended and restored', async () => {
    await people.signIn(theirs, MARA);
    await page.goto(`/users/${id}`);
    await page.getByRole('link', { name: 'Suspend', exact: true }).click();
    await expect(heading(page, `Suspend ${MARA.name}?`)).toBeVisible();
    await page.getByRole('link', { name: 'Cancel', exact: true }).click();
    await expect(page).toHaveURL(/\/users$/);
    await page.goto(`/users/${id}/suspend`);
    await button(page, `Suspend ${MARA.name}`).click();
    await said(page, `${MARA.name} is suspended.`);
    await theirs.goto('/');
    await expect(heading(theirs, 'Sign in')).toBeVisible();
    await page.goto(`/users/${id}`);
    await button(page, 'Restore').click();
    await said(page, `${MARA.name} is restored.`);
    await people.signIn(theirs, MARA);
  });

  await test.step('removed', async () => {
    await page.goto(`/users/${id}`);
    await page.getByRole('link', { name: 'Delete', exact: true }).click();
    await expect(heading(page, `Remove ${MARA.name}?`)).toBeVisible();
    const plan = page.getByRole('main');
    await expect(plan.getByRole('region', { name: 'Sessions that end (1)' })).toBeVisible();
    await expect(plan.getByRole('region', { name: /no other project administrator/ })).toContainText('Default');
    await button(page, `Remove ${MARA.name}`).click();
    await said(page, `${MARA.name} is removed.`);
    await expect(people.row(page, MARA.email)).toHaveCount(0);
    await theirs.goto('/');
    await expect(heading(theirs, 'Sign in')).toBeVisible();
    await page.goto(`/users/${id}/edit`);
    await expect(page.getByRole('main')).toContainText('No longer in this account');
  });
});

test('a token stands in the way of a removal', async ({ page, people, server, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  const id = await invite(page, people, { ...ENGINEER, scope: { client: 'No access' } });
  const theirs = await newBrowser();
  await people.accept(theirs, await people.mailedLink(server.origin, MARA.email), ADMINISTRATOR.account, MARA);
  await server.createToken(MARA.email, 'Engineers', 'nightly run');
  await page.goto(`/users/${id}/delete`);
  const main = page.getByRole('main');
  await expect(main).toContainText("You can't remove the user as they have active tokens.");
  await expect(main.getByRole('region', { name: 'API tokens (1)' })).toContainText('nightly run');
  await look(page, people, `Remove ${MARA.name}?`);
  await button(page, `Delete these tokens and remove ${MARA.name}`).click();
  await said(page, `${MARA.name} is removed.`);
});

test('every page about one person can be looked at', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(180_000);
  await people.signIn(page, ADMINISTRATOR);
  const pending = await invite(page, people, { ...ENGINEER, email: LONG, name: '', scope: { client: 'No access' } });
  const active = await invite(page, people, { ...ENGINEER, scope: { client: 'Administrator' } });
  const theirs = await newBrowser();
  await people.accept(theirs, await people.mailedLink(server.origin, MARA.email), ADMINISTRATOR.account, MARA);
  for (const [path, title] of [
    [`${pending}`, LONG],
    [`${pending}/edit`, `Edit ${LONG}`],
    [`${pending}/revoke`, `Revoke the invitation of ${LONG}?`],
    [`${pending}/resend`, `Resend the invitation to ${LONG}?`],
    [`${pending}/copy-link`, `Make a new link for ${LONG}?`],
    [`${active}`, MARA.name],
    [`${active}/edit`, `Edit ${MARA.name}`],
    [`${active}/suspend`, `Suspend ${MARA.name}?`],
    [`${active}/restore`, `Restore ${MARA.name}?`],
    [`${active}/sign-out`, `Sign ${MARA.name} out everywhere?`],
    [`${active}/delete`, `Remove ${MARA.name}?`],
    ['1', ADMINISTRATOR.name],
    ['1/edit', `Edit ${ADMINISTRATOR.name}`],
    ['1/delete', `Remove ${ADMINISTRATOR.name}?`],
  ] as const) {
    await page.goto(`/users/${path}`);
    await look(page, people, title);
  }
  // One's own role is shown, and for somebody else to change.
  await page.goto('/users/1/edit');
  await expect(page.getByRole('radio', { name: 'Administrators', exact: true })).toBeDisabled();
  await expect(page.getByRole('radio', { name: 'Administrators', exact: true })).toBeChecked();
  await expect(page.getByRole('group', { name: 'Role', exact: true })).toBeVisible();
});

test('several people at once', async ({ page, people }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, { ...ENGINEER, scope: { client: 'No access' } });
  await people.invite(page, { email: LONG, role: 'Users', scope: { client: 'No access' } });

  await select(page, people, 'Change role', [MARA.email, LONG]);
  await look(page, people, 'Change the role of 2 people');
  await button(page, 'Change role').click();
  await expect(page.getByRole('alert')).toContainText('Choose a role.');
  await page.getByRole('radio', { name: 'Purge and Prefetch only (API)', exact: true }).check();
  await button(page, 'Change role').click();
  await look(page, people, '2 of 2 done');
  await page.getByRole('link', { name: 'Back to Users', exact: true }).click();
  await expect(await people.cell(page, MARA.email, 'Access')).toContainText('Purge and Prefetch only (API)');

  await select(page, people, 'Delete', [MARA.email, ADMINISTRATOR.email, LONG]);
  await look(page, people, 'Remove 2 people?');
  await expect(page.getByRole('main')).toContainText('Not for yourself: another administrator can');
  await button(page, 'Remove 2 people').click();
  await look(page, people, '2 of 3 done');
  await expect(page.getByRole('listitem').filter({ hasText: ADMINISTRATOR.name })).toContainText('You cannot do this to yourself.');
  await page.goto('/users');
  await expect(people.rows(page)).toHaveCount(1);
});

test('the menu of a row asks in a dialog', async ({ page, people, server, newBrowser }) => {
  test.skip(!people.scripts, 'without scripts the menu leads to the pages above');
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, { ...ENGINEER, scope: { client: 'No access' } });
  const theirs = await newBrowser();
  await people.accept(theirs, await people.mailedLink(server.origin, MARA.email), ADMINISTRATOR.account, MARA);
  await server.createToken(MARA.email, 'Engineers', 'nightly run');
  await page.goto('/users');

  const ask = async (item: string, question: string) => {
    await (await people.menuItem(page, MARA.name, item)).click();
    const dialog = page.getByRole('alertdialog', { name: question });
    await expect(dialog).toBeVisible();
    await expect(button(dialog, 'Cancel')).toBeFocused();
    return dialog;
  };
  let dialog = await ask('Suspend', `Suspend ${MARA.name}?`);
  await expectAccessible(page);
  await button(dialog, 'Cancel').click();
  await expect(dialog).toBeHidden();
  dialog = await ask('Suspend', `Suspend ${MARA.name}?`);
  await button(dialog, `Suspend ${MARA.name}`).click();
  await said(page, `${MARA.name} is suspended.`);
  await expect(await people.cell(page, MARA.email, 'Status')).toContainText('Suspended');
  await (await people.menuItem(page, MARA.name, 'Restore')).click();
  await said(page, `${MARA.name} is restored.`);

  dialog = await ask('Delete', `Remove ${MARA.name}?`);
  await expect(dialog).toContainText("You can't remove the user as they have active tokens.");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await button(dialog, `Delete these tokens and remove ${MARA.name}`).click();
  await said(page, `${MARA.name} is removed.`);
  await expect(people.row(page, MARA.email)).toHaveCount(0);
});
