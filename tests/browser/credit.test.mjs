// Credit that was refused, and the override by two people that grants a limit after all, as analyst
// and lead see it, wide and narrow, checked by axe.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signIn, speak } from "./lib/steps.mjs";

/** A company of the demonstration that is under review and about which nobody has decided credit. */
const COMPANY = "北京北桥数码有限公司";
const REASON = "The parent company guarantees every payment, its audited statements are sound.";
const ISO_DAY = /^\d{4}-\d{2}-\d{2}$/;

let demo, browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** A member of staff signed in who reads English, with the inspector of what is seen. */
async function insider(role) {
  const page = await visitor(browser, demo.base);
  await signIn(page, demo.account(role));
  await speak(page, "en");
  return Inspector.of(page, `credit-${role}`);
}

/** Presses a button of a form that has no fields. */
const agree = (page, action) => press(page, form(page, action).locator('button[type="submit"]'));

/** Where the proposal that waits is answered. */
async function proposal(page, what) {
  const answers = page.locator(`#override form[action$="/${what}"]`);
  assert.equal(await answers.count(), 1, what);
  return answers.first().getAttribute("action");
}

test("a refusal is taken back by two people", { timeout: 300_000 }, async () => {
  const first = await insider("credit-analyst");
  const second = await insider("credit-lead");
  const [analyst, lead] = [first.page, second.page];

  // The list of what waits, and the file of a company nobody has decided about.
  await first.tour({ list: "/ops/credit" });
  await press(analyst, analyst.locator("#undecided tbody th a", { hasText: COMPANY }));
  const path = new URL(analyst.url()).pathname;
  await first.look("file-undecided");
  await send(analyst, path);
  assert.ok(await analyst.locator("#errors").isVisible());
  await first.look("file-errors");
  await send(analyst, path, { result: "fail", reason: "Two suits about unpaid invoices are open." });
  expectPath(analyst, path);
  for (const result of ["pass", "refer"]) {
    assert.ok(await analyst.locator(`[name="result"][value="${result}"]`).isDisabled(), result);
  }
  await first.look("file-refused");

  // One proposes: what is missing is said at its fields, and what was typed stays.
  await send(analyst, `${path}/overrides`, { override_reason: "Too short." });
  assert.equal(await analyst.locator("#errors li").count(), 4);
  assert.equal(await analyst.locator('[name="override_reason"]').inputValue(), "Too short.");
  await first.look("proposal-errors");
  const last = await analyst.locator('[name="expires_on"]').getAttribute("max");
  assert.match(last, ISO_DAY);
  const typed = {
    override_limit: "80,000",
    expires_on: last,
    override_reason: REASON,
    evidence: "Guarantee 2026-017; the original is in the safe.",
  };
  await send(analyst, `${path}/overrides`, typed);
  assert.equal(await analyst.locator('#override form[action$="/approve"]').count(), 0);
  await first.look("proposal-own");

  // Another declines; the proposer reads why, proposes anew, and takes that back.
  await second.tour({ list: "/ops/credit" });
  await press(lead, lead.locator("#overrides tbody th a", { hasText: COMPANY }));
  expectPath(lead, path);
  await second.look("proposal");
  const decline = await proposal(lead, "decline");
  await lead.locator("#override details", { has: form(lead, decline) }).locator("summary").click();
  await send(lead, decline);
  assert.ok(await lead.locator("#errors").isVisible());
  await second.look("decline-errors");
  const answer = "The guarantor itself is in court.";
  await send(lead, decline, { answer });
  await second.look("declined");
  await analyst.goto(path);
  assert.ok((await analyst.locator("#override").innerText()).includes(answer));
  await send(analyst, `${path}/overrides`, typed);
  await agree(analyst, await proposal(analyst, "withdraw"));
  await first.look("withdrawn");

  // A third proposal is approved; a second click of somebody with an old page changes nothing.
  await send(analyst, `${path}/overrides`, typed);
  await lead.goto(path);
  const approve = await proposal(lead, "approve");
  await agree(lead, approve);
  expectPath(lead, path);
  const latest = await lead.locator("#latest").innerText();
  assert.ok(latest.includes("80,000.00"), latest);
  await second.look("approved");
  await analyst.reload();
  await first.look("file-approved");
  await analyst.goto(path.replace("/credit", ""));
  await first.look("case");
  for (const inspector of [first, second]) await inspector.conclude();
});
