// The reviewers' desk: a case from the queue to an approval that a second reviewer confirms, in a
// programme in which every approval is drawn. Each page is kept in three languages, in the dark and
// on a telephone.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { expectAccessible } from "./lib/axe.mjs";
import {
  LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor, watch,
} from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { fill, form, message, press, send, signIn, speak } from "./lib/steps.mjs";

const COMPANY = "北京北桥数码有限公司";
const everyApproval = (text) => {
  const changed = text.replace(/^random_recheck_percent = .*$/m, "random_recheck_percent = 100");
  assert.notEqual(changed, text, "the programme draws approvals");
  return changed;
};

let demo, browser;
const watches = [];

before(async () => {
  [demo, browser] = await Promise.all([startDemo({ programme: everyApproval }), launch()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Somebody who is signed in and reads English. */
async function person(account) {
  const page = await visitor(browser, demo.base);
  watches.push(watch(page));
  await signIn(page, account);
  await speak(page, "en");
  return page;
}

/** Keeps a page as it stands, and as others read it. */
async function look(page, name) {
  const address = page.url();
  await expectWords(page, "en");
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await picture(page, "desk/en", name);
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, ["target-size", "scrollable-region-focusable"]);
  await picture(page, "desk/en", `${name}-360`);
  await page.setViewportSize(WIDE);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, ["color-contrast"]);
  await picture(page, "desk/en", `${name}-dark`);
  await page.emulateMedia({ colorScheme: null });
  for (const language of Object.keys(LANGUAGES).filter((language) => language !== "en")) {
    await page.goto(address);
    await speak(page, language);
    await expectWords(page, language);
    await expectAccessible(page);
    await picture(page, `desk/${language}`, name);
  }
  await page.goto(address);
  await speak(page, "en");
}

/** Opens what is folded. */
const unfold = (page, card) => page.locator(`${card} details:not([open]) > summary`).last().click();

/** Passes or waives every check that is open. */
async function decideChecks(page) {
  const reason = "Compared with the papers and the register, and told to a colleague.";
  for (let left = 12; left > 0; left -= 1) {
    const open = page.locator("#checks tbody", { has: page.locator("input.x") });
    const row = open.filter({ hasNot: page.locator(".mark-ok") }).filter({ has: page.locator("form") });
    if ((await row.count()) === 0) return;
    const first = row.first();
    if (!(await first.locator("input.x").isChecked())) await first.locator("input.x").check();
    const byHand = first.locator("form", {
      has: page.locator('[name="result"]:not([type="hidden"])'),
    });
    if (await byHand.count()) {
      await fill(byHand, { result: "passed", reason });
      await press(page, byHand.locator('button[type="submit"]'));
    } else {
      const fold = first.locator("details");
      if (!(await fold.evaluate((element) => element.open))) await fold.locator("summary").click();
      const waiver = fold.locator("form");
      await fill(waiver, { reason });
      await press(page, waiver.locator('button[type="submit"]'));
    }
    assert.equal(await page.locator("#errors").count(), 0, await page.locator("main").innerText());
  }
  assert.fail("checks stay open");
}

test("from the queue to an approval of two", { timeout: 400_000 }, async () => {
  const [first, second] = demo.accounts.filter(({ roles }) => roles.includes("reviewer"));
  const applicant = demo.accounts.find(({ organisation }) => organisation === COMPANY);
  const [a, b] = [await person(first), await person(second)];

  // The queue, and the next case that nobody holds.
  await a.goto("/ops");
  await look(a, "01-queue");
  await press(a, form(a, "/ops/next").locator("button"));
  const path = new URL(a.url()).pathname;
  assert.match(await a.locator("h1").innerText(), new RegExp(COMPANY));
  await look(a, "02-case-claimed");
  await a.goto("/ops?view=mine");
  assert.ok(await a.locator("tbody th a", { hasText: COMPANY }).count(), "it is among one's own");

  // A colleague sees whose it is, and can do nothing but look, write a note, or take it over.
  await b.goto(path);
  assert.equal(await b.locator("form.decide button.primary:enabled").count(), 0);
  assert.equal(await form(b, `${path}/registry`).count(), 0);
  await look(b, "03-case-held-by-a-colleague");

  // A question and its answer.
  await a.goto(path);
  await send(a, `${path}/messages`, { text: "Which address is on your newest licence?" });
  const platform = await person(demo.account("platform-admin"));
  const mail = `${applicant.sign_in_name.split("@")[0]}@northbridge.example`;
  const notice = await message(platform, mail, "NEW-MESSAGE");
  assert.doesNotMatch(notice, /newest licence/, "the mail does not tell what was written");
  const customer = await person(applicant);
  await customer.goto("/enrol/status");
  await look(customer, "04-status-with-a-message");
  await press(customer, customer.locator('a[href="/enrol/messages"]').last());
  await look(customer, "05-messages");
  await send(customer, "/enrol/messages", { text: "805. We moved last month.\nThe licence follows." });
  await a.goto(path);
  await unfold(a, "#thread");
  await send(a, `${path}/notes`, { text: "Ask for the notice of change before approving." });
  assert.equal(await a.locator("#thread .msg").count(), 3);

  // What the registry says, and a call.
  const code = (await a.content()).match(/91110105[0-9A-Z]{10}/)[0];
  await unfold(a, "#registry");
  await send(a, `${path}/registry`, {
    name: COMPANY,
    credit_code: code,
    status: "active",
    address: "北京市朝阳区望澜街16号C座805室",
    legal_representative: "Emma Carter",
    capital: "3000000",
    established_on: "2020-08-17",
  });
  assert.equal(await a.locator("#errors").count(), 0);
  assert.ok(await a.locator("#registry mark").count(), "the difference is marked");
  await unfold(a, "#risk");
  await send(a, `${path}/calls`, {
    call_number: "010-55550116",
    call_reached: "Emma Carter",
    call_outcome: "confirmed",
    call_note: "The application is hers; moved to 805 last month.",
  });
  assert.equal(await a.locator("#errors").count(), 0);

  // Checks and credit; the approval is drawn and takes effect with the second reviewer.
  await decideChecks(a);
  const analyst = await person(demo.account("credit-analyst"));
  await analyst.goto(`${path}/credit`);
  await send(analyst, `${path}/credit`, {
    result: "pass",
    limit: "100,000.00",
    reason: "Two years of statements in order.",
  });
  const stale = await a.context().newPage();
  await stale.goto(path);
  await a.goto(path);
  await look(a, "06-case-ready");
  await press(a, a.locator("form.decide button.primary"));
  await look(a, "07-approval-drawn");
  assert.equal(await form(a, `${path}/approval/confirm`).count(), 0, "nobody confirms himself");
  await b.goto("/ops?view=second");
  await look(b, "08-queue-second");
  await press(b, b.locator("tbody th a", { hasText: COMPANY }));
  await look(b, "09-second-reviewer");
  await send(b, `${path}/approval/confirm`);
  await look(b, "10-approved");
  await message(platform, mail, "E09");

  // A page that was left open decides nothing, and says where the case stands now.
  await stale.setViewportSize(WIDE);
  await press(stale, stale.locator("form.decide button.primary"));
  await expectAccessible(stale);
  assert.match(await stale.locator("main").innerText(), /Current state: Approved/);
  await picture(stale, "desk/en", "11-overtaken");
  for (const wrong of watches) wrong.expectNothing("the desk");
});
