// What the script adds: drafts that save themselves, copying, one press that counts.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { expectAccessible } from "./lib/axe.mjs";
import * as windows from "./lib/browser.mjs";
import { launch, visitor, watch } from "./lib/browser.mjs";
import { company } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as registration from "./lib/registration.mjs";
import { expectPath, fill, form, message, send, signIn, speak } from "./lib/steps.mjs";

const someone = company();
let demo, browser, platform, page, wrong;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  platform = await visitor(browser, demo.base);
  await signIn(platform, demo.account("platform-admin"));
  page = await visitor(browser, demo.base);
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  wrong = watch(page);
  await registration.open(page, someone);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("a draft saves itself when a field is left, and is there after a reload", async () => {
  const note = page.locator("[data-saved]");
  assert.equal(await note.innerText(), "");
  const details = form(page, "/register/cn/details");
  await fill(details, { legal_name: someone.name });
  await page.keyboard.press("Tab");
  await page.waitForFunction(() => /\d{1,2}:\d{2}/.test(document.querySelector("[data-saved]").textContent));
  assert.match(await note.innerText(), /saved/i);
  await page.reload();
  assert.equal(await details.locator('[name="legal_name"]').inputValue(), someone.name);
  wrong.expectNothing("autosave");
});

/** Types an answer, leaves its field and waits until that has been answered. */
async function leave(scope, name, value) {
  const answered = page.waitForResponse((response) => response.url().endsWith("/draft"));
  await scope.locator(`[name="${name}"]`).fill(value);
  await page.keyboard.press("Tab");
  assert.equal((await answered).status(), 200);
}

/** The message at a field, once it is there, and that the field is said to be wrong. */
async function told(name) {
  const error = page.locator(`#${name}-e`);
  await error.waitFor();
  const field = page.locator(`[name="${name}"]`);
  assert.equal(await field.getAttribute("aria-invalid"), "true");
  assert.ok((await field.getAttribute("aria-describedby")).includes(`${name}-e`));
  return error.innerText();
}

test("what is wrong with an answer stands at its field as soon as that is left", async () => {
  const posts = [];
  const count = (request) => {
    if (request.method() === "POST") posts.push(new URL(request.url()).pathname);
  };
  page.on("request", count);
  const details = form(page, "/register/cn/details");
  const taken = demo.account("active").sign_in_name.split("@")[1].split(".")[0];
  const words = new Set();
  for (const language of Object.keys(windows.LANGUAGES)) {
    await speak(page, language);
    await leave(details, "domain_prefix", taken);
    words.add(await told("domain_prefix"));
    await leave(details, "organisation_phone", "12345");
    words.add(await told("organisation_phone"));
    // What nobody has touched is not called wrong.
    assert.equal(await page.locator("#city-e").count(), 0);
    await expectAccessible(page);
    await windows.expectWords(page, language);
    await windows.picture(page, "script", `answered-${language}`);
    await page.setViewportSize(windows.NARROW);
    await windows.expectNoSidewaysScroll(page);
    await windows.picture(page, "script", `answered-${language}-narrow`);
    await page.setViewportSize(windows.WIDE);
    // What stands there is not read out again when another field is left.
    const error = page.locator("#organisation_phone-e");
    await error.evaluate((element, mark) => (element.dataset.same = mark), language);
    await leave(details, "city", language);
    assert.equal(await error.getAttribute("data-same"), language);
    // Put right, the message goes, and a prefix that is free is said to be.
    await leave(details, "organisation_phone", someone.mobile);
    await page.locator("#organisation_phone-e").waitFor({ state: "detached" });
    await leave(details, "domain_prefix", `free${taken}`);
    await page.locator("#domain_prefix-g").waitFor();
    assert.equal(await page.locator("#domain_prefix-e").count(), 0);
    const field = details.locator('[name="domain_prefix"]');
    assert.equal(await field.getAttribute("aria-invalid"), null);
  }
  // A message at a field that nobody touched follows the answer it depends on.
  const province = details.locator('[name="province"]');
  await leave(details, "postal_code", "310012");
  await province.selectOption("SH");
  await leave(details, "city", "上海市");
  await page.locator("#postal_code-w").waitFor();
  await speak(page, "en");
  await page.locator("#postal_code-w").waitFor();
  await province.selectOption("ZJ");
  await page.locator("#postal_code-w").waitFor({ state: "detached" });
  assert.equal(words.size, 6, "each in its own language");
  page.off("request", count);
  assert.ok(!posts.includes("/register/cn/details"), "nothing was submitted");
  assert.equal(await details.locator('[name="domain_prefix"]').inputValue(), `free${taken}`);
  wrong.expectNothing("answers judged when they are left");
});

