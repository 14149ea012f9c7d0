import type { APIResponse, Locator, Page } from '@playwright/test';
import { expectStyled } from '../support/checks.ts';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading, post, rawForm, sentAs, withValue } from '../support/forms.ts';
import * as hostile from '../support/hostile.ts';
import { toEverything } from '../support/people.ts';

const MARA = 'mara@example.org';
const SHORT = 'Use at least 15 characters.';
const BAD_ADDRESS = 'Enter an email address like name@example.org.';
const PASSWORD = 'seven lighthouses in fog';

/** Posts each value for one field of a filled form; every one must come back with the form, 422, and unescaped nowhere. */
async function expectRefused(page: Page, submit: Locator, input: Locator, values: Record<string, string>): Promise<void> {
  const form = await rawForm(submit);
  const name = await sentAs(input);
  for (const [what, value] of Object.entries(values)) {
    const answer = await post(page, withValue(form, name, value));
    expect(answer.status(), `${name}: ${what}`).toBe(422);
    const html = await answer.text();
    expect(html, `${name}: ${what}`).toContain('aria-invalid="true"');
    expect(html, `${name}: ${what}`).not.toContain('<script>alert(1)');
  }
}

/** Whoever is let in is given a session. */
function opensSession(answer: APIResponse): boolean {
  return answer.status() === 303 && /(^|\n)sid=[^;\s]/.test(answer.headers()['set-cookie'] ?? '');
}

test.describe('invite', () => {
  test('a bad address is explained beside the field, and the rest is kept', async ({ page, people, smtp }) => {
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    await people.fillInvite(form, {
      email: 'mara at example.org',
      name: hostile.SCRIPT,
      role: 'Purge and Prefetch only (API)',
      scope: { projects: { Default: 'Observer' } },
    });
    await button(form, 'Send invitation').click();
    await expectFieldError(form, 'Email', BAD_ADDRESS);
    await expect(field(form, 'Email')).toHaveValue('mara at example.org');
    await expect(field(form, 'Name')).toHaveValue(hostile.SCRIPT);
    await expect(form.getByRole('radio', { name: 'Purge and Prefetch only (API)', exact: true })).toBeChecked();
    await expect(form.getByRole('radio', { name: 'Project', exact: true })).toBeChecked();
    const chosen = form.getByRole('combobox', { name: 'Role in Default', exact: true });
    expect(await chosen.evaluate((select) => (select as HTMLSelectElement).selectedOptions[0]!.text)).toBe('Observer');

    // Mended in place, the same form goes through.
    await field(form, 'Email').fill(MARA);
    await field(form, 'Name').fill('Mara');
    await button(form, 'Send invitation').click();
    await people.expectQueued(page, MARA);
    await expect(people.rows(page)).toHaveCount(2);
    await smtp.waitFor(MARA);
  });

  test('nothing filled in, and no project chosen', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    await button(form, 'Send invitation').click();
    await expectFieldError(form, 'Email');
    await people.fillInvite(form, { email: MARA, role: 'Users', scope: { projects: { Default: 'No role' } } });
    await button(form, 'Send invitation').click();
    await expect(form.getByRole('alert')).toContainText('Choose a role in at least one project.');
    await expect(field(form, 'Email')).toHaveValue(MARA);
    await page.goto('/users');
    await expect(people.rows(page)).toHaveCount(1);
  });

  test('somebody who is here, or invited already', async ({ page, people, smtp }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.invite(page, toEverything(MARA));
    for (const [email, message] of [
      [ADMINISTRATOR.email, 'This person is already here.'],
      // Letter case and blanks make no other person.
      [` ${ADMINISTRATOR.email.toUpperCase()} `, 'This person is already here.'],
      [MARA, 'This person has already been invited.'],
    ] as const) {
      const form = await people.openInvite(page);
      await people.fillInvite(form, toEverything(email));
      await button(form, 'Send invitation').click();
      await expectFieldError(form, 'Email', message);
    }
    await page.goto('/users');
    await expect(people.rows(page)).toHaveCount(2);
    await smtp.waitFor(MARA);
    expect(smtp.mails).toHaveLength(1);
  });

  test('hostile values create nothing', async ({ page, people, smtp }) => {
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    await people.fillInvite(form, toEverything(MARA, 'Mara'));
    const send = button(form, 'Send invitation');
    await expectRefused(page, send, field(form, 'Email'), hostile.BAD_ADDRESSES);
    await expectRefused(page, send, field(form, 'Name'), { long: hostile.LONG, endless: hostile.ENDLESS });
    await expectRefused(page, send, field(form, 'Language'), { unknown: 'xx', script: hostile.SCRIPT });
    const raw = await rawForm(send);
    for (const name of [
      await sentAs(form.getByRole('radio', { name: 'Engineers', exact: true })),
      await sentAs(form.getByRole('radio', { name: 'Client', exact: true })),
      await sentAs(form.getByRole('combobox', { name: 'Client role', exact: true })),
    ]) {
      for (const value of ['', '999', hostile.SCRIPT, hostile.ENDLESS]) {
        const answer = await post(page, withValue(raw, name, value));
        // A radio no browser would send may be refused by the form or by its decoder, never accepted, never a 500.
        expect([400, 422], `${name}=${value.slice(0, 20)}`).toContain(answer.status());
      }
    }
    await page.goto('/users');
    await expect(people.rows(page)).toHaveCount(1);
    expect(smtp.attempts).toBe(0);
  });

  test('odd names arrive as text, and as nobody\'s header', async ({ page, people, smtp }) => {
    test.setTimeout(90_000);
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    await people.fillInvite(form, toEverything('odd@example.org', 'Mara'));
    const raw = await rawForm(button(form, 'Send invitation'));
    const email = await sentAs(field(form, 'Email'));
    const name = await sentAs(field(form, 'Name'));
    let number = 0;
    // Odd is no reason to refuse a name. One that would start a new line, end a text or turn its direction is none.
    for (const [value, status] of [
      [hostile.SCRIPT, 303],
      [hostile.EMOJI, 303],
      [hostile.ARABIC, 303],
      [hostile.HEADER, 422],
      [hostile.NUL, 422],
      [hostile.OVERRIDE, 422],
    ] as const) {
      const address = `odd${number++}@example.org`;
      const answer = await post(page, withValue(withValue(raw, email, address), name, value));
      expect(answer.status(), JSON.stringify(value)).toBe(status);
      await page.goto('/users');
      await expect(people.row(page, address)).toHaveCount(status === 303 ? 1 : 0);
      if (status !== 303) continue;
      await expect(people.row(page, address)).toContainText(value);
      const mail = await smtp.waitFor(address);
      expect(mail.to).toEqual([address]);
      expect([...mail.headers.keys()]).not.toContain('bcc');
      expect(mail.html).not.toContain('<script>alert(1)');
      expect(mail.raw).not.toContain('\0');
    }
    expect(smtp.to('thief@example.org')).toEqual([]);
  });

  test('pressed twice, sent twice: invited once', async ({ page, people, smtp }) => {
    await people.signIn(page, ADMINISTRATOR);
    const form = await people.openInvite(page);
    await people.fillInvite(form, toEverything(MARA));
    const raw = withValue(await rawForm(button(form, 'Send invitation')), await sentAs(field(form, 'Email')), 'bo@example.org');
    await button(form, 'Send invitation').dblclick();
    await expect.poll(async () => (await page.request.get('/users')).text()).toContain(MARA);

    const answers = await Promise.all([1, 2, 3, 4].map(() => post(page, raw)));
    const statuses = answers.map((answer) => answer.status()).sort();
    expect(statuses).toEqual([303, 422, 422, 422]);

    await page.goto('/users');
    await expect(people.row(page, MARA)).toHaveCount(1);
    await expect(people.row(page, 'bo@example.org')).toHaveCount(1);
    await expect(people.rows(page)).toHaveCount(3);
    await people.waitForStatus(page, MARA, 'Invited');
    await people.waitForStatus(page, 'bo@example.org', 'Invited');
    expect(smtp.mails.map((mail) => mail.to.join()).sort()).toEqual(['bo@example.org', MARA]);
  });
});

