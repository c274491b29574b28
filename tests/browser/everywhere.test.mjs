// Every page that links lead to: each account of the demonstration follows them, and the first who
// comes to a page inspects it. A page of the router that nobody comes to fails, unless a story goes
// there.
import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import { caller, turn } from "./lib/program.mjs";
import { reach, routes } from "./lib/reach.mjs";
import { signIn, speak } from "./lib/steps.mjs";

/** Where visitors begin besides their first page: what is typed, or comes with a letter. */
const BEGIN = {
  public: [
    "/design", "/programme/customer-agreement", "/programme/credit-authorisation",
    "/programme/identity-documents", "/signin", "/signin/recover", "/signin/lost",
  ],
  "partner-active": ["/search"],
};
/** Pages that no link of the demonstration leads to, and the story that inspects them. */
const ELSEWHERE = {
  "/partner-network/joined": "pages",
  "/register/cn/account": "pages",
  "/register/cn/existing": "registration-ways",
  "/register/cn/details": "pages",
  "/register/cn/phone": "pages",
  "/register/cn/create": "pages",
  "/register/cn/done": "pages",
  "/register/cn/later": "registration-ways",
  "/register/resume/{token}": "registration-ways",
  "/signin/mfa": "lockout",
  "/signin/locked": "lockout",
  "/signin/recover/prove": "recovery",
  "/signin/recover/password": "recovery",
  "/signin/lost/received": "lost-access",
  "/signin/lost/stop/{token}": "lost-access",
  "/signin/lost/finish/{token}": "lost-access",
  "/account/me/recovery-codes": "pages",
  "/account/webhooks/secret": "webhooks",
  "/account/webhooks/deliveries/{id}": "webhooks",
  "/account/users/{id}/done": "accounts",
  "/admin/users/{id}/done": "centre",
  "/admin/partner-invitation": "centre",
  "/customers/{id}/done": "selling",
  "/account/sandbox/done": "support",
  "/billing/invoices/{number}/finance-charges/{line}": "billing",
  "/confirm/{token}": "pages",
  "/devicelogin": "programs",
  "/{tenant}/oauth2/v2.0/authorize": "programs",
  "/ops/agreements/{version}/campaign": "resigning",
  "/ops/catalogue/price-lists/{id}": "price-lists",
  "/ops/catalogue/changes/{id}": "offers",
  "/ops/billing/payments/{id}": "payments",
  "/ops/billing/credit-notes/{id}": "payments",
  "/ops/billing/adjustments/{id}": "payments",
  "/ops/billing/refunds/{id}": "payments",
  "/ops/billing/usage": "usage",
  "/ops/billing/usage/new": "usage",
  "/ops/billing/usage/{id}": "usage",
  "/billing/invoices/{number}/usage/{line}": "usage",
  "/billing/disputes/{id}": "billing",
  "/ops/billing/fapiao/{id}": "billing",
  "/ops/billing/disputes/{id}": "billing",
  "/account/legal-profile/documents": "profiles",
  "/ops/profiles/{id}": "profiles",
  "/ops/health/drafts/{draft}": "health",
  "/health/services/{service}": "health",
  "/admin/health/services/{service}": "health",
  "/ops/health/services/{service}": "health",
  "/ops/network/imports/{id}": "pages",
  "/ops/screening/lists/{id}": "pages",
  "/ops/restricted/{id}": "pages",
  "/ops/access/{id}": "lost-access",
  "/ops/staff/{id}/done": "accounts",
  "/ops/privacy/{id}": "pages",
};
/** Pages that no story in a browser comes to, and why. */
const UNSEEN = {
  "/ops/applications/{id}/credit/reports/{inquiry}": "a report comes from a credit bureau over HTTP",
};
/** What is read but is no page: files, and addresses that only lead on. */
const NO_PAGES = new Set([
  "/language", "/demo/demo.json", "/robots.txt", "/favicon.ico", "/register/resellercnjoinnow",
  "/pcv/dashboard/overview", "/pcv/sales", "/oauth2/resume/{edition}/{tenant}",
  "/{tenant}/oauth2/authorize", "/account/apps/{id}/keys/{key}",
  "/account/agreements/{id}/{language}", "/programme/text/{id}/{version}/{language}",
  "/ops/applications/{id}/documents/{document}",
  "/ops/applications/{id}/documents/{document}/pages/{page}",
  "/ops/profiles/{id}/documents/{document}", "/ops/profiles/{id}/documents/{document}/pages/{page}",
  "/ops/access/{id}/papers/{paper}", "/ops/catalogue/price-lists/{id}/notices",
  "/relationships/{token}", "/exports/{partner}/{export}/{name}", "/support/requests/{request}/files/{file}",
  "/ops/support/{request}/files/{file}", "/support/inquiries/{request}/files/{file}",
  "/admin/requests/{request}/files/{file}",
]);
const FILE = /\/(export|template)$|\.(csv|pdf|xlsx)$/;

let demo, browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
  const call = await caller(demo);
  await turn(call, "P40D");
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** The pages one visitor is the first to reach, inspected. */
async function walk(name, account, inspected) {
  const page = await visitor(browser, demo.base);
  if (account) await signIn(page, account);
  else await page.goto("/");
  await speak(page, "en");
  const inspector = await Inspector.of(page, `everywhere/${name}`);
  const found = await reach(page, [new URL(page.url()).pathname, ...(BEGIN[name] ?? [])]);
  const fresh = [...found].filter(([route]) => !inspected.has(route));
  for (const [route] of fresh) inspected.add(route);
  const named = ([route, path]) => [route.slice(1).replace(/[^a-z0-9]+/g, "-") || "home", path];
  await inspector.tour(Object.fromEntries(fresh.map(named)));
  // Links of the guide lead to where others may go.
  await inspector.conclude({ links: false });
  await page.context().close();
}

test("every page that links lead to", async (t) => {
  const inspected = new Set();
  await t.test("for everybody", () => walk("public", null, inspected));
  const seen = new Set();
  for (const account of demo.accounts) {
    const what = account.roles[0] ?? (account.application_state || "account");
    const name = `${account.kind}-${what}`;
    if (seen.has(name)) continue;
    seen.add(name);
    await t.test(name, () => walk(name, account, inspected));
  }
  await t.test("no page is left out", () => {
    const known = routes().map(({ path }) => path);
    const pages = known.filter((path) => !NO_PAGES.has(path) && !FILE.test(path));
    const left = pages.filter((path) => !inspected.has(path) && !(path in ELSEWHERE) && !(path in UNSEEN));
    assert.equal(left.join("\n"), "", "nobody comes to these pages");
    const listed = [...Object.keys(ELSEWHERE), ...Object.keys(UNSEEN), ...NO_PAGES];
    const stale = listed.filter((path) => inspected.has(path) || !known.includes(path));
    assert.equal(stale.join("\n"), "", "these need not be listed");
    const stories = new Set(Object.values(ELSEWHERE));
    for (const story of stories) assert.ok(existsSync(new URL(`${story}.test.mjs`, import.meta.url)), story);
  });
});
