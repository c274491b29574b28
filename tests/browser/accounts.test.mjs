// Users, staff, domains and contact data, by clicking: a second global admin is added and signs in,
// nobody gets above himself, a domain is proved. Pages are inspected and kept as pictures in three
// languages.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { startNames } from "./lib/names.mjs";
import { Inspector } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { enterCode, expectPath, fill, form, message, press, send, signIn, speak } from "./lib/steps.mjs";

const PASSWORD = "Second-Admin-Heron-47";
const USERS = "/account/users";
const DOMAINS = "/account/domains";

let names, demo, browser, platform, owner, inspector;

before(async () => {
  names = await startNames();
  [demo, browser] = await Promise.all([startDemo({ more: ["--resolver", names.address] }), launch()]);
  platform = await visitor(browser, demo.base);
  await signIn(platform, demo.account("platform-admin"));
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "accounts");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  names?.stop();
});

/** Opens a page in the other languages, looks at its words and keeps a picture of each. */
async function inEveryLanguage(page, path, name) {
  for (const language of Object.keys(LANGUAGES)) {
    await page.goto(`/language?to=${language}&back=${encodeURIComponent(path)}`);
    await expectWords(page, language);
    await picture(page, "accounts", `${name}-${language}`);
    await page.setViewportSize(NARROW);
    await expectNoSidewaysScroll(page);
    await picture(page, "accounts", `${name}-${language}-360`);
    await page.setViewportSize(WIDE);
  }
  await page.goto(`/language?to=en&back=${encodeURIComponent(path)}`);
}

const person = (userName, admin) => ({
  family_name: "Sun",
  given_name: "Ruoshui",
  user_name: userName,
  contact_email: `${userName}@second.example`,
  agent_setting: "admin-agent",
  admin_setting: admin,
});

let second;

test("a second global admin is added and signs in for the first time", async () => {
  await owner.goto(USERS);
  await inspector.look("users-alone");
  assert.match(await owner.locator(".banner.warn").innerText(), /second global admin/);
  await press(owner, owner.locator(`a[href="${USERS}/new"]`));
  await inspector.look("user-new");
  await send(owner, `${USERS}/new`, { family_name: "Sun" });
  await inspector.look("user-new-errors");
  assert.equal(await owner.locator('[name="family_name"]').inputValue(), "Sun");
  await send(owner, `${USERS}/new`, person("sun.ruoshui", "global-admin"));
  expectPath(owner, new URL(owner.url()).pathname);
  assert.match(owner.url(), /\/done$/);
  await inspector.look("user-done");
  const credentials = await registration.shown(owner);
  await owner.reload();
  assert.ok(!(await owner.content()).includes(credentials.password), "shown once");
  await inspector.look("user-done-again");
  second = await visitor(browser, demo.base);
  await second.goto("/signin");
  await registration.firstSignIn(second, credentials, PASSWORD);
  await owner.goto(USERS);
  assert.equal(await owner.locator(".banner.warn").count(), 0);
  assert.equal(await owner.locator("tbody tr").count(), 2);
  await inEveryLanguage(owner, USERS, "users");
  const told = await message(platform, "sun.ruoshui@second.example", "U01");
  assert.ok(!told.includes(credentials.password));
});

test("guards say why", async () => {
  await owner.goto(USERS);
  const own = owner.locator("tbody tr", { hasText: demo.account("active").sign_in_name });
  await press(owner, own.locator("a"));
  assert.match(await owner.locator("main").innerText(), /Nobody changes their own admin setting/);
  assert.equal(await form(owner, `${new URL(owner.url()).pathname}/delete`).count(), 0);
  await inspector.look("user-own");
  await owner.goto(USERS);
  await press(owner, owner.locator("tbody tr", { hasText: "sun.ruoshui" }).locator("a"));
  await inspector.look("user");
  const path = new URL(owner.url()).pathname;
  await inEveryLanguage(owner, path, "user");
  await send(owner, `${path}/settings`, { admin_setting: "user-management-admin" });
  assert.equal(await owner.locator(".notice").count(), 1);
  // The session of the greater right has ended.
  await second.goto(USERS);
  expectPath(second, "/signin");
  // Back again, for what follows.
  await send(owner, `${path}/settings`, { admin_setting: "global-admin" });
});

