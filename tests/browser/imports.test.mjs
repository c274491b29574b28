// Customers from a file: a mistake is told row by row, the rows that are right are imported while the
// page is left and found again, the corrected file doubles nothing; and the operator suspends the
// partner and lets it sell again.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, prove, send, signedIn } from "./lib/steps.mjs";

const HOME = "/customers/imports";
const NEW = `${HOME}/new`;
const HEAD =
  "domain_prefix,company_name,province,city,address1,postal_code,family_name,given_name,email,tags";
const row = (prefix, name, code = "215000") =>
  `${prefix},${name},江苏,苏州,星湖街 328 号,${code},林,晓,lin@${prefix}.example,华东`;

let demo, browser, partner, staff, inspector, desk, secret, place, wrong;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  const enter = (account) => signedIn(browser, demo.base, account);
  partner = await enter(demo.account("active"));
  const account = demo.account("billing-operator");
  secret = account.totp_secret;
  staff = await enter(account);
  inspector = await Inspector.of(partner, "imports");
  desk = await Inspector.of(staff, "imports");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function upload(text) {
  const file = { name: "customers.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await form(partner, NEW).locator('[name="file"]').setInputFiles(file);
  await send(partner, NEW);
}

/** The page of an import once it says so. */
async function says(words) {
  await partner.getByText(words).first().waitFor();
}

test("a tag is made and the list is filtered by it", async () => {
  await partner.goto("/customers/tags");
  await inspector.look("tags-none");
  await form(partner, "/customers/tags").locator('[name="name"]').fill("VIP");
  await send(partner, "/customers/tags");
  await inspector.look("tags");
  await partner.goto("/customers");
  await inspector.look("customers-with-tags");
});

test("a file with a mistake is judged, and its right rows are imported", async () => {
  await partner.goto("/customers");
  await press(partner, partner.locator(`a[href="${HOME}"]`).first());
  await inspector.look("none");
  await press(partner, partner.locator(`a[href="${NEW}"]`).first());
  await inspector.look("new");
  await send(partner, NEW);
  await inspector.look("new-nothing");
  const rows = [row("chenfan", "苏州晨帆贸易有限公司"), row("lancheng", "苏州联橙数智科技有限公司", "98052")];
  await upload(`${HEAD}\n${rows.join("\n")}\n`);
  place = new URL(partner.url()).pathname;
  await says("Some rows are wrong");
  await inspector.look("checked");
  assert.equal(await partner.locator("#problems tbody tr").count(), 1);
  const saved = partner.waitForEvent("download");
  await partner.locator(`a[href="${place}/problems.csv"]`).click();
  wrong = await readFile(await (await saved).path(), "utf8");
  await send(partner, place);
  // Left and found again.
  await partner.goto(HOME);
  await inspector.look("list");
  await press(partner, partner.locator(`a[href="${place}"]`).first());
  await says("The import is done");
  await inspector.look("done");
});

test("the corrected file is sent as it is", async () => {
  await partner.goto(NEW);
  await upload(wrong.replace("98052", "215000"));
  await says("Every row is right");
  const again = new URL(partner.url()).pathname;
  await send(partner, again);
  await says("The import is done");
  await partner.goto("/customers");
  assert.equal(await partner.getByText("苏州联橙数智科技有限公司").count(), 1);
  await press(partner, partner.getByText("苏州联橙数智科技有限公司").first());
  const account = `${new URL(partner.url()).pathname.replace("/subscriptions", "/account")}`;
  await partner.goto(account);
  await inspector.look("account");
  await send(partner, account.replace("/account", "/first-password"));
  await partner.getByText("admin@lancheng").first().waitFor();
});

test("the operator suspends the partner and restores it", async () => {
  await staff.goto("/ops/partners?status=active");
  const own = demo.account("active").sign_in_name.split("@")[1];
  await press(staff, staff.locator("tr", { hasText: own }).locator("th a"));
  const at = new URL(staff.url()).pathname;
  await staff.locator("#standing details summary").first().click();
  await desk.look("suspend");
  await form(staff, `${at}/suspend`).locator('[value="payment"]').check();
  await form(staff, `${at}/suspend`).locator('[name="suspend_reason"]').fill("Bills are overdue");
  await send(staff, `${at}/suspend`);
  await prove(staff, secret);
  expectPath(staff, at);
  await desk.look("suspended");
  await partner.goto("/customers");
  await partner.getByText("Your company is suspended").waitFor();
  await inspector.look("suspended");
  await partner.goto("/customers/new");
  await inspector.look("suspended-new");
  await staff.locator("#standing details summary").nth(1).click();
  await form(staff, `${at}/restore`).locator('[name="restore_reason"]').fill("Everything was paid");
  await send(staff, `${at}/restore`);
  expectPath(staff, at);
  await desk.look("restored");
  await partner.goto("/customers");
  assert.equal(await partner.getByText("Your company is suspended").count(), 0);
});

test("every page holds", async () => {
  await inspector.conclude();
  await desk.conclude();
});
