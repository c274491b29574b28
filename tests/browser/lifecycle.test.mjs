// After the submission: a request for more and its answers, a rejection and its appeal, as both sides
// of the desk see them, wide and narrow, checked by axe.
import { strict as assert } from "node:assert";
import { after, before, describe, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { specimen } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, fill, form, message, press, send, signIn, speak } from "./lib/steps.mjs";

/** A company of the demonstration that is under review, its administrator, and a reviewer of it. */
const COMPANY = { name: "北桥", admin: "emma.carter", mail: "emma.carter@northbridge.example" };

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

const person = (user) => {
  const found = demo.accounts.find(({ sign_in_name }) => sign_in_name.startsWith(`${user}@`));
  assert.ok(found, `the demonstration has no ${user}`);
  return found;
};

/** Somebody signed in who reads English, with the inspector of what is seen. */
async function insider(user, folder) {
  const page = await visitor(browser, demo.base);
  await signIn(page, person(user));
  await speak(page, "en");
  return Inspector.of(page, folder);
}

/** The address of the company's case. */
async function open(desk) {
  await desk.goto(`/ops/applications?q=${encodeURIComponent(COMPANY.name)}`);
  await press(desk, desk.locator("tbody th a").first());
  return new URL(desk.url()).pathname;
}

/** Follows a link of the bar at the end of the case; the form it leads to is open. */
async function act(desk, name) {
  await press(desk, desk.locator(`.decide a[href$="#${name}"]`));
  assert.ok(await desk.locator(`details#${name}[open]`).isVisible());
}

describe("after the submission", () => {
  let company, first, second, path;

  test("a reviewer asks for more", async () => {
    first = await insider("fangxiaolan", "lifecycle-console");
    const desk = first.page;
    path = await open(desk);
    await first.look("case");
    await act(desk, "ask");
    await first.look("ask");
    await send(desk, `${path}/ask`);
    assert.ok(await desk.locator("#errors").isVisible());
    await first.look("ask-errors");
    const ask = form(desk, `${path}/ask`);
    const items = [
      ["ADDRESS_MISMATCH", "field:address_line1", "Please enter the address of the licence."],
      ["LICENCE_UNREADABLE", "document:business-licence", "Please upload a scan in colour."],
      ["OTHER", "general", "Which customers do you sell to?"],
    ];
    for (const [at, [reason, target, text]] of items.entries()) {
      const n = at + 1;
      const row = ask.locator("details", { has: desk.locator(`[name="reason-${n}"]`) });
      if ((await row.getAttribute("open")) === null) await row.locator("summary").click();
      await fill(ask, { [`reason-${n}`]: reason, [`target-${n}`]: target, [`text-${n}`]: text });
    }
    await send(desk, `${path}/ask`);
    expectPath(desk, path);
    assert.ok(await desk.locator("#asked").isVisible());
    await first.look("case-asked");
    const mail = await message(platform, COMPANY.mail, "E07");
    for (const [, , text] of items) assert.ok(mail.includes(text), mail);
  });

  test("the company answers item by item", async () => {
    company = await insider(COMPANY.admin, "lifecycle-portal");
    const { page } = company;
    await page.goto("/enrol/status");
    assert.equal(await page.locator("#answers article").count(), 3);
    await company.look("asked");
    await send(page, "/enrol/answers");
    assert.equal(await page.locator("#errors li").count(), 3);
    await company.look("asked-errors");
    await page.goto("/enrol/legal");
    assert.ok(await page.locator('[name="address_line1"]').isEditable());
    assert.ok(!(await page.locator('[name="legal_name"]').isEditable()));
    await company.look("asked-section");
    await page.goto("/enrol/status");
    const answer = async (n, act) => {
      const item = page.locator(`#item-${n} form[action^="/enrol/answers/"]`);
      await act(item);
      await press(page, item.locator('button[type="submit"]'));
      assert.ok(page.url().includes(`#item-${n}`), page.url());
    };
    await answer(1, (item) => fill(item, { address_line1: "望澜街 18 号 A 座 901 室" }));
    const file = { name: "licence.pdf", mimeType: "application/pdf", buffer: specimen("in colour") };
    await answer(2, (item) => item.locator('[type="file"]').setInputFiles(file));
    await answer(3, (item) => fill(item, { comment: "Manufacturers in the north." }));
    await company.look("answered");
    await send(page, "/enrol/answers");
    expectPath(page, "/enrol/status");
    assert.equal(await page.locator("#answers").count(), 0);
    await company.look("answers-sent");
    await message(platform, COMPANY.mail, "E08");
  });

  test("the reviewer sees what changed and rejects", async () => {
    const desk = first.page;
    await desk.goto(path);
    const change = desk.locator("#changes tr", { hasText: "望澜街 18 号" });
    assert.ok((await change.locator("del").innerText()).includes("望澜街 16 号"));
    await first.look("case-answered");
    await act(desk, "reject");
    await send(desk, `${path}/reject`);
    assert.ok(await desk.locator("#errors").isVisible());
    await first.look("reject-errors");
    await desk.locator('[name="reasons"][value="LICENCE_EXPIRED"]').check();
    await send(desk, `${path}/reject`, { text: "The term on the licence ended last month." });
    expectPath(desk, path);
    await first.look("case-rejected");
    await message(platform, COMPANY.mail, "E10");
  });

  test("the company fixes it and appeals", async () => {
    const { page } = company;
    await page.goto("/dashboard/overview");
    await company.look("overview-rejected");
    await page.goto("/enrol/status");
    await company.look("rejected");
    // "Fix now" leads to the panel.
    await page.locator('.stages a[href="#fix"]').first().click();
    assert.ok(await page.locator("#fix").isVisible());
    await send(page, "/enrol/appeal");
    assert.ok(await page.locator("#errors").isVisible());
    await company.look("appeal-errors");
    const file = { name: "new.pdf", mimeType: "application/pdf", buffer: specimen("renewed") };
    await form(page, "/enrol/appeal").locator('[type="file"]').setInputFiles(file);
    await send(page, "/enrol/appeal", {
      kind: "business-licence",
      comment: "The renewed licence is attached.",
    });
    expectPath(page, "/enrol/status");
    await company.look("appealed");
    await message(platform, COMPANY.mail, "E11");
  });

  test("whoever rejected does not judge the appeal; a suspicion takes two", async () => {
    await first.page.goto(path);
    assert.equal(await form(first.page, `${path}/ask`).count(), 0);
    await first.look("case-appeal-own");
    second = await insider("xujianing", "lifecycle-console");
    const desk = second.page;
    await desk.goto(path);
    await second.look("case-appeal");
    await act(desk, "reject");
    await desk.locator('[name="reasons"][value="FRAUD_SUSPECTED"]').check();
    await send(desk, `${path}/reject`, { note: "The code on the licence leads to another company." });
    expectPath(desk, path);
    assert.ok(await desk.locator("#proposal").isVisible());
    await second.look("case-proposed");
    await press(desk, form(desk, `${path}/rejection/take-back`).locator("button"));
    assert.equal(await desk.locator("#proposal").count(), 0);
  });

  test("the company withdraws", async () => {
    const { page } = company;
    await page.goto("/enrol/status");
    await page.locator("details.confirm summary").click();
    await company.look("withdraw");
    await send(page, "/enrol/withdraw");
    expectPath(page, "/enrol/status");
    await company.look("withdrawn");
    await message(platform, COMPANY.mail, "E12");
    await second.page.goto(path);
    await second.look("case-withdrawn");
    for (const inspector of [first, second, company]) await inspector.conclude();
  });
});
