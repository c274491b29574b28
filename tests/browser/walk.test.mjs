// The published procedure from the first page to the active partner, by clicking, once in each
// language at the same time. Every page is kept as a picture.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import * as browsing from "./lib/browser.mjs";
import { company, specimen } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import * as registration from "./lib/registration.mjs";
import { enterCode, expectPath, fill, form, link, message, press, send, signIn, speak } from "./lib/steps.mjs";

let demo, browser;
/** Cookies of the operator's staff by role: each signs in once, whatever the language. */
const staff = {};

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), browsing.launch()]);
  for (const role of ["reviewer", "credit-analyst", "platform-admin"]) {
    const page = await browsing.visitor(browser, demo.base);
    await signIn(page, demo.account(role));
    staff[role] = await page.context().storageState();
    await page.context().close();
  }
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

test("the enrolment path", { concurrency: true, timeout: 400_000 }, async (t) => {
  const walks = Object.keys(browsing.LANGUAGES).map((language) =>
    t.test(`in ${language}`, () => new Walk(language).walk()),
  );
  await Promise.all(walks);
});

class Walk {
  number = 0;
  watches = [];

  constructor(language) {
    this.language = language;
    this.company = company(language);
  }

  async walk() {
    const platform = await this.colleague("platform-admin");
    let applicant = await this.person();
    const at = (name) => this.look(applicant, name);
    const network = await registration.open(applicant, this.company, at);
    await registration.describe(applicant, this.company, platform, at);
    await this.look(platform, "outbox");
    const credentials = await registration.create(applicant, at);
    const { password } = this.company;
    const secret = await registration.firstSignIn(applicant, credentials, password, { at });
    await at("overview-draft");
    await this.apply(applicant, network);
    await this.confirm(platform);
    await this.review();
    await message(platform, this.company.mail("lin.mei"), "E09");

    await applicant.context().close();
    applicant = await this.person();
    await applicant.goto("/");
    await press(applicant, applicant.locator('main a[href="/signin"]'));
    await send(applicant, "/signin", { sign_in_name: credentials.name, password });
    await this.look(applicant, "authenticator-code");
    await enterCode(applicant, secret);
    await this.sign(applicant);
    await message(platform, this.company.mail("lin.mei"), "E13");
    await this.becomeActive(applicant);
    await message(platform, this.company.mail("lin.mei"), "E14");
    await this.verify(applicant);
    await platform.goto("/ops/provisioning");
    await this.look(platform, "provisioning");
    for (const watch of this.watches) watch.expectNothing(this.language);
  }

  async person(more = {}) {
    const page = await browsing.visitor(browser, demo.base, { language: this.language, ...more });
    this.watches.push(browsing.watch(page));
    return page;
  }

  /** A member of staff who reads the language of this walk. */
  async colleague(role) {
    const page = await this.person({ storageState: staff[role] });
    await page.goto("/ops");
    await speak(page, this.language);
    return page;
  }

  async look(page, name) {
    await browsing.expectWords(page, this.language);
    this.number += 1;
    const number = String(this.number).padStart(2, "0");
    await browsing.picture(page, this.language, `${number}-${name}`);
  }

  async apply(page, network) {
    await press(page, page.locator('main a.btn[href="/enrol"]'));
    await this.look(page, "application");
    await press(page, page.locator('.todo-list a[href="/enrol/programme"]'));
    await this.section(page, "programme", { model: "direct", network_id: network });
    await this.section(page, "legal", this.company.sections.legal);
    for (const kind of ["business-licence", "authorisation-letter"]) {
      const upload = form(page, "/enrol/documents/upload");
      await fill(upload, { kind, dated_on: new Date().toISOString().slice(0, 10) });
      await upload.locator('input[type="file"]').setInputFiles({
        name: `${kind}.pdf`,
        mimeType: "application/pdf",
        buffer: specimen(`${kind} ${this.company.mail("x")}`),
      });
      await press(page, upload.locator('button[type="submit"]'));
      assert.equal(await page.locator("#errors").count(), 0, `${kind} is taken`);
    }
    await this.look(page, "section-documents");
    await press(page, page.locator('main a.primary[href="/enrol/approval"]'));
    for (const section of ["approval", "support", "billing", "credit", "declarations"]) {
      await this.section(page, section, this.company.sections[section]);
    }
    expectPath(page, "/enrol");
    await this.look(page, "application-complete");
    await send(page, "/enrol/submit");
    expectPath(page, "/enrol/status");
    await this.look(page, "application-in-review");
  }

  async section(page, section, values) {
    expectPath(page, `/enrol/${section}`);
    await fill(form(page, `/enrol/${section}`), values);
    await this.look(page, `section-${section}`);
    await send(page, `/enrol/${section}`);
    assert.equal(await page.locator("#errors").count(), 0, `${section} is taken`);
  }

