// What the script adds: drafts that save themselves, copying, one press that counts.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor, watch } from "./lib/browser.mjs";
import { company } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as registration from "./lib/registration.mjs";
import { expectPath, fill, form, message, send, signIn } from "./lib/steps.mjs";

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
