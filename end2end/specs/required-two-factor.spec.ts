import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look, lookWell } from '../support/look.ts';
import { toEverything, type People } from '../support/people.ts';
import { Phone } from '../support/phone.ts';

const MARA = { email: 'mara@example.org', name: 'Mara Lindqvist', password: 'seven lighthouses in fog' };
const FROM = 'Require two-factor authentication from';

/** The day so many days from now, in UTC, as a form has it. */
function day(days: number): string {
  return new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** Sets up an app where one is led, from the page on which the password is asked for. */
async function setUpHere(page: Page, people: People, password: string): Promise<Phone> {
  await field(page, 'Password').fill(password);
  await button(page, 'Turn on two-factor authentication').click();
  await expect(page).toHaveURL(/\/account\/two-factor\/set-up$/);
  await look(page, people);
  const phone = new Phone(await page.locator('code').innerText());
  await field(page, 'Authentication code').fill(await phone.next());
  await button(page, 'Turn on').click();
  await expect(page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them', exact: true }).click();
  return phone;
}

async function requireFrom(page: Page, from: string): Promise<void> {
  await page.goto('/settings');
  await field(page, FROM).fill(from);
  await button(page, 'Save date').click();
}

function said(page: Page, words: string | RegExp) {
  return page.getByRole('status').filter({ hasText: words }).first();
}

test('from a day on nobody does anything without it @postgres', async ({ page, people, server, smtp, newBrowser }) => {
  test.setTimeout(240_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA.email, MARA.name));
  const theirs = await newBrowser();
  await people.accept(theirs, await people.mailedLink(server.origin, MARA.email), ADMINISTRATOR.account, MARA);

  await test.step('a day to come, and who would be locked out', async () => {
    await page.goto('/settings');
    await look(page, people);
    const lacking = page.getByRole('list', { name: '2 people do not have it, and would be locked out today' });
    await expect(lacking.getByRole('link', { name: MARA.name, exact: true })).toBeVisible();
    await requireFrom(page, day(0));
    await expectFieldError(page.getByRole('main'), FROM, 'Turn on your own two-factor authentication first');
    await look(page, people);
    await requireFrom(page, day(7));
    await expect(said(page, 'Two-factor authentication is required from')).toBeVisible();
    await lookWell(page, people, 'settings');
    await page.goto('/users?two_factor=due');
    const cell = await people.cell(page, MARA.name, 'Two-factor authentication');
    await expect(cell).toHaveText(/^Off, due [A-Z][a-z]{2} \d+, \d{4}$/);
    await lookWell(page, people, 'users-due');
    await theirs.goto('/projects');
    await expect(heading(theirs, 'Projects')).toBeVisible();
  });

  await test.step('a reminder, once', async () => {
    await page.goto('/settings');
    await button(page, 'Send a reminder to 2 people').click();
    await expect(said(page, 'Reminders to 2 people are on their way.')).toBeVisible();
    await expect(page.getByRole('main')).toContainText(`${ADMINISTRATOR.name} sent the last reminder`);
    await expect(page.getByRole('button', { name: /Send a reminder/ })).toHaveCount(0);
    await look(page, people);
    const mails = () => smtp.to(MARA.email).map((mail) => mail.subject);
    const subject = `${ADMINISTRATOR.account} requires two-factor authentication`;
    await expect.poll(mails, { timeout: 45_000 }).toContain(subject);
  });

  await test.step('today, by an administrator who has it', async () => {
    await page.goto('/account/two-factor');
    await expect(page.getByRole('main')).toContainText('requires two-factor authentication from');
    await setUpHere(page, people, ADMINISTRATOR.password);
    await requireFrom(page, day(0));
    await expect(said(page, 'Two-factor authentication is required from')).toBeVisible();
    await expect(page.getByRole('main')).toContainText('1 person does not have it, and is locked out');
    await page.goto('/users');
    const cell = await people.cell(page, MARA.name, 'Two-factor authentication');
    await expect(cell).toHaveText(/^Off, locked out since /);
  });

  await test.step('whoever has none is led to setting it up, and works on', async () => {
    for (const address of ['/projects', '/account', '/', '/invitations', '/sign-in']) {
      await theirs.goto(address);
      await expect(theirs).toHaveURL(/\/account\/two-factor$/);
    }
    const main = theirs.getByRole('main');
    await expect(main).toContainText(`${ADMINISTRATOR.account} has required two-factor authentication since`);
    await expect(theirs.getByRole('navigation', { name: 'Main' })).toHaveCount(0);
    await expect(button(theirs.getByRole('banner'), 'Sign out')).toBeVisible();
    await look(theirs, people);
    await lookWell(theirs, people, 'led');
    const phone = await setUpHere(theirs, people, MARA.password);
    await theirs.goto('/projects');
    await expect(heading(theirs, 'Projects')).toBeVisible();
    await theirs.goto('/account/two-factor');
    await expect(main).toContainText('so it cannot be turned off');
    await lookWell(theirs, people, 'stays-on');
    await theirs.goto('/account/two-factor/off');
    await field(theirs, 'Password').fill(MARA.password);
    await field(theirs, 'Authentication code').fill(await phone.next());
    await button(theirs, 'Turn off').click();
    await expect(theirs.getByRole('alert')).toContainText('requires two-factor authentication. It stays on.');
    await look(theirs, people);
    await page.goto('/users');
    await expect(await people.cell(page, MARA.name, 'Two-factor authentication')).toHaveText('On (app)');
  });

  await test.step('it can be taken back', async () => {
    await requireFrom(page, '');
    await expect(said(page, 'Two-factor authentication is no longer required.')).toBeVisible();
    await expect(page.getByRole('main')).toContainText('Everybody in this account has it.');
    await page.goto('/audit');
    await expect(page.getByRole('main')).toContainText('Reminded people of two-factor authentication');
    await look(page, people);
  });
});
