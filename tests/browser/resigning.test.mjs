// A new version of the agreement, by clicking: two platform admins publish it, a partner is asked,
// reads what has changed and signs, and the campaign shows it. Three languages, checked by axe.
import { strict as assert } from "node:assert";
import { after, before, describe, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, fill, form, message, press, send, signIn, speak } from "./lib/steps.mjs";

const VERSION = "2026-12";
const PATH = `/ops/agreements/${VERSION}`;

let demo, browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

const named = (user) => demo.accounts.find(({ sign_in_name }) => sign_in_name.startsWith(`${user}@`));

/** Somebody signed in who reads English, with the inspector of what is seen. */
async function insider(account, folder) {
  const page = await visitor(browser, demo.base);
  await signIn(page, account);
  await speak(page, "en");
  return Inspector.of(page, folder);
}

/** Letters leave when the campaign's sweep has run: once a minute. */
async function letter(page, to, code) {
  for (let tries = 0; ; tries += 1) {
    try {
      return await message(page, to, code);
    } catch (error) {
      if (tries >= 5) throw error;
    }
  }
}

describe("a version that asks for new signatures", () => {
  let one, two, partner;

  test("one platform admin proposes it", async () => {
    one = await insider(named("luzhixing"), "resigning-console");
    await one.page.goto("/ops/agreements");
    await one.look("agreements");
    await press(one.page, one.page.locator(`main a[href="${PATH}"]`).first());
    await send(one.page, `${PATH}/propose`);
    await one.look("propose-errors");
    const today = new Date().toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" });
    await fill(form(one.page, `${PATH}/propose`), { effective_on: today, resign: "yes" });
    await send(one.page, `${PATH}/propose`);
    assert.equal(await form(one.page, `${PATH}/approve`).count(), 0, "nobody agrees with himself");
    await one.look("proposed");
  });

  test("another one agrees", async () => {
    two = await insider(named("weiyunzhou"), "resigning-second");
    await two.page.goto(PATH);
    await two.look("to-approve");
    await send(two.page, `${PATH}/approve`);
    await two.look("published");
    await two.tour({ campaign: `${PATH}/campaign` });
  });

  test("the partner is asked and signs", async () => {
    const account = demo.account("active");
    await letter(two.page, account.contact_email, "NEW-VERSION");
    partner = await insider(account, "resigning-partner");
    const { page } = partner;
    expectPath(page, "/dashboard/overview");
    await partner.look("asked");
    await partner.tour({ agreement: "/agreements/sign" });
    await page.goto("/dashboard/overview");
    await press(page, page.locator('main a[href="/agreements/sign"]').first());
    assert.ok((await page.locator("main").innerText()).includes(VERSION));
    await send(page, "/agreements/sign");
    await partner.look("not-ticked");
    await send(page, "/agreements/sign", { consent_bind: true, consent_electronic: true });
    assert.equal(await page.locator("#errors").count(), 0);
    await partner.look("signed");
    await page.goto("/agreements/sign");
    assert.equal(await form(page, "/agreements/sign").count(), 0, "there is nothing more to sign");
    await page.goto("/account/agreements");
    assert.ok((await page.locator("main").innerText()).includes(VERSION));
    await partner.look("agreements");
    await message(two.page, account.contact_email, "NEW-VERSION-SIGNED");
  });

  test("the campaign shows who has signed", async () => {
    await two.page.goto(`${PATH}/campaign?show=signed`);
    assert.ok((await two.page.locator("main tbody tr").count()) >= 1);
    await two.look("campaign-signed");
    for (const seen of [one, two]) await seen.conclude();
    await partner.conclude({ over: ["/agreements/sign"] });
  });
});
