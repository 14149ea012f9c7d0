import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { linkIn, type Invitation } from '../support/people.ts';

test.use({ administrator: false });

const MARA: Invitation = {
  email: 'mara@example.org',
  name: 'Mara Lindqvist',
  role: 'Engineers',
  scope: { client: 'Administrator' },
};
const TOMAS: Invitation = { email: 'tomas@example.org', role: 'Users', scope: { projects: { Default: 'Observer' } } };

test('from the empty database to two working people @postgres', async ({ page, people, server, smtp, newBrowser }) => {
  test.setTimeout(180_000);
  await people.setUp(page, await server.setupLink(), ADMINISTRATOR);
  await expect(people.row(page, ADMINISTRATOR.email)).toContainText('You');
  await expect(people.rows(page)).toHaveCount(1);

  await test.step('one for all projects', async () => {
    // Slow enough that the page is there before the mail has gone.
    smtp.misbehave({ at: 'data', recipient: MARA.email, delayMs: 3_000 });
    await people.invite(page, MARA);
    await expect(await people.cell(page, MARA.email, 'Status')).toContainText('Queued');
    smtp.behave();
    const mail = await smtp.waitFor(MARA.email);
    const link = linkIn(mail, server.origin);
    expect(mail.to).toEqual([MARA.email]);
    expect(mail.headers.get('to')).toContain(MARA.email);
    expect(mail.subject).toContain(ADMINISTRATOR.account);
    expect(mail.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail.messageId).toMatch(/^<[^<>@\s]+@[^<>@\s]+>$/);
    await people.waitForStatus(page, MARA.email, 'Invited');
    await expect(await people.cell(page, MARA.email, 'Access')).toContainText('Engineers');
    await expect(await people.cell(page, MARA.email, 'Access')).toContainText('all projects');

    const theirs = await newBrowser();
    await people.openLink(theirs, link, ADMINISTRATOR.account);
    const main = theirs.getByRole('main');
    await expect(main).toContainText(ADMINISTRATOR.name);
    await expect(main).toContainText('Engineers');
    await expect(main).toContainText('all projects');
    await expect(main.locator('time').first()).toBeVisible();
    await expect(theirs.getByRole('textbox', { name: 'Email', exact: true })).toHaveValue(MARA.email);
    await expect(theirs.getByRole('textbox', { name: 'Email', exact: true })).not.toBeEditable();
    await people.accept(theirs, link, ADMINISTRATOR.account, { name: MARA.name!, password: 'seven lighthouses in fog' });
    await expect(theirs.getByRole('banner').getByRole('button', { name: 'Sign out' })).toBeVisible();

    await people.waitForStatus(page, MARA.email, 'Active');
    const told = await smtp.waitFor(ADMINISTRATOR.email);
    expect(told.subject).toMatch(/Mara Lindqvist|mara@example\.org/);
    expect(told.subject).toContain('accepted');
  });

  await test.step('one for a single project', async () => {
    await people.invite(page, TOMAS);
    const link = await people.mailedLink(server.origin, TOMAS.email);
    const theirs = await newBrowser();
    await people.openLink(theirs, link, ADMINISTRATOR.account);
    await expect(theirs.getByRole('main')).toContainText('Default');
    await expect(theirs.getByRole('main')).toContainText('Observer');
    await people.accept(theirs, link, ADMINISTRATOR.account, { name: 'Tomáš Novák', password: 'eleven quiet orchards' });

    await people.waitForStatus(page, TOMAS.email, 'Active');
    await expect(people.row(page, 'Tomáš Novák')).toContainText(TOMAS.email);
    await expect(await people.cell(page, TOMAS.email, 'Access')).toContainText('Users');
    await expect(await people.cell(page, TOMAS.email, 'Access')).toContainText('1 project');
    const told = await smtp.waitFor(ADMINISTRATOR.email, 1);
    expect(told.subject).toMatch(/Tomáš Novák|tomas@example\.org/);
    expect(told.subject).toContain('accepted');
  });

  await test.step('the password set with the link is the one that signs in', async () => {
    const again = await newBrowser();
    await again.goto('/sign-in');
    await people.trySignIn(again, MARA.email, 'seven lighthouses in fog');
    await expect(again.getByRole('heading', { level: 1, name: `Welcome to ${ADMINISTRATOR.account}` })).toBeVisible();
    const refused = await again.goto('/users');
    // Which refusal it is belongs to the product; that it shows nobody does not.
    await expect(people.table(again)).toHaveCount(0);
    expect(refused!.status() === 200 && refused!.url().endsWith('/users')).toBe(false);
  });

  // One mail each, and nobody else got one.
  expect(smtp.mails.map((mail) => mail.to.join()).sort()).toEqual(
    [ADMINISTRATOR.email, ADMINISTRATOR.email, MARA.email, TOMAS.email].sort(),
  );
});

test('the set-up link works once', async ({ page, people, server, newBrowser }) => {
  const link = await server.setupLink();
  await people.setUp(page, link, ADMINISTRATOR);
  const later = await newBrowser();
  const answer = await later.goto(link);
  expect(answer!.status()).toBeGreaterThanOrEqual(400);
  await expect(later.getByRole('button', { name: 'Create administrator' })).toHaveCount(0);
  const direct = await later.goto('/setup');
  await expect(later.getByRole('button', { name: 'Create administrator' })).toHaveCount(0);
  expect(new URL(direct!.url()).pathname === '/setup' && direct!.status() === 200).toBe(false);
});
