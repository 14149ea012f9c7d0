import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { toEverything, type People } from '../support/people.ts';
import { Phone } from '../support/phone.ts';

const MARA = { email: 'mara@example.org', name: 'Mara Lindqvist', password: 'seven lighthouses in fog' };

/** Turns it on, looking at every page on the way, and gives back the app and the recovery codes. */
async function turnOn(page: Page, people: People, password: string): Promise<{ phone: Phone; codes: string[] }> {
  await page.goto('/account');
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Two-factor' }).click();
  await expect(page).toHaveURL(/\/account\/two-factor$/);
  await look(page, people);
  await button(page, 'Turn on two-factor authentication').click();
  await expectFieldError(page.getByRole('main'), 'Password');
  await field(page, 'Password').fill(password);
  await button(page, 'Turn on two-factor authentication').click();

  await expect(page).toHaveURL(/\/account\/two-factor\/set-up$/);
  await expect(page.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await look(page, people);
  const phone = new Phone(await page.locator('code').innerText());
  await field(page, 'Authentication code').fill('12345');
  await button(page, 'Turn on').click();
  await expectFieldError(page.getByRole('main'), 'Authentication code', 'This code is not right');
  await expect(field(page, 'Authentication code')).toHaveValue('');
  await field(page, 'Authentication code').fill(await phone.next());
  await button(page, 'Turn on').click();

  await expect(page).toHaveURL(/\/account\/two-factor\/codes$/);
  const list = page.getByRole('list', { name: 'Recovery codes' });
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await expect(page.getByRole('main')).toContainText('they are not shown again');
  await look(page, people);
  const codes = (await list.getByRole('listitem').allInnerTexts()).map((code) => code.trim());
  await page.goto('/account/two-factor');
  await expect(list.getByRole('listitem')).toHaveCount(10);
  await page.getByRole('button', { name: 'I have kept them', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('10 left');
  await page.goto('/account/two-factor/codes');
  await expect(list).toHaveCount(0);
  await page.goto('/account/two-factor');
  await look(page, people);
  return { phone, codes };
}

/** Proves the password and arrives at the second step. */
async function halfIn(page: Page, people: People, person: { email: string; password: string }, to = '/users') {
  await page.goto(to);
  await people.trySignIn(page, person.email, person.password);
  await expect(heading(page, 'Two-factor authentication')).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in\/second-step/);
}

test('from turning it on to turning it off @postgres', async ({ page, people, smtp, newBrowser }) => {
  test.setTimeout(240_000);
  const elsewhere = await newBrowser();
  await people.signIn(elsewhere, ADMINISTRATOR);
  await people.signIn(page, ADMINISTRATOR);
  const { phone, codes } = await turnOn(page, people, ADMINISTRATOR.password);
  await elsewhere.goto('/users');
  await expect(heading(elsewhere, 'Sign in')).toBeVisible();
  await page.goto('/users');
  await expect(await people.cell(page, ADMINISTRATOR.name, 'Two-factor authentication')).toHaveText('On (app)');

  await test.step('with a code', async () => {
    await halfIn(elsewhere, people, ADMINISTRATOR, '/projects');
    await expect(elsewhere.getByRole('banner').getByRole('button', { name: 'Sign out' })).toHaveCount(0);
    await look(elsewhere, people);
    await button(elsewhere, 'Verify').click();
    await expectFieldError(elsewhere.getByRole('main'), 'Authentication code', 'Enter the code');
    await field(elsewhere, 'Authentication code').fill('000 000');
    await button(elsewhere, 'Verify').click();
    await expectFieldError(elsewhere.getByRole('main'), 'Authentication code', 'This code is not right');
    await look(elsewhere, people);
    // Nothing else opens meanwhile.
    await elsewhere.goto('/projects');
    await expect(heading(elsewhere, 'Two-factor authentication')).toBeVisible();
    await field(elsewhere, 'Authentication code').fill(await phone.next());
    await button(elsewhere, 'Verify').click();
    await expect(elsewhere).toHaveURL(/\/projects$/);
    await expect(heading(elsewhere, 'Projects')).toBeVisible();
    await people.signOut(elsewhere);
  });

  await test.step('with a recovery code, once', async () => {
    await halfIn(elsewhere, people, ADMINISTRATOR);
    await elsewhere.getByRole('link', { name: 'Use a recovery code', exact: true }).click();
    await look(elsewhere, people);
    await field(elsewhere, 'Recovery code').fill(codes[0]!.toUpperCase().replaceAll('-', ' '));
    await button(elsewhere, 'Verify').click();
    await expect(heading(elsewhere, /^Users/)).toBeVisible();
    await people.signOut(elsewhere);
    await halfIn(elsewhere, people, ADMINISTRATOR);
    await elsewhere.getByRole('link', { name: 'Use a recovery code', exact: true }).click();
    await field(elsewhere, 'Recovery code').fill(codes[0]!);
    await button(elsewhere, 'Verify').click();
    await expectFieldError(elsewhere.getByRole('main'), 'Recovery code', 'or it has been used');
    await look(elsewhere, people);
    await button(elsewhere, 'Sign in as somebody else').click();
    await expect(heading(elsewhere, 'Sign in')).toBeVisible();
  });

  await test.step('new recovery codes, and off', async () => {
    await page.goto('/account/two-factor');
    await expect(page.getByRole('main')).toContainText('9 left');
    await page.getByRole('link', { name: 'New recovery codes', exact: true }).click();
    await look(page, people);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await field(page, 'Authentication code').fill(await phone.next());
    await button(page, 'Make new recovery codes').click();
    const list = page.getByRole('list', { name: 'Recovery codes' });
    await expect(list.getByRole('listitem')).toHaveCount(10);
    const fresh = (await list.getByRole('listitem').first().innerText()).trim();
    await page.getByRole('button', { name: 'I have kept them', exact: true }).click();
    await page.getByRole('link', { name: 'Turn off two-factor authentication', exact: true }).click();
    await look(page, people);
    await button(page, 'Turn off').click();
    await expectFieldError(page.getByRole('main'), 'Password');
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await field(page, 'Authentication code').fill(fresh);
    await button(page, 'Turn off').click();
    await expect(page).toHaveURL(/\/account\/two-factor$/);
    await expect(button(page, 'Turn on two-factor authentication')).toBeVisible();
    await people.signIn(elsewhere, ADMINISTRATOR);
  });

  const subjects = () => smtp.to(ADMINISTRATOR.email).map((mail) => mail.subject);
  await expect
    .poll(() => [...subjects()].sort(), { timeout: 45_000 })
    .toEqual(
      [
        'Two-factor authentication is on',
        'A recovery code was used',
        'You have new recovery codes',
        'Two-factor authentication is off',
      ].sort(),
    );
});

test('an administrator helps somebody who has lost the telephone', async ({ page, people, server, smtp, newBrowser }) => {
  test.setTimeout(180_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA.email, MARA.name));
  const theirs = await newBrowser();
  await people.accept(theirs, await people.mailedLink(server.origin, MARA.email), ADMINISTRATOR.account, MARA);
  await page.goto('/users');
  const off = await people.menuItem(page, MARA.name, 'Reset two-factor');
  await expect(off).toHaveAttribute('aria-disabled', 'true');
  await expect(off).toHaveAccessibleDescription('Two-factor authentication is off');
  await turnOn(theirs, people, MARA.password);

  await page.goto('/users');
  await (await people.menuItem(page, MARA.name, 'Reset two-factor')).click();
  const question = `Reset two-factor authentication of ${MARA.name}?`;
  if (people.scripts) await expect(page.getByRole('alertdialog', { name: question })).toBeVisible();
  else await expect(heading(page, question)).toBeVisible();
  await look(page, people);
  const asked = people.scripts ? page.getByRole('alertdialog') : page.getByRole('main');
  await asked.getByRole('button', { name: 'Reset two-factor', exact: true }).click();
  await expect(
    page.getByRole('status').filter({ hasText: `Two-factor authentication of ${MARA.name} has been reset.` }).first(),
  ).toBeVisible();
  await expect(await people.cell(page, MARA.name, 'Two-factor authentication')).toHaveText('Off');
  await theirs.goto('/');
  await expect(heading(theirs, 'Sign in')).toBeVisible();
  await people.signIn(theirs, MARA);
  const mails = () => smtp.to(MARA.email).map((mail) => mail.subject);
  await expect.poll(mails, { timeout: 45_000 }).toContain('Your two-factor authentication was reset');
  // Nobody helps themselves.
  await turnOn(page, people, ADMINISTRATOR.password);
  await page.goto('/users');
  const own = await people.menuItem(page, ADMINISTRATOR.name, 'Reset two-factor');
  await expect(own).toHaveAttribute('aria-disabled', 'true');
});

test('after five wrong codes everything waits', async ({ page, people, newBrowser }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  const { phone } = await turnOn(page, people, ADMINISTRATOR.password);
  const guessing = await newBrowser();
  await halfIn(guessing, people, ADMINISTRATOR);
  for (let n = 0; n < 5; n += 1) {
    await field(guessing, 'Authentication code').fill('000000');
    await button(guessing, 'Verify').click();
    await expectFieldError(guessing.getByRole('main'), 'Authentication code');
  }
  await field(guessing, 'Authentication code').fill(await phone.next());
  const answer = guessing.waitForResponse((response) => response.request().method() === 'POST');
  await button(guessing, 'Verify').click();
  expect((await answer).status()).toBe(429);
  expect(Number(await (await answer).headerValue('retry-after'))).toBeGreaterThan(200);
  await expect(guessing.getByRole('alert')).toContainText('Please wait 5 minutes');
  await look(guessing, people);
});
