// A customer's problem from its own centre to the partner, from there to the operator, and back, by
// clicking. Pages are inspected and kept as pictures.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { album, launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, send, signedIn } from "./lib/steps.mjs";

const NEW = "/admin/requests/new";
const PASS_ON = "/support/customer-requests/new";
const inEveryLanguage = album("inquiries");

let demo, browser, customer, partner, agent, ours, theirs, number, passed;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  const enter = (account) => signedIn(browser, demo.base, account);
  customer = await enter(demo.accounts.find(({ kind }) => kind === "customer"));
  partner = await enter(demo.account("active"));
  agent = await enter(demo.account("support-agent"));
  theirs = await Inspector.of(customer, "inquiries-customer");
  ours = await Inspector.of(partner, "inquiries-partner");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("a customer asks its partner", async () => {
  await customer.goto("/admin/requests");
  await theirs.look("none");
  await customer.goto(NEW);
  await theirs.look("new");
  await send(customer, NEW, { summary: "Mail", severity: "critical" });
  expectPath(customer, NEW);
  await theirs.look("new-refused");
  assert.equal(await customer.locator('[name="summary"]').inputValue(), "Mail");
  await send(customer, NEW, {
    summary: "Nobody receives mail",
    topic: "customer-service",
    severity: "moderate",
    details: "Since this morning no mail arrives.\nSending works.",
  });
  number = new URL(customer.url()).pathname.split("/").pop();
  assert.match(number, /^\d{15}$/);
  await theirs.look("sent");
  await inEveryLanguage(customer, `/admin/requests/${number}`, "asked");
  await inEveryLanguage(customer, "/admin/requests", "asked-list");
});

test("the partner answers, and may not pass it on yet", async () => {
  const place = `/support/inquiries/${number}`;
  await partner.goto("/support/inquiries");
  await ours.look("list");
  await inEveryLanguage(partner, "/support/inquiries", "list");
  await partner.goto(place);
  await ours.look("inquiry");
  await send(partner, `${place}/take`);
  await send(partner, `${place}/note`, { note: "Their domain record is right." });
  await send(partner, `${place}/answer`, { text: "May we pass this on?", how: "asks" });
  await ours.look("no-consent");
  assert.equal(await partner.locator("#pass-on a").count(), 0);
});

test("the customer agrees, the partner passes it on", async () => {
  const own = `/admin/requests/${number}`;
  await customer.goto(own);
  await theirs.look("waits");
  assert.equal(await customer.getByText("Their domain record").count(), 0);
  await send(customer, `${own}/consent`);
  await send(customer, `${own}/messages`, { text: "Yes, please." });
  await partner.goto(`/support/inquiries/${number}`);
  await ours.look("consent");
  await inEveryLanguage(partner, `/support/inquiries/${number}`, "inquiry");
  await partner.locator("#pass-on a").click();
  await ours.look("pass-on");
  await send(partner, PASS_ON, { tried: "The domain record and the mailboxes are right.", share: true });
  passed = new URL(partner.url()).pathname.split("/").pop();
  await ours.look("passed-on");
});

test("the operator solves it, and the answer goes back", async () => {
  const desk = `/ops/support/${passed}`;
  await agent.goto(desk);
  await send(agent, `${desk}/answer`, { text: "Mail arrives again.", how: "solves" });
  const place = `/support/inquiries/${number}`;
  await partner.goto(place);
  await ours.look("solved-by-operator");
  await send(partner, `${place}/answer`, { text: "Mail arrives again, says the operator.", how: "solves" });
  const own = `/admin/requests/${number}`;
  await customer.goto(own);
  assert.equal(await customer.locator("#passed-on").getByText(passed).count(), 1);
  await theirs.look("solved");
  await inEveryLanguage(customer, own, "solved");
  await send(customer, `${own}/close`);
  await theirs.look("closed");
  assert.equal(await form(customer, `${own}/reopen`).count(), 1);
});

test("nothing was found wrong", async () => {
  await theirs.conclude();
  await ours.conclude();
});
