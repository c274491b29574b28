// "Can't access your account?" by clicking, from the link at the sign-in to being signed in with a new
// password: two proofs, wrong ones between, in three languages and checked by axe.
import { strict as assert } from "node:assert";
import { after, before, describe, test } from "node:test";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { enterCode, expectPath, fill, message, press, send, signIn, speak } from "./lib/steps.mjs";
import { STEP_MS, totp } from "./lib/totp.mjs";

const MAIL = "keeper@elsewhere.example";
const PASSWORD = "Patient-Cormorant-83";
const CONTACT = "/account/me/contact";
const RECOVER = "/signin/recover";

let demo, browser, platform, owner, account;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  account = demo.account("active");
  platform = await visitor(browser, demo.base, { script: false });
  await signIn(platform, demo.account("platform-admin"));
  owner = await visitor(browser, demo.base);
  await signIn(owner, account);
  await speak(owner, "en");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

const code = async (to, kind) => (await message(platform, to, kind)).match(/\b\d{6}\b/)[0];

describe("an account that nobody gets into", () => {
  let page, inspector;

  /** The form of one way to prove oneself. */
  const way = (name, action) => page.locator(`#${name}-way form[action="${RECOVER}/${action}"]`);

  /** The page in front in the other languages, as it stands. */
  async function inEveryLanguage(path, name) {
    for (const language of Object.keys(LANGUAGES)) {
      await page.goto(`/language?to=${language}&back=${encodeURIComponent(path)}`);
      expectPath(page, path);
      await expectWords(page, language);
      await page.setViewportSize(NARROW);
      await expectNoSidewaysScroll(page);
      await picture(page, "pages/recovery", `${name}-${language}-360`);
      await page.setViewportSize(WIDE);
    }
    await page.goto(`/language?to=en&back=${encodeURIComponent(path)}`);
  }

  test("the mailbox is confirmed while all is well", async () => {
    await owner.goto(CONTACT);
    await send(owner, `${CONTACT}/email`, { email: MAIL });
    await send(owner, `${CONTACT}/email/confirm`, { code: await code(MAIL, "C01") });
    assert.equal(await owner.locator("#errors").count(), 0);
  });

  test("the way begins at the sign-in", async () => {
    page = await visitor(browser, demo.base);
    inspector = await Inspector.of(page, "recovery");
    await page.goto("/signin");
    await press(page, page.locator(`main a[href="${RECOVER}"]`));
    await inspector.look("begin");
    // Nobody types faster than a person.
    await page.waitForTimeout(2100);
    await send(page, RECOVER, { sign_in_name: account.sign_in_name });
    expectPath(page, `${RECOVER}/prove`);
    await inspector.look("prove");
    await inEveryLanguage(`${RECOVER}/prove`, "prove");
    assert.ok(!(await page.content()).includes(MAIL), "where codes go is not told");
    await page.goto(`${RECOVER}/password`);
    expectPath(page, `${RECOVER}/prove`);
  });

  test("two proofs are wanted, and wrong ones are told", async () => {
    await press(page, way("email", "send").locator('button[type="submit"]'));
    const sent = await code(MAIL, "S01");
    await fill(way("email", "verify"), { email: "000000" });
    await press(page, way("email", "verify").locator('button[type="submit"]'));
    assert.ok(await page.locator("#errors").isVisible());
    await inspector.look("prove-wrong");
    await fill(way("email", "verify"), { email: sent });
    await press(page, way("email", "verify").locator('button[type="submit"]'));
    assert.equal(await page.locator("#errors").count(), 0);
    await inspector.look("prove-half");
    for (let tries = 0; tries < 3; tries += 1) {
      const at = tries === 0 ? Date.now() : Date.now() + STEP_MS;
      await fill(way("authenticator", "verify"), { authenticator: totp(account.totp_secret, at) });
      await press(page, way("authenticator", "verify").locator('button[type="submit"]'));
      if ((await page.locator("#errors").count()) === 0) break;
      if (tries > 0) await page.waitForTimeout(STEP_MS - (Date.now() % STEP_MS) + 200);
    }
    await inspector.look("prove-enough");
  });

  test("a new password is chosen", async () => {
    await page.goto(`${RECOVER}/password`);
    await inspector.look("password");
    await inEveryLanguage(`${RECOVER}/password`, "password");
    await send(page, `${RECOVER}/password`, { password: "short", repeated: "short" });
    await inspector.look("password-errors");
    await send(page, `${RECOVER}/password`, { password: PASSWORD, repeated: PASSWORD });
    expectPath(page, "/signin");
    await inspector.look("recovered");
    await message(platform, MAIL, "S02");
  });

  test("it opens with the new one, and everywhere else it is over", async () => {
    await send(page, "/signin", { sign_in_name: account.sign_in_name, password: account.password });
    assert.ok(await page.locator("#errors").isVisible(), "the old one opens nothing");
    await send(page, "/signin", { sign_in_name: account.sign_in_name, password: PASSWORD });
    expectPath(page, "/signin/mfa");
    await enterCode(page, account.totp_secret);
    expectPath(page, "/dashboard/overview");
    await owner.goto("/dashboard/overview");
    expectPath(owner, "/signin");
    await inspector.conclude({ over: [`${RECOVER}/password`] });
  });
});
