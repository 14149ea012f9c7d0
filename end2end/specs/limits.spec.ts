import { type Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { linkIn } from '../support/people.ts';

const WRONG = 'The email or password is not right.';
const WAIT = /^Too many tries\. Please wait (\d+) seconds?, then try again\.$/;

/** The defaults, which the other specs are spared. */
const USUAL = {
  VESTIBULE_SIGN_INS_PER_MINUTE: '10',
  VESTIBULE_SIGN_IN_FAILURES: '100',
  VESTIBULE_FORGOT_PER_HOUR: '10',
  VESTIBULE_FORGOT_PER_ADDRESS: '3',
};

/** Presses a button, and gives status and wait of the answer to it. */
async function pressed(page: Page, name: string): Promise<{ status: number; wait: number }> {
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await button(page, name).click();
  const { status, wait } = await answer.then((response) => ({
    status: response.status(),
    wait: Number(response.headers()['retry-after'] ?? 0),
  }));
  await page.waitForLoadState();
  return { status, wait };
}

async function trySignIn(page: Page, password: string): Promise<{ status: number; wait: number }> {
  await field(page, 'Password').fill(password);
  return pressed(page, 'Sign in');
}

test.describe('after wrong passwords', () => {
  test.use({ serverEnv: USUAL });

  test('the page says how long to wait, keeps the address, and lets in afterwards @postgres', async ({ page, people }) => {
    await page.goto('/sign-in?next=%2Fprojects');
    await field(page, 'Email').fill(ADMINISTRATOR.email);
    expect((await trySignIn(page, 'not the right password')).status).toBe(422);
    await expect(page.getByRole('alert')).toContainText(WRONG);
    // Whoever types slowly never waits. Until the fourth wrong one, which is followed by ten seconds.
    await expect
      .poll(async () => (await trySignIn(page, 'not the right password')).wait, { timeout: 40_000, intervals: [500] })
      .toBeGreaterThan(5);

    const refused = await trySignIn(page, ADMINISTRATOR.password);
    expect(refused.status).toBe(429);
    const summary = page.getByRole('alert');
    await expect(summary.getByRole('listitem')).toHaveText(WAIT);
    const told = Number(WAIT.exec(await summary.getByRole('listitem').innerText())![1]);
    expect(told).toBe(refused.wait);
    await expect(summary).toBeFocused();
    await expect(field(page, 'Email')).toHaveValue(ADMINISTRATOR.email);
    await expect(field(page, 'Password')).toHaveValue('');
    await look(page, people);

    await expect
      .poll(async () => (await trySignIn(page, ADMINISTRATOR.password)).status, { timeout: 30_000, intervals: [1000] })
      .toBe(303);
    await expect(page).toHaveURL(/\/projects$/);
    await expect(button(page.getByRole('banner'), 'Sign out')).toBeVisible();
  });
});

test.describe('after too many wrong passwords', () => {
  test.use({ serverEnv: { ...USUAL, VESTIBULE_SIGN_IN_FAILURES: '1' } });

  test('a new one by mail is the way in', async ({ page, people, server, smtp }) => {
    await page.goto('/sign-in');
    await field(page, 'Email').fill(ADMINISTRATOR.email);
    expect((await trySignIn(page, 'not the right password')).status).toBe(422);
    expect((await trySignIn(page, ADMINISTRATOR.password)).status).toBe(429);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('Choose a new password through “Forgot password?”.');
    await page.getByRole('link', { name: 'Forgot password?' }).click();
    await field(page, 'Email').fill(ADMINISTRATOR.email);
    await button(page, 'Send link').click();
    await page.goto(linkIn(await smtp.waitFor(ADMINISTRATOR.email), server.origin, 'reset-password'));
    await expect(heading(page, 'Choose a new password')).toBeVisible();
    const password = 'a kettle for every storm';
    await field(page, 'Password').fill(password);
    await button(page, 'Save password').click();
    await expect(heading(page, 'Sign in')).toBeVisible();
    await people.signIn(page, { email: ADMINISTRATOR.email, password });
  });
});

test.describe('after wrong passwords of somebody else', () => {
  test.use({ serverEnv: { ...USUAL, VESTIBULE_SIGN_IN_FAILURES: '1' } });

  test('whoever has signed in with this browser before still gets in @postgres', async ({ page, people, newBrowser }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.signOut(page);
    const stranger = await newBrowser();
    await stranger.goto('/sign-in');
    await field(stranger, 'Email').fill(ADMINISTRATOR.email);
    expect((await trySignIn(stranger, 'not the right password')).status).toBe(422);
    expect((await trySignIn(stranger, ADMINISTRATOR.password)).status).toBe(429);
    await people.signIn(page, ADMINISTRATOR);
    // Inside, too, only one's own wrong passwords count.
    await page.goto('/account/password');
    await field(page, 'Current password').fill('not the right password');
    await field(page, 'New password').fill('a kettle for every storm');
    expect((await pressed(page, 'Change password')).status).toBe(422);
    await field(page, 'Current password').fill(ADMINISTRATOR.password);
    await field(page, 'New password').fill('a kettle for every storm');
    expect((await pressed(page, 'Change password')).status).toBe(429);
    await expect(page.getByRole('alert')).toContainText('There were too many wrong passwords');
  });
});

test.describe('after asking too often for a new password', () => {
  test.use({ serverEnv: { ...USUAL, VESTIBULE_FORGOT_PER_HOUR: '1' } });

  test('the page says how long to wait and keeps the address', async ({ page, people }) => {
    await people.forgotPassword(page, ADMINISTRATOR.email);
    await page.goto('/forgot-password');
    await field(page, 'Email').fill('mara@example.org');
    const refused = await pressed(page, 'Send link');
    expect(refused.status).toBe(429);
    expect(refused.wait).toBeGreaterThan(3000);
    await expect(page.getByRole('alert')).toContainText(/Please wait (59|60) minutes, then try again\./);
    await expect(field(page, 'Email')).toHaveValue('mara@example.org');
  });
});
