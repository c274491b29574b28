// A support request from the partner's form to the operator's agent and back, by clicking; and the
// sandbox account of a partner. Pages are inspected and kept as pictures.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { album, launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, prove, send, signedIn } from "./lib/steps.mjs";

const LIST = "/support/partner-requests";
const inEveryLanguage = album("support");

let demo, browser, partner, agent, mine, theirs, number;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  const enter = (account) => signedIn(browser, demo.base, account);
  partner = await enter(demo.account("active"));
  agent = await enter(demo.account("support-agent"));
  mine = await Inspector.of(partner, "support");
  theirs = await Inspector.of(agent, "support-desk");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("a partner asks", async () => {
  await partner.goto(LIST);
  await mine.look("none");
  await partner.goto(`${LIST}/new`);
  await mine.look("new");
  await send(partner, `${LIST}/new`, { summary: "Seats", severity: "critical" });
  expectPath(partner, `${LIST}/new`);
  await mine.look("new-refused");
  assert.equal(await partner.locator('[name="summary"]').inputValue(), "Seats");
  await send(partner, `${LIST}/new`, {
    summary: "Two seats too many on the bill",
    topic: "invoice",
    severity: "moderate",
    details: "The bill of March has two seats more than the subscription.\nPlease compare.",
  });
  number = new URL(partner.url()).pathname.split("/").pop();
  assert.match(number, /^\d{15}$/);
  await mine.look("sent");
  await inEveryLanguage(partner, `/support/requests/${number}`, "request");
  await inEveryLanguage(partner, LIST, "list");
  await inEveryLanguage(partner, `${LIST}/new`, "new");
});

test("an agent answers", async () => {
  const place = `/ops/support/${number}`;
  await agent.goto("/ops/support");
  await theirs.look("queue");
  await inEveryLanguage(agent, "/ops/support", "queue");
  await agent.goto(place);
  await theirs.look("case");
  await send(agent, `${place}/take`);
  await send(agent, `${place}/note`, { note: "They ask about bills every month." });
  await send(agent, `${place}/answer`, { text: "Which order is it?", how: "asks" });
  await theirs.look("asked");
  await inEveryLanguage(agent, place, "case");
});

test("the partner answers, and closes it", async () => {
  const place = `/support/requests/${number}`;
  await partner.goto(place);
  await mine.look("waits");
  assert.equal(await partner.getByText("They ask about bills").count(), 0);
  await send(partner, `${place}/messages`, { text: "The one of the second of March." });
  const desk = `/ops/support/${number}`;
  await agent.goto(desk);
  await send(agent, `${desk}/answer`, { text: "It is put right on the next bill.", how: "solves" });
  await partner.goto(place);
  await mine.look("solved");
  await send(partner, `${place}/close`);
  await mine.look("closed");
  assert.equal(await form(partner, `${place}/reopen`).count(), 1);
});

test("a sandbox account is made, its password shown once", async () => {
  const home = "/account/sandbox";
  await partner.goto(home);
  await mine.look("sandbox-none");
  await partner.goto(`${home}/new`);
  await mine.look("sandbox-new");
  await inEveryLanguage(partner, `${home}/new`, "sandbox-new");
  await send(partner, `${home}/new`, { sandbox_understood: true });
  await prove(partner, demo.account("active").totp_secret);
  expectPath(partner, `${home}/done`);
  await mine.look("sandbox-done");
  await partner.reload();
  await mine.look("sandbox-shown");
  await partner.goto(home);
  await mine.look("sandbox-made");
  await inEveryLanguage(partner, home, "sandbox-made");
});

test("nothing was found wrong", async () => {
  await mine.conclude();
  await theirs.conclude();
});
