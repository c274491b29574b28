// Every page for everybody who may see it: accessible, without errors, light, in every language, and
// not wider than a telephone.
import { strict as assert } from "node:assert";
import { after, before, describe, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { company } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import { Inspector } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { link, press, send, signIn, speak } from "./lib/steps.mjs";

const PUBLIC = {
  home: "/",
  guide: "/programme/guide",
  agreement: "/programme/agreement",
  privacy: "/privacy",
  terms: "/terms",
  status: "/status",
  network: "/partner-network",
  "network-found": "/partner-network?id=4100021",
  "network-join": "/partner-network/join",
  verify: "/verify",
  "sign-in": "/signin",
  demo: "/demo",
  design: "/design",
  "design-dark": "/design?theme=dark",
  "before-you-begin": "/register/cn/join",
};
const SECTIONS = [
  "programme", "legal", "documents", "approval", "support", "billing", "credit", "declarations",
];
const PORTAL = {
  overview: "/dashboard/overview",
  status: "/enrol/status",
  profile: "/account/profile",
  agreements: "/account/agreements",
};
const PARTNERS = {
  draft: {
    ...PORTAL,
    application: "/enrol",
    ...Object.fromEntries(SECTIONS.map((section) => [`section-${section}`, `/enrol/${section}`])),
  },
  "in-review": PORTAL,
  "information-requested": {
    ...PORTAL,
    "section-legal": "/enrol/legal",
    "section-documents": "/enrol/documents",
  },
  rejected: PORTAL,
  approved: { ...PORTAL, sign: "/agreements/sign", change: "/enrol/change" },
  active: {
    ...PORTAL,
    users: "/account/users",
    "users-deleted": "/account/users?show=deleted",
    "user-new": "/account/users/new",
    domains: "/account/domains",
    contact: "/account/me/contact",
    me: "/account/me",
    "change-password": "/signin/change-password",
    authenticator: "/account/me/authenticator",
    apps: "/account/apps",
    "app-new": "/account/apps/new",
  },
};
const APPLICATIONS = { applications: "/ops/applications", "nothing-found": "/ops/applications?q=zzz" };
const STAFF = {
  reviewer: {
    queue: "/ops",
    "queue-mine": "/ops?view=mine",
    "queue-none": "/ops?view=second",
    ...APPLICATIONS,
    me: "/account/me",
  },
  "credit-analyst": { queue: "/ops" },
  "credit-lead": { queue: "/ops" },
  "platform-admin": {
    queue: "/ops",
    provisioning: "/ops/provisioning",
    outbox: "/ops/outbox",
    staff: "/ops/staff",
    "staff-new": "/ops/staff/new",
    registrations: "/ops/registrations",
    network: "/ops/network",
    "network-nothing": "/ops/network?q=zzz",
    "network-import": "/ops/network/import",
    screening: "/ops/screening",
    "screening-import": "/ops/screening/import",
  },
  auditor: {
    queue: "/ops",
    applications: "/ops/applications",
    partners: "/ops/partners",
    "no-partners": "/ops/partners?q=zzz",
    privacy: "/ops/privacy",
    "privacy-looks": "/ops/privacy/looks",
    audit: "/ops/audit",
    "audit-filtered": "/ops/audit?action=application.&actor=xu",
    "audit-verify": "/ops/audit/verify",
  },
};

let demo, browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Signs in and reads English, whatever the account's language. */
async function insider(wanted, folder) {
  const page = await visitor(browser, demo.base);
  await signIn(page, demo.account(wanted));
  await speak(page, "en");
  return Inspector.of(page, folder);
}

describe("every page", { concurrency: 2 }, () => {
  test("for everybody", everybody);
  test("registration and first sign-in", newcomer);
  for (const state of Object.keys(PARTNERS)) test(`application ${state}`, () => partner(state));
  for (const role of Object.keys(STAFF)) test(`console as ${role}`, () => colleague(role));
});

async function everybody() {
  const inspector = await Inspector.of(await visitor(browser, demo.base), "public");
  await inspector.tour(PUBLIC);
  const unknown = { "not-found": "/no/such/page", "verify-unknown": `/verify/${"0".repeat(64)}` };
  await inspector.tour(unknown, { status: 404 });
  await inspector.conclude();
}

async function newcomer() {
  const page = await visitor(browser, demo.base);
  const inspector = await Inspector.of(page, "registration");
  const look = (name) => inspector.look(name);
  const platform = await visitor(browser, demo.base);
  await signIn(platform, demo.account("platform-admin"));
  const someone = company();
  await registration.open(page, someone, async (name) => {
    if (["account", "network-joined"].includes(name)) await look(name);
  });
  await look("details-empty");
  await send(page, "/register/cn/details");
  await look("details-errors");
  await registration.describe(page, someone, platform, async (name) => {
    if (name === "details") return;
    await look(name);
    if (name === "telephone") await send(page, "/register/cn/phone/send", { phone: "12" });
    else await send(page, "/register/cn/phone/verify");
    await look(`${name}-errors`);
  });
  await look("create");
  await send(page, "/register/cn/create");
  await look("create-errors");
  const credentials = await registration.create(page, async (name) => {
    if (name === "credentials") await look(name);
  });
  await send(page, "/signin");
  await look("sign-in-errors");
  await registration.firstSignIn(page, credentials, someone.password, { at: look });
  await look("overview-new");
  await inspector.conclude();
}

async function partner(state) {
  const inspector = await insider(state, `portal-${state}`);
  await inspector.tour(PARTNERS[state]);
  if (state === "draft") await refusals(inspector);
  if (state === "active") {
    // The operator's console is not even there for others.
    await inspector.tour({ "not-found": "/ops" }, { status: 404 });
    await inspector.page.goto("/account/agreements");
    const evidence = inspector.page.locator('main a[href^="/verify/"]').first();
    await inspector.tour({ verified: await evidence.getAttribute("href") });
    await programs(inspector);
    await anotherAuthenticator(inspector);
  }
  await inspector.conclude();
}

/** A program from its registration to a key that is revoked. */
async function programs(inspector) {
  const { page } = inspector;
  await page.goto("/account/apps/new");
  await send(page, "/account/apps/new");
  await inspector.look("app-errors");
  await send(page, "/account/apps/new", { app_name: "ERP 对接" });
  await inspector.look("app-without-key");
  const app = new URL(page.url()).pathname;
  await send(page, `${app}/keys`);
  await inspector.look("app-key");
  await page.reload();
  await inspector.look("app-key-gone");
  await page.goto("/account/apps");
  await inspector.look("apps-with-one");
  await page.goto(app);
  await page.locator("main details.confirm > summary").first().click();
  await inspector.look("app-revoking");
}

/** The old authenticator stays until the new one has given a code. */
async function anotherAuthenticator(inspector) {
  const { page } = inspector;
  await page.goto("/account/me/authenticator");
  await send(page, "/account/me/authenticator");
  await inspector.look("authenticator-new");
  await send(page, "/account/me/authenticator/confirm", { code: "12" });
  await inspector.look("authenticator-errors");
}

/** What an applicant sees who submits too early, or mistypes. */
async function refusals(inspector) {
  const { page } = inspector;
  await page.goto("/enrol");
  await send(page, "/enrol/submit");
  await inspector.look("application-errors");
  await page.goto("/enrol/legal");
  await send(page, "/enrol/legal", { credit_code: "91310115MA1K4XXX00", postal_code: "1" });
  await inspector.look("section-legal-errors");
}

async function colleague(role) {
  const inspector = await insider(role, `console-${role}`);
  await inspector.tour(STAFF[role]);
  const locked = role === "platform-admin" ? "/ops/applications" : "/ops/outbox";
  await inspector.tour({ forbidden: locked }, { status: 403 });
  if (role === "platform-admin") {
    await question(inspector);
    await register(inspector);
    await screening(inspector);
    await personal(inspector);
  }
  if (role === "auditor") await evidence(inspector);
  if (role === "reviewer") await cases(inspector, (id, at) => ({ [`case-${at}`]: id }));
  if (role === "credit-analyst")
    await cases(inspector, (id, at) => ({ [`credit-${at}`]: `${id}/credit` }));
  await inspector.conclude();
}

/** A partner with all that is known of it, and the log verified. */
async function evidence(inspector) {
  const { page } = inspector;
  await page.goto("/ops/partners");
  const partner = page.locator("tbody th a").first();
  await inspector.tour({ partner: await partner.getAttribute("href") });
  await page.goto("/ops/audit?from=yesterday");
  await inspector.look("audit-errors");
  await page.goto("/ops/audit/verify");
  await send(page, "/ops/audit/verify");
  await inspector.look("audit-verifying");
  for (let tries = 0; tries < 60 && !(await page.locator(".banner.ok").count()); tries += 1) {
    await page.waitForTimeout(500);
    await page.goto("/ops/audit/verify");
  }
  await inspector.look("audit-verified");
}

/** The pages of each case in review. */
async function cases(inspector, pages) {
  await inspector.page.goto("/ops/applications?state=in-review");
  const found = await inspector.page
    .locator("tbody th a")
    .evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.ok(found.length > 1, "some applications are in review");
  for (const [at, path] of found.entries()) {
    await inspector.tour(pages(path.replace(/\/credit$/, ""), at + 1));
  }
}

/** A file for the partner-network register with a row that cannot be right. */
async function register(inspector) {
  const { page } = inspector;
  await page.goto("/ops/network/import");
  await send(page, "/ops/network/import");
  await inspector.look("network-import-errors");
  const template = await (await page.request.get("/ops/network/template")).text();
  const [head, ...rows] = template.trim().split(/\r?\n/);
  const bad = head.split(",").map(() => "?").join(",");
  const file = { name: "register.csv", mimeType: "text/csv", buffer: Buffer.from([head, ...rows, bad].join("\n")) };
  await page.locator('input[type="file"]').setInputFiles(file);
  await send(page, "/ops/network/import");
  await inspector.look("network-preview");
}

/** A list of restricted parties with a row that cannot be right, put in force and retired. */
async function screening(inspector) {
  const { page } = inspector;
  const form = "/ops/screening/import";
  await page.goto(form);
  await send(page, form);
  await inspector.look("screening-import-errors");
  const answer = await page.request.get("/ops/screening/template");
  const template = (await answer.text()).replace("\ufeff", "");
  const [head, ...rows] = template.trim().split(/\r?\n/);
  const bad = head.split(",").map(() => "?").join(",");
  const { organisation } = demo.account("approved");
  const there = head.split(",").map((column) => ({ kind: "organisation", name: organisation })[column] ?? "").join(",");
  const lines = [head, ...rows, there, bad].join("\n");
  const file = { name: "list.csv", mimeType: "text/csv", buffer: Buffer.from(lines) };
  await page.locator('input[name="list_name"]').fill("Example authority");
  await page.locator('input[type="file"]').setInputFiles(file);
  await send(page, form);
  await inspector.look("screening-preview");
  await send(page, new URL(page.url()).pathname);
  await inspector.look("screening-in-force");
  await found(organisation);
  const retire = page.locator("details.confirm");
  await retire.locator("summary").click();
  await inspector.look("screening-retire");
  await press(page, retire.locator('button[type="submit"]'));
  await inspector.look("screening-retired");
}

/** A company that was there before the list: a reviewer judges whether it is on it. */
async function found(organisation) {
  const inspector = await insider("reviewer", "console-reviewer");
  const { page } = inspector;
  const link = page.locator("tbody a", { hasText: organisation });
  for (let tries = 0; tries < 50; tries += 1) {
    await page.goto("/ops/restricted");
    if (await link.count()) break;
    await page.waitForTimeout(2000);
  }
  await inspector.look("restricted");
  await link.click();
  await inspector.look("restricted-one");
  const place = new URL(page.url()).pathname;
  await send(page, place);
  await inspector.look("restricted-errors");
  await page.locator('input[name="outcome"][value="cleared"]').check();
  await page.locator('textarea[name="note"]').fill("Another credit code, another town");
  await send(page, place);
  await inspector.look("restricted-done");
}

/** A request about personal data. */
async function personal(inspector) {
  const { page } = inspector;
  await page.goto("/ops/privacy");
  await send(page, "/ops/privacy");
  await inspector.look("privacy-errors");
  const { contact_email: email } = demo.account("draft");
  const asked = { kind: "erase", email, proof: "Called back on the number held" };
  await send(page, "/ops/privacy", asked);
  await inspector.look("privacy-request");
}

/** What a person is asked by mail; the letter is found in the outbox. */
async function question({ page }) {
  await page.goto("/ops/outbox");
  const texts = await page.locator("[data-body]").allTextContents();
  const letter = texts.find((text) => text.includes("/confirm/"));
  const inspector = await Inspector.of(await visitor(browser, demo.base), "public");
  await inspector.tour({ confirm: new URL(link(letter, "/confirm/")).pathname });
  await inspector.conclude();
}
