// Two people at one customer: one is faster, and the other loses nothing; an administrator moves a
// subscription to another offer.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { form, press, send, signIn, speak } from "./lib/steps.mjs";

const PASSWORD = "Admin-Agent-Heron-48";

let demo, browser, owner, agent, inspector;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "selling-together");
  await owner.goto("/account/users/new");
  await send(owner, "/account/users/new", {
    family_name: "He",
    given_name: "Qing",
    user_name: "he.qing",
    contact_email: "he.qing@hanhaiyunfan.example",
    agent_setting: "admin-agent",
    admin_setting: "none",
  });
  const credentials = await registration.shown(owner);
  agent = await visitor(browser, demo.base);
  await agent.goto("/signin");
  await registration.firstSignIn(agent, credentials, PASSWORD);
  await speak(agent, "en");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The first customer a search finds, by its page. */
async function customer(page, name) {
  await page.goto(`/customers?q=${name}`);
  await press(page, page.locator("tbody th a").first());
  return new URL(page.url()).pathname;
}

test("two people edit the same customer", async () => {
  const sales = await customer(owner, "haiyan");
  const account = sales.replace("subscriptions", "account");
  await owner.goto(account);
  await agent.goto(account);
  await send(agent, account, { given_name: "Jun" });
  assert.ok(await agent.locator(".notice").count(), "the faster one has saved");
  await send(owner, account, { given_name: "Late" });
  assert.match(await owner.locator("main").innerText(), /Somebody else has changed this/);
  await inspector.look("somebody-was-faster");
  // Nothing of the faster one is lost.
  await owner.goto(account);
  assert.equal(await form(owner, account).locator('[name="given_name"]').inputValue(), "Jun");
});

test("an admin agent upgrades a subscription that can be upgraded", async () => {
  await agent.goto("/customers");
  const customers = await agent
    .locator("tbody th a")
    .evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  let done = false;
  for (const sales of customers) {
    await agent.goto(sales);
    const subscriptions = await agent
      .locator("tbody th a")
      .evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
    for (const path of done ? [] : subscriptions) {
      await agent.goto(path);
      const upgrade = form(agent, `${path}/upgrade`).first();
      if (!(await upgrade.count())) continue;
      await agent.locator("#upgrade details.confirm summary, details.confirm summary", { hasText: "Upgrade now" }).first().click();
      await press(agent, upgrade.locator('button[type="submit"]'));
      assert.match(await agent.locator(".notice").innerText(), /new subscription/);
      assert.notEqual(new URL(agent.url()).pathname, path);
      await agent.goto(path);
      assert.match(await agent.locator("main").innerText(), /Upgraded, and ended/);
      done = true;
      break;
    }
  }
  assert.ok(done, "the demonstration has something to upgrade");
});

test("nothing was found wrong", () => inspector.conclude());
