// Next month's prices: a catalogue manager saves the list as a table, uploads it with a mistake and
// without, another one approves it, it is published, and a partner is told and sees the new price.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, message, press, prove, send, signedIn } from "./lib/steps.mjs";

const HOME = "/ops/catalogue/price-lists";

let demo, browser, platform, author, second, partner, secrets, inspector, reader, table, month, list;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  const accounts = demo.accounts.filter(({ roles }) => roles.includes("catalogue-manager"));
  assert.equal(accounts.length, 2, "it takes two");
  secrets = accounts.map(({ totp_secret: secret }) => secret);
  const enter = (account) => signedIn(browser, demo.base, account);
  author = await enter(accounts[0]);
  second = await enter(accounts[1]);
  platform = await enter(demo.account("platform-admin"));
  partner = await enter(demo.account("active"));
  inspector = await Inspector.of(author, "price-lists");
  reader = await Inspector.of(partner, "price-lists");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function upload(text) {
  const file = { name: "prices.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await form(author, `${HOME}/new`).locator('[name="file"]').setInputFiles(file);
  await send(author, `${HOME}/new`);
}

/** The rows of the template with another price for the first offer that has one. */
const dearer = (text, price) =>
  text.replace(/,(\d+\.\d\d),(\d*\.?\d*),CNY/, (_, _old, suggested) => `,${price},${suggested},CNY`);

test("the list is saved and a mistake is told row by row", async () => {
  await author.goto("/ops");
  await press(author, author.locator(`a[href="${HOME}"]`).first());
  await inspector.look("none");
  const saved = author.waitForEvent("download");
  await author.locator(`a[href="${HOME}/template"]`).first().click();
  table = await readFile(await (await saved).path(), "utf8");
  await author.goto(`${HOME}/new`);
  month = await author.locator('[name="month"]').inputValue();
  await inspector.look("upload");
  await send(author, `${HOME}/new`);
  await inspector.look("upload-nothing");
  await upload(dearer(table, "-1.00"));
  expectPath(author, `${HOME}/new`);
  await inspector.look("upload-mistake");
  assert.equal(await author.locator("#report tbody tr").count(), 1);
});

test("two people publish it", async () => {
  await upload(dearer(table, "999.00"));
  list = new URL(author.url()).pathname;
  assert.notEqual(list, `${HOME}/new`);
  await inspector.look("draft");
  assert.equal(await form(author, `${list}/approve`).count(), 0, "nobody approves the own list");
  await second.goto(list);
  await send(second, `${list}/approve`);
  await author.goto(list);
  await inspector.look("approved");
  await send(author, `${list}/publish`);
  await prove(author, secrets[0]);
  expectPath(author, list);
  await inspector.look("published");
  await author.goto(HOME);
  await inspector.look("lists");
});

test("a partner is told and sees the price", async () => {
  await message(platform, demo.account("active").contact_email, "PRICE-LIST");
  await partner.goto(`/pricing?month=${month}`);
  await reader.look("partner");
  assert.ok((await partner.locator("main").innerText()).includes("999.00"));
});

test("every page holds", async () => {
  await inspector.conclude();
  await reader.conclude();
});
