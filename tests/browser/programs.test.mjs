// Programs that act for people, by clicking: a person agrees to a program, the program calls, the
// person takes it back, and the program is refused. Then a device without a browser. Pages are
// inspected and kept as pictures in three languages.
import { strict as assert } from "node:assert";
import { createHash, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signIn, speak } from "./lib/steps.mjs";

let demo, browser, owner, inspector, program, answers;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "programs");
  // The program's own web server, on this machine.
  answers = [];
  program = createServer((request, response) => {
    const url = new URL(request.url, "http://127.0.0.1");
    if (url.pathname === "/signed-in") answers.push(url.searchParams);
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end("<!doctype html><html lang=en><title>Robot</title><h1>Back at the program</h1></html>");
  });
  await new Promise((resolve) => program.listen(0, "127.0.0.1", resolve));
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  program?.close();
});

/** Keeps pictures of the page in front in every language, wide and narrow. */
async function inEveryLanguage(page, name) {
  const path = new URL(page.url());
  const back = `${path.pathname}${path.search}`;
  for (const language of Object.keys(LANGUAGES)) {
    await page.goto(`/language?to=${language}&back=${encodeURIComponent(back)}`);
    await expectWords(page, language);
    await picture(page, "programs", `${name}-${language}`);
    await page.setViewportSize(NARROW);
    await expectNoSidewaysScroll(page);
    await picture(page, "programs", `${name}-${language}-360`);
    await page.setViewportSize(WIDE);
  }
  await page.goto(`/language?to=en&back=${encodeURIComponent(back)}`);
}

/** Posts a form as programs do. */
async function post(path, fields) {
  const answer = await fetch(`${demo.base}${path}`, { method: "POST", body: new URLSearchParams(fields) });
  return { status: answer.status, body: await answer.json() };
}

/** Calls the interface. */
async function call(token, path) {
  const answer = await fetch(`${demo.base}${path}`, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, challenge: answer.headers.get("www-authenticate") ?? "", body: await answer.json() };
}

const robot = {};

test("a global admin registers a program, its key and where it is answered", async () => {
  await owner.goto("/account/apps/new");
  await send(owner, "/account/apps/new", { app_name: "Stock robot" });
  robot.page = new URL(owner.url()).pathname;
  robot.id = robot.page.split("/").at(-1);
  await send(owner, `${robot.page}/keys`);
  robot.key = (await owner.locator("main").innerText()).match(/\b[a-z2-7]{52}\b/)[0];
  await owner.goto(robot.page);
  robot.tenant = (await owner.locator("main").innerText()).match(/\/([0-9a-f-]{36})\/oauth2/)[1];
  await send(owner, `${robot.page}/addresses`, { redirect_uri: "http://robot.example/" });
  await inspector.look("address-refused");
  await send(owner, `${robot.page}/addresses`, { redirect_uri: "http://127.0.0.1/signed-in" });
  await inspector.look("address-registered");
  await inEveryLanguage(owner, "program");
});

test("a person agrees, the program calls, the person takes it back, the call is refused", async () => {
  const verifier = randomBytes(32).toString("base64url");
  const redirect = `http://127.0.0.1:${program.address().port}/signed-in`;
  const wish = new URLSearchParams({
    client_id: robot.id,
    response_type: "code",
    redirect_uri: redirect,
    scope: "openid offline_access",
    state: "round & about",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
  });
  const ask = `/${robot.tenant}/oauth2/v2.0/authorize?${wish}`;
  // Somebody else's address gets nothing, and the person is told.
  const foreign = new URLSearchParams(wish);
  foreign.set("redirect_uri", "http://127.0.0.1/elsewhere");
  await owner.goto(`/${robot.tenant}/oauth2/v2.0/authorize?${foreign}`);
  assert.equal(await owner.locator("h1").innerText(), "This request cannot be answered");
  await inspector.look("bad-link");

  // Somebody who is not signed in comes back here from the sign-in.
  const guest = await visitor(browser, demo.base);
  await guest.goto(ask);
  expectPath(guest, "/signin");
  await guest.context().close();

  await owner.goto(ask);
  await inspector.look("consent");
  await inEveryLanguage(owner, "consent");
  await owner.locator('button[name="decision"][value="refuse"]').click();
  await owner.waitForURL(`${redirect}**`);
  assert.equal(answers.at(-1).get("error"), "access_denied");
  await owner.goto(ask);
  await owner.locator('button[name="decision"][value="allow"]').click();
  await owner.waitForURL(`${redirect}**`);
  assert.equal(await owner.locator("h1").innerText(), "Back at the program");
  const answer = answers.at(-1);
  assert.equal(answer.get("state"), "round & about");
  const token = `/${robot.tenant}/oauth2/v2.0/token`;
  const proof = { client_id: robot.id, client_secret: robot.key };
  const given = await post(token, {
    ...proof,
    grant_type: "authorization_code",
    code: answer.get("code"),
    redirect_uri: redirect,
    code_verifier: verifier,
  });
  assert.equal(given.status, 200, JSON.stringify(given.body));
  const customers = await call(given.body.access_token, "/v1/customers");
  assert.equal(customers.status, 200);
  assert.ok(customers.body.totalCount > 0);
  // The second time nobody is asked.
  await owner.goto(ask);
  await owner.waitForURL(`${redirect}**`);
  assert.ok(answers.at(-1).get("code"));

  await owner.goto("/account/me/apps");
  await inspector.look("my-programs");
  await inEveryLanguage(owner, "my-programs");
  await owner.locator("details.confirm summary").click();
  await inspector.look("my-programs-taking-back");
  await send(owner, `/account/me/apps/${robot.id}/revoke`);
  await inspector.look("my-programs-none");
  const refused = await call(given.body.access_token, "/v1/customers");
  assert.equal(refused.status, 401);
  assert.match(refused.challenge, /invalid_token/);
  const renewed = await post(token, { ...proof, grant_type: "refresh_token", refresh_token: given.body.refresh_token });
  assert.equal(renewed.body.error, "invalid_grant");
});

test("a device without a browser signs a person in", async () => {
  await owner.goto(robot.page);
  await send(owner, `${robot.page}/public`);
  await inspector.look("program-on-own-machines");
  const begun = await post(`/${robot.tenant}/oauth2/v2.0/devicecode`, { client_id: robot.id, scope: "openid" });
  assert.equal(begun.status, 200, JSON.stringify(begun.body));
  const ask = () =>
    post(`/${robot.tenant}/oauth2/v2.0/token`, {
      client_id: robot.id,
      grant_type: "urn:ietf:params:oauth:grant-type:device_code",
      device_code: begun.body.device_code,
    });
  assert.equal((await ask()).body.error, "authorization_pending");
  await owner.goto(begun.body.verification_uri);
  await inspector.look("device");
  await inEveryLanguage(owner, "device");
  await send(owner, "/devicelogin", { user_code: "BCDF-GHJK" });
  await inspector.look("device-wrong");
  await send(owner, "/devicelogin", { user_code: begun.body.user_code.toLowerCase() });
  await inspector.look("device-asks");
  await picture(owner, "programs", "device-asks");
  await press(owner, form(owner, "/devicelogin/decide").locator('button[value="allow"]'));
  await inspector.look("device-allowed");
  const given = await ask();
  assert.equal(given.status, 200, JSON.stringify(given.body));
  assert.equal((await call(given.body.access_token, "/v1/customers")).status, 200);
  await inspector.conclude();
});
