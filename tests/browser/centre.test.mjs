// A customer's own centre, by clicking: its administrator adds somebody and gives a licence, accepts a
// second partner's invitation, and later takes delegated administration away again. Each page is
// inspected in three languages, wide and at 360 px, and works without script.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { expectPath, form, press, prove, send, signIn, speak } from "./lib/steps.mjs";

const PASSWORD = "Centre-User-Heron-49";
const ANSWER = "/admin/partner-invitation";

let demo, browser, admin, account, partner, inspector;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  account = demo.accounts.find(({ kind }) => kind === "customer");
  admin = await visitor(browser, demo.base);
  await signIn(admin, account);
  await speak(admin, "en");
  inspector = await Inspector.of(admin, "centre");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The partner's link, once its page shows one. */
const link = () => partner.locator(".id", { hasText: "/relationships/" }).first();

/** The texts of the rows of a table. */
const rows = (page, where) => page.locator(`${where} tbody tr`).allInnerTexts();

test("the pages of the centre", async () => {
  expectPath(admin, "/admin");
  await inspector.tour({
    home: "/admin",
    users: "/admin/users",
    "new-user": "/admin/users/new",
    subscriptions: "/admin/subscriptions",
    partners: "/admin/partners",
    agreement: "/admin/agreement",
    organization: "/admin/organization",
    domains: "/admin/domains",
    security: "/admin/security",
    "security-partners": "/admin/security?show=partners",
    export: "/admin/export",
    me: "/account/me",
  });
  await admin.goto("/admin/security?from=2020-01-01&until=2020-01-02");
  await inspector.look("security-empty");
  await admin.goto("/admin/users?q=nobody-is-called-so");
  await inspector.look("users-nobody");
});

test("somebody is added, gets a licence and sees it", async () => {
  await admin.goto("/admin/users/new");
  await send(admin, "/admin/users/new");
  await inspector.look("new-user-errors");
  await send(admin, "/admin/users/new", {
    family_name: "Tao",
    given_name: "Ran",
    user_name: "tao.ran",
    contact_email: "tao.ran@qbridge.example",
  });
  assert.match(new URL(admin.url()).pathname, /\/done$/);
  await inspector.look("user-done");
  const credentials = await registration.shown(admin);
  const path = new URL(admin.url()).pathname.replace(/\/done$/, "");
  await admin.goto(path);
  await inspector.look("user");
  const licence = form(admin, `${path}/licences`).locator('input[type="checkbox"]:enabled').first();
  await licence.check();
  await press(admin, form(admin, `${path}/licences`).locator('button[type="submit"]'));
  assert.match(await admin.locator(".notice").innerText(), /licences were changed/);
  await inspector.look("user-licence");
  // Without script the same person signs in and reads what there is to use.
  const user = await visitor(browser, demo.base);
  await user.goto("/signin");
  await registration.firstSignIn(user, credentials, PASSWORD, { home: "/admin" });
  await speak(user, "en");
  await user.goto("/admin");
  assert.ok((await user.locator("#mine li").count()) > 0, "the licence is there");
  const theirs = await Inspector.of(user, "centre-user");
  await theirs.tour({ home: "/admin" });
  await theirs.tour({ "no-permission": "/admin/users" }, { status: 403 });
  await theirs.conclude({ over: [] });
  await user.context().close();
});

test("another company becomes a partner and asks", async () => {
  partner = await visitor(browser, demo.base);
  await signIn(partner, demo.account("approved"));
  await speak(partner, "en");
  await partner.goto("/agreements/sign");
  await send(partner, "/agreements/sign", { consent_bind: true, consent_electronic: true });
  for (let tries = 0; tries < 120; tries += 1) {
    await partner.goto("/customers/request");
    if (await link().count()) break;
    await partner.waitForTimeout(500);
  }
  assert.ok(await link().count(), "it was set up");
});

test("the customer accepts, and its first partner keeps what is not ticked", async () => {
  await admin.goto(new URL((await link().innerText()).trim()).pathname);
  expectPath(admin, ANSWER);
  await inspector.look("invitation");
  await send(admin, ANSWER);
  await inspector.look("invitation-errors");
  await form(admin, ANSWER).locator('[name="replace"]').first().check();
  await form(admin, ANSWER).locator('[name="consent"]').check();
  await press(admin, form(admin, ANSWER).locator('button[type="submit"]'));
  await prove(admin, account.totp_secret);
  expectPath(admin, "/admin/partners");
  assert.match(await admin.locator(".notice").innerText(), /The partner was accepted/);
  await inspector.look("partners-two");
  const services = await rows(admin, "#services");
  assert.equal(new Set(services.map((row) => row.split("\t")[1])).size, 2, "two partners administer");
  assert.equal(await admin.locator('form[action$="/take"]').count(), 2);
  await partner.goto("/customers");
  assert.match(await partner.locator("main").innerText(), /合肥量子桥软件有限公司/);
});

test("later it takes delegated administration away", async () => {
  await admin.goto("/admin/partners");
  const second = admin.locator("section", { has: admin.locator('form[action$="/take"]') }).last();
  const action = await second.locator("form").getAttribute("action");
  await second.locator("details.confirm summary").click();
  await inspector.look("partners-take");
  await press(admin, form(admin, action).locator('button[type="submit"]'));
  await prove(admin, account.totp_secret);
  assert.match(await admin.locator(".notice").innerText(), /Delegated administration was removed/);
  assert.equal(await form(admin, action).count(), 0);
  await inspector.look("partners-taken");
  // The relationship stands, and the log tells both.
  await partner.goto("/customers");
  assert.match(await partner.locator("main").innerText(), /合肥量子桥软件有限公司/);
  await admin.goto("/admin/security");
  const log = await admin.locator("main").innerText();
  assert.match(log, /Delegated administration removed/);
  assert.match(log, /Relationship accepted/);
  assert.match(log, /on behalf of your company/);
});

test("the pages are there without script", async () => {
  const plain = await visitor(browser, demo.base, { script: false });
  await signIn(plain, account);
  for (const path of ["/admin", "/admin/users", "/admin/subscriptions", "/admin/partners", "/admin/export"]) {
    const answer = await plain.goto(path);
    assert.equal(answer.status(), 200, path);
    assert.ok(await plain.locator("main h1").count(), path);
  }
  await plain.context().close();
});

test("nothing was found wrong", () => inspector.conclude());
