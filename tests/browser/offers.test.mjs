// An offer is changed on screen: one catalogue manager proposes, another agrees; a platform admin looks
// at the programme's settings and tries changed files; a partner chooses how it is told.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signedIn } from "./lib/steps.mjs";

const OFFERS = "/ops/catalogue/offers";
const HOME = "/ops/catalogue/changes";
const PROGRAMME = "/ops/settings/programmes";
const WISHES = "/action-center/preferences";

let demo, browser, author, second, platform, partner, inspector, desk, reader, change;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  const accounts = demo.accounts.filter(({ roles }) => roles.includes("catalogue-manager"));
  const enter = (account) => signedIn(browser, demo.base, account);
  author = await enter(accounts[0]);
  second = await enter(accounts[1]);
  platform = await enter(demo.account("platform-admin"));
  partner = await enter(demo.account("active"));
  inspector = await Inspector.of(author, "offers");
  desk = await Inspector.of(platform, "programme");
  reader = await Inspector.of(partner, "notices");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The words of a page's main part. */
const words = (page) => page.locator("main").innerText();

test("one changes an offer", async () => {
  await author.goto(OFFERS);
  await press(author, author.locator(".tbl tbody th a").first());
  const offer = new URL(author.url()).pathname;
  await inspector.look("offer");
  await press(author, author.locator(`main a[href="${offer}/change"]`));
  await inspector.look("change");
  await send(author, `${offer}/change`);
  expectPath(author, `${offer}/change`);
  await inspector.look("change-errors");
  const reason = "The vendor renamed the product";
  await send(author, `${offer}/change`, { name_en: "Renamed On Screen", reason });
  change = new URL(author.url()).pathname;
  assert.notEqual(change, `${offer}/change`);
  await inspector.look("proposed");
  assert.match(await words(author), /Renamed On Screen/);
  assert.equal(await form(author, `${change}/approve`).count(), 0, "nobody approves the own");
});

test("another one agrees", async () => {
  await second.goto(change);
  await send(second, `${change}/approve`);
  expectPath(second, change);
  await author.goto(change);
  await inspector.look("approved");
  await author.goto(HOME);
  await inspector.look("changes");
});

test("the programme is looked at and changed files are tried", async () => {
  await platform.goto("/ops");
  await press(platform, platform.locator(`a[href="${PROGRAMME}"]`).first());
  await desk.look("settings");
  const wrong = { name: "programme.toml", mimeType: "text/plain", buffer: Buffer.from("id = 3\n") };
  await platform.locator('[name="programme"]').setInputFiles(wrong);
  await press(platform, form(platform, PROGRAMME).locator('button[type="submit"]'));
  assert.match(await words(platform), /upload\/programme\.toml:1/);
  await desk.look("wrong");
});

test("a partner archives news and chooses how it is told", async () => {
  await partner.goto("/action-center");
  await reader.look("centre");
  await press(partner, partner.locator('form[action="/action-center/archive"] button').first());
  await press(partner, partner.locator('main a[href="/action-center/archived"]'));
  assert.ok((await partner.locator("tbody tr").count()) >= 1);
  await reader.look("archive");
  await partner.goto(WISHES);
  await reader.look("preferences");
  await send(partner, WISHES, { "mails-health": "daily" });
  assert.equal(await partner.locator('[name="mails-health"]').inputValue(), "daily");
});

test("every page holds", async () => {
  await inspector.conclude();
  await desk.conclude();
  await reader.conclude();
});
