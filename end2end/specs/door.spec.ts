import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look, lookWell } from '../support/look.ts';
import { toEverything, type People } from '../support/people.ts';
import { Phone } from '../support/phone.ts';

// The same address is invited twice within a minute.
test.use({ serverEnv: { VESTIBULE_RESEND_PAUSE_SECONDS: '0' } });

const MARA = { email: 'mara@example.org', name: 'Mara Lindqvist', password: 'seven lighthouses in fog' };

/** Invites with the box ticked, and gives back the link in the mail. */
async function inviteGuarded(page: Page, people: People, origin: string, seen = 0): Promise<string> {
  const form = await people.openInvite(page);
  await people.fillInvite(form, toEverything(MARA.email, MARA.name));
  await form.getByText('More options', { exact: true }).click();
  const box = form.getByRole('checkbox', { name: 'Requires two-factor authentication', exact: true });
  await expect(box).not.toBeChecked();
  await box.check();
  await lookWell(page, people, 'invite');
  await button(form, 'Send invitation').click();
  await people.expectQueued(page, MARA.email);
  return people.mailedLink(origin, MARA.email, seen);
}

test('an invitation that requires two-factor: set up before joining @postgres', async ({ page, people, server, smtp, newBrowser }) => {
  test.setTimeout(240_000);
  await people.signIn(page, ADMINISTRATOR);
  const link = await inviteGuarded(page, people, server.origin);
  expect(smtp.to(MARA.email)[0]!.text).toContain('You will set up two-factor authentication when you join.');
  await people.row(page, MARA.email).getByRole('link').first().click();
  await expect(page.getByRole('main')).toContainText('Required to join');

  const theirs = await newBrowser();
  await people.openLink(theirs, link, ADMINISTRATOR.account);
  await expect(theirs.getByRole('main')).toContainText('Required to join');
  await lookWell(theirs, people, 'accept');
  await field(theirs, 'Name').fill(MARA.name);
  await field(theirs, 'Password').fill('short');
  await button(theirs, 'Continue').click();
  await expectFieldError(theirs.getByRole('main'), 'Password');
  await field(theirs, 'Password').fill(MARA.password);
  await button(theirs, 'Continue').click();

  await expect(theirs).toHaveURL(/\/invitations\/[0-9a-f]{16}\/two-factor$/);
  await expect(heading(theirs, `Join ${ADMINISTRATOR.account}`)).toBeVisible();
  await expect(theirs.getByRole('img', { name: 'QR code for your authenticator app' })).toBeVisible();
  await lookWell(theirs, people, 'door');
  // Nothing else opens meanwhile, in this browser or another.
  await theirs.goto('/users');
  await expect(heading(theirs, 'Sign in')).toBeVisible();
  await theirs.goBack();
  const elsewhere = await newBrowser();
  await people.openLink(elsewhere, link, ADMINISTRATOR.account);
  await elsewhere.goto(theirs.url());
  await expect(elsewhere.getByRole('status').filter({ hasText: 'Please start again' }).first()).toBeVisible();
  await look(elsewhere, people);

  const phone = new Phone(await theirs.locator('code').innerText());
  await button(theirs, 'Set password and join').click();
  await expectFieldError(theirs.getByRole('main'), 'Authentication code', 'Enter the code');
  await field(theirs, 'Authentication code').fill('000 000');
  await button(theirs, 'Set password and join').click();
  await expectFieldError(theirs.getByRole('main'), 'Authentication code', 'This code is not right');
  await lookWell(theirs, people, 'door-refused');
  await field(theirs, 'Authentication code').fill(await phone.next());
  await button(theirs, 'Set password and join').click();

  await expect(theirs).toHaveURL(/\/account\/two-factor\/codes$/);
  await expect(theirs.getByRole('status').filter({ hasText: 'You have joined' }).first()).toBeVisible();
  await expect(theirs.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await lookWell(theirs, people, 'codes');
  await theirs.getByRole('button', { name: 'I have kept them', exact: true }).click();
  await expect(heading(theirs, `Welcome to ${ADMINISTRATOR.account}`)).toBeVisible();

  await page.goto('/users');
  await expect(await people.cell(page, MARA.name, 'Two-factor authentication')).toHaveText('On (app)');
  await expect
    .poll(() => smtp.to(MARA.email).map((mail) => mail.subject), { timeout: 45_000 })
    .toContain('Two-factor authentication is on');
  // And from now on it is asked for.
  await people.signOut(theirs);
  await people.trySignIn(theirs, MARA.email, MARA.password);
  await expect(heading(theirs, 'Two-factor authentication')).toBeVisible();
  await field(theirs, 'Authentication code').fill(await phone.next());
  await button(theirs, 'Verify').click();
  await expect(heading(theirs, `Welcome to ${ADMINISTRATOR.account}`)).toBeVisible();
  await theirs.goto(link);
  await expect(theirs.getByRole('main')).not.toContainText('Set password');
});

test('somebody with a password sets it up and comes back to the invitation', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(240_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA.email, MARA.name));
  const theirs = await newBrowser();
  await people.accept(theirs, await people.mailedLink(server.origin, MARA.email), ADMINISTRATOR.account, MARA);
  // Taken out again: she belongs to no account, and has a password.
  await page.goto('/users');
  await people.row(page, MARA.email).getByRole('link').first().click();
  const id = /\/users\/(\d+)$/.exec(page.url())![1]!;
  await page.goto(`/users/${id}/delete`);
  await button(page, `Remove ${MARA.name}`).click();
  await page.goto('/users');
  await inviteGuarded(page, people, server.origin, 1);

  await theirs.goto('/sign-in');
  await people.trySignIn(theirs, MARA.email, MARA.password);
  await expect(heading(theirs, 'Invitations')).toBeVisible();
  await expect(theirs.getByRole('button', { name: 'Accept', exact: true })).toHaveCount(0);
  await lookWell(theirs, people, 'offer');
  await theirs.getByRole('link', { name: 'Set up two-factor authentication', exact: true }).click();
  await lookWell(theirs, people, 'offer-set-up');
  await field(theirs, 'Password').fill(MARA.password);
  await button(theirs, 'Turn on two-factor authentication').click();
  await expect(theirs).toHaveURL(/\/account\/two-factor\/set-up$/);
  const phone = new Phone(await theirs.locator('code').innerText());
  await field(theirs, 'Authentication code').fill(await phone.next());
  await button(theirs, 'Turn on').click();
  await expect(theirs.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem')).toHaveCount(10);
  await theirs.getByRole('button', { name: 'I have kept them', exact: true }).click();
  await expect(heading(theirs, 'Invitations')).toBeVisible();
  await button(theirs, 'Accept').click();
  await expect(heading(theirs, `Welcome to ${ADMINISTRATOR.account}`)).toBeVisible();
});
