// Money in: a billing operator records what the bank says a partner paid, gives it to a bill, proposes
// a credit note; the partner sees what is paid and what is open.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { caller, turn } from "./lib/program.mjs";
import { press, send, signIn, speak } from "./lib/steps.mjs";

const PAYMENTS = "/ops/billing/payments";
const NOTES = "/ops/billing/credit-notes";
const REFUNDS = "/ops/billing/refunds";
const ADJUSTMENTS = "/ops/billing/adjustments";

let demo, browser, clerk, owner, desk, company, invoice;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  await turn(await caller(demo), "P40D");
  [clerk, owner] = await Promise.all([insider("billing-operator"), insider("active")]);
  desk = await Inspector.of(clerk, "payments-console");
  company = await Inspector.of(owner, "payments-partner");
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

test("what is wrong about a payment is said at its fields", async () => {
  await clerk.goto(PAYMENTS);
  await desk.look("none");
  await clerk.goto(`${PAYMENTS}/new`);
  await send(clerk, `${PAYMENTS}/new`, { amount: "-1" });
  await desk.look("new-errors");
  assert.equal(await clerk.locator('[name="amount"]').inputValue(), "-1");
});

test("a payment is recorded and pays the oldest bill", async () => {
  await owner.goto("/billing");
  invoice = await owner.locator('main a[href^="/billing/invoices/"]').last().innerText();
  await clerk.goto(`${PAYMENTS}/new`);
  const domain = demo.account("active").sign_in_name.split("@")[1];
  const today = await clerk.locator('[name="value_on"]').getAttribute("max");
  const paid = { partner: domain, reference: "BOC-2026-0001", value_on: today, amount: "10.00" };
  await send(clerk, `${PAYMENTS}/new`, paid);
  assert.match(new URL(clerk.url()).pathname, /^\/ops\/billing\/payments\/[0-9a-f-]{36}$/);
  await desk.look("payment");
  await press(clerk, clerk.locator('main a[href$="/account"]').first());
  await desk.look("account");
  await owner.goto("/billing");
  assert.ok((await owner.locator("main").innerText()).includes("BOC-2026-0001"));
  await company.look("billing");
  await company.tour({ statement: "/billing/statement" });
});

test("a credit note is proposed, and its proposer does not approve it", async () => {
  await clerk.goto(`${NOTES}/new`);
  await send(clerk, `${NOTES}/new`);
  await desk.look("note-errors");
  await send(clerk, `${NOTES}/new`, { invoice, amount: "1.00", reason: "Agreed on the telephone" });
  await desk.look("note");
  assert.equal(await clerk.locator('main form[action$="/approve"]').count(), 0);
  await clerk.goto(NOTES);
  await desk.look("notes");
});

test("a part of a line is to be given back on the next invoice", async () => {
  await clerk.goto(`${ADJUSTMENTS}/discount`);
  await send(clerk, `${ADJUSTMENTS}/discount`);
  await desk.look("discount-errors");
  await clerk.goto(`${ADJUSTMENTS}/offset`);
  await send(clerk, `${ADJUSTMENTS}/offset`, { invoice, line: "1", amount: "1.00", reason: "Mail stood still" });
  await desk.look("adjustment");
  assert.equal(await clerk.locator('main form[action$="/approve"]').count(), 0);
  await clerk.goto(ADJUSTMENTS);
  await desk.look("adjustments");
});

test("what was paid too much is to go back", async () => {
  await clerk.goto(`${REFUNDS}/new`);
  await send(clerk, `${REFUNDS}/new`);
  await desk.look("refund-errors");
  const today = await clerk.goto(`${PAYMENTS}/new`).then(() => clerk.locator('[name="value_on"]').getAttribute("max"));
  const domain = demo.account("active").sign_in_name.split("@")[1];
  const paid = { partner: domain, reference: "BOC-2026-0002", value_on: today, amount: "999999.00" };
  await send(clerk, `${PAYMENTS}/new`, paid);
  await press(clerk, clerk.locator(`main a[href^="${REFUNDS}/new"]`));
  const back = { amount: "1.00", account: "Bank of Communications, 6222 0000 0000 0000", reason: "Paid twice" };
  await send(clerk, `${REFUNDS}/new`, back);
  assert.match(new URL(clerk.url()).pathname, /^\/ops\/billing\/refunds\/[0-9a-f-]{36}$/);
  await desk.look("refund");
  assert.equal(await clerk.locator('main form[action$="/approve"]').count(), 0);
  await clerk.goto(REFUNDS);
  await desk.look("refunds");
});

test("every page holds", async () => {
  await desk.conclude();
  await company.conclude();
});
