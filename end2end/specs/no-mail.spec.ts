import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { toEverything } from '../support/people.ts';

test.use({ mail: false });

test('without a mail server links are handed over by hand', async ({ page, people, server, smtp, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  await expect(page.getByText(/by hand/).first()).toBeVisible();
  const link = await people.createLink(page, toEverything('mara@example.org', 'Mara Lindqvist'));
  expect(link.startsWith(`${server.origin}/invitations/`)).toBe(true);
  await people.waitForStatus(page, 'mara@example.org', 'Invited');

  const theirs = await newBrowser();
  await people.accept(theirs, link, ADMINISTRATOR.account, {
    name: 'Mara Lindqvist',
    password: 'seven lighthouses in fog',
  });
  await people.waitForStatus(page, 'mara@example.org', 'Active');
  expect(smtp.attempts).toBe(0);
});

test('a link that got lost can be copied again', async ({ page, people, newBrowser }) => {
  await people.signIn(page, ADMINISTRATOR);
  const lost = await people.createLink(page, toEverything('mara@example.org'));
  await page.goto('/users');
  await (await people.menuItem(page, 'mara@example.org', 'Copy invite link')).click();
  const link = await people.shownLink(page);
  expect(link).not.toBe(lost);
  const theirs = await newBrowser();
  // The newest link alone opens the door, should the lost one be found by somebody.
  const refused = await theirs.goto(lost);
  expect([404, 410]).toContain(refused!.status());
  await expect(theirs.getByRole('button', { name: 'Set password and join' })).toHaveCount(0);
  await people.accept(theirs, link, ADMINISTRATOR.account, {
    name: 'Mara Lindqvist',
    password: 'seven lighthouses in fog',
  });
});
