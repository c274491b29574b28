// An outage is posted by the operator and seen by the affected partners' roles only, and by their
// customers' administrators, by clicking. Pages are inspected and kept as pictures.
import { strict as assert } from "node:assert";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { album, launch } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { expectPath, form, press, send, signedIn } from "./lib/steps.mjs";

const NEW = "/ops/health/new";
const TITLE = "Mail arrives late";
const inEveryLanguage = album("health");

// What the feed says: a state for each service in each region, or nothing but an error.
let feed = () => ["healthy", 999_950, 120];
const metrics = createServer((request, response) => {
  let sent = "";
  request.on("data", (bytes) => (sent += bytes));
  request.on("end", () => {
    if (!feed) return void response.writeHead(503).end();
    const { services, regions } = JSON.parse(sent);
    const at = new Date().toISOString();
    const measurements = services.flatMap((service, place) => regions.map((region) => {
      const [state, availability_ppm, latency_ms] = feed(place, region);
      return { service, region, at, state, availability_ppm, latency_ms };
    }));
    response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ measurements }));
  });
});

/** Waits until a page holds a text, as long as the feed's word may take to come or to go. */
async function shows(page, path, text, within = 60_000) {
  const until = Date.now() + within;
  for (;;) {
    await page.goto(path);
    if (await page.getByText(text).count()) return;
    assert.ok(Date.now() < until, `${path} does not show ${text}`);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
  }
}

let demo, browser, agent, second, auditor, partner, stranger, customer, desk, seconds, ours, theirs, number, draft;

before(async () => {
  await new Promise((resolve) => metrics.listen(0, "127.0.0.1", resolve));
  const more = ["--health-feed", `http://127.0.0.1:${metrics.address().port}/health`];
  [demo, browser] = await Promise.all([startDemo({ more }), launch()]);
  const enter = (account) => signedIn(browser, demo.base, account);
  agent = await enter(demo.account("support-agent"));
  // The demonstration has two agents: what one writes the other confirms.
  const [, other] = demo.accounts.filter(({ roles }) => roles.includes("support-agent"));
  second = await enter(other);
  auditor = await enter(demo.account("auditor"));
  partner = await enter(demo.account("active"));
  stranger = await enter(demo.account("in-review"));
  customer = await enter(demo.accounts.find(({ kind }) => kind === "customer"));
  desk = await Inspector.of(agent, "health-desk");
  seconds = await Inspector.of(second, "health-second");
  ours = await Inspector.of(partner, "health-partner");
  theirs = await Inspector.of(customer, "health-customer");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
  metrics.close();
});

