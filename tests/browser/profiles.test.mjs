// The profile of a company that sells: a global admin changes a vetted fact, a reviewer looks at what
// was and what shall be, refuses it with a reason, and puts the next try in force.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signIn, speak } from "./lib/steps.mjs";

const LEGAL = "/account/legal-profile";

let demo, browser, owner, reviewer, company, desk;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  [owner, reviewer] = await Promise.all([insider("active"), insider("reviewer")]);
  company = await Inspector.of(owner, "profiles-partner");
  desk = await Inspector.of(reviewer, "profiles-console");
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

/** Opens the one change that waits. */
async function openChange() {
  await reviewer.goto("/ops/profiles");
  const waiting = reviewer.locator('main a[href^="/ops/profiles/"]');
  assert.equal(await waiting.count(), 1);
  await press(reviewer, waiting);
}

test("what is wrong is said at its field and stays", async () => {
  await owner.goto(LEGAL);
  await company.look("legal");
  await send(owner, LEGAL, { postal_code: "1" });
  assert.equal(await owner.locator('[name="postal_code"]').inputValue(), "1");
  await company.look("legal-errors");
});

test("a change of a vetted fact waits", async () => {
  await owner.goto(LEGAL);
  await send(owner, LEGAL, { address_line2: "21/F" });
  expectPath(owner, "/account/profile");
  assert.ok((await owner.locator("main").innerText()).includes("21/F"));
  await company.look("waiting");
  await reviewer.goto("/ops/profiles");
  await desk.look("list");
  await openChange();
  await desk.look("change");
});

test("a refusal needs a reason", async () => {
  const change = new URL(reviewer.url()).pathname;
  const decision = form(reviewer, `${change}/approve`);
  const refuse = decision.locator(`button[formaction="${change}/reject"]`);
  await press(reviewer, refuse);
  await desk.look("change-errors");
  await decision.locator('[name="reason"]').fill("The licence shows another floor");
  await press(reviewer, refuse);
  await desk.look("refused");
  await owner.goto("/account/profile");
  assert.ok((await owner.locator("main").innerText()).includes("The licence shows another floor"));
  await company.look("refused");
});

test("the next try is put in force", async () => {
  await owner.goto(LEGAL);
  await send(owner, LEGAL, { address_line2: "22/F" });
  await openChange();
  await send(reviewer, `${new URL(reviewer.url()).pathname}/approve`);
  await reviewer.goto("/ops/profiles");
  await desk.look("none");
  await owner.goto("/account/profile");
  assert.ok((await owner.locator("main").innerText()).includes("22/F"));
  await company.look("in-force");
});

test("every page holds", async () => {
  await company.conclude();
  await desk.conclude();
});