test("a message that comes while a button is held does not move it away", async () => {
  const details = form(page, "/register/cn/details");
  const button = details.locator('button[type="submit"].btn').first();
  await details.locator('[name="postal_code"]').selectText();
  await page.keyboard.type("12");
  await button.scrollIntoViewIfNeeded();
  const { x, y, width, height } = await button.boundingBox();
  const answered = page.waitForResponse((response) => response.url().endsWith("/draft"));
  await page.mouse.move(x + width / 2, y + height / 2);
  await page.mouse.down();
  // A button that is held lies a little lower.
  const held = await button.boundingBox();
  assert.equal((await answered).status(), 200);
  // What the answer brings would stand there by now.
  await page.waitForTimeout(200);
  assert.equal((await button.boundingBox()).y, held.y);
  assert.equal(await page.locator("#postal_code-e").count(), 0);
  const sent = page.waitForResponse((response) => response.url().endsWith("/register/cn/details"));
  await page.mouse.up();
  assert.equal((await sent).status(), 422);
  await page.locator("#postal_code-e").waitFor();
  wrong.expectNothing("a press that meets a message");
});

test("a press on the main button waits for the draft on its way", async () => {
  await page.route("**/draft", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 500));
    await route.continue();
  });
  // The last field is left by the press itself.
  await registration.describe(page, someone, platform);
  await page.unroute("**/draft");
  wrong.expectNothing("submission after autosave");
});

test("two presses on “Create account” send one request and make one account", async () => {
  const sent = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
  });
  const target = form(page, "/register/cn/create");
  await fill(target, { terms: true, privacy: true });
  await target.locator('button[type="submit"]').dblclick();
  await page.waitForURL("**/register/cn/done");
  assert.deepEqual(sent, ["/register/cn/create"]);
});

test("credentials are copied, not shown again, and open the door", async () => {
  const credentials = await registration.shown(page);
  const button = page.locator(".secret.hot [data-copy]");
  const before = await button.getAttribute("aria-label");
  await button.click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), credentials.password);
  assert.notEqual(await button.getAttribute("aria-label"), before, "says that it is copied");
  await page.reload();
  expectPath(page, "/register/cn/done");
  assert.ok(!(await page.content()).includes(credentials.password));
  await send(page, "/register/cn/done", { saved: true });
  await registration.firstSignIn(page, credentials, someone.password);
  await message(platform, someone.mail("lin.mei"), "E03");
  assert.equal(await platform.locator('[data-code="E03"]').count(), 1, "one account, one letter");
  wrong.expectNothing("credentials");
});

test("a credit code is checked when its field is left", async () => {
  await page.goto("/enrol/legal");
  const legal = form(page, "/enrol/legal");
  await leave(legal, "credit_code", "91310115MA1FAKE00X");
  assert.ok((await told("credit_code")).length > 10);
  await expectAccessible(page);
  await windows.picture(page, "script", "answered-credit-code");
  await leave(legal, "credit_code", someone.sections.legal.credit_code);
  await page.locator("#credit_code-e").waitFor({ state: "detached" });
  expectPath(page, "/enrol/legal");
  wrong.expectNothing("a credit code");
});
