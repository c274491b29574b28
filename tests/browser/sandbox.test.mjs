// What integrators do in a sandbox, by clicking: turn the clock, ask for faults, read what a program
// sent and got, try operations, begin anew, ask customers for a relationship; pages are inspected and
// kept as pictures in three languages.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signIn, speak } from "./lib/steps.mjs";

const HOME = "/account/sandbox";

let demo, browser, owner, inspector, program, token;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "sandbox");
  ({ program } = JSON.parse(await readFile(join(demo.data, "demo.json"), "utf8")));
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Opens a page in the three languages, wide, narrow and in the dark, and keeps a picture of each. */
async function inEveryLanguage(path, name) {
  for (const language of Object.keys(LANGUAGES)) {
    await owner.goto(`/language?to=${language}&back=${encodeURIComponent(path)}`);
    await expectWords(owner, language);
    await picture(owner, "sandbox", `${name}-${language}`);
    await owner.setViewportSize(NARROW);
    await expectNoSidewaysScroll(owner);
    await picture(owner, "sandbox", `${name}-${language}-360`);
    await owner.setViewportSize(WIDE);
  }
  await owner.emulateMedia({ colorScheme: "dark" });
  await picture(owner, "sandbox", `${name}-dark`);
  await owner.emulateMedia({ colorScheme: "light" });
  await owner.goto(`/language?to=en&back=${encodeURIComponent(path)}`);
}

/** Calls as the program of the demonstration. */
async function call(path, headers = {}) {
  if (!token) {
    const fields = new URLSearchParams({
      grant_type: "client_credentials",
      client_id: program.client_id,
      client_secret: program.client_secret,
      resource: "https://graph.windows.net",
    });
    const answer = await fetch(`${demo.base}/${program.tenant_id}/oauth2/token`, { method: "POST", body: fields });
    assert.equal(answer.status, 200);
    token = (await answer.json()).access_token;
  }
  return fetch(`${demo.base}${path}`, { headers: { Authorization: `Bearer ${token}`, ...headers } });
}

test("the clock is turned", async () => {
  await owner.goto(HOME);
  await inspector.look("clock");
  const before = (await (await call("/v1/sandbox/clock")).json()).aheadSeconds;
  // What cannot be read is said at the field, and stays there.
  await owner.locator("#span").fill("yesterday");
  await press(owner, form(owner, `${HOME}/clock`).filter({ has: owner.locator("#span") }).locator("button"));
  assert.equal(await owner.locator("#span").inputValue(), "yesterday");
  await inspector.look("clock-refused");
  await owner.goto(HOME);
  await press(owner, form(owner, `${HOME}/clock`).locator('button[value="P1M"]'));
  expectPath(owner, HOME);
  const state = await (await call("/v1/sandbox/clock")).json();
  assert.ok(state.aheadSeconds - before >= 28 * 86_400, `${before} to ${state.aheadSeconds}`);
  assert.deepEqual(state.lastAdvance.failed, []);
  await inspector.look("clock-turned");
  await inEveryLanguage(HOME, "clock");
});

test("keys are told to be good as long as they open something", async () => {
  await owner.goto(HOME);
  await press(owner, form(owner, `${HOME}/clock`).locator('button[value="P1M"]'));
  const page = `/account/apps/${program.client_id}`;
  await owner.goto(page);
  const text = await owner.locator("main").innerText();
  assert.ok(text.includes("Keys follow real time"), text);
  assert.ok(/20\d\d/.test(await owner.locator("#keys-h ~ .tbl-wrap").innerText()), "a day has its year");
  await inspector.look("keys");
  await inEveryLanguage(page, "keys");
});

test("faults are asked for, and requests are read", async () => {
  assert.equal((await call("/v1/customers", { "X-Sandbox-Fault": "503" })).status, 503);
  assert.equal((await call("/v1/customers", { "X-Sandbox-Fault": "429, retry-after=7" })).headers.get("retry-after"), "7");
  await assert.rejects(call("/v1/customers", { "X-Sandbox-Fault": "drop" }).then((answer) => answer.text()));
  assert.equal((await call("/v1/customers?size=1")).status, 200);
  await owner.goto("/account/requests");
  await inspector.look("requests");
  await inEveryLanguage("/account/requests", "requests");
  await owner.goto("/account/requests?status=failed");
  const rows = await owner.locator("tbody tr").allInnerTexts();
  assert.ok(rows.length === 1 && rows[0].includes("503"), rows.join("\n"));
  await owner.goto("/account/requests?q=customers%3Fsize");
  await press(owner, owner.locator("tbody th a").first());
  assert.ok((await owner.locator("main").innerText()).includes("curl -X GET"));
  assert.ok(!(await owner.content()).includes(token));
  const one = new URL(owner.url()).pathname;
  await inspector.look("request");
  await inEveryLanguage(one, "request");
  await owner.goto("/account/requests?q=nothing-like-this");
  await inspector.look("no-such-request");
});

test("operations are tried", async () => {
  await owner.goto("/account/explorer");
  await inspector.look("explorer");
  const list = "/account/explorer/customers.list";
  await owner.goto(list);
  await inspector.look("operation");
  await send(owner, list, { query: "size=1" });
  assert.ok((await owner.locator("#answer").innerText()).includes("200"));
  await inspector.look("operation-done");
  await inEveryLanguage("/account/explorer", "explorer");
  const one = "/account/explorer/customers.get";
  await owner.goto(one);
  await send(owner, one, { customer_id: "" });
  await inspector.look("operation-refused");
});

test("the company begins anew", async () => {
  await owner.goto(HOME);
  const reset = form(owner, `${HOME}/reset`);
  await owner.locator("details.confirm", { has: reset }).locator("summary").click();
  await inspector.look("reset-asked");
  await press(owner, reset.locator("button"));
  await inspector.look("reset-done");
  const all = await (await call("/v1/customers")).json();
  assert.equal(all.totalCount, 1);
});

test("a customer is asked for a relationship", async () => {
  const page = "/customers/request";
  await owner.goto(page);
  await inspector.look("relationship");
  await inEveryLanguage(page, "relationship");
  const { url } = await (await call("/v1/customers/relationshiprequests")).json();
  const shown = await owner.locator("main").innerHTML();
  assert.ok(shown.replaceAll("&amp;", "&").replaceAll("&#38;", "&").includes(url), url);
  // Whoever follows it signs in first; a partner's own people are told that it is not for them.
  const invited = new URL(url);
  const path = invited.pathname + invited.search;
  await owner.goto(path);
  assert.ok((await owner.locator("main").innerText()).includes("is no customer here"));
  await inspector.look("not-a-customer");
  const stranger = await visitor(browser, demo.base);
  await stranger.goto(path);
  expectPath(stranger, "/signin");
  await stranger.context().close();
});

test("every page holds", async () => {
  await inspector.conclude();
});
