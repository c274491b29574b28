// Without script everything works, and with the keyboard alone everything is reached.
import { strict as assert } from "node:assert";
import { after, before, describe, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { company } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as registration from "./lib/registration.mjs";
import { enterCode, expectPath, form, message, press, send, signIn, speak } from "./lib/steps.mjs";

/** More presses of the tabulator than any page needs. */
const PRESSES = 80;

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

describe("without script", () => {
  const someone = company();
  let page, network;

  test("a company registers and its administrator signs in", async () => {
    page = await visitor(browser, demo.base, { script: false });
    network = await registration.open(page, someone);
    await registration.describe(page, someone, platform);
    const credentials = await registration.create(page);
    const secret = await registration.firstSignIn(page, credentials, someone.password);
    await page.context().clearCookies();
    await page.goto("/enrol");
    expectPath(page, "/signin");
    await send(page, "/signin", { sign_in_name: credentials.name, password: someone.password });
    await enterCode(page, secret);
    expectPath(page, "/enrol");
  });

  test("a section is kept and leads to the next", async () => {
    await press(page, page.locator('.todo-list a[href="/enrol/programme"]'));
    await send(page, "/enrol/programme", { model: "direct", network_id: network });
    expectPath(page, "/enrol/legal");
    await page.goto("/enrol/programme");
    assert.equal(await page.locator('[name="network_id"]').inputValue(), network);
  });

  test("submitting too early lists what is missing, with links to the fields", async () => {
    await page.goto("/enrol");
    await send(page, "/enrol/submit");
    const missing = page.locator("#errors a");
    assert.ok((await missing.count()) > 10);
    const href = await missing.first().getAttribute("href");
    await press(page, missing.first());
    const { pathname, hash } = new URL(page.url());
    assert.equal(pathname + hash, href);
    assert.equal(await page.locator(hash).count(), 1, `${href} is on the page`);
  });

  test("what was mistyped stays on the page and is explained", async () => {
    await page.goto("/enrol/legal");
    await send(page, "/enrol/legal", { credit_code: "91310115MA1K4XXX00" });
    const field = page.locator("#credit_code");
    assert.equal(await field.inputValue(), "91310115MA1K4XXX00");
    assert.equal(await field.getAttribute("aria-invalid"), "true");
    const described = (await field.getAttribute("aria-describedby")).split(" ")[0];
    assert.notEqual(await page.locator(`#${described}`).innerText(), "");
    await page.locator('#errors a[href="#credit_code"]').click();
    assert.equal(await focused(page), "credit_code");
  });

  test("the language menu and the menu of the account open", async () => {
    await speak(page, "zh-Hant");
    assert.equal(await page.locator("html").getAttribute("lang"), "zh-Hant");
    await page.locator(".bar .dd", { has: page.locator('form[action="/signout"]') }).locator("summary").click();
    await press(page, form(page, "/signout").locator("button"));
    await page.goto("/dashboard/overview");
    expectPath(page, "/signin");
  });

  test("two presses on “Create account” make one account", async () => {
    const twin = company();
    const other = await visitor(browser, demo.base, { script: false });
    await registration.open(other, twin);
    await registration.describe(other, twin, platform);
    const target = form(other, "/register/cn/create");
    for (const name of ["terms", "privacy"]) await target.locator(`[name="${name}"]`).check();
    await target.locator('button[type="submit"]').dblclick();
    await other.waitForURL("**/register/cn/done");
    assert.ok((await registration.shown(other)).password, "the password is shown");
    await send(other, "/register/cn/done", { saved: true });
    await message(platform, twin.mail("lin.mei"), "E03");
    assert.equal(await platform.locator('[data-code="E03"]').count(), 1, "one letter of welcome");
  });
});

describe("with the keyboard", () => {
  const pages = {
    "/register/cn/join": 'form[action="/register/cn/join"] button.primary',
    "/signin": 'form[action="/signin"] button.primary',
    "/partner-network/join": 'form[action="/partner-network/join"] button.primary',
  };

  for (const [path, button] of Object.entries(pages)) {
    test(`${path}: the skip link comes first, the main button is reached, focus is seen`, async () => {
      const page = await visitor(browser, demo.base);
      await page.goto(path);
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
      const box = await page.locator(".skip").boundingBox();
      assert.ok(box.y >= 0, "the skip link is in sight while it has the focus");
      await page.keyboard.press("Enter");
      assert.equal(await focused(page), "main");
      for (let presses = 0; presses < PRESSES; presses += 1) {
        await page.keyboard.press("Tab");
        const { reached, seen } = await page.evaluate(look, button);
        assert.ok(seen, `focus shows at press ${presses + 1} on ${path}`);
        if (reached) return;
      }
      assert.fail(`${button} is not reached`);
    });
  }

  test("a form is filled and sent, its errors take the focus and lead to the fields", async () => {
    const page = await visitor(browser, demo.base);
    await page.goto("/signin");
    await page.locator("#sign_in_name").focus();
    await page.keyboard.type("nobody");
    const answered = page.waitForEvent("framenavigated");
    await page.keyboard.press("Enter");
    await answered;
    await page.waitForLoadState("load");
    assert.equal(await focused(page), "errors");
    assert.match(await page.title(), /^Error/);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    const invalid = await page.locator("[aria-invalid]").first().getAttribute("id");
    assert.equal(await focused(page), invalid);
  });

  test("menus open with Enter and close with Escape", async () => {
    const page = await visitor(browser, demo.base);
    await page.goto("/");
    const menu = page.locator(".bar details.dd").first();
    await menu.locator("summary").focus();
    await page.keyboard.press("Enter");
    assert.ok(await menu.locator(".menu").isVisible());
    await page.keyboard.press("Tab");
    await page.keyboard.press("Escape");
    assert.ok(!(await menu.locator(".menu").isVisible()));
    assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  });
});

const focused = (page) => page.evaluate(() => document.activeElement.id);

/** Whether the focus is where it is wanted, and drawn: runs in the page. */
function look(wanted) {
  const now = document.activeElement;
  const drawn = now.closest(".choice") ?? now;
  const { outlineStyle, outlineWidth } = getComputedStyle(drawn);
  return { reached: now.matches(wanted), seen: outlineStyle !== "none" && parseFloat(outlineWidth) > 0 };
}
