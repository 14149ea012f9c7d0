import { expect, type APIResponse, type Locator, type Page } from '@playwright/test';

/** A form field by its label, to the letter: "Name" is not "Name of the account". */
export function field(scope: Page | Locator, label: string): Locator {
  return scope.getByLabel(label, { exact: true });
}

export function button(scope: Page | Locator, name: string): Locator {
  return scope.getByRole('button', { name, exact: true });
}

export function heading(page: Page, name: string | RegExp): Locator {
  return page.getByRole('heading', { level: 1, name });
}

export type Pairs = [string, string][];

/** A form as the browser would send it, for saying things to the server that a browser would not let us type. */
export interface RawForm {
  action: string;
  fields: Pairs;
}

export async function rawForm(submit: Locator): Promise<RawForm> {
  return submit.evaluate((element) => {
    const form = (element as HTMLButtonElement).form!;
    const fields = [...new FormData(form, element as HTMLButtonElement)].map(
      ([name, value]) => [name, String(value)] as [string, string],
    );
    // getAttribute: a field called "action" would hide the property.
    return { action: new URL(form.getAttribute('action') ?? '', document.baseURI).href, fields };
  });
}

/** The name under which a labelled field is sent. */
export async function sentAs(labelled: Locator): Promise<string> {
  const name = await labelled.getAttribute('name');
  expect(name, 'a field without a name is never sent').toBeTruthy();
  return name!;
}

export function withValue(form: RawForm, name: string, value: string): RawForm {
  const others = form.fields.filter(([key]) => key !== name);
  return { action: form.action, fields: [...others, [name, value]] };
}

/** Posts with the cookies of the page's browser, as from its own origin unless told. Redirects are not followed. */
export function post(
  page: Page,
  form: RawForm,
  from: Record<string, string> = { origin: new URL(form.action).origin },
): Promise<APIResponse> {
  return page.request.post(form.action, {
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...from },
    data: new URLSearchParams(form.fields).toString(),
    maxRedirects: 0,
  });
}

/** The error summary names the field, links to it, and the field itself says what is wrong. */
export async function expectFieldError(scope: Page | Locator, label: string, message?: string): Promise<void> {
  const input = field(scope, label);
  const summary = scope.getByRole('alert');
  await expect(summary).toBeVisible();
  const id = await input.getAttribute('id');
  expect(id, `id of the field ${label}`).toBeTruthy();
  const link = summary.locator(`a[href$="#${id}"]`);
  await expect(link).toBeVisible();
  await expect(input).toHaveAttribute('aria-invalid', 'true');
  if (message) {
    await expect(link).toContainText(message);
    await expect(input).toHaveAccessibleDescription(containing(message));
  } else {
    await expect(input).toHaveAccessibleDescription(/\S/);
  }
}

/** A pattern for text that holds exactly these words. */
export function containing(words: string): RegExp {
  return new RegExp(words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
}