test("an agent writes an outage, and nobody outside sees it", async () => {
  await agent.goto("/ops/health");
  await desk.look("list");
  await agent.goto(NEW);
  await desk.look("new");
  await send(agent, NEW, { title_en: TITLE });
  expectPath(agent, NEW);
  await desk.look("new-refused");
  assert.equal(await agent.locator('[name="title_en"]').inputValue(), TITLE);
  // Every service, so that whoever sells anything is concerned.
  for (const box of await form(agent, NEW).locator('[name="service"]').all()) await box.check();
  await send(agent, NEW, {
    state: "interrupted",
    "title_zh-Hans": "邮件延迟送达",
    "title_zh-Hant": "郵件延遲送達",
    "text_zh-Hans": "自上午起邮件延迟送达，正在调查原因。",
    "text_zh-Hant": "自上午起郵件延遲送達，正在調查原因。",
    text_en: "Since this morning mail arrives late.\nWe are looking for the cause.",
  });
  draft = new URL(agent.url()).pathname;
  assert.match(draft, /^\/ops\/health\/drafts\//);
  await desk.look("waits");
  assert.equal(await form(agent, `${draft}/confirm`).count(), 0);
  await inEveryLanguage(agent, draft, "draft");
  for (const [page, path] of [[partner, "/health"], [partner, "/action-center"], [customer, "/admin"]]) {
    await page.goto(path);
    assert.equal(await page.getByText(TITLE).count(), 0, path);
  }
});

test("a second agent confirms it", async () => {
  await second.goto("/ops/health");
  await seconds.look("list");
  await press(second, second.locator(`a[href="${draft}"]`));
  await send(second, `${draft}/decline`);
  await seconds.look("no-reason");
  assert.equal(await second.locator("#errors").count(), 1);
  await inEveryLanguage(second, draft, "draft-second");
  await second.goto(draft);
  await send(second, `${draft}/confirm`);
  number = new URL(second.url()).pathname.split("/").pop();
  assert.match(number, /^SH\d{12}$/);
  await seconds.look("posted");
  await agent.goto(`/ops/health/${number}`);
  await desk.look("posted");
  await inEveryLanguage(agent, `/ops/health/${number}`, "desk");
  await inEveryLanguage(agent, NEW, "desk-new");
  await inEveryLanguage(agent, "/ops/health", "desk-list");
  await auditor.goto(`/ops/health/${number}`);
  assert.equal(await form(auditor, `/ops/health/${number}/update`).count(), 0);
});

test("a partner whose customers are affected sees it", async () => {
  await partner.goto("/dashboard/overview");
  await press(partner, partner.locator('nav a[href="/health"]').first());
  await ours.look("list");
  await press(partner, partner.locator(`a[href="/health/${number}"]`));
  await ours.look("incident");
  assert.equal(await partner.locator("#customers li").count() > 0, true);
  await inEveryLanguage(partner, "/health", "partner-list");
  await inEveryLanguage(partner, `/health/${number}`, "partner");
  await press(partner, partner.locator("#customers a").first());
  await ours.look("services");
  assert.equal(await partner.locator("#services .pill.bad").count() > 0, true);
  await inEveryLanguage(partner, new URL(partner.url()).pathname, "services");
  await partner.goto("/action-center");
  assert.equal(await partner.getByText(TITLE).count() > 0, true);
});

test("a company that sells nothing sees nothing of it", async () => {
  for (const path of ["/health", `/health/${number}`, `/ops/health/${number}`]) {
    const answer = await stranger.goto(path);
    assert.equal(answer.status() >= 400, true, path);
    assert.equal(await stranger.getByText(TITLE).count(), 0);
  }
});

test("the customer's administrator sees it", async () => {
  await customer.goto("/admin");
  await theirs.look("home");
  assert.equal(await customer.getByText(TITLE).count(), 1);
  await press(customer, customer.locator(`a[href="/admin/health/${number}"]`));
  await theirs.look("incident");
  await inEveryLanguage(customer, "/admin", "customer-home");
  await inEveryLanguage(customer, "/admin/health", "customer-list");
  await inEveryLanguage(customer, `/admin/health/${number}`, "customer");
});

test("it ends, and everybody reads that", async () => {
  const place = `/ops/health/${number}`;
  await agent.goto(place);
  await send(agent, `${place}/update`, { "text_zh-Hans": "原因已找到。", text_en: "The cause is found.", to: "degraded" });
  await send(agent, `${place}/end`, { "text_zh-Hans": "邮件恢复正常。", text_en: "Mail arrives in time again." });
  await desk.look("restored");
  await send(agent, `${place}/report`, { "text_zh-Hans": "原因是配置错误。", text_en: "A wrong configuration was the cause." });
  await desk.look("report");
  await partner.goto(`/health/${number}`);
  await ours.look("over");
  for (const words of ["The cause is found.", "Mail arrives in time again.", "A wrong configuration was the cause."]) {
    assert.equal(await partner.getByText(words).count(), 1, words);
  }
  await customer.goto("/admin");
  assert.equal(await customer.getByText(TITLE).count(), 0);
  await customer.goto("/admin/health");
  assert.equal(await customer.getByText(TITLE).count(), 1);
  await theirs.look("over");
});

test("maintenance is planned, seen and cancelled", async () => {
  const plan = "/ops/health/maintenance/new";
  await agent.goto(plan);
  await desk.look("plan");
  await send(agent, plan, { title_en: "Storage upgrade" });
  await desk.look("plan-refused");
  assert.equal(await agent.locator('[name="title_en"]').inputValue(), "Storage upgrade");
  for (const box of await form(agent, plan).locator('[name="service"]').all()) await box.check();
  const day = new Date(Date.now() + 8 * 86_400_000).toISOString().slice(0, 10);
  await send(agent, plan, {
    starts_on: day,
    starts_time: "02:00",
    ends_on: day,
    ends_time: "05:00",
    "title_zh-Hans": "升级存储系统",
    "title_zh-Hant": "升級儲存系統",
    "text_zh-Hans": "期间文件为只读。",
    "text_zh-Hant": "期間檔案為唯讀。",
    text_en: "Files are read-only meanwhile.",
  });
  const place = new URL(agent.url()).pathname;
  assert.match(place, /^\/ops\/health\/maintenance\/PM\d{12}$/);
  const seen = place.replace("/ops", "");
  await desk.look("planned");
  await inEveryLanguage(agent, place, "desk-planned");
  await inEveryLanguage(agent, plan, "desk-plan");
  await partner.goto("/health");
  await ours.look("list-planned");
  await press(partner, partner.locator(`a[href="${seen}"]`));
  await ours.look("planned");
  await inEveryLanguage(partner, seen, "partner-planned");
  await customer.goto(`/admin${seen}`);
  await theirs.look("planned");
  assert.equal((await stranger.goto(seen)).status() >= 400, true);
  await stranger.goto("/status");
  assert.equal(await stranger.locator("#maintenance tbody tr").count() > 0, true);
  await inEveryLanguage(stranger, "/status", "status");
  await agent.goto(place);
  await send(agent, `${place}/cancel`, { "text_zh-Hans": "不再需要。", text_en: "It is not needed any more." });
  await desk.look("cancelled");
  await partner.goto(seen);
  await ours.look("cancelled");
  assert.equal(await partner.getByText("It is not needed any more.").count(), 1);
});

test("a feed measures the services: in a word for everybody, in charts for whom it concerns", async () => {
  feed = (place, region) => (place === 0 && region === "cn-east" ? ["advisory", 998_000, 480] : ["healthy", 999_950, 120]);
  await shows(stranger, "/status", "East China: Advisory");
  await inEveryLanguage(stranger, "/status", "status-measured");
  await agent.goto("/ops/health");
  await press(agent, agent.locator('main a[href="/ops/health/feed"]').first());
  expectPath(agent, "/ops/health/feed");
  await desk.look("feed");
  await inEveryLanguage(agent, "/ops/health/feed", "desk-feed");
  await press(agent, agent.locator('#measured a').first());
  await desk.look("feed-service");
  await partner.goto("/health");
  await ours.look("measured");
  await press(partner, partner.locator('#measured a').first());
  const service = new URL(partner.url()).pathname;
  assert.match(service, /^\/health\/services\//);
  assert.equal(await partner.locator(".chart svg").count() >= 2, true);
  await partner.locator(".chart summary").first().click();
  await ours.look("service");
  await inEveryLanguage(partner, service, "partner-service");
  await customer.goto("/admin/health");
  await press(customer, customer.locator('#measured a').first());
  await theirs.look("service");
  // Its company is still looked at: it sells nothing yet.
  assert.equal((await stranger.goto(service)).status(), 409);
});

test("what it finds and nobody has posted is told to staff; when it is away nothing is green", async () => {
  // Of the first service an incident was posted.
  feed = (place) => (place === 3 ? ["interrupted", 0] : ["healthy", 999_950, 120]);
  await shows(agent, "/ops/health", "Measured trouble that nobody has posted");
  await desk.look("untold");
  feed = null;
  await shows(stranger, "/status", "Status unknown since", 120_000);
  assert.equal(await stranger.locator("#measured .pill.ok").count(), 0);
  await inEveryLanguage(stranger, "/status", "status-unknown");
  await agent.goto("/ops/health/feed");
  await desk.look("feed-away");
  assert.equal(await agent.getByText("HTTP 503").count() > 0, true);
  await inEveryLanguage(agent, "/ops/health/feed", "desk-feed-away");
  const service = await partner.goto("/health").then(() => partner.locator('#measured a').first().getAttribute("href"));
  await inEveryLanguage(partner, service, "partner-service-unknown");
  feed = () => ["healthy", 999_950, 120];
  await shows(agent, "/ops/health/feed", "Healthy");
  await desk.look("feed-back");
});

test("nothing was found wrong", async () => {
  await desk.conclude();
  await seconds.conclude();
  await ours.conclude();
  await theirs.conclude();
});
