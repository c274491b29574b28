// Bills: a program turns the demonstration's clock past two billing dates; the partner opens a bill, a
// line and its formula, and saves the reconciliation file; the operator looks at the runs and tries the
// next bill.
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { album, launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { caller, turn } from "./lib/program.mjs";
import { expectPath, form, press, send, signIn, speak } from "./lib/steps.mjs";

/** Columns of the reconciliation file of licences. */
const COLUMNS = 27;
const inEveryLanguage = album("billing");

let demo, browser, owner, inspector, saved;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "billing");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("before the first billing date there is nothing to pay", async () => {
  await press(owner, owner.locator('nav a[href="/billing"]'));
  expectPath(owner, "/billing");
  await inspector.look("none");
});

test("a bill, a line of it and how it came about", async () => {
  await turn(await caller(demo), "P40D");
  await inspector.tour({ bills: "/billing" });
  await owner.goto("/billing");
  const bills = owner.locator('main a[href^="/billing/invoices/"]');
  assert.equal(await bills.count(), 2);
  await press(owner, bills.last());
  expectPath(owner, "/billing/invoices/D000000001");
  await inspector.look("invoice");
  const lines = owner.locator("main tbody tr");
  assert.ok((await lines.count()) > 1);
  await press(owner, lines.first().locator('a[href*="/lines/"]'));
  await inspector.look("line");
  assert.match(await owner.locator("main").innerText(), /×/);
});

test("the reconciliation file is the one whose hash is shown", async () => {
  await owner.goto("/billing/invoices/D000000001");
  const shown = await owner.locator("main").innerHTML();
  const saving = owner.waitForEvent("download");
  await owner.locator('a[href$="/reconciliation.csv"]').first().click();
  const bytes = await readFile(await (await saving).path());
  saved = bytes.toString("utf8");
  const hash = createHash("sha256").update(bytes).digest("hex");
  assert.ok(shown.includes(hash), `${hash} is not on the page`);
  const [head, ...rows] = bytes.toString("utf8").replace(/^\ufeff/, "").trim().split("\r\n");
  assert.equal(head.split(",").length, COLUMNS);
  assert.equal(rows.length, await owner.locator("main tbody tr").count());
  const packing = owner.waitForEvent("download");
  await owner.locator('a[href$="/reconciliation.xlsx"]').first().click();
  const packed = await packing;
  assert.equal(packed.suggestedFilename(), "D000000001-licences.xlsx");
  const archive = await readFile(await packed.path());
  assert.equal(archive.subarray(0, 4).toString("latin1"), "PK\u0003\u0004");
});

test("all lines are exported for programs", async () => {
  const path = "/billing/invoices/D000000001/exports";
  await owner.goto("/billing/invoices/D000000001");
  await press(owner, owner.locator(`main a[href="${path}"]`));
  await inspector.look("exports-none");
  await send(owner, path, { set: "basic" });
  await owner.locator("main a[download]").waitFor();
  await inEveryLanguage(owner, path, "exports");
  await owner.goto(path);
  await inspector.look("exports");
  const saving = owner.waitForEvent("download");
  await owner.locator("main a[download]").first().click();
  const packed = await readFile(await (await saving).path());
  const lines = gunzipSync(packed).toString("utf8").trim().split("\n").map((line) => JSON.parse(line));
  assert.ok(lines.length > 1 && lines.every((line) => line.Currency === "CNY"));
});

test("an invoice is compared with its own file and with one that differs", async () => {
  const path = "/billing/invoices/D000000001/compare";
  const compare = async (text) => {
    const file = { name: "own.csv", mimeType: "text/csv", buffer: Buffer.from(text) };
    await form(owner, path).locator('[name="file"]').setInputFiles(file);
    await press(owner, form(owner, path).locator('button[type="submit"]'));
    return owner.locator("main").innerText();
  };
  await owner.goto("/billing/invoices/D000000001");
  await press(owner, owner.locator(`main a[href="${path}"]`));
  assert.match(await compare(saved), /agree in all \d+ rows/);
  await inspector.look("compare-same");
  const lines = saved.trim().split("\r\n");
  const other = [...lines.slice(0, -1), "Total"].join("\n");
  assert.match(await compare(other), /3 differences/);
  await inspector.look("compare-different");
  await compare("Amount\n1.00\n");
  await inspector.look("compare-wrong");
});

test("the operator looks at the runs and tries the next bill", async () => {
  const clerk = await visitor(browser, demo.base);
  await signIn(clerk, demo.account("billing-operator"));
  await speak(clerk, "en");
  const eyes = await Inspector.of(clerk, "billing");
  await eyes.tour({ runs: "/ops/billing" });
  await press(clerk, clerk.locator('main a[href^="/ops/billing/runs/"]').last());
  await eyes.look("run");
  await press(clerk, clerk.locator('main a[href^="/ops/billing/partners/"]').first());
  await eyes.look("trial");
  await eyes.conclude();
});

