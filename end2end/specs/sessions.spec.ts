import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { toEverything } from '../support/people.ts';

const MARA = 'mara@harbour.example';

async function openSessions(page: Page): Promise<void> {
  await page.goto('/account');
  await page.getByRole('navigation', { name: 'Account' }).getByRole('link', { name: 'Sessions' }).click();
  await expect(page).toHaveURL(/\/account\/sessions$/);
  await expect(page.getByRole('heading', { name: 'Sessions' })).toBeVisible();
}

function said(page: Page, words: string) {
  return page.getByRole('status').filter({ hasText: words }).first();
}

test('two browsers, and one signs the other out @postgres', async ({ page, people, smtp, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  await openSessions(page);
  const main = page.getByRole('main');
  await expect(main.getByText('You are signed in nowhere else.')).toBeVisible();
  await expect(main.getByRole('listitem').filter({ hasText: 'This browser' })).toHaveCount(1);
  await expect(main.getByRole('button')).toHaveCount(0);
  await look(page, people);

  const other = await newBrowser();
  await people.signIn(other, ADMINISTRATOR);
  await expect.poll(() => smtp.news.length, { timeout: 45_000 }).toBe(1);
  const [mail] = smtp.news;
  expect(mail!.to).toEqual([ADMINISTRATOR.email]);
  expect(mail!.subject).toBe('New sign-in to your account');
  expect(mail!.text).toContain('127.0.0.1');
  await openSessions(page);
  const end = main.getByRole('button', { name: /^Sign out: / });
  await expect(end).toHaveCount(1);
  await expect(end).toHaveAccessibleName(/127\.0\.0\.1$/);
  await look(page, people);
  await openSessions(other);

  await end.click();
  await expect(said(page, 'The browser is signed out.')).toBeVisible();
  await expect(page).toHaveURL(/\/account\/sessions$/);
  await expect(end).toHaveCount(0);
  // Its page is still open, and its buttons do nothing any more.
  await button(other.getByRole('main'), 'Sign out all others').click();
  await expect(heading(other, 'Sign in')).toBeVisible();
  await openSessions(page);

  await people.trySignIn(other, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(button(other.getByRole('banner'), 'Sign out')).toBeVisible();
  await openSessions(other);
  await button(other.getByRole('main'), 'Sign out all others').click();
  await expect(said(other, '1 other browser is signed out.')).toBeVisible();
  await page.goto('/account/sessions');
  await expect(page).toHaveURL(/\/sign-in/);
});

test.describe('a proof of one second', () => {
  test.use({ serverEnv: { VESTIBULE_STEP_UP_SECONDS: '1' } });

  test('confirming who one is loses nothing of the form @postgres', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    await people.proofIsOver(page);
    const form = await people.openInvite(page);
    await people.fillInvite(form, { ...toEverything(MARA, 'Mara Lind'), role: 'Administrators' });
    await button(form, 'Send invitation').click();
    await expect(heading(page, 'Confirm it is you')).toBeVisible();
    await people.alive(page);
    await look(page, people);
    await field(page, 'Password').fill('not the right password');
    await button(page, 'Confirm').click();
    await expectFieldError(page.getByRole('main'), 'Password', 'This is not your current password.');
    await expect(field(page, 'Password')).toHaveValue('');
    await look(page, people);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await button(page, 'Confirm').click();
    await people.expectQueued(page, MARA);
    await expect(await people.cell(page, MARA, 'Access')).toContainText('Administrators');

    // The question before a removal, in a dialog where scripts run.
    await people.proofIsOver(page);
    const remove = await people.menuItem(page, 'Mara Lind', 'Delete');
    await remove.click();
    await button(page, 'Remove Mara Lind').click();
    await expect(heading(page, 'Confirm it is you')).toBeVisible();
    await people.alive(page);
    await field(page, 'Password').fill(ADMINISTRATOR.password);
    await button(page, 'Confirm').click();
    await expect(said(page, 'Mara Lind')).toBeVisible();
    await expect(page).toHaveURL(/\/users$/);
  });
});
