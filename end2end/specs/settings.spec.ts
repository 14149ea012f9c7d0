import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { linkIn, toEverything } from '../support/people.ts';
import type { Server } from '../support/server.ts';

const MARA = 'mara@example.org';
const UNPROVEN = 'Nothing has proven yet that mail from here arrives.';

async function open(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings', exact: true }).click();
  await expect(heading(page, 'Settings')).toBeVisible();
}

async function openInstallation(page: Page): Promise<void> {
  await open(page);
  await page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: 'Installation', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Checks', exact: true })).toBeVisible();
}

function said(page: Page, words: string | RegExp) {
  return page.getByRole('status').filter({ hasText: words }).first();
}

/** The line of a check, such as "Sender". */
function line(page: Page, check: string) {
  return page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: check, exact: true }) });
}

async function check(page: Page): Promise<void> {
  await button(page, 'Check now').click();
  await expect(said(page, 'The installation was checked.')).toBeVisible();
}

/** What `vestibule doctor` says, by the name of the check: `ok`, `warn` or `fail`, and the words. */
async function doctor(server: Server, env: Record<string, string> = {}) {
  const { code, output } = await server.attempt(['doctor'], env);
  const lines = new Map<string, { verdict: string; words: string }>();
  for (const [, verdict, name, words] of output.matchAll(/^(ok|warn|fail) +([a-z-]+) +(.+)$/gm)) {
    lines.set(name!, { verdict: verdict!, words: words! });
  }
  expect(code, output).toBe([...lines.values()].some(({ verdict }) => verdict === 'fail') ? 1 : 0);
  return lines;
}

test('the settings of an account @postgres', async ({ page, people }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await open(page);
  await expect(field(page, 'An administrator decides')).toBeChecked();
  await expect(field(page, 'Remind people who have not accepted yet')).toBeChecked();
  await look(page, people);

  await field(page, 'It is mailed at once').check();
  await field(page, 'Remind people who have not accepted yet').uncheck();
  await field(page, 'Links of new invitations work for').selectOption({ label: '3 days' });
  await field(page, 'Allowed domains').fill('harbour.example, not a domain');
  await button(page, 'Save changes').click();
  await expectFieldError(page, 'Allowed domains', 'not is not the name of a domain.');
  // What was chosen stays chosen.
  await expect(field(page, 'It is mailed at once')).toBeChecked();
  await expect(field(page, 'Remind people who have not accepted yet')).not.toBeChecked();
  await look(page, people);
  await field(page, 'Allowed domains').fill('harbour.example @Quay.example');
  await button(page, 'Save changes').click();
  await expect(said(page, 'The settings are saved.')).toBeVisible();
  await expect(field(page, 'Allowed domains')).toHaveValue('harbour.example, quay.example');
  await expect(field(page, 'Links of new invitations work for')).toHaveValue('72');
  await expect(field(page, 'Remind people who have not accepted yet')).not.toBeChecked();

  await field(page, 'Name').fill('Harbour & Quay');
  await button(page, 'Save name').click();
  await expect(said(page, 'The account is now called Harbour & Quay.')).toBeVisible();
  await expect(page.getByRole('banner')).toContainText('Harbour & Quay');

  const form = await people.openInvite(page);
  await people.fillInvite(form, toEverything(MARA));
  await button(form, 'Send invitation').click();
  await expectFieldError(form, 'Email', 'Only addresses at these domains can be invited here: harbour.example, quay.example.');

  await page.goto('/audit');
  await expect(page.getByRole('table')).toContainText("Changed the account's settings");
  await expect(page.getByRole('table')).toContainText('Renamed the account');
});