test.describe('set-up', () => {
  test.use({ administrator: false });

  test('every field is checked, and nobody is made by a wrong one', async ({ page, people, server }) => {
    const link = await server.setupLink();
    await page.goto(link);
    const create = button(page, 'Create administrator');
    const main = page.getByRole('main');
    await create.click();
    for (const label of ['Name', 'Email', 'Password', 'Company']) await expectFieldError(main, label);

    await field(page, 'Name').fill(hostile.SCRIPT);
    await field(page, 'Email').fill('ada');
    await field(page, 'Password').fill('too short');
    await field(page, 'Company').fill('Harbour Works');
    await create.click();
    await expectFieldError(main, 'Email', BAD_ADDRESS);
    await expectFieldError(main, 'Password', SHORT);
    await expect(field(page, 'Name')).toHaveValue(hostile.SCRIPT);
    await expect(field(page, 'Email')).toHaveValue('ada');
    await expect(field(page, 'Password')).toHaveValue('');
    await expect(field(page, 'Company')).toHaveValue('Harbour Works');

    await field(page, 'Name').fill(ADMINISTRATOR.name);
    await field(page, 'Email').fill(ADMINISTRATOR.email);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    const raw = await rawForm(create);
    // One address each: the form is for one person.
    await expectRefused(page, create, field(page, 'Email'), hostile.BAD_ADDRESSES);
    await expectRefused(page, create, field(page, 'Name'), { blank: '  ', long: hostile.LONG, endless: hostile.ENDLESS });
    await expectRefused(page, create, field(page, 'Company'), { blank: '  ', long: hostile.LONG, endless: hostile.ENDLESS });
    await expectRefused(page, create, field(page, 'Password'), { long: hostile.LONG, own: ADMINISTRATOR.email });

    const answers = await Promise.all([1, 2, 3].map(() => post(page, raw)));
    expect(answers.filter(opensSession)).toHaveLength(1);
    expect(answers.every((answer) => answer.status() < 500)).toBe(true);
    await page.context().clearCookies();
    await people.signIn(page, ADMINISTRATOR);
    await expect(people.rows(page)).toHaveCount(1);
  });
});