  /** The two people whose word is asked for follow the links in their mail. */
  async confirm(platform) {
    for (const [name, code] of [["lin.mei", "E06"], ["shen.yuan", "E05"]]) {
      const text = await message(platform, this.company.mail(name), code);
      await this.look(platform, `message-${code}`);
      const reader = await this.person();
      await reader.goto(link(text, "/confirm/"));
      await this.look(reader, `confirm-${code}`);
      await press(reader, reader.locator('button[name="answer"][value="yes"]'));
      await this.look(reader, `confirmed-${code}`);
      await reader.context().close();
    }
  }

  async review() {
    const reviewer = await this.colleague("reviewer");
    await this.look(reviewer, "queue");
    await press(reviewer, reviewer.locator('.nav a[href="/ops/applications"]'));
    const found = reviewer.locator("tbody th a", { hasText: this.company.name });
    // The automatic checks run after the answer to the submission.
    for (let tries = 0; tries < 40 && !(await found.count()); tries += 1) {
      await reviewer.locator('main form input[name="q"]').fill(this.company.sections.legal.credit_code);
      await press(reviewer, reviewer.locator('main form button[type="submit"]'));
    }
    await this.look(reviewer, "applications");
    await press(reviewer, found);
    const path = new URL(reviewer.url()).pathname;
    await press(reviewer, reviewer.locator('button[formaction$="/claim"]'));
    await this.look(reviewer, "case");
    for (const kind of ["employment", "business-registration", "restricted-party"]) {
      const row = reviewer.locator(`#check-${kind}`);
      const opener = row.locator("input.x");
      if (!(await opener.isChecked())) await opener.check();
      const decision = row.locator("form", { has: reviewer.locator('[name="result"]:not([type="hidden"])') });
      await fill(decision, { result: "passed", reason: "Compared with the register extract." });
      await press(reviewer, decision.locator('button[type="submit"]'));
      assert.equal(await reviewer.locator("#errors").count(), 0, `${kind} is decided`);
    }

    const analyst = await this.colleague("credit-analyst");
    await press(analyst, analyst.locator("tbody th a", { hasText: this.company.name }));
    const credit = `${path}/credit`;
    if (new URL(analyst.url()).pathname !== credit) {
      await press(analyst, analyst.locator(`main a[href="${credit}"]`).first());
    }
    await this.look(analyst, "credit");
    await send(analyst, credit, {
      result: "pass",
      limit: "120,000.00",
      reason: "Two years of statements in order.",
    });
    await this.look(analyst, "credit-decided");
    await analyst.context().close();

    await reviewer.reload();
    await this.look(reviewer, "case-decided");
    await press(reviewer, reviewer.locator(`form.decide button.primary`));
    await this.look(reviewer, "case-approved");
    await reviewer.context().close();
  }

  async sign(page) {
    expectPath(page, "/dashboard/overview");
    await this.look(page, "overview-approved");
    await press(page, page.locator('main a.btn[href="/agreements/sign"]'));
    await this.look(page, "agreement");
    await send(page, "/agreements/sign", { consent_bind: true, consent_electronic: true });
    expectPath(page, "/dashboard/overview");
    await this.look(page, "overview-signed");
  }

  async becomeActive(page) {
    for (let tries = 0; tries < 120 && !(await page.locator("#start").count()); tries += 1) {
      await page.waitForTimeout(500);
      await page.goto("/dashboard/overview");
    }
    await this.look(page, "overview-active");
    await send(page, "/dashboard/checklist/verify-profiles");
    await press(page, page.locator('.nav a[href="/enrol"]'));
    await this.look(page, "application-active");
    await press(page, page.locator('.nav a[href="/account/profile"]'));
    await this.look(page, "profile");
    await press(page, page.locator('.nav a[href="/account/me"]'));
    await this.look(page, "me");
  }

  /** The printed copies can be downloaded, and anybody can check them. */
  async verify(page) {
    // Simplified Chinese and English always, and the language that was signed in.
    const expected = new Set(["zh-Hans", "en", this.language]).size;
    await press(page, page.locator('.nav a[href="/account/agreements"]'));
    const copies = page.locator('main a[href^="/account/agreements/"]');
    for (let tries = 0; tries < 60 && (await copies.count()) < expected; tries += 1) {
      await page.waitForTimeout(500);
      await page.reload();
    }
    await this.look(page, "agreements");
    assert.equal(await copies.count(), expected, "printed copies");
    for (const copy of await copies.all()) {
      const answer = await page.request.get(await copy.getAttribute("href"));
      assert.equal((await answer.body()).subarray(0, 5).toString(), "%PDF-");
    }
    const anybody = await this.person();
    await anybody.goto(await page.locator('main a[href^="/verify/"]').getAttribute("href"));
    await this.look(anybody, "verified");
    assert.match(await anybody.locator("#agreement").innerText(), new RegExp(this.company.name));
  }
}