test('two who change the settings at once', async ({ page, people, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  await open(page);
  const other = await newBrowser();
  await people.signIn(other, ADMINISTRATOR);
  await open(other);
  await field(other, 'Allowed domains').fill('quay.example');
  await button(other, 'Save changes').click();
  await expect(said(other, 'The settings are saved.')).toBeVisible();
  await field(page, 'It is mailed at once').check();
  await button(page, 'Save changes').click();
  await expect(page.getByRole('alert')).toContainText('Somebody else has changed this');
  await expect(field(page, 'It is mailed at once')).toBeChecked();
  // Said once, it may be done all the same.
  await button(page, 'Save changes').click();
  await expect(said(page, 'The settings are saved.')).toBeVisible();
});

test('the checks and the test mail @postgres', async ({ page, people, smtp, server, newBrowser }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  const form = await people.openInvite(page);
  await expect(form).toContainText(UNPROVEN);
  await look(page, people);
  await page.goto('/users');
  await openInstallation(page);
  await expect(page.getByRole('main')).toContainText('Nothing has been checked yet.');
  await look(page, people);

  await check(page);
  for (const name of ['Database', 'Clock', 'Secret key', 'Mail server', 'Encryption', 'Sign-in', 'Sender']) {
    await expect(line(page, name), name).toContainText('OK');
  }
  await expect(line(page, 'Base address')).toContainText('which only this machine can open');
  await expect(line(page, 'Arrival')).toContainText('Nothing has proven yet that mail arrives.');
  expect(smtp.mails, 'a check sends no mail').toHaveLength(0);
  await look(page, people);

  smtp.misbehave({ at: 'sender', code: 553, text: '5.7.1 Not your address' });
  await check(page);
  await expect(said(page, '1 check failed.')).toBeVisible();
  await expect(line(page, 'Sender')).toContainText('Failed');
  await expect(line(page, 'Sender')).toContainText('5.7.1 Not your address');
  await expect(line(page, 'Sender')).toContainText('Set VESTIBULE_MAIL_FROM');
  await look(page, people);
  smtp.behave();
  await check(page);

  await button(page, 'Send test mail').click();
  await expect(said(page, `A test mail to ${ADMINISTRATOR.email} is on its way.`)).toBeVisible();
  const mail = await smtp.waitFor(ADMINISTRATOR.email);
  expect(mail.subject).toBe('Test mail from Vestibule');
  const handedOver = async () => {
    await page.getByRole('link', { name: 'Look again', exact: true }).click();
    return page.getByRole('main').innerText();
  };
  await expect.poll(handedOver, { timeout: 15_000 }).toContain('The mail server took the test mail');
  await look(page, people);
  // The mail is read on a telephone, where nobody is signed in.
  const phone = await newBrowser();
  const link = linkIn(mail, server.origin, 'mail-check');
  await phone.goto(link);
  await expect(heading(phone, 'The test mail has arrived')).toBeVisible();
  expect(phone.url(), 'the secret stands in no address').toBe(`${server.origin}/mail-check`);
  await look(phone, people);
  await button(phone, 'Confirm').click();
  await expect(phone.getByRole('main')).toContainText('Mail works: the test mail has arrived.');
  await look(phone, people);
  const again = await newBrowser();
  expect((await again.goto(link))!.status()).toBe(410);
  await expect(heading(again, 'This link is no longer valid')).toBeVisible();
  await look(again, people);

  await page.reload();
  await expect(line(page, 'Arrival')).toContainText('A test mail arrived');
  await expect(page.getByRole('main')).toContainText('Mail works with the present settings.');
  await look(page, people);
  await expect(await people.openInvite(page)).not.toContainText(UNPROVEN);
});

test('doctor says what the page says, and what is wrong', async ({ people, page, server, smtp, newBrowser }) => {
  test.setTimeout(120_000);
  const lines = await doctor(server);
  expect([...lines.keys()]).toEqual([
    'base-address', 'database', 'clock', 'key', 'mail-server', 'encryption', 'sign-in', 'sender', 'arrival',
  ]);
  expect(lines.get('mail-server')!.verdict).toBe('ok');
  expect(lines.get('arrival')!.verdict).toBe('warn');
  expect(smtp.mails).toHaveLength(0);

  const signedIn = { VESTIBULE_SMTP_URL: `smtp://ada:secret@127.0.0.1:${smtp.port}` };
  expect((await doctor(server, signedIn)).get('sign-in')!.verdict).toBe('ok');
  smtp.misbehave({ at: 'auth', code: 535, text: '5.7.8 Wrong password' });
  const refused = await doctor(server, signedIn);
  expect(refused.get('sign-in')).toMatchObject({ verdict: 'fail', words: expect.stringContaining('5.7.8 Wrong password') });
  expect(refused.get('sender')!.verdict).toBe('warn');
  smtp.behave();
  const tls = await doctor(server, { VESTIBULE_SMTP_URL: `smtp://127.0.0.1:${smtp.port}?tls=required` });
  expect(tls.get('encryption')).toMatchObject({ verdict: 'fail', words: expect.stringContaining('STARTTLS') });
  const wrapped = await doctor(server, { VESTIBULE_SMTP_URL: `smtps://127.0.0.1:${smtp.port}` });
  expect(wrapped.get('encryption')!.verdict).toBe('fail');
  await smtp.stop();
  const away = await doctor(server);
  expect(away.get('mail-server')).toMatchObject({ verdict: 'fail', words: expect.stringContaining('does not answer') });
  await smtp.start();
  const none = await doctor(server, { VESTIBULE_SMTP_URL: '', DATABASE_URL: 'sqlite://not-there.db', VESTIBULE_SECRET_KEY_FILE: 'no.key' });
  expect(none.get('mail-server')).toMatchObject({ verdict: 'warn', words: expect.stringContaining('copying') });
  expect(none.get('database')!.verdict).toBe('warn');
  expect(none.get('key')!.verdict).toBe('warn');

  // Once somebody has joined by a mailed link, mail is known to arrive.
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA));
  const link = await people.mailedLink(server.origin, MARA);
  await people.accept(await newBrowser(), link, ADMINISTRATOR.account, {
    name: 'Mara Voss',
    password: 'seven lighthouses in fog',
  });
  expect((await doctor(server)).get('arrival')).toMatchObject({ verdict: 'ok', words: expect.stringContaining('joined') });
});

test.describe('without mail', () => {
  test.use({ mail: false });

  test('the pages say so', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    await expect(form).toContainText('Mail is not set up: you get a link to hand over yourself.');
    await look(page, people);
    await page.goto('/settings/installation');
    await expect(page.getByRole('main')).toContainText('Mail is not set up, so there is nothing to test.');
    await expect(button(page, 'Send test mail')).toHaveCount(0);
    await check(page);
    await expect(line(page, 'Mail server')).toContainText('Invitation links are handed over by copying.');
    await look(page, people);
  });
});
