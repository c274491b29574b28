// What visitors do, by the forms' actions and the fields' names, so that it reads the same in every
// language.
import { strict as assert } from "node:assert";
import { visitor } from "./browser.mjs";
import { STEP_MS, totp } from "./totp.mjs";

/** The form of a page that goes to an address. */
export const form = (page, action) => page.locator(`form[method="post"][action="${action}"]`);

export function expectPath(page, path) {
  assert.equal(new URL(page.url()).pathname, path);
}

/** Fills fields by name; `true` ticks, `{ index }` chooses the nth entry of a list. */
export async function fill(scope, values) {
  for (const [name, value] of Object.entries(values)) {
    const field = scope.locator(`[name="${name}"]:not([type="hidden"])`);
    if (value === true) {
      await field.check();
      continue;
    }
    const kind = await field.first().evaluate((e) => (e.matches("select") ? "select" : e.type));
    if (kind === "select") await field.selectOption(value);
    else if (kind === "radio") await scope.locator(`[name="${name}"][value="${value}"]`).check();
    else await field.fill(value);
  }
}

/** Presses the main button of a form and waits for the answer. */
export async function send(page, action, values = {}) {
  const target = form(page, action);
  await fill(target, values);
  await press(page, target.locator('button[type="submit"].btn').first());
}

/** What a page looks like on which a press led nowhere. */
function standing() {
  const sent = [...document.querySelectorAll("form[data-sent]")].map((form) => form.action);
  const words = [...document.querySelectorAll("[data-saved],.msgs,#errors")].map((e) => e.textContent.trim());
  const focus = document.activeElement?.outerHTML.slice(0, 200);
  return `\nat ${location.href}, sent: ${sent}, says: ${words.join(" | ")}, focus: ${focus}`;
}

/** Clicks what leads to another page and waits until that is there. */
export async function press(page, target) {
  const arrived = page.waitForEvent("framenavigated");
  await target.click();
  await arrived.catch(async (error) => {
    error.message += await page.evaluate(standing).catch((why) => `\nThe page says nothing: ${why}`);
    throw error;
  });
  await page.waitForLoadState("load");
}

/** Enters an authenticator's code. Each works once: when it was used just now, the next is waited for. */
export async function enterCode(page, secret) {
  for (let tries = 0; tries < 3; tries += 1) {
    // The code of the next step is accepted too, for clocks that are slow.
    const at = tries === 0 ? Date.now() : Date.now() + STEP_MS;
    await send(page, "/signin/mfa", { code: totp(secret, at) });
    if ((await page.locator("#errors").count()) === 0) return;
    if (tries > 0) await page.waitForTimeout(STEP_MS - (Date.now() % STEP_MS) + 200);
  }
  assert.fail(`the code of the authenticator is refused at ${page.url()}`);
}

/** Proves who one is, where a form asks for it; a code that was used just now is waited out. */
export async function prove(page, secret) {
  for (let tries = 0; tries < 3; tries += 1) {
    const field = page.locator('[name="reauth_code"]');
    if ((await field.count()) === 0) return;
    await field.fill(totp(secret, Date.now() + (tries > 0 ? STEP_MS : 0)));
    await press(page, page.locator('form button[type="submit"].primary').first());
    if (tries > 0) await page.waitForTimeout(STEP_MS - (Date.now() % STEP_MS) + 200);
  }
  assert.fail(`the code is refused at ${page.url()}`);
}

/** Signs an account of the demonstration in, from the sign-in page. */
export async function signIn(page, account) {
  await page.goto("/signin");
  await send(page, "/signin", { sign_in_name: account.sign_in_name, password: account.password });
  await enterCode(page, account.totp_secret);
  expectPath(page, { staff: "/ops", customer: "/admin" }[account.kind] ?? "/dashboard/overview");
}

/** Opens the language menu and chooses; kept for this browser, whatever the account says. */
export async function speak(page, language) {
  const entry = page.locator(`.menu a[hreflang="${language}"]`);
  await page.locator(".bar details.dd", { has: entry }).locator("summary").click();
  await press(page, entry);
}

/** A visitor with cookies of its own who is signed in and reads English. */
export async function signedIn(browser, base, account) {
  const page = await visitor(browser, base);
  await signIn(page, account);
  await speak(page, "en");
  return page;
}

/**
 * The newest message of a kind to a recipient, as the operator's outbox shows it. Messages leave
 * after the answer, so some seconds are allowed. `page` is a platform administrator's.
 */
export async function message(page, recipient, code) {
  for (let tries = 0; tries < 60; tries += 1) {
    await page.goto(`/ops/outbox?to=${encodeURIComponent(recipient)}`);
    const found = page.locator(`[data-recipient="${recipient}"][data-code="${code}"]`).first();
    if (await found.count()) {
      await found.locator("summary").click();
      return found.locator("[data-body]").innerText();
    }
    await page.waitForTimeout(250);
  }
  return assert.fail(`no message ${code} to ${recipient} within 15 seconds`);
}

/** The first address in a message that begins with a path of ours. */
export function link(text, path) {
  const found = text.match(/https?:\/\/\S+/g)?.find((url) => new URL(url).pathname.startsWith(path));
  assert.ok(found, `no link to ${path} in: ${text}`);
  return found;
}
