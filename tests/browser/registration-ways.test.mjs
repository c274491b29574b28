// Two other ways through the registration: with a work account that exists, and over a break in
// another browser.
import { strict as assert } from "node:assert";
import { after, before, describe, test } from "node:test";
import { expectAccessible } from "./lib/axe.mjs";
import {
  LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor, watch,
} from "./lib/browser.mjs";
import { company } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as registration from "./lib/registration.mjs";
import { enterCode, expectPath, form, link, message, press, send, signIn, speak } from "./lib/steps.mjs";

let demo, browser, platform;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  platform = await visitor(browser, demo.base, { script: false });
  await signIn(platform, demo.account("platform-admin"));
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Looks at the page in front: axe, words, width, pictures wide and narrow. */
async function look(page, wrong, name) {
  await expectWords(page, "en");
  await expectAccessible(page);
  await picture(page, "registration-ways", `${name}-1280`);
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  await picture(page, "registration-ways", `${name}-360`);
  await page.setViewportSize(WIDE);
  wrong.expectNothing(name);
}

const accounts = (kind) => demo.accounts.filter((account) => account.kind === kind);

/** From the home page to the choice of the account. */
async function toAccount(page) {
  await page.goto("/register/cn/join");
  await send(page, "/register/cn/join");
  expectPath(page, "/register/cn/account");
}

async function signInFor(page, account) {
  await send(page, "/register/cn/account/sign-in", { work_account: account.sign_in_name });
  expectPath(page, "/signin");
  assert.equal(await page.locator('[name="sign_in_name"]').inputValue(), account.sign_in_name);
  await send(page, "/signin", { password: account.password });
  await enterCode(page, account.totp_secret);
  expectPath(page, "/register/cn/existing");
}

describe("with a work account that exists", () => {
  test("wrong accounts are explained before any password", async () => {
    const page = await visitor(browser, demo.base);
    const wrong = watch(page);
    await toAccount(page);
    await look(page, wrong, "account");
    await send(page, "/register/cn/account/sign-in", { work_account: "lin.mei@qq.com" });
    assert.match(await page.locator("#errors").innerText(), /personal mailboxes/);
    await look(page, wrong, "account-personal");
    await send(page, "/register/cn/account/sign-in", { work_account: "lin.mei@elsewhere.example" });
    await look(page, wrong, "account-elsewhere");
  });

  test("who lacks the role, and who is staff, reads why", async () => {
    const [user] = accounts("work-account-user");
    const page = await visitor(browser, demo.base);
    const wrong = watch(page);
    await toAccount(page);
    await signInFor(page, user);
    await speak(page, "en");
    assert.match(await page.locator("main").innerText(), /Global admin/);
    assert.equal(await form(page, "/register/cn/existing").count(), 0);
    await look(page, wrong, "needs-admin");
    const staff = await visitor(browser, demo.base);
    await signIn(staff, demo.account("reviewer"));
    await speak(staff, "en");
    const answer = await staff.goto("/register/cn/existing");
    assert.equal(answer.status(), 403);
    await look(staff, watch(staff), "wrong-kind");
  });

  test("an organisation registers without a user and without a password", async () => {
    const [admin] = accounts("work-account");
    const page = await visitor(browser, demo.base);
    const wrong = watch(page);
    await toAccount(page);
    await signInFor(page, admin);
    await speak(page, "en");
    await look(page, wrong, "existing");
    await send(page, "/register/cn/existing");
    expectPath(page, "/register/cn/details");
    assert.equal(await page.locator('[name="domain_prefix"]').count(), 0);
    const { mobile, details } = company();
    const { province, city, district, address_line1, postal_code } = details("");
    await look(page, wrong, "details");
    await send(page, "/register/cn/details", {
      province, city, district, address_line1, postal_code, organisation_phone: mobile,
    });
    await send(page, "/register/cn/phone/send", { phone: mobile, method: "sms" });
    const text = await message(platform, `+86${mobile}`, "CODE");
    await send(page, "/register/cn/phone/verify", { code: text.match(/\d{6}/)[0] });
    expectPath(page, "/register/cn/create");
    await look(page, wrong, "create");
    await send(page, "/register/cn/create", { terms: true, privacy: true });
    expectPath(page, "/register/cn/done");
    assert.equal(await page.locator(".secret.hot").count(), 0, "no password is shown");
    assert.match(await page.locator("main").innerText(), /existing credentials/i);
    await look(page, wrong, "done");
    await send(page, "/register/cn/done");
    expectPath(page, "/enrol");
  });
});

describe("over a break", () => {
  const someone = company();

  test("the link opens nothing, its code opens the registration elsewhere", async () => {
    const first = await visitor(browser, demo.base);
    await registration.open(first, someone);
    const later = form(first, "/register/cn/details");
    await later.locator('[name="legal_name"]').fill(someone.name);
    await later.locator('[name="contact_email"]').fill(someone.mail("lin.mei"));
    await press(first, later.locator('[formaction="/register/cn/details/later"]'));
    expectPath(first, "/register/cn/later");
    await look(first, watch(first), "later");

    const text = await message(platform, someone.mail("lin.mei"), "E01");
    const path = new URL(link(text, "/register/resume/")).pathname;
    const page = await visitor(browser, demo.base);
    const wrong = watch(page);
    await page.goto(path);
    assert.doesNotMatch(await page.locator("main").innerText(), new RegExp(someone.name));
    await look(page, wrong, "resume");
    for (const language of Object.keys(LANGUAGES)) {
      const other = await visitor(browser, demo.base, { language });
      await other.goto(path);
      await expectWords(other, language);
      await other.context().close();
    }
    await send(page, `${path}/code`);
    await look(page, wrong, "resume-code");
    await send(page, path, { code: "000000" });
    const mail = await message(platform, someone.mail("lin.mei"), "RESUME-CODE");
    await send(page, path, { code: mail.match(/\b\d{6}\b/)[0] });
    expectPath(page, "/register/cn/details");
    assert.equal(await page.locator('[name="legal_name"]').inputValue(), someone.name);

    await first.goto("/register/cn/details");
    expectPath(first, "/register/cn/join");
    const answer = await first.goto(path);
    assert.equal(answer.status(), 410);
    await look(first, watch(first), "resume-used");
    await registration.describe(page, someone, platform);
    await registration.create(page);
    wrong.expectNothing("the way to its end");
  });
});
