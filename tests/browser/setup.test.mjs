// A new global admin sets the company up: signs in for the first time, follows the first steps from the
// action centre, looks at the profiles, adds a sales agent, and ticks each step off.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { expectPath, press, send, signIn, speak } from "./lib/steps.mjs";

const USERS = "/account/users";
const HOME = "/dashboard/overview";
const PASSWORD = "Second-Admin-Heron-47";

let demo, browser, owner, fresh, inspector, credentials, open;

const person = (family, given, name, agent, admin) => ({
  family_name: family,
  given_name: given,
  user_name: name,
  contact_email: `${name}@second.example`,
  agent_setting: agent,
  admin_setting: admin,
});

/** How many things the bar says are to be done. */
async function bell() {
  const label = await fresh.locator('.bar a[href="/action-center"]').getAttribute("aria-label");
  return Number(label.match(/\d+/)[0]);
}

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("the first sign-in leads to what is to be done", async () => {
  await owner.goto(`${USERS}/new`);
  await send(owner, `${USERS}/new`, person("Sun", "Ruoshui", "sun.setup", "admin-agent", "global-admin"));
  credentials = await registration.shown(owner);
  fresh = await visitor(browser, demo.base);
  await fresh.goto("/signin");
  await registration.firstSignIn(fresh, credentials, PASSWORD);
  await speak(fresh, "en");
  inspector = await Inspector.of(fresh, "setup");
  await fresh.goto(HOME);
  await inspector.look("overview");
  open = await fresh.locator('form[action^="/dashboard/checklist/"]').count();
  assert.ok(open > 0, "the demonstration leaves something to do");
  const count = await bell();
  assert.ok(count >= open, `${count} of at least ${open}`);
  await press(fresh, fresh.locator('.bar a[href="/action-center"]'));
  assert.equal(await fresh.locator(".checklist li").count(), count);
  await inspector.look("to-do");
});

test("profiles are looked at and a colleague is added", async () => {
  await press(fresh, fresh.locator('a[href="/dashboard/overview#start"]').first());
  await fresh.goto("/account/profile");
  await inspector.look("profiles");
  await fresh.goto(`${USERS}/new`);
  await send(fresh, `${USERS}/new`, person("Zhao", "Yi", "zhao.setup", "sales-agent", "none"));
  assert.match(fresh.url(), /\/done$/);
  const colleague = await registration.shown(fresh);
  assert.match(colleague.name, /^zhao\.setup@/);
  await fresh.goto(USERS);
  assert.equal(await fresh.locator("tbody tr", { hasText: "zhao.setup" }).count(), 1);
});

test("each step is ticked off, and nobody is reminded of it", async () => {
  await fresh.goto(HOME);
  const before = await bell();
  for (let left = open; left > 0; left -= 1) {
    const steps = fresh.locator('form[action^="/dashboard/checklist/"]');
    assert.equal(await steps.count(), left);
    await press(fresh, steps.first().locator("button"));
    expectPath(fresh, HOME);
  }
  assert.equal(await bell(), before - open);
  await inspector.look("overview-done");
  await fresh.goto("/action-center");
  assert.equal(await fresh.locator('a[href="/dashboard/overview#start"]').count(), 0);
  await inspector.look("to-do-done");
});

test("every page holds", async () => {
  await inspector.conclude();
});
