import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';

const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft';
const MARA = 'mara@example.org';

function row(page: Page, project: string) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader').filter({ hasText: project }) });
}

async function open(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Projects', exact: true }).click();
  await expect(heading(page, 'Projects')).toBeVisible();
}

async function create(page: Page, name: string): Promise<void> {
  await field(page, 'Name').fill(name);
  await button(page, 'Create project').click();
  await expect(page.getByRole('status').filter({ hasText: `Project ${name} created` })).toBeVisible();
}

test('a project from its making to its return @postgres', async ({ page, people }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await open(page);
  await expect(row(page, 'Default')).toContainText('The default project cannot be archived.');
  await expect(button(page, 'Archive Default')).toHaveAttribute('aria-disabled', 'true');
  await button(page, 'Create project').click();
  await expectFieldError(page, 'Name', 'Enter a name.');
  await look(page, people);
  await create(page, LONG_NAME);
  await look(page, people);
  await create(page, 'web');
  await field(page, 'Name').fill('WEB');
  await button(page, 'Create project').click();
  await expectFieldError(page, 'Name', 'Another project has this name.');
  await expect(field(page, 'Name')).toHaveValue('WEB');

  await open(page);
  await page.getByRole('link', { name: 'Rename web', exact: true }).click();
  await expect(heading(page, 'Rename web')).toBeVisible();
  await look(page, people);
  await field(page, 'Name').fill('default');
  await button(page, 'Save changes').click();
  await expectFieldError(page, 'Name', 'Another project has this name.');
  await field(page, 'Name').fill('site');
  await button(page, 'Save changes').click();
  await expect(page.getByRole('status').filter({ hasText: 'The project is now called site' })).toBeVisible();

  await people.invite(page, { email: MARA, role: 'Users', scope: { projects: { site: 'Observer' } } });
  await open(page);
  await page.getByRole('link', { name: '1 person in site', exact: true }).click();
  await expect(page).toHaveURL(/\/users\?project=\d+$/);
  await expect(people.rows(page)).toHaveCount(1);

  await open(page);
  await page.getByRole('link', { name: 'Archive site', exact: true }).click();
  await expect(heading(page, 'Archive site?')).toBeVisible();
  await expect(page.getByRole('main')).toContainText('One person has a role in it.');
  await look(page, people);
  await page.getByRole('link', { name: 'Cancel', exact: true }).click();
  await page.getByRole('link', { name: 'Archive site', exact: true }).click();
  await button(page, 'Archive site').click();
  await expect(page.getByRole('status').filter({ hasText: 'Project site archived' })).toBeVisible();
  await page.getByText('Archived (1)', { exact: true }).click();
  await expect(row(page, 'site')).toContainText('1 person');
  await look(page, people);
  const form = await people.openInvite(page);
  await expect(form.getByRole('combobox', { name: 'Role in site', includeHidden: true })).toHaveCount(0);
  await expect(form.getByRole('combobox', { name: 'Role in Default', includeHidden: true })).toHaveCount(1);

  await page.goto('/projects');
  await page.getByText('Archived (1)', { exact: true }).click();
  await button(page, 'Restore site').click();
  await expect(page.getByRole('status').filter({ hasText: 'Project site restored' })).toBeVisible();
  await expect(page.getByRole('table', { name: 'Projects', exact: true })).toContainText('site');
});

test('a member sees the projects they may enter, and why', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await open(page);
  await create(page, 'web');
  await create(page, 'mail');
  await people.invite(page, { email: MARA, role: 'Users', scope: { projects: { web: 'Project administrator', mail: 'Observer' } } });
  const link = await people.mailedLink(server.origin, MARA);
  const theirs = await newBrowser();
  await people.accept(theirs, link, ADMINISTRATOR.account, { name: 'Mara Voss', password: 'seven lighthouses in fog' });
  await open(theirs);
  await expect(row(theirs, 'mail')).toContainText('Observer through a role in the project');
  await expect(row(theirs, 'web')).toContainText('Project administrator through a role in the project');
  await expect(theirs.getByRole('rowheader')).toHaveCount(2);
  await expect(button(theirs, 'Create project')).toHaveCount(0);
  await expect(theirs.getByRole('link', { name: /^Archive/ })).toHaveCount(0);
  await expect(theirs.getByRole('link', { name: /^Rename/ })).toHaveCount(1);
  await look(theirs, people);
  await theirs.getByRole('link', { name: 'Rename web', exact: true }).click();
  await field(theirs, 'Name').fill('site');
  await button(theirs, 'Save changes').click();
  await expect(row(theirs, 'site')).toBeVisible();
});
