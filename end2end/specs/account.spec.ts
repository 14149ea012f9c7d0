import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading, post, rawForm } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { linkIn, toEverything } from '../support/people.ts';
import type { Mail, Smtp } from '../support/smtp.ts';

const NEW_EMAIL = 'ada@lighthouse.example';
const NEW_PASSWORD = 'a kettle for every storm';

/** The account page, by the name in the header. */
async function openAccount(page: Page, name = ADMINISTRATOR.name): Promise<void> {
  await page.goto('/users');
  await page.getByRole('banner').getByRole('link', { name, exact: true }).click();
  await expect(heading(page, 'Account')).toBeVisible();
  await expect(page).toHaveURL(/\/account$/);
}

async function askForEmail(page: Page, email: string, password = ADMINISTRATOR.password): Promise<void> {
  await field(page, 'New email').fill(email);
  await field(page, 'Password').fill(password);
  await button(page, 'Change email').click();
}

function said(page: Page, words: string) {
  return page.getByRole('status').filter({ hasText: words }).first();
}

/** The mail to an address with this subject: the order of mails that were queued together is nobody's promise. */
async function mailTo(smtp: Smtp, address: string, subject: string): Promise<Mail> {
  const find = () => smtp.to(address).find((mail) => mail.subject === subject);
  await expect.poll(find, { message: `"${subject}" to ${address}`, timeout: 45_000 }).toBeTruthy();
  return find()!;
}

