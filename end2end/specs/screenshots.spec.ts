import { fileURLToPath } from 'node:url';
import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { field } from '../support/forms.ts';
import type { Invitation } from '../support/people.ts';

const picture = (name: string) => fileURLToPath(new URL(`../../docs/images/${name}.png`, import.meta.url));

const everything: Invitation['scope'] = { client: 'Administrator' };
const PEOPLE: (Invitation & { name: string; accepts?: boolean })[] = [
  { email: 'mara@harbour.example', name: 'Mara Lindqvist', role: 'Engineers', scope: everything, accepts: true },
  { email: 'tomas@harbour.example', name: 'Tomáš Novák', role: 'Users', scope: { projects: { Default: 'Observer' } }, accepts: true },
  { email: 'yuki@harbour.example', name: 'Yuki Tanaka', role: 'Administrators', scope: everything, accepts: true },
  { email: 'leyla@harbour.example', name: 'Leyla Məmmədova', role: 'Engineers', scope: { projects: { Default: 'User' } }, accepts: true },
  { email: 'pavel@partner.example', name: 'Павел Орлов', role: 'Purge and Prefetch only (API)', scope: everything },
  { email: 'bo@partner.example', name: 'Bo Andersen', role: 'Users', scope: { projects: { Default: 'Project administrator' } } },
  { email: 'gone@former.example', name: 'Iris Duarte', role: 'Users', scope: { projects: { Default: 'Observer' } } },
];

test('pictures for the README', async ({ page, people, server, smtp, newBrowser }) => {
  test.setTimeout(240_000);
  await people.signIn(page, ADMINISTRATOR);
  smtp.misbehave({ at: 'rcpt', recipient: 'gone@former.example', code: 550, text: '5.1.1 No such mailbox' });
  for (const person of PEOPLE) await people.invite(page, person);
  for (const { email, name, accepts } of PEOPLE) {
    if (!accepts) continue;
    const link = await people.mailedLink(server.origin, email);
    const theirs = await newBrowser();
    await people.openLink(theirs, link, ADMINISTRATOR.account);
    await people.join(theirs, { name, password: 'seven lighthouses in fog' });
    await expect(theirs.getByRole('button', { name: 'Sign out' })).toBeVisible();
    await theirs.close();
  }
  await people.waitForStatus(page, 'gone@former.example', 'Not delivered');
  await people.waitForStatus(page, 'bo@partner.example', 'Invited');

  // Still pictures: nothing half-way through a transition.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  await page.goto('/users');
  await page.screenshot({ path: picture('users-light'), animations: 'disabled' });
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'dark' });
  await page.screenshot({ path: picture('users-dark'), animations: 'disabled' });

  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  const dialog = await people.openInvite(page);
  await people.fillInvite(dialog, {
    email: 'noor@harbour.example',
    name: 'Noor Haddad',
    role: 'Engineers',
    scope: { projects: { Default: 'User' } },
  });
  await field(dialog, 'Email').focus();
  await page.screenshot({ path: picture('invite'), animations: 'disabled' });

  const link = await people.mailedLink(server.origin, 'bo@partner.example');
  const phone = await newBrowser();
  await phone.emulateMedia({ reducedMotion: 'reduce', colorScheme: 'light' });
  for (const width of [390, 320]) {
    await phone.setViewportSize({ width, height: width === 390 ? 844 : 640 });
    await people.openLink(phone, link, ADMINISTRATOR.account);
    await people.alive(phone);
    await phone.screenshot({ path: picture(`accept-${width}`), animations: 'disabled', fullPage: true });
  }
});
