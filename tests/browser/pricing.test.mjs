// Pricing and offers: every page of it inspected, a month chosen, files saved; and what those read who
// may not see prices.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { expectPath, press, send, signIn, speak } from "./lib/steps.mjs";

let demo, browser, owner, inspector;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "pricing");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("the list, its changes and the matrix", async () => {
  await press(owner, owner.locator('nav a[href="/pricing"]'));
  expectPath(owner, "/pricing");
  await inspector.tour({ list: "/pricing", changes: "/pricing/changes", matrix: "/pricing/matrix" });
});

test("another month is chosen and saved", async () => {
  await owner.goto("/pricing");
  const months = owner.locator('select[name="month"]');
  const next = await months.locator('option:not([value=""])').first().getAttribute("value");
  await months.selectOption(next);
  await press(owner, owner.locator('form[action="/pricing"] button[type="submit"]'));
  assert.equal(new URL(owner.url()).searchParams.get("month"), next);
  await inspector.look("list-next");
  const saving = owner.waitForEvent("download");
  await owner.locator('a[href^="/pricing/export"][href$="format=csv"]').click();
  const saved = await saving;
  assert.equal(saved.suggestedFilename(), `price-list-${next}.csv`);
  const text = await readFile(await saved.path(), "utf8");
  assert.ok(text.startsWith("\ufeffMonth,Offer ID,Offer,"), text.slice(0, 60));
  const packing = owner.waitForEvent("download");
  await owner.locator('a[href^="/pricing/export"][href$="format=xlsx"]').click();
  const packed = await packing;
  assert.equal(packed.suggestedFilename(), `price-list-${next}.xlsx`);
  const bytes = await readFile(await packed.path());
  assert.equal(bytes.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
});

test("whoever may not see prices reads why", async () => {
  await owner.goto("/account/users/new");
  await send(owner, "/account/users/new", {
    family_name: "Zhao",
    given_name: "Yi",
    user_name: "zhao.yi",
    contact_email: "zhao.yi@second.example",
    agent_setting: "sales-agent",
    admin_setting: "none",
  });
  const credentials = await registration.shown(owner);
  const seller = await visitor(browser, demo.base);
  await seller.goto("/signin");
  await registration.firstSignIn(seller, credentials, "Second-Admin-Heron-47");
  await speak(seller, "en");
  assert.equal(await seller.locator('nav a[href="/pricing"]').count(), 0);
  const eyes = await Inspector.of(seller, "pricing");
  await eyes.tour({ "not-for-sellers": "/pricing" }, { status: 403 });
  assert.match(await seller.locator("main").innerText(), /Billing admin/);
  await eyes.conclude();
});

test("every page holds", async () => {
  await inspector.conclude();
});
