import type { Page } from '@playwright/test';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { linkIn, toEverything, type People } from '../support/people.ts';

const MARA = { name: 'Mara Lindqvist', email: 'mara@example.org', password: 'seven lighthouses in fog' };
const BO = { name: 'Bo Andersen', email: 'bo@example.org', password: 'nine harbours under snow' };

/** Follows a link and says with which status its page came. */
async function follow(page: Page, link: string): Promise<number> {
  return (await page.goto(link))!.status();
}

async function createAccount(page: Page, name: string): Promise<void> {
  await page.goto('/accounts');
  await field(page, 'Name').fill(name);
  await button(page, 'Create account').click();
  await expect(page.getByRole('status').filter({ hasText: `Account ${name} created` })).toBeVisible();
}

async function switchTo(page: Page, name: string): Promise<void> {
  await page.goto('/accounts');
  const line = page.getByRole('main').getByRole('listitem').filter({ hasText: name });
  await button(line, 'Switch').click();
  await expect(page.getByRole('status').filter({ hasText: `You are now in ${name}` })).toBeVisible();
}

/** Mara has joined the first account; a second one invites her. Gives back the link of the notice. */
async function invitedTwice(page: Page, people: People, origin: string, theirs: Page): Promise<string> {
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, { ...toEverything(MARA.email), role: 'Users' });
  const first = await people.mailedLink(origin, MARA.email);
  await people.accept(theirs, first, ADMINISTRATOR.account, MARA);
  await people.signOut(theirs);
  await createAccount(page, 'Quay Labs');
  await switchTo(page, 'Quay Labs');
  await people.invite(page, { ...toEverything(MARA.email), role: 'Users' });
  const notice = await people.smtp.waitFor(MARA.email, 1);
  expect(notice.text).toContain(`You already have an account as ${MARA.email}`);
  return linkIn(notice, origin);
}

test('somebody with an account signs in and accepts @postgres', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(150_000);
  const theirs = await newBrowser();
  const link = await invitedTwice(page, people, server.origin, theirs);

  // Signed out: the way in is to sign in.
  expect(await follow(theirs, link)).toBe(200);
  await look(theirs, people, 'Sign in to join Quay Labs');
  await expect(button(theirs, 'Set password and join')).toHaveCount(0);

  // In a browser where somebody else is signed in, the link survives that.
  expect(await follow(page, link)).toBe(403);
  await look(page, people, 'This invitation is for somebody else');
  await expect(page.getByRole('main')).toContainText(ADMINISTRATOR.email);
  await button(page, `Sign out and continue as ${MARA.email}`).click();
  await expect(heading(page, 'Sign in to join Quay Labs')).toBeVisible();
  await page.getByRole('link', { name: 'Sign in to accept' }).click();
  await people.trySignIn(page, MARA.email, MARA.password);
  await look(page, people, 'Join Quay Labs');
  await expect(button(page, 'Decline')).toBeVisible();
  await button(page, 'Accept').click();
  await expect(heading(page, 'Welcome to Quay Labs')).toBeVisible();
  await people.smtp.waitFor(ADMINISTRATOR.email, 1);
  expect(people.smtp.to(ADMINISTRATOR.email).at(-1)!.subject).toContain('accepted your invitation to Quay Labs');
  await page.goto('/accounts');
  await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(2);
});

test('invitations are offered after signing in', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(150_000);
  const theirs = await newBrowser();
  await invitedTwice(page, people, server.origin, theirs);
  await theirs.goto('/sign-in');
  await people.trySignIn(theirs, MARA.email, MARA.password);
  await expect(theirs).toHaveURL(/\/invitations$/);
  await look(theirs, people, 'Invitations');
  await expect(theirs.getByRole('region', { name: 'Quay Labs' })).toContainText(ADMINISTRATOR.email);
  await theirs.getByRole('link', { name: 'Decide later' }).click();
  await expect(heading(theirs, `Welcome to ${ADMINISTRATOR.account}`)).toBeVisible();

  // It waits where the accounts are.
  await theirs.getByRole('banner').getByRole('link', { name: /switch account$/ }).click();
  await expect(theirs.getByText('1 account has invited you.')).toBeVisible();
  await look(theirs, people, 'Accounts');
  await theirs.getByRole('link', { name: 'See invitations' }).click();
  // One press changes nothing yet.
  await button(theirs, 'Decline').click();
  await look(theirs, people, 'Decline the invitation to Quay Labs?');
  await theirs.getByRole('link', { name: 'Cancel' }).click();
  await button(theirs, 'Decline').click();
  await button(theirs, 'Decline invitation').click();
  await expect(theirs.getByRole('status').filter({ hasText: 'The invitation is declined.' })).toBeVisible();
  await expect(theirs.getByText(`There is no open invitation for ${MARA.email}.`)).toBeVisible();
  await look(theirs, people, 'Invitations');
  await people.smtp.waitFor(ADMINISTRATOR.email, 1);
  await page.goto('/users?status=removed');
  await people.row(page, MARA.email).getByRole('rowheader').getByRole('link').click();
  await expect(page.getByRole('region', { name: 'Invitation' })).toContainText('Declined');
});