test("the page of those without the role names it", async () => {
  await owner.goto(`${USERS}/new`);
  await send(owner, `${USERS}/new`, person("zhao.plain", "none"));
  const credentials = await registration.shown(owner);
  const plain = await visitor(browser, demo.base);
  await plain.goto("/signin");
  await registration.firstSignIn(plain, credentials, PASSWORD);
  await speak(plain, "en");
  const answer = await plain.goto(USERS);
  assert.equal(answer.status(), 403);
  assert.match(await plain.locator("main").innerText(), /Global admin or User management admin/);
  assert.equal(await plain.locator(`nav a[href="${USERS}"]`).count(), 0);
});

test("a domain is proved by the record on the page", async () => {
  await owner.goto(DOMAINS);
  await inspector.look("domains-first");
  await send(owner, DOMAINS, { domain: "https://shop.example/" });
  await inspector.look("domains-error");
  await send(owner, DOMAINS, { domain: "Shop.Example" });
  const [name, value] = await owner.locator(".dl .id").allInnerTexts();
  assert.equal(name.trim(), "_tongdao.shop.example");
  await press(owner, form(owner, `${DOMAINS}/shop.example/verify`).locator("button"));
  await inspector.look("domains-pending");
  await inEveryLanguage(owner, DOMAINS, "domains-pending");
  names.texts.set("_tongdao.shop.example", ["v=spf1 -all", value.trim()]);
  await press(owner, form(owner, `${DOMAINS}/shop.example/verify`).locator("button"));
  await press(owner, form(owner, `${DOMAINS}/shop.example/primary`).locator("button"));
  await inspector.look("domains-verified");
  await inEveryLanguage(owner, DOMAINS, "domains-verified");
  await owner.goto(`${USERS}/new`);
  assert.equal(await owner.locator('[name="sign_in_domain"]').inputValue(), "shop.example");
});

test("contact data changes with the code sent to the new mailbox", async () => {
  const page = "/account/me/contact";
  await owner.goto(page);
  await inspector.look("contact");
  await send(owner, `${page}/email`, { email: "new.mailbox@shop.example" });
  await inspector.look("contact-code");
  const text = await message(platform, "new.mailbox@shop.example", "C01");
  await send(owner, `${page}/email/confirm`, { code: text.match(/\b\d{6}\b/)[0] });
  assert.match(await owner.locator("#email-part").innerText(), /new\.mailbox@shop\.example/);
  await inEveryLanguage(owner, page, "contact");
});

test("staff are added, roles that watch each other are refused", async () => {
  const staff = "/ops/staff";
  await speak(platform, "en");
  const console_ = await Inspector.of(platform, "accounts");
  await platform.goto(staff);
  await console_.look("staff");
  await inEveryLanguage(platform, staff, "staff");
  await platform.goto(`${staff}/new`);
  await console_.look("staff-new");
  const target = form(platform, `${staff}/new`);
  const { agent_setting, admin_setting, ...typed } = person("qin.wangshu", "none");
  await fill(target, typed);
  for (const role of ["reviewer", "credit-lead"]) await target.locator(`[value="${role}"]`).check();
  await press(platform, target.locator('button[type="submit"].btn').first());
  assert.match(await platform.locator("#errors").innerText(), /Reviewer and Credit lead cannot be one person/);
  await console_.look("staff-apart");
  await form(platform, `${staff}/new`).locator('[value="credit-lead"]').uncheck();
  await press(platform, form(platform, `${staff}/new`).locator('button[type="submit"].btn').first());
  const credentials = await registration.shown(platform);
  await console_.look("staff-done");
  const colleague = await visitor(browser, demo.base);
  await colleague.goto("/signin");
  await send(colleague, "/signin", { sign_in_name: credentials.name, password: credentials.password });
  await send(colleague, "/signin/change-password", { current: credentials.password, password: PASSWORD, repeated: PASSWORD });
  expectPath(colleague, "/signin/mfa");
  await enterCode(colleague, await colleague.locator("[data-secret]").getAttribute("data-secret"));
  await platform.goto(staff);
  await press(platform, platform.locator("tbody tr", { hasText: "qin.wangshu" }).locator("a"));
  await console_.look("staff-member");
  await inEveryLanguage(platform, new URL(platform.url()).pathname, "staff-member");
  await console_.conclude();
});

test("nothing was wrong on any page", () => inspector.conclude());
