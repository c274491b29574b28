// The action centre and the keyboard: what waits for a partner's people in three languages, wide and
// narrow; letters lead from page to page until somebody turns them off.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { LANGUAGES, launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, signIn, speak } from "./lib/steps.mjs";

const HOME = "/action-center";

let demo, browser, partner, inspector;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  partner = await visitor(browser, demo.base);
  await signIn(partner, demo.account("active"));
  await speak(partner, "en");
  inspector = await Inspector.of(partner, "actions");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Presses keys one after another and waits for the page they lead to. */
async function go(keys, path) {
  for (const key of keys) await partner.keyboard.press(key);
  await partner.waitForURL((url) => url.pathname === path);
}

test("what waits is listed and counted", async () => {
  await partner.goto("/dashboard/overview");
  const bell = partner.locator('.bar a[href="/action-center"]');
  const count = Number((await bell.getAttribute("aria-label")).match(/\d+/)[0]);
  await bell.click();
  expectPath(partner, HOME);
  assert.equal(await partner.locator(".checklist li").count(), count);
  await inspector.look("all");
  await partner.locator('.tabs a[href$="only=mandatory"]').click();
  await inspector.look("mandatory");
  for (const language of Object.keys(LANGUAGES)) {
    await partner.goto(`/language?to=${language}&back=${encodeURIComponent(HOME)}`);
    assert.equal(await partner.locator("html").getAttribute("lang"), language);
  }
  await speak(partner, "en");
});

test("letters lead from page to page", async () => {
  await partner.goto("/dashboard/overview");
  await go(["g", "c"], "/customers");
  await go(["g", "a"], HOME);
  await go(["g", "h"], "/dashboard/overview");
  await partner.keyboard.press("/");
  assert.equal(await partner.evaluate(() => document.activeElement.id), "q");
  // Letters that are typed are typed.
  await partner.keyboard.type("g c?");
  expectPath(partner, "/dashboard/overview");
  assert.equal(await partner.locator("#q").inputValue(), "g c?");
  await partner.locator("#q").blur();
  await go(["?"], "/keyboard");
  await inspector.look("keyboard");
});

test("whoever does not want them turns them off", async () => {
  await partner.goto("/keyboard");
  const choice = partner.locator("[data-keys]");
  assert.ok(await choice.isChecked());
  await choice.uncheck();
  await partner.goto("/dashboard/overview");
  for (const key of ["g", "c", "/", "?"]) await partner.keyboard.press(key);
  await partner.waitForTimeout(300);
  expectPath(partner, "/dashboard/overview");
  assert.notEqual(await partner.evaluate(() => document.activeElement.id), "q");
  await partner.goto("/keyboard");
  assert.ok(!(await choice.isChecked()));
  await choice.check();
  await partner.goto("/dashboard/overview");
  await go(["g", "c"], "/customers");
});

test("every page holds", async () => {
  await inspector.conclude();
});
