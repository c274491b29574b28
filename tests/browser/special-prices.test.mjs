// A special price: a catalogue manager asks for it from the partner's page, another one approves it, and
// the partner's administrator is told, sees it and orders at it. The offers' pages beside it.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, fill, form, message, press, send, signedIn } from "./lib/steps.mjs";

const HOME = "/ops/catalogue/special-prices";
const OFFERS = "/ops/catalogue/offers";

let demo, browser, platform, author, second, partner, inspector, reader, special, name;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  const accounts = demo.accounts.filter(({ roles }) => roles.includes("catalogue-manager"));
  assert.equal(accounts.length, 2, "it takes two");
  const enter = (account) => signedIn(browser, demo.base, account);
  author = await enter(accounts[0]);
  second = await enter(accounts[1]);
  platform = await enter(demo.account("platform-admin"));
  partner = await enter(demo.account("active"));
  inspector = await Inspector.of(author, "special-prices");
  reader = await Inspector.of(partner, "special-prices");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The words of a page's main part. */
const words = (page) => page.locator("main").innerText();

test("the offers are found, opened and saved", async () => {
  await author.goto("/ops");
  await press(author, author.locator(`a[href="${OFFERS}"]`).first());
  await inspector.look("offers");
  const all = await author.locator(".tbl tbody tr").count();
  const first = author.locator(".tbl tbody th a").first();
  name = (await first.innerText()).trim();
  await author.goto(`${OFFERS}?q=${encodeURIComponent(name)}`);
  const found = await author.locator(".tbl tbody tr").count();
  assert.ok(found >= 1 && found < all);
  await press(author, author.locator(".tbl tbody th a").first());
  await inspector.look("offer");
  assert.ok((await words(author)).includes("¥"));
  await inspector.tour({ matrix: "/ops/catalogue/matrix", upgrades: "/ops/catalogue/upgrades" });
  await author.goto(OFFERS);
  const saved = author.waitForEvent("download");
  await author.locator('a[href$="format=csv"]').click();
  assert.match((await saved).suggestedFilename(), /^offers-.*\.csv$/);
});

test("one asks for it from the partner's page", async () => {
  const domain = demo.account("active").sign_in_name.split("@")[1];
  await author.goto(`/ops/partners?q=${domain}`);
  await press(author, author.locator("main tbody a").first());
  await press(author, author.locator(`main a[href^="${HOME}?partner="]`));
  await inspector.look("none");
  await press(author, author.locator(`main a[href="${HOME}/new"]`).first());
  await inspector.look("new");
  await send(author, `${HOME}/new`);
  expectPath(author, `${HOME}/new`);
  await inspector.look("new-errors");
  const from = await author.locator('[name="from"]').inputValue();
  const until = new Date(Date.parse(from) + 90 * 86_400_000).toISOString().slice(0, 10);
  const asked = { partner: domain, offer: { index: 1 }, kind: "off", value: "100", from, until };
  await send(author, `${HOME}/new`, { ...asked, reason: "A framework contract from last year" });
  await inspector.look("new-too-much");
  await send(author, `${HOME}/new`, { value: "50" });
  special = new URL(author.url()).pathname;
  assert.notEqual(special, `${HOME}/new`);
  await inspector.look("asked");
  assert.equal(await form(author, `${special}/approve`).count(), 0, "nobody approves the own");
  name = (await author.locator("h1").innerText()).trim();
});

test("another one approves it", async () => {
  await second.goto(special);
  await send(second, `${special}/approve`);
  expectPath(second, special);
  await author.goto(special);
  await inspector.look("approved");
  await author.goto(HOME);
  await inspector.look("list");
});

test("the partner is told, sees it and orders at it", async () => {
  await message(platform, demo.account("active").contact_email, "SPECIAL-PRICE-GRANTED");
  await partner.goto("/pricing");
  await reader.look("price-list");
  await press(partner, partner.locator('main .banner a[href="/pricing/special"]'));
  await reader.look("special");
  assert.ok((await words(partner)).includes(name));
  await partner.goto("/customers");
  await press(partner, partner.locator("tbody th a").first());
  const shelf = `${new URL(partner.url()).pathname}/add`;
  await partner.goto(shelf);
  await reader.look("shelf");
  const offer = partner.locator(".offers li", { hasText: name }).filter({ hasText: "special price" }).first();
  assert.equal(await offer.count(), 1);
  await offer.locator("input").first().fill("2");
  await press(partner, form(partner, shelf).locator('button[name="step"][value="review"]'));
  await reader.look("review");
  assert.match(await words(partner), /special price instead of ¥/);
  await press(partner, form(partner, shelf).locator('button[name="step"][value="submit"]'));
  assert.match(new URL(partner.url()).pathname, /\/subscriptions$/);
  await press(partner, partner.locator("tbody th a", { hasText: name }).first());
  assert.match(await words(partner), /special price/);
  await reader.look("subscription");
});

test("it is ended early", async () => {
  await author.goto(special);
  await author.locator("details.confirm summary").click();
  await send(author, `${special}/withdraw`);
  await inspector.look("withdraw-errors");
  await fill(form(author, `${special}/withdraw`), { reason: "The contract was ended" });
  await send(author, `${special}/withdraw`);
  await inspector.look("ended");
  await partner.goto("/pricing/special");
  await reader.look("special-ended");
});

test("every page holds", async () => {
  await inspector.conclude();
  await reader.conclude();
});