test("a transfer is recorded, pays what is due first, and the partner sees it", async () => {
  const clerk = await visitor(browser, demo.base);
  await signIn(clerk, demo.account("billing-operator"));
  await speak(clerk, "en");
  const eyes = await Inspector.of(clerk, "billing");
  await clerk.goto("/ops/billing/payments");
  await press(clerk, clerk.locator('main a[href="/ops/billing/payments/new"]').first());
  await eyes.look("payment-new");
  await clerk.fill("#partner", "D000000001");
  await clerk.fill("#reference", "ICBC 2026 0001");
  await clerk.fill("#value_on", await clerk.getAttribute("#value_on", "max"));
  await clerk.fill("#amount", "1.00");
  await press(clerk, clerk.locator('main button[type="submit"]'));
  assert.match(await clerk.locator("main").innerText(), /ICBC20260001/);
  await eyes.look("payment");
  await clerk.goto("/ops/billing/payments");
  await eyes.look("payments");
  await eyes.conclude();
  await inspector.tour({ paid: "/billing", statement: "/billing/statement" });
  await owner.goto("/billing/invoices/D000000001");
  assert.match(await owner.locator("main").innerText(), /ICBC20260001/);
  await inspector.look("invoice-paid");
});

test("what is paid late is charged for on a later bill, and the operator can waive it", async () => {
  await turn(await caller(demo), "P65D");
  await owner.goto("/billing");
  await inspector.look("late");
  const bills = await owner.locator('main a[href^="/billing/invoices/"]').evaluateAll((all) => all.map((a) => a.pathname));
  const charge = owner.locator('main a[href*="/finance-charges/"]');
  for (const bill of new Set(bills)) {
    await owner.goto(bill);
    if (await charge.count()) break;
  }
  assert.ok(await charge.count(), "no bill has a finance charge");
  await inspector.look("invoice-late");
  await press(owner, charge.first());
  assert.match(await owner.locator("main").innerText(), /×/);
  await inspector.look("finance-charge");
  const clerk = await visitor(browser, demo.base);
  await signIn(clerk, demo.account("billing-operator"));
  await speak(clerk, "en");
  const eyes = await Inspector.of(clerk, "billing");
  await eyes.tour({ overdue: "/ops/billing/overdue", charges: "/ops/billing/finance-charges" });
  await clerk.goto("/ops/billing/finance-charges");
  await press(clerk, clerk.locator('main a[href^="/ops/billing/finance-charges/"]').first());
  await eyes.look("charge");
  await clerk.locator("main details.confirm > summary").click();
  await clerk.fill('[name="reason"]', "The transfer came to a closed account of ours.");
  await press(clerk, clerk.locator('main form[method="post"] button[type="submit"]').last());
  await eyes.look("charge-waived");
  await clerk.goto("/ops/billing/overdue");
  await press(clerk, clerk.locator('main a[href^="/ops/billing/overdue/"]').first());
  await eyes.look("overdue-invoice");
  await owner.goto("/billing/invoices/D000000001/dispute/0");
  await inspector.look("dispute-new");
  await owner.fill("#reason", "These licences were never ordered by the customer.");
  await press(owner, owner.locator('main button[type="submit"]'));
  await inspector.look("dispute");
  await owner.goto("/billing/disputes");
  await inspector.look("disputes");
  await clerk.goto("/ops/billing/disputes");
  await eyes.look("disputes");
  await press(clerk, clerk.locator('main a[href^="/ops/billing/disputes/"]').first());
  await eyes.look("dispute");
  await eyes.conclude();
});

test("a VAT invoice is asked for, and the operator issues it", async () => {
  const path = "/billing/invoices/D000000001/fapiao";
  await owner.goto("/billing/invoices/D000000001");
  await press(owner, owner.locator(`main a[href="${path}"]`).first());
  await inspector.look("fapiao-missing");
  await press(owner, owner.locator('#missing a[href="/account/billing-profile"]'));
  await send(owner, "/account/billing-profile", {
    taxpayer_type: "general",
    bank_name: "Bank of Communications, Wenlan Road",
    bank_account: "6222000011112222",
    tax_address: "188 Wenlan Road",
    tax_phone: "+8657155550111",
  });
  await owner.goto(path);
  await inspector.look("fapiao-ask");
  await inEveryLanguage(owner, path, "fapiao-ask");
  await send(owner, path);
  await inspector.look("fapiao-asked");
  const clerk = await visitor(browser, demo.base);
  await signIn(clerk, demo.account("billing-operator"));
  await speak(clerk, "en");
  const eyes = await Inspector.of(clerk, "billing");
  await clerk.goto("/ops/billing");
  await press(clerk, clerk.locator('a[href="/ops/billing/fapiao"]').first());
  await eyes.look("fapiaos");
  await press(clerk, clerk.locator('main a[href^="/ops/billing/fapiao/"]').first());
  const one = new URL(clerk.url()).pathname;
  await eyes.look("fapiao");
  await inEveryLanguage(clerk, one, "desk-fapiao");
  await send(clerk, `${one}/issue`, { number: "123" });
  assert.ok(await clerk.locator("#errors").count(), "a number has 20 digits");
  await eyes.look("fapiao-wrong");
  await send(clerk, `${one}/issue`, { number: "25332000000012345678" });
  await eyes.look("fapiao-issued");
  await eyes.conclude();
  await owner.goto(path);
  assert.match(await owner.locator("main").innerText(), /25332000000012345678/);
  await inspector.look("fapiao-there");
});

test("every page holds", async () => {
  await inspector.conclude();
});
