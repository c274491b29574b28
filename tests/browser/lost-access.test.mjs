// Everything lost, by clicking: a letter is sent, one agent calls and stands behind it, another
// agrees; whoever is told stops it, or nobody does, and new ways to be reached end it. Each page is
// inspected, the agents' and the public ones.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { specimen } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, fill, form, link, message, press, prove, send, signIn, speak } from "./lib/steps.mjs";

const ASK = "/signin/lost";
const EMAIL = "zhou.new@hanhai.example";
const LETTER = { name: "letter.pdf", mimeType: "application/pdf", buffer: specimen("letter with seal") };

let demo, browser, platform, first, second, secrets, owner, everybody, agents;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  platform = await visitor(browser, demo.base);
  await signIn(platform, demo.account("platform-admin"));
  const accounts = demo.accounts.filter(({ roles }) => roles.includes("support-agent"));
  assert.equal(accounts.length, 2, "it takes two");
  secrets = accounts.map(({ totp_secret: secret }) => secret);
  [first, second] = [await visitor(browser, demo.base), await visitor(browser, demo.base)];
  await signIn(first, accounts[0]);
  await signIn(second, accounts[1]);
  for (const page of [first, second]) await speak(page, "en");
  owner = await visitor(browser, demo.base);
  everybody = await Inspector.of(owner, "lost-access");
  agents = await Inspector.of(first, "lost-access");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The public form with a letter, of an account that is to be reached at `email` from now on. */
async function ask(account, email, company, mobile) {
  await fill(form(owner, ASK), {
    full_name: account.name,
    sign_in_name: account.sign_in_name,
    company_name: company,
    new_email: email,
    new_mobile: mobile,
    reason: "The phone was stolen and the old mail domain was given up.",
  });
  await form(owner, ASK).locator('[name="letter"]').setInputFiles(LETTER);
  // Who is quicker than this is a program.
  await owner.waitForTimeout(2100);
  await send(owner, ASK);
  expectPath(owner, `${ASK}/received`);
}

/** The first agent calls the number held before. */
async function call() {
  const number = await first.locator('[name="call_number"]').first().getAttribute("value");
  await send(first, `${held}/calls`, {
    call_number: number,
    call_reached: "Ms Wang, finance",
    call_outcome: "confirmed",
    call_note: "She knows him and the letter.",
  });
}

async function endorse() {
  await send(first, `${held}/endorse`, {
    letter_checked: true,
    endorsement: "The seal is that of the licence; finance confirmed by telephone.",
  });
  await prove(first, secrets[0]);
  expectPath(first, held);
}

async function agree() {
  await second.goto(held);
  await send(second, `${held}/approve`);
  await prove(second, secrets[1]);
  expectPath(second, held);
}

let held, stop;

test("whoever has lost everything sends a letter", async () => {
  const account = demo.account("active");
  await owner.goto("/signin/recover");
  await press(owner, owner.locator(`a[href="${ASK}"]`));
  expectPath(owner, ASK);
  await everybody.look("ask");
  await owner.waitForTimeout(2100);
  await send(owner, ASK, { full_name: "Zhou Wenqing" });
  await everybody.look("ask-errors");
  assert.equal(await owner.locator('[name="full_name"]').inputValue(), "Zhou Wenqing");
  const company = "Hangzhou Hanhai Yunfan Information Technology Co., Ltd.";
  await ask(account, EMAIL, company, "13900000188");
  await everybody.look("received");
  assert.match(await owner.locator("main").innerText(), /LA-[A-Z2-7]{8}/);
  assert.match(await message(platform, EMAIL, "S08"), /LA-[A-Z2-7]{8}/);
});

test("one agent calls back and stands behind it", async () => {
  await first.goto("/ops");
  await press(first, first.locator('a[href="/ops/access"]').first());
  await agents.look("list");
  await press(first, first.locator("tbody tr th a").first());
  held = new URL(first.url()).pathname;
  await agents.look("case-received");
  await send(first, `${held}/calls`, {});
  await agents.look("case-errors");
  await call();
  await agents.look("case-called");
  await endorse();
  await agents.look("case-endorsed");
  assert.equal(await form(first, `${held}/approve`).count(), 0, "nobody decides twice");
});

test("another agent agrees, and the days begin", async () => {
  await agree();
  assert.match(await second.locator("main").innerText(), /72 hours/);
  await first.goto(held);
  await agents.look("case-waiting");
});

test("whoever is told stops it", async () => {
  const mails = await message(platform, demo.account("active").contact_email ?? "", "S10").catch(() => null);
  if (mails) stop = link(mails, `${ASK}/stop/`);
  else {
    await platform.goto("/ops/outbox");
    const found = platform.locator('[data-code="S10"]').first();
    await found.locator("summary").click();
    stop = link(await found.locator("[data-body]").innerText(), `${ASK}/stop/`);
  }
  await owner.goto(stop);
  await everybody.look("stop");
  await press(owner, owner.locator("form button.danger"));
  await everybody.look("stopped");
  await first.goto(held);
  await agents.look("case-stopped");
  await first.goto("/ops/access?show=closed");
  await agents.look("list-closed");
  await first.goto("/ops/access");
  await agents.look("list-empty");
  await owner.goto(`${ASK}/finish/nobody-knows-this`);
  await everybody.look("finish-unknown");
});

test("nobody stops it, and new ways to be reached end it", async () => {
  const email = "lost.for.good@example.com";
  const account = demo.account("approved");
  await owner.goto(ASK);
  await ask(account, email, "The company of the demonstration", "13900000199");
  await first.goto("/ops/access");
  await press(first, first.locator("tbody tr th a").first());
  held = new URL(first.url()).pathname;
  await call();
  await endorse();
  await agree();
  // Seventy-two hours begin when everybody is told.
  await message(platform, email, "S16");
  await owner.goto("/demo");
  const clock = form(owner, "/demo/clock").filter({ has: owner.locator('[name="span"]') });
  await fill(clock, { span: "P4D" });
  await press(owner, clock.locator("button.btn"));
  const finish = new URL(link(await message(platform, email, "S11"), `${ASK}/finish/`)).pathname;
  await owner.goto(finish);
  await everybody.look("finish");
  await send(owner, `${finish}/code`);
  await everybody.look("finish-code");
  await send(owner, finish, { code: "000000" });
  await everybody.look("finish-errors");
  const text = await message(platform, "+8613900000199", "CODE");
  await send(owner, finish, { code: text.match(/\b\d{6}\b/)[0] });
  await everybody.look("finished");
  await message(platform, email, "S12");
  await owner.goto(finish);
  await everybody.look("finish-over");
});

test("every page holds", async () => {
  await everybody.conclude();
  await agents.conclude();
});