test('every end of a link has a page of its own', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(180_000);
  await people.signIn(page, ADMINISTRATOR);
  const theirs = await newBrowser();

  await people.invite(page, toEverything(MARA.email));
  const replaced = await people.mailedLink(server.origin, MARA.email);
  await (await people.menuItem(page, MARA.email, 'Copy invite link')).click();
  const link = await people.shownLink(page);
  expect(await follow(theirs, replaced)).toBe(410);
  await look(theirs, people, 'A newer invitation was sent');

  // Whoever it is not for says so, and nobody is mailed any more.
  expect(await follow(theirs, link)).toBe(200);
  await theirs.getByRole('link', { name: 'This is not for me' }).click();
  await look(theirs, people, `Decline the invitation to ${ADMINISTRATOR.account}?`);
  await button(theirs, 'Decline invitation').click();
  await look(theirs, people, 'This invitation was declined');
  expect(await follow(theirs, link)).toBe(410);
  const told = await people.smtp.waitFor(ADMINISTRATOR.email);
  expect(told.text).toContain(MARA.email);

  await people.invite(page, toEverything('noor@example.org'));
  const revoked = await people.mailedLink(server.origin, 'noor@example.org');
  await (await people.menuItem(page, 'noor@example.org', 'Revoke invite')).click();
  await button(page, 'Revoke invite').last().click();
  await expect(people.row(page, 'noor@example.org')).toHaveCount(0);
  expect(await follow(theirs, revoked)).toBe(410);
  await look(theirs, people, 'This invitation was withdrawn');

  for (let tries = 0; tries < 20; tries++) await theirs.request.get(`/invitations/${'A'.repeat(16)}`);
  const refused = await theirs.goto('/invitations/nothing');
  expect(refused!.status()).toBe(429);
  expect(Number(refused!.headers()['retry-after'])).toBeGreaterThan(0);
  await look(theirs, people, 'Too many tries');
});

test('an invitation whose inviter lost the right waits for an administrator', async ({
  page,
  people,
  server,
  newBrowser,
}) => {
  test.setTimeout(150_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, { ...toEverything(BO.email), role: 'Administrators' });
  const theirs = await newBrowser();
  await people.openLink(theirs, await people.mailedLink(server.origin, BO.email), ADMINISTRATOR.account);
  await people.join(theirs, BO);
  await expect(heading(theirs, /^Users/)).toBeVisible();
  await people.invite(theirs, toEverything(MARA.email));
  const link = await people.mailedLink(server.origin, MARA.email);
  await page.goto('/users');
  await (await people.menuItem(page, BO.name, 'Suspend')).click();
  await button(page, `Suspend ${BO.name}`).click();
  await people.waitForStatus(page, MARA.email, 'Needs approval');

  const invited = await newBrowser();
  expect(await follow(invited, link)).toBe(409);
  await look(invited, people, 'An administrator has to confirm first');
  await (await people.menuItem(page, MARA.email, 'Approve')).click();
  const notice = page.getByRole('status').filter({ hasText: `The invitation of ${MARA.email} is approved.` });
  await expect(notice.first()).toBeVisible();
  await people.accept(invited, link, ADMINISTRATOR.account, MARA);
});

test('a visit with everything a browser does, and an empty form, spend nothing', async ({
  page,
  people,
  server,
  newBrowser,
}) => {
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA.email));
  const link = await people.mailedLink(server.origin, MARA.email);
  const theirs = await newBrowser();
  for (let time = 0; time < 3; time++) {
    await people.openLink(theirs, link, ADMINISTRATOR.account);
    await people.alive(theirs);
    await button(theirs, 'Set password and join').click();
    await expectFieldError(theirs.getByRole('main'), 'Password');
  }
  await people.accept(theirs, link, ADMINISTRATOR.account, MARA);
});

test.describe('a link of ten seconds', () => {
  // Without mail: between two mailed links a minute has to pass.
  test.use({ mail: false, serverEnv: { VESTIBULE_INVITE_TTL: '10s' } });

  test('asking for a new link, and getting it by one press @postgres', async ({ page, people, newBrowser }) => {
    test.setTimeout(120_000);
    await people.signIn(page, ADMINISTRATOR);
    const link = await people.createLink(page, toEverything(MARA.email));
    const theirs = await newBrowser();
    await expect.poll(() => follow(theirs, link), { intervals: [2000, 2000, 1000], timeout: 30_000 }).toBe(410);
    await look(theirs, people, 'This invitation has expired');
    await button(theirs, 'Ask for a new link').click();
    await look(theirs, people, 'You asked for a new link');
    expect(await follow(theirs, link)).toBe(410);
    await expect(heading(theirs, 'You asked for a new link')).toBeVisible();
    await expect(button(theirs, 'Ask for a new link')).toHaveCount(0);

    await page.goto('/users?status=waiting');
    await expect(people.row(page, MARA.email)).toContainText('Asks for a new link');
    await look(page, people, /^Users/);
    await (await people.menuItem(page, MARA.email, 'Approve')).click();
    const newer = await people.shownLink(page);
    await people.accept(theirs, newer, ADMINISTRATOR.account, MARA);
  });
});
