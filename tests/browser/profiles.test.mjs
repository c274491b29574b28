// The profile of a company that sells: a global admin changes a vetted fact, a reviewer looks at what
// was and what shall be, and refuses it with a reason. The next try comes with the licence; the reviewer
// asks for a better one and puts it in force.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { specimen } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signIn, speak } from "./lib/steps.mjs";

const LEGAL = "/account/legal-profile";
const DOCUMENTS = "/account/legal-profile/documents";

let demo, browser, owner, reviewer, company, desk;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  [owner, reviewer] = await Promise.all([insider("active"), insider("reviewer")]);
  company = await Inspector.of(owner, "profiles-partner");
  desk = await Inspector.of(reviewer, "profiles-console");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function insider(wanted) {
  const page = await visitor(browser, demo.base);
  await signIn(page, demo.account(wanted));
  await speak(page, "en");
  return page;
}

/** Opens the one change that waits. */
async function openChange() {
  await reviewer.goto("/ops/profiles");
  const waiting = reviewer.locator('main a[href^="/ops/profiles/"]');
  assert.equal(await waiting.count(), 1);
  await press(reviewer, waiting);
}

test("what is wrong is said at its field and stays", async () => {
  await owner.goto(LEGAL);
  await company.look("legal");
  await send(owner, LEGAL, { postal_code: "1" });
  assert.equal(await owner.locator('[name="postal_code"]').inputValue(), "1");
  await company.look("legal-errors");
});

test("a change of a vetted fact waits", async () => {
  await owner.goto(LEGAL);
  await send(owner, LEGAL, { address_line2: "21/F" });
  expectPath(owner, DOCUMENTS);
  assert.ok((await owner.locator("main").innerText()).includes("21/F"));
  await company.look("documents-awaited");
  await owner.goto("/account/profile");
  await company.look("waiting");
  await reviewer.goto("/ops/profiles");
  await desk.look("list");
  await openChange();
  await desk.look("change");
});

test("a refusal needs a reason", async () => {
  const change = new URL(reviewer.url()).pathname;
  assert.equal(await form(reviewer, `${change}/approve`).count(), 0, "documents are awaited");
  const decision = form(reviewer, `${change}/reject`);
  const refuse = decision.locator(`button[formaction="${change}/reject"]`);
  await press(reviewer, refuse);
  await desk.look("change-errors");
  await decision.locator('[name="reason"]').fill("The licence shows another floor");
  await press(reviewer, refuse);
  await desk.look("refused");
  await owner.goto("/account/profile");
  assert.ok((await owner.locator("main").innerText()).includes("The licence shows another floor"));
  await company.look("refused");
});

/** Adds a licence on the page of the documents. */
async function addLicence(name, content) {
  const target = owner.locator(`form[enctype="multipart/form-data"][action="${DOCUMENTS}"]`);
  await target.locator('[name="kind"]').selectOption("business-licence");
  const file = { name, mimeType: "application/pdf", buffer: content };
  await target.locator('[name="file"]').setInputFiles(file);
  await press(owner, target.locator('button[type="submit"]'));
}

test("the next try needs the licence", async () => {
  await owner.goto(LEGAL);
  await send(owner, LEGAL, { address_line2: "22/F" });
  expectPath(owner, DOCUMENTS);
  await send(owner, `${DOCUMENTS}/send`);
  await company.look("documents-missing");
  await addLicence("licence.pdf", Buffer.from("no document at all"));
  await company.look("documents-wrong-file");
  await addLicence("wrong.pdf", specimen("wrong licence"));
  const wrong = owner.locator('.files li:has-text("wrong.pdf") button');
  await press(owner, wrong);
  assert.equal(await owner.locator(".files li").count(), 0);
  await addLicence("licence.pdf", specimen("licence 22"));
  await company.look("documents-added");
  await send(owner, `${DOCUMENTS}/send`, { comment: "The lease began in May" });
  await company.look("documents-sent");
});

test("the reviewer looks at it and asks for a better one", async () => {
  await openChange();
  await press(reviewer, reviewer.locator(".files li a").first());
  const picture = reviewer.locator(".sheet img");
  await picture.scrollIntoViewIfNeeded();
  await reviewer.waitForFunction(() => document.querySelector(".sheet img").naturalWidth > 0);
  await desk.look("document");
  const change = new URL(reviewer.url()).pathname;
  await send(reviewer, `${change}/ask`);
  await desk.look("ask-errors");
  const ask = form(reviewer, `${change}/ask`);
  await ask.locator('[name="kinds"][value="business-licence"]').check();
  await send(reviewer, `${change}/ask`, { question: "The seal cannot be read." });
  await desk.look("asked");
  await owner.goto("/action-center");
  await press(owner, owner.locator(`main a[href="${DOCUMENTS}"]`));
  assert.ok((await owner.locator("main").innerText()).includes("The seal cannot be read."));
  await company.look("documents-asked");
  await addLicence("better.pdf", specimen("better licence"));
  await send(owner, `${DOCUMENTS}/send`, { comment: "Scanned anew" });
  await company.look("documents-answered");
});

test("the next try is put in force", async () => {
  await openChange();
  assert.ok((await reviewer.locator("main").innerText()).includes("Scanned anew"));
  await desk.look("answered");
  await send(reviewer, `${new URL(reviewer.url()).pathname}/approve`);
  await reviewer.goto("/ops/profiles");
  await desk.look("none");
  await owner.goto("/account/profile");
  assert.ok((await owner.locator("main").innerText()).includes("22/F"));
  await company.look("in-force");
  await owner.goto(DOCUMENTS);
  await company.look("documents-none");
});

test("every page holds", async () => {
  await company.conclude();
  await desk.conclude();
});