test('name, phone and language @postgres', async ({ page, people }) => {
  await people.signIn(page, ADMINISTRATOR);
  await openAccount(page);
  await expect(field(page, 'Name')).toHaveValue(ADMINISTRATOR.name);
  await look(page, people);

  await field(page, 'Name').fill('');
  await field(page, 'Phone').fill('+994 12 555 01 23 '.repeat(4));
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await button(page, 'Save changes').click();
  expect((await answer).status()).toBe(422);
  const main = page.getByRole('main');
  await expectFieldError(main, 'Name', 'Enter a name.');
  await expectFieldError(main, 'Phone', 'Use at most 64 characters.');
  await look(page, people);

  await field(page, 'Name').fill('Ada Kern');
  await field(page, 'Phone').fill('+994 12 555 01 23');
  await button(page, 'Save changes').click();
  await expect(said(page, 'Your changes are saved.')).toBeVisible();
  await page.goto('/users');
  await expect(people.row(page, 'Ada Kern')).toBeVisible();
  await openAccount(page, 'Ada Kern');
  await expect(field(page, 'Phone')).toHaveValue('+994 12 555 01 23');

  await field(page, 'Language').selectOption('Deutsch');
  await button(page, 'Save changes').click();
  await expect(heading(page, 'Mein Konto')).toBeVisible();
  await expect(said(page, 'Ihre Änderungen sind gespeichert.')).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the password: wrong, weak, the same, and then a new one', async ({ page, people, smtp, newBrowser }) => {
  const elsewhere = await newBrowser();
  await people.signIn(elsewhere, ADMINISTRATOR);
  await people.signIn(page, ADMINISTRATOR);
  await openAccount(page);
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Password' }).click();
  await expect(page).toHaveURL(/\/account\/password$/);
  await look(page, people);

  const main = page.getByRole('main');
  const change = async (current: string, next: string) => {
    await field(page, 'Current password').fill(current);
    await field(page, 'New password').fill(next);
    await button(page, 'Change password').click();
  };
  await change('not the right password', 'too short');
  await expectFieldError(main, 'Current password', 'This is not your current password.');
  await expectFieldError(main, 'New password', 'Use at least 15 characters.');
  await expect(field(page, 'Current password')).toHaveValue('');
  await expect(field(page, 'New password')).toHaveValue('');
  await look(page, people);
  await change(ADMINISTRATOR.password, ADMINISTRATOR.password);
  await expectFieldError(main, 'New password', 'Choose a password other than the current one.');
  await elsewhere.goto('/users');
  await expect(heading(elsewhere, /^Users/)).toBeVisible();

  await change(ADMINISTRATOR.password, NEW_PASSWORD);
  await expect(said(page, 'Your password has been changed.')).toBeVisible();
  await page.goto('/users');
  await expect(heading(page, /^Users/)).toBeVisible();
  await elsewhere.goto('/users');
  await expect(elsewhere).toHaveURL(/\/sign-in/);
  await people.trySignIn(elsewhere, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(elsewhere.getByRole('alert')).toBeVisible();
  await people.signIn(elsewhere, { email: ADMINISTRATOR.email, password: NEW_PASSWORD });
  const mail = await mailTo(smtp, ADMINISTRATOR.email, 'Your password was changed');
  expect(mail.text).toContain('Forgot password?');
});

test('another address, confirmed from its mailbox @postgres', async ({ page, people, server, smtp, newBrowser }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await openAccount(page);
  await askForEmail(page, 'not an address', 'not the right password');
  const main = page.getByRole('main');
  await expectFieldError(main, 'New email', 'Enter an email address like name@example.org.');
  await expectFieldError(main, 'Password', 'This is not your current password.');
  await expect(field(page, 'New email')).toHaveValue('not an address');
  await look(page, people);

  await askForEmail(page, NEW_EMAIL);
  await expect(said(page, `A mail is on its way to ${NEW_EMAIL}.`)).toBeVisible();
  await expect(main).toContainText(`Waiting for ${NEW_EMAIL} to be confirmed.`);
  await look(page, people);
  await button(page, 'Cancel change').click();
  await expect(said(page, 'The change of address is cancelled.')).toBeVisible();
  await expect(main).not.toContainText(NEW_EMAIL);

  await mailTo(smtp, ADMINISTRATOR.email, 'Your email is about to change');
  const seen = smtp.to(NEW_EMAIL).length;
  await askForEmail(page, NEW_EMAIL);
  // The first link may have been cancelled before it was mailed; the newest is the one that opens.
  let link = '';
  await expect
    .poll(async () => {
      if (smtp.to(NEW_EMAIL).length <= seen) return 0;
      link = linkIn(smtp.to(NEW_EMAIL).at(-1)!, server.origin, 'account/email');
      return (await page.request.get(link)).status();
    }, { timeout: 45_000 })
    .toBe(200);
  const secret = link.split('/').at(-1)!;

  // Looking spends nothing, whoever looks and however.
  const theirs = await newBrowser();
  for (const method of ['HEAD', 'GET', 'HEAD']) {
    expect((await theirs.request.fetch(link, { method })).status()).toBe(200);
  }
  await theirs.goto(link);
  await expect(theirs).toHaveURL(/\/account\/email$/);
  await expect(heading(theirs, 'Confirm your new email')).toBeVisible();
  await expect(theirs.getByRole('main')).toContainText(ADMINISTRATOR.email);
  await expect(theirs.getByRole('main')).toContainText(NEW_EMAIL);
  await look(theirs, people);
  const form = await rawForm(button(theirs, 'Confirm new email'));
  expect((await post(theirs, form, { origin: 'https://evil.example' })).status()).toBe(403);
  await button(theirs, 'Confirm new email').click();
  await expect(heading(theirs, 'Sign in')).toBeVisible();
  await expect(said(theirs, `The email is now ${NEW_EMAIL}.`)).toBeVisible();

  // The browser that asked is not the one that confirmed: it is signed out like every other.
  await page.goto('/account');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Faccount$/);
  await people.trySignIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(page.getByRole('alert')).toBeVisible();
  await people.trySignIn(page, NEW_EMAIL, ADMINISTRATOR.password);
  await expect(heading(page, 'Account')).toBeVisible();
  await expect(page.getByRole('main')).toContainText(NEW_EMAIL);
  for (const address of [ADMINISTRATOR.email, NEW_EMAIL]) {
    const mail = await mailTo(smtp, address, 'Your email was changed');
    expect(mail.text).toContain(ADMINISTRATOR.email);
    expect(mail.text).toContain(NEW_EMAIL);
  }
  await page.goto('/users');
  await expect(people.row(page, NEW_EMAIL)).toBeVisible();

  const answer = await theirs.goto(link);
  expect(answer!.status()).toBe(410);
  await expect(heading(theirs, 'This link is no longer valid')).toBeVisible();
  await look(theirs, people);
  expect(server.output).not.toContain(secret);
});

test('somebody else’s address gets the same answer, and its owner a mail', async ({ page, people, smtp }) => {
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything('mara@example.org'));
  const answers: string[] = [];
  for (const email of ['nobody@example.org', 'mara@example.org']) {
    await openAccount(page);
    await askForEmail(page, email);
    await expect(said(page, `A mail is on its way to ${email}.`)).toBeVisible();
    answers.push((await page.getByRole('main').innerText()).replaceAll(email, 'ADDRESS'));
  }
  expect(answers[0]).toBe(answers[1]);
  const mail = await mailTo(smtp, 'mara@example.org', 'Somebody tried to use your address');
  expect(mail.text).not.toContain('/account/email/');
  expect(mail.text).not.toContain(ADMINISTRATOR.email);
});

test.describe('without mail', () => {
  test.use({ mail: false });

  test('the address stays, and the page says why', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    await openAccount(page);
    await expect(page.getByRole('main')).toContainText('Mail is not set up here');
    await expect(field(page, 'New email')).toBeDisabled();
    await expect(button(page, 'Change email')).toBeDisabled();
    await look(page, people);
  });
});