test.describe('sign-in', () => {
  test('every field is checked, and nothing tells who is here', async ({ page, people }) => {
    await page.goto('/sign-in');
    await button(page, 'Sign in').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await field(page, 'Email').fill(hostile.SCRIPT);
    await field(page, 'Password').fill(hostile.ENDLESS);
    await button(page, 'Sign in').click();
    await expect(page.getByRole('alert')).toBeVisible();
    await expect(field(page, 'Email')).toHaveValue(hostile.SCRIPT);
    await expect(field(page, 'Password')).toHaveValue('');

    // Few tries: more of them would meet the limit instead of the form.
    const raw = await rawForm(button(page, 'Sign in'));
    const email = await sentAs(field(page, 'Email'));
    for (const value of [`${hostile.LONG}@example.org`, 'ada@harbour.example\r\nx: y', 'a\0da@harbour.example', hostile.EMOJI]) {
      const filled = withValue(raw, await sentAs(field(page, 'Password')), 'whatever it may be');
      const answer = await post(page, withValue(filled, email, value));
      expect(answer.status(), JSON.stringify(value)).toBe(422);
      expect(opensSession(answer), JSON.stringify(value)).toBe(false);
    }
    await people.signIn(page, ADMINISTRATOR);
  });
});

test.describe('accept', () => {
  test('every field is checked, and the link is spent once', async ({ page, people, server, newBrowser }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.invite(page, toEverything(MARA));
    const link = await people.mailedLink(server.origin, MARA);
    const theirs = await newBrowser();
    await people.openLink(theirs, link, ADMINISTRATOR.account);
    const join = button(theirs, 'Set password and join');
    await field(theirs, 'Name').fill('');
    await join.click();
    await expectFieldError(theirs.getByRole('main'), 'Name');
    await expectFieldError(theirs.getByRole('main'), 'Password');

    await people.join(theirs, { name: hostile.SCRIPT, password: 'fourteen chars' });
    await expectFieldError(theirs.getByRole('main'), 'Password', SHORT);
    await expect(heading(theirs, `Join ${ADMINISTRATOR.account}`)).toBeVisible();
    await expect(field(theirs, 'Name')).toHaveValue(hostile.SCRIPT);
    await expect(field(theirs, 'Password')).toHaveValue('');

    await field(theirs, 'Name').fill('Mara Lindqvist');
    await field(theirs, 'Password').fill(PASSWORD);
    const raw = await rawForm(join);
    const password = field(theirs, 'Password');
    await expectRefused(theirs, join, field(theirs, 'Name'), { blank: '  ', long: hostile.LONG, endless: hostile.ENDLESS });
    await expectRefused(theirs, join, password, {
      long: hostile.LONG,
      endless: hostile.ENDLESS,
      common: '123456789012345',
      'own address': MARA,
    });
    await people.waitForStatus(page, MARA, 'Invited');

    const answers = await Promise.all([1, 2, 3, 4].map(() => post(theirs, raw)));
    expect(answers.filter(opensSession)).toHaveLength(1);
    expect(answers.every((answer) => answer.status() < 500)).toBe(true);
    await people.waitForStatus(page, MARA, 'Active');
    await expect(people.row(page, MARA)).toHaveCount(1);
    await expect(people.rows(page)).toHaveCount(2);
  });
});

test('addresses and methods that do not exist get a page like any other', async ({ page, people, server, request }) => {
  for (const signedIn of [false, true]) {
    if (signedIn) await people.signIn(page, ADMINISTRATOR);
    for (const path of ['/no-such-page', '/users/999999', '/%3Cscript%3Ealert(1)']) {
      const answer = await page.goto(path);
      // Signed out, an address behind the sign-in may send there instead.
      if (!signedIn && path.startsWith('/users/')) continue;
      expect(answer!.status(), path).toBe(404);
      await expect(heading(page, 'Page not found')).toBeVisible();
      await expectStyled(page);
    }
  }
  for (const [method, path] of [['DELETE', '/sign-in'], ['PUT', '/forgot-password'], ['POST', '/healthz']] as const) {
    const answer = await request.fetch(path, { method, headers: { origin: server.origin } });
    expect(answer.status(), `${method} ${path}`).toBe(405);
    expect(answer.headers()['allow'], `${method} ${path}`).toMatch(/GET/);
  }
});
