// Selling, by clicking: a sales agent who may not see prices adds a customer, orders for it and
// changes seats; an administrator suspends and reactivates. Pages are inspected and kept as pictures
// in three languages.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { expectPath, fill, form, press, send, signIn, speak } from "./lib/steps.mjs";

const PASSWORD = "Sales-Agent-Heron-47";
const NEW = "/customers/new";

let demo, browser, owner, agent, inspector, seller;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "selling");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Opens a page in the other languages and in the dark, and keeps a picture of each. */
async function inEveryLanguage(page, path, name) {
  for (const language of Object.keys(LANGUAGES)) {
    await page.goto(`/language?to=${language}&back=${encodeURIComponent(path)}`);
    await expectWords(page, language);
    await picture(page, "selling", `${name}-${language}`);
    await page.setViewportSize(NARROW);
    await expectNoSidewaysScroll(page);
    await picture(page, "selling", `${name}-${language}-360`);
    await page.setViewportSize(WIDE);
  }
  await page.emulateMedia({ colorScheme: "dark" });
  await picture(page, "selling", `${name}-dark`);
  await page.emulateMedia({ colorScheme: "light" });
  await page.goto(`/language?to=en&back=${encodeURIComponent(path)}`);
}

/** Presses the button of a wizard's step. */
async function step(page, action, name) {
  await press(page, form(page, action).locator(`button[name="step"][value="${name}"]`));
}

test("the customers of the demonstration are there", async () => {
  await owner.goto("/customers");
  await inspector.look("customers");
  // Five of the story, one of the program.
  assert.equal(await owner.locator("tbody tr").count(), 6);
  await inEveryLanguage(owner, "/customers", "customers");
  await owner.goto("/customers?q=nobody");
  await inspector.look("customers-nobody");
  await owner.goto("/customers?q=qbridge");
  await press(owner, owner.locator("tbody th a").first());
  await inspector.look("sales");
  const sales = new URL(owner.url()).pathname;
  await inEveryLanguage(owner, sales, "sales");
  await press(owner, owner.locator("tbody th a").first());
  await inspector.look("suspended");
  await inEveryLanguage(owner, new URL(owner.url()).pathname, "suspended");
  await owner.goto(sales.replace("subscriptions", "account"));
  await inspector.look("account");
  await inEveryLanguage(owner, new URL(owner.url()).pathname, "account");
});

test("a sales agent is added and signs in", async () => {
  await owner.goto("/account/users/new");
  await send(owner, "/account/users/new", {
    family_name: "Lu",
    given_name: "Mai",
    user_name: "lu.mai",
    contact_email: "lu.mai@hanhaiyunfan.example",
    agent_setting: "sales-agent",
    admin_setting: "none",
  });
  const credentials = await registration.shown(owner);
  agent = await visitor(browser, demo.base);
  await agent.goto("/signin");
  await registration.firstSignIn(agent, credentials, PASSWORD);
  await speak(agent, "en");
  seller = await Inspector.of(agent, "selling");
});

test("the agent sells to a new customer without seeing a price", async () => {
  await agent.goto("/customers");
  await press(agent, agent.locator(`a[href="${NEW}"]`).first());
  await seller.look("new-account");
  await step(agent, NEW, "products");
  await seller.look("new-account-errors");
  await fill(form(agent, NEW), {
    company_name: "温州启明眼科医院有限公司",
    domain_prefix: "qiming-eye",
    province: "ZJ",
    city: "温州市",
    address1: "启明路 8 号",
    postal_code: "325000",
    family_name: "叶",
    given_name: "知秋",
    email: "office@qiming-eye.example",
  });
  await step(agent, NEW, "products");
  await seller.look("new-products");
  const quantities = form(agent, NEW).locator('input[inputmode="numeric"]');
  await quantities.nth(0).fill("10");
  await quantities.nth(1).fill("many");
  await step(agent, NEW, "review");
  await seller.look("new-products-errors");
  assert.equal(await quantities.nth(0).inputValue(), "10");
  await quantities.nth(1).fill("3");
  const today = await agent.locator('[name="agreed_on"]').getAttribute("max");
  await agent.locator('[name="agreed_on"]').fill(today);
  await step(agent, NEW, "review");
  await seller.look("new-review");
  assert.ok(!(await agent.content()).includes("¥"));
  await step(agent, NEW, "submit");
  assert.match(new URL(agent.url()).pathname, /\/done$/);
  await seller.look("new-done");
  const credentials = await registration.shown(agent);
  await agent.reload();
  assert.ok(!(await agent.content()).includes(credentials.password), "shown once");
  await seller.look("new-done-again");
});

test("the agent changes seats, and adds more", async () => {
  await agent.goto("/customers?q=qiming");
  await press(agent, agent.locator("tbody th a").first());
  const sales = new URL(agent.url()).pathname;
  // It is set up behind the answer.
  for (let tries = 0; tries < 40 && (await agent.locator(".pill.ok").count()) < 3; tries += 1) {
    await agent.waitForTimeout(250);
    await agent.reload();
  }
  await press(agent, agent.locator("tbody th a").first());
  await seller.look("subscription");
  const path = new URL(agent.url()).pathname;
  await agent.locator('[name="quantity"]').fill("14");
  await press(agent, agent.locator('#seats form[method="get"] button'));
  await seller.look("subscription-look");
  await send(agent, `${path}/quantity`);
  assert.match(await agent.locator(".notice").innerText(), /The quantity was changed/);
  await seller.look("subscription-changed");
  await agent.goto(`${sales}/add`);
  await seller.look("add");
  await step(agent, `${sales}/add`, "review");
  await seller.look("add-nothing");
  await inEveryLanguage(agent, `${sales}/add`, "add");
});

test("an administrator suspends, reactivates, and cancels with the name typed", async () => {
  await owner.goto("/customers?q=haiyan");
  await press(owner, owner.locator("tbody th a").first());
  await press(owner, owner.locator("tbody th a").first());
  const path = new URL(owner.url()).pathname;
  await owner.goto(`${path}?quantity=70`);
  await inspector.look("look-priced");
  await inEveryLanguage(owner, `${path}?quantity=70`, "look-priced");
  await owner.goto(path);
  await owner.locator("details.confirm summary", { hasText: "Suspend" }).click();
  await inspector.look("suspend-asked");
  await send(owner, `${path}/suspend`);
  assert.match(await owner.locator("main").innerText(), /60 days left/);
  await send(owner, `${path}/reactivate`);
  assert.match(await owner.locator(".notice").innerText(), /active again/);
  await owner.locator("details.confirm summary", { hasText: "Cancel subscription" }).click();
  await send(owner, `${path}/cancel`, { confirm: "yes" });
  await inspector.look("cancel-wrong");
  expectPath(owner, `${path}/cancel`);
  assert.equal(await form(owner, `${path}/cancel`).locator('[name="confirm"]').inputValue(), "yes");
});

test("nothing was found wrong", async () => {
  await inspector.conclude();
  await seller.conclude();
});
