import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { look } from '../support/look.ts';
import { linkIn, toEverything } from '../support/people.ts';

const MARA = 'mara@example.org';
const LONG_NAME = 'Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft';

test.describe('the empty database', () => {
  test.use({ administrator: false });

  test('set-up', async ({ page, people, server }) => {
    await page.goto(await server.setupLink());
    await look(page, people, 'Set up Vestibule');
    await button(page, 'Create administrator').click();
    await expectFieldError(page.getByRole('main'), 'Email');
    await look(page, people, 'Set up Vestibule');
  });
});

test('pages for everybody', async ({ page, people, server, smtp }) => {
  test.setTimeout(120_000);
  await page.goto('/sign-in');
  await look(page, people, 'Sign in');
  await people.trySignIn(page, 'nobody@example.org', 'not the right password');
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, people, 'Sign in');
  await page.goto('/forgot-password');
  await look(page, people, 'Forgot your password?');
  await people.forgotPassword(page, ADMINISTRATOR.email);
  await look(page, people, 'Check your mail');
  await page.goto(linkIn(await smtp.waitFor(ADMINISTRATOR.email), server.origin, 'reset-password'));
  await look(page, people, 'Choose a new password');
  await page.goto('/no-such-page');
  await look(page, people, 'Page not found');
  await page.goto(`/invitations/${'A'.repeat(43)}`);
  await look(page, people, 'This link is not valid');
});

test('pages for administrators', async ({ page, people }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await look(page, people, /^Users/);
  await people.invite(page, toEverything(MARA, LONG_NAME));
  await people.invite(page, toEverything(`${'long-address.'.repeat(4)}x@${'sub.'.repeat(10)}example.org`));
  await look(page, people, /^Users/);
  await people.menuItem(page, LONG_NAME, 'Copy invite link');
  await look(page, people, /^Users/);

  await page.goto('/users');
  await page.getByRole('searchbox', { name: 'Search users' }).fill('nobody of that name');
  await button(page, 'Search').click();
  await expect(page).toHaveURL(/nobody/);
  await expect(people.rows(page)).toHaveCount(0);
  await look(page, people, /^Users/);
  await page.getByRole('searchbox', { name: 'Search users' }).fill('Wolfeschlegel');
  await button(page, 'Search').click();
  await expect(people.rows(page)).toHaveCount(1);

  const form = await people.openInvite(page);
  await look(page, people, 'Invite user');
  await people.fillInvite(form, { email: 'wrong', role: 'Users', scope: { projects: { Default: 'Observer' } } });
  await button(form, 'Send invitation').click();
  await expectFieldError(form, 'Email');
  await look(page, people, 'Invite user');
  // With scripts the form has been a dialog so far; it is a page as well.
  await page.goto('/users/invite');
  await look(page, people, 'Invite user');
});

test('pages for invited people', async ({ page, people, server, newBrowser }) => {
  test.setTimeout(120_000);
  await people.signIn(page, ADMINISTRATOR);
  await people.invite(page, toEverything(MARA));
  const link = await people.mailedLink(server.origin, MARA);
  const theirs = await newBrowser();
  await people.openLink(theirs, link, ADMINISTRATOR.account);
  await look(theirs, people, `Join ${ADMINISTRATOR.account}`);
  await people.join(theirs, { name: LONG_NAME, password: 'too short' });
  await expectFieldError(theirs.getByRole('main'), 'Password');
  await look(theirs, people, `Join ${ADMINISTRATOR.account}`);
  await field(theirs, 'Password').fill('seven lighthouses in fog');
  await button(theirs, 'Set password and join').click();
  await look(theirs, people, `Welcome to ${ADMINISTRATOR.account}`);
  const later = await newBrowser();
  await later.goto(link);
  await look(later, people, 'This invitation has already been used');
});

test.describe('without mail', () => {
  test.use({ mail: false });

  test('the link on the page', async ({ page, people }) => {
    await people.signIn(page, ADMINISTRATOR);
    await look(page, people, /^Users/);
    await people.createLink(page, toEverything(MARA));
    await look(page, people, 'Hand over this link');
  });
});

test.describe('a link of one second', () => {
  test.use({ mail: false, serverEnv: { VESTIBULE_INVITE_TTL: '1s' } });

  test('expired', async ({ page, people, newBrowser }) => {
    await people.signIn(page, ADMINISTRATOR);
    const link = await people.createLink(page, toEverything(MARA));
    const theirs = await newBrowser();
    const open = async () => (await theirs.goto(link))!.status();
    await expect.poll(open, { intervals: [1000, 1000, 2000], timeout: 15_000 }).toBe(410);
    await expect(heading(theirs, 'This invitation has expired')).toBeVisible();
    await look(theirs, people, 'This invitation has expired');
  });
});
