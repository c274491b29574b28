// Webhooks, by clicking: a company registers a program of its own, sends it a test, sees a failure
// and sends it again, makes a shared secret; pages are inspected and kept as pictures in three
// languages.
import { strict as assert } from "node:assert";
import { createHmac, X509Certificate, createVerify } from "node:crypto";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, launch, picture, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signIn, speak } from "./lib/steps.mjs";

const HOME = "/account/webhooks";

let demo, browser, owner, inspector, receiver;
const called = [];
let status = 200;

before(async () => {
  receiver = createServer((request, response) => {
    const parts = [];
    request.on("data", (part) => parts.push(part));
    request.on("end", () => {
      called.push({ headers: request.headers, body: Buffer.concat(parts).toString("utf8") });
      response.writeHead(status, { "Content-Type": "text/plain" });
      response.end(`<b>status ${status}</b>`);
    });
  });
  await new Promise((ready) => receiver.listen(0, "127.0.0.1", ready));
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  owner = await visitor(browser, demo.base);
  await signIn(owner, demo.account("active"));
  await speak(owner, "en");
  inspector = await Inspector.of(owner, "webhooks");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  receiver?.close();
});

/** Opens a page in the other languages and in the dark, and keeps a picture of each. */
async function inEveryLanguage(path, name) {
  for (const language of Object.keys(LANGUAGES)) {
    await owner.goto(`/language?to=${language}&back=${encodeURIComponent(path)}`);
    await expectWords(owner, language);
    await picture(owner, "webhooks", `${name}-${language}`);
    await owner.setViewportSize(NARROW);
    await expectNoSidewaysScroll(owner);
    await picture(owner, "webhooks", `${name}-${language}-360`);
    await owner.setViewportSize(WIDE);
  }
  await owner.emulateMedia({ colorScheme: "dark" });
  await picture(owner, "webhooks", `${name}-dark`);
  await owner.emulateMedia({ colorScheme: "light" });
  await owner.goto(`/language?to=en&back=${encodeURIComponent(path)}`);
}

/** Waits until the program was called so many times. */
async function calls(count) {
  for (let tries = 0; called.length < count && tries < 200; tries += 1) {
    await new Promise((go) => setTimeout(go, 50));
  }
  assert.equal(called.length, count);
  return called[count - 1];
}

test("a program is registered", async () => {
  await owner.goto(HOME);
  await inspector.look("empty");
  await inEveryLanguage(HOME, "empty");
  await send(owner, HOME, { hook_url: "http://192.168.1.7/in" });
  await inspector.look("refused");
  assert.equal(await owner.locator("#hook_url").inputValue(), "http://192.168.1.7/in");
  const url = `http://localhost:${receiver.address().port}/events`;
  await send(owner, HOME, { hook_url: url });
  expectPath(owner, HOME);
  await inspector.look("registered");
});

test("a test arrives, signed", async () => {
  await press(owner, form(owner, `${HOME}/test`).locator("button"));
  const { headers, body } = await calls(1);
  assert.equal(JSON.parse(body).EventName, "test-created");
  const certificate = await fetch(headers["x-ms-certificate-url"]);
  const x509 = new X509Certificate(Buffer.from(await certificate.arrayBuffer()));
  const signature = Buffer.from(headers.authorization.replace("Signature ", ""), "base64");
  assert.ok(createVerify("RSA-SHA256").update(body).verify(x509.publicKey, signature));
  assert.ok(x509.verify(x509.publicKey) && x509.subject.includes("O="), x509.subject);
  const place = new URL(owner.url()).pathname;
  await owner.goto(place);
  await inspector.look("delivered");
  await inEveryLanguage(place, "delivered");
});

test("what was refused is shown, and sent again with a shared secret", async () => {
  await owner.goto(HOME);
  await press(owner, form(owner, `${HOME}/secret`).locator("button"));
  await inspector.look("secret");
  const secret = (await owner.locator(".secret.hot .v").innerText()).trim();
  await owner.goto(HOME);
  status = 503;
  await press(owner, form(owner, `${HOME}/test`).locator("button"));
  const { headers, body } = await calls(2);
  const hash = createHmac("sha256", secret).update(`${headers["x-tongdao-timestamp"]}.${body}`).digest("hex");
  assert.equal(headers["x-tongdao-signature"], `v1=${hash}`);
  const waiting = new URL(owner.url()).pathname;
  await owner.goto(waiting);
  await owner.locator("details.fold summary").click();
  await inspector.look("waiting");
  assert.ok((await owner.locator("main").innerText()).includes("<b>status 503</b>"), "shown as text");
  await inEveryLanguage(waiting, "waiting");
  status = 200;
  await owner.goto(`${HOME}?state=delivered`);
  await press(owner, owner.locator("tbody th a").first());
  const old = new URL(owner.url()).pathname;
  await press(owner, form(owner, `${old}/replay`).locator("button"));
  await calls(3);
  assert.equal(called[2].body, called[0].body);
  assert.notEqual(called[2].headers["x-tongdao-delivery"], called[0].headers["x-tongdao-delivery"]);
  await owner.goto(HOME);
  await inspector.look("list");
  await inEveryLanguage(HOME, "list");
  await owner.goto(`${HOME}?state=given-up`);
  await inspector.look("nothing-matches");
});

test("a registration that changed meanwhile, and its end", async () => {
  await owner.goto(HOME);
  const stale = await owner.context().newPage();
  await stale.goto(HOME);
  await press(owner, form(owner, HOME).locator("button[type=submit]"));
  await press(stale, form(stale, HOME).locator("button[type=submit]"));
  assert.ok((await stale.locator("main").innerText()).length > 0);
  assert.ok(!(await stale.locator("main").innerText()).includes("The registration is saved"));
  await stale.close();
  await owner.goto(HOME);
  const removal = form(owner, `${HOME}/remove`);
  await owner.locator("details.confirm", { has: removal }).locator("summary").click();
  await press(owner, removal.locator("button"));
  await inspector.look("removed");
});

test("every page holds", async () => {
  await inspector.conclude();
});
