import { ADMINISTRATOR, expect, test } from '../support/fixtures.ts';
import { button, expectFieldError, field, heading } from '../support/forms.ts';
import { linkIn } from '../support/people.ts';

const WRONG = 'The email or password is not right.';
const NEW_PASSWORD = 'a kettle for every storm';

test('a wrong password and an unknown address get the same answer', async ({ page, people, newBrowser }) => {
  const answers: string[] = [];
  for (const email of [ADMINISTRATOR.email, 'nobody@example.org']) {
    const theirs = await newBrowser();
    await theirs.goto('/sign-in');
    const answer = theirs.waitForResponse((response) => response.request().method() === 'POST');
    await people.trySignIn(theirs, email, 'not the right password');
    expect((await answer).status()).toBe(422);
    await expect(theirs.getByRole('alert')).toContainText(WRONG);
    await expect(field(theirs, 'Email')).toHaveValue(email);
    await expect(field(theirs, 'Password')).toHaveValue('');
    answers.push(await theirs.getByRole('main').innerText());
  }
  expect(answers[0]).toBe(answers[1]);
  await people.signIn(page, ADMINISTRATOR);
});

test('signing out ends the session', async ({ page, people, context }) => {
  await people.signIn(page, ADMINISTRATOR);
  const before = await context.cookies();
  await people.signOut(page);
  await page.goto('/users');
  await expect(page).toHaveURL(/\/sign-in/);
  // The old cookie is dead on the server, not only forgotten by the browser.
  await context.addCookies(before);
  await page.goto('/users');
  await expect(page).toHaveURL(/\/sign-in/);
});

test('a forgotten password is replaced through the mail, and old sessions end', async ({
  page,
  people,
  server,
  smtp,
  newBrowser,
}) => {
  await people.signIn(page, ADMINISTRATOR);

  const theirs = await newBrowser();
  await theirs.goto('/sign-in');
  await theirs.getByRole('link', { name: 'Forgot password?' }).click();
  await expect(heading(theirs, 'Forgot your password?')).toBeVisible();
  await people.forgotPassword(theirs, 'nobody@example.org');
  const unknown = await theirs.getByRole('main').innerText();
  await people.forgotPassword(theirs, ADMINISTRATOR.email);
  const known = await theirs.getByRole('main').innerText();
  expect(known.replaceAll(ADMINISTRATOR.email, 'ADDRESS')).toBe(unknown.replaceAll('nobody@example.org', 'ADDRESS'));

  const mail = await smtp.waitFor(ADMINISTRATOR.email);
  expect(smtp.to('nobody@example.org')).toEqual([]);
  const link = linkIn(mail, server.origin, 'reset-password');
  const secret = link.split('/').at(-1)!;
  await theirs.goto(link);
  await expect(heading(theirs, 'Choose a new password')).toBeVisible();
  expect(theirs.url()).not.toContain(secret);
  await field(theirs, 'Password').fill('too short');
  await button(theirs, 'Save password').click();
  await expectFieldError(theirs.getByRole('main'), 'Password', 'Use at least 15 characters.');
  await field(theirs, 'Password').fill(NEW_PASSWORD);
  await button(theirs, 'Save password').click();
  await expect(theirs).toHaveURL(/\/sign-in/);
  await expect(
    theirs.getByRole('status').filter({ hasText: 'Your password has been changed. Sign in with the new one.' }),
  ).toBeVisible();

  await page.goto('/users');
  await expect(page).toHaveURL(/\/sign-in/);
  await people.trySignIn(page, ADMINISTRATOR.email, ADMINISTRATOR.password);
  await expect(page.getByRole('alert')).toContainText(WRONG);
  await people.signIn(theirs, { email: ADMINISTRATOR.email, password: NEW_PASSWORD });

  // The link has done its work.
  const later = await newBrowser();
  const answer = await later.goto(link);
  expect(answer!.status()).toBeGreaterThanOrEqual(400);
  await expect(button(later, 'Save password')).toHaveCount(0);
  expect(server.output).not.toContain(secret);
});
