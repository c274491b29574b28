// Wrong passwords, by clicking: five lock the account, the page says until when and what helps, the
// owner is told, and when the time is over the right password opens. Three languages, checked by axe.
import { strict as assert } from "node:assert";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { LANGUAGES, expectWords, launch, picture, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { enterCode, expectPath, message, press, send, signIn, speak } from "./lib/steps.mjs";

let demo, browser, platform, account;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  account = demo.account("active");
  platform = await visitor(browser, demo.base, { script: false });
  await signIn(platform, demo.account("platform-admin"));
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Lets the lock be so many seconds older: nobody waits five minutes for a test. */
async function pass(seconds) {
  const change = [
    "import sqlite3, sys",
    "db = sqlite3.connect(sys.argv[1], timeout=10)",
    "db.execute('UPDATE account SET locked_until = locked_until - ? WHERE sign_in_name = ?',",
    "  (int(sys.argv[2]) * 1000000, sys.argv[3]))",
    "db.commit()",
  ].join("\n");
  const database = join(demo.data, "tongdao.db");
  await promisify(execFile)("python3", ["-c", change, database, String(seconds), account.sign_in_name]);
}

const enter = (page, password) =>
  send(page, "/signin", { sign_in_name: account.sign_in_name, password });

describe("guessing at a password", () => {
  let page, inspector;

  test("four wrong ones are told at the form", async () => {
    page = await visitor(browser, demo.base);
    inspector = await Inspector.of(page, "lockout");
    await page.goto("/signin");
    // The account's own language would win from the second step on.
    await speak(page, "en");
    for (let n = 1; n <= 4; n += 1) {
      await enter(page, `guess-${n}`);
      expectPath(page, "/signin");
      assert.ok(await page.locator("#errors").isVisible());
      assert.equal(await page.locator('[name="sign_in_name"]').inputValue(), account.sign_in_name);
      assert.equal(await page.locator('[name="password"]').inputValue(), "", "no password comes back");
    }
    await inspector.look("wrong");
  });

  test("the fifth locks, and the page says until when", async () => {
    await enter(page, "guess-5");
    expectPath(page, "/signin/locked");
    await inspector.look("locked");
    assert.match(await page.locator("#when-h").locator("xpath=../..").innerText(), /\d{1,2}:\d{2}/);
    const place = page.url();
    for (const language of Object.keys(LANGUAGES)) {
      const reader = await visitor(browser, demo.base, { language });
      await reader.goto(place);
      await expectWords(reader, language);
      await picture(reader, "pages/lockout", `locked-${language}`);
      await reader.context().close();
    }
    const told = await message(platform, account.contact_email, "S06");
    assert.ok(!told.includes("guess"), "what was typed is told to nobody");
  });

  test("the right password waits as well", async () => {
    await page.goto("/signin");
    await enter(page, account.password);
    expectPath(page, "/signin/locked");
    await press(page, page.locator('main a[href="/signin/recover"]'));
    await inspector.look("way-out");
  });

  test("when the time is over it opens", async () => {
    await pass(5 * 60);
    await page.goto("/signin");
    await enter(page, account.password);
    expectPath(page, "/signin/mfa");
    await enterCode(page, account.totp_secret);
    expectPath(page, "/dashboard/overview");
    // A clean slate: the next four mistakes lock nothing.
    const again = await visitor(browser, demo.base);
    await again.goto("/signin");
    for (let n = 1; n <= 4; n += 1) await enter(again, `guess-${n}`);
    expectPath(again, "/signin");
    await enter(again, account.password);
    expectPath(again, "/signin/mfa");
    await inspector.conclude();
  });
});
