// Usage, where a programme sells it: a billing operator takes a file of a meter in, rows that are wrong are
// told, and the partner's next invoice charges for the others and explains each.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { caller, turn } from "./lib/program.mjs";
import { form, press, send, signIn, speak } from "./lib/steps.mjs";

const HOME = "/ops/billing/usage";
const COLUMNS = "record_id,subscription_id,usage_date,service_name,resource_id,resource_name,consumed_quantity,list_price";
const RESOURCE = "6f9619ff-8b86-4011-b42d-00cf4fc964ff";
const sold = (text) => text.replace("usage_based_offers = false", "usage_based_offers = true");

let demo, browser, clerk, owner, desk, company, invoice, subscription, today;

before(async () => {
  [demo, browser] = await Promise.all([startDemo({ programme: sold }), launch()]);
  await turn(await caller(demo), "P20D");
  [clerk, owner] = await Promise.all([insider("billing-operator"), insider("active")]);
  desk = await Inspector.of(clerk, "usage-console");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function insider(wanted) {
  const page = await visitor(browser, demo.base);
  await signIn(page, demo.account(wanted));
  await speak(page, "en");
  return page;
}

async function upload(rows) {
  const text = [COLUMNS, ...rows].join("\r\n");
  const file = { name: "meter.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
  await clerk.goto(`${HOME}/new`);
  await form(clerk, `${HOME}/new`).locator('[name="file"]').setInputFiles(file);
  await send(clerk, `${HOME}/new`);
}

test("a file of a meter is taken in row by row", async () => {
  await owner.goto("/customers");
  const customers = await owner
    .locator('main a[href^="/customers/"][href$="/subscriptions"]')
    .evaluateAll((all) => all.map((link) => link.pathname));
  // Trials are never billed.
  for (const path of customers) {
    await owner.goto(path);
    const links = owner.locator('main a[href*="/subscriptions/"]').filter({ hasNotText: /trial/i });
    const paths = await links.evaluateAll((all) => all.map((link) => link.pathname));
    subscription ??= paths.map((path) => path.match(/\/subscriptions\/([0-9a-f-]{36})$/)?.[1]).find(Boolean);
  }
  assert.ok(subscription, "the customer has a subscription");
  await clerk.goto("/ops/billing/payments/new");
  today = await clerk.locator('[name="value_on"]').getAttribute("max");
  await clerk.goto("/ops/billing");
  await press(clerk, clerk.locator(`a[href="${HOME}"]`).first());
  await desk.look("none");
  await clerk.goto(`${HOME}/new`);
  await send(clerk, `${HOME}/new`);
  await desk.look("new-errors");
  await upload([
    `r-1,${subscription},${today},Compute,${RESOURCE},A1,11,0.0808`,
    `r-2,${subscription},2099-01-01,Compute,${RESOURCE},A1,11,0.0808`,
    `r-3,${subscription},${today},Compute,${RESOURCE},A1,eleven,0.0808`,
  ]);
  assert.match(new URL(clerk.url()).pathname, /^\/ops\/billing\/usage\/[0-9a-f-]{36}$/);
  const refusals = clerk.locator("#refusals tbody tr");
  assert.equal(await refusals.count(), 2, (await refusals.allInnerTexts()).join("\n"));
  await desk.look("import");
  await clerk.goto(HOME);
  await desk.look("list");
  await clerk.goto("/ops/billing/adjustments/discount");
  await desk.look("discount");
  await desk.conclude();
});

test("the next invoice charges for it and explains it", async () => {
  await turn(await caller(demo), "P31D");
  owner = await insider("active");
  company = await Inspector.of(owner, "usage-partner");
  await owner.goto("/billing");
  invoice = await owner.locator('main a[href^="/billing/invoices/"]').first().getAttribute("href");
  await owner.goto(invoice);
  assert.ok((await owner.locator("#sums").innerText()).includes("¥0.89"));
  await company.look("invoice");
  await press(owner, owner.locator(`main a[href="${invoice}/usage/1"]`));
  assert.ok((await owner.locator("main").innerText()).includes("0.0808"));
  await company.look("line");
  await company.conclude();
});
