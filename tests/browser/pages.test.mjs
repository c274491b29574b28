// Every page for everybody who may see it: accessible, without errors, light, in every language, and
// not wider than a telephone.
import { strict as assert } from "node:assert";
import { after, before, test } from "node:test";
import { launch, visitor } from "./lib/browser.mjs";
import { company } from "./lib/company.mjs";
import { startDemo } from "./lib/demo.mjs";
import { inspect, inspectFront, inspectLanguages, inspected } from "./lib/pages.mjs";
import * as registration from "./lib/registration.mjs";
import { link, send, signIn, speak } from "./lib/steps.mjs";

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
const ACCOUNT = { me: "/account/me", "change-password": "/signin/change-password" };
const PORTAL = {
  overview: "/dashboard/overview",
  status: "/enrol/status",
  profile: "/account/profile",
  agreements: "/account/agreements",
  ...ACCOUNT,
};
const PARTNERS = {
  draft: {
    ...PORTAL,
    application: "/enrol",
    ...Object.fromEntries(SECTIONS.map((section) => [`section-${section}`, `/enrol/${section}`])),
  },
  "in-review": PORTAL,
  approved: { ...PORTAL, sign: "/agreements/sign" },
  active: PORTAL,
};
const APPLICATIONS = { applications: "/ops/applications", "nothing-found": "/ops/applications?q=zzz" };
const AUDIT = { audit: "/ops/audit", "audit-verify": "/ops/audit/verify" };
const STAFF = {
  reviewer: { queue: "/ops", ...APPLICATIONS, ...ACCOUNT },
  "credit-analyst": { queue: "/ops", ...APPLICATIONS },
  "credit-lead": { queue: "/ops" },
  "platform-admin": {
    queue: "/ops",
    provisioning: "/ops/provisioning",
    outbox: "/ops/outbox",
    ...AUDIT,
  },
  auditor: { queue: "/ops", ...APPLICATIONS, ...AUDIT },
};

let demo, browser;

before(async () => {
  [demo, browser] = await Promise.all([startDemo(), launch()]);
});

after(async () => {
  await browser?.close();
  await demo?.stop();
});

/** Two people look at a time: one waits for the browser while the other waits for the server. */
const together = { concurrency: 2, timeout: 200_000 };

async function all(t, groups, run) {
  await Promise.all(groups.map((group) => t.test(group, () => run(group))));
}

async function tour(tab, folder, pages) {
  for (const [name, path] of Object.entries(pages)) {
    await inspect(tab, path, { folder, name });
    await inspectLanguages(tab.page, path);
  }
}

/** Signs in and reads English, whatever the account's language. */
async function insider(wanted) {
  const page = await visitor(browser, demo.base);
  await signIn(page, demo.account(wanted));
  await speak(page, "en");
  return inspected(page);
}

test("pages for everybody", together, async () => {
  const tab = await inspected(await visitor(browser, demo.base));
  await tour(tab, "pages/public", PUBLIC);
  const missing = { folder: "pages/public", status: 404 };
  await inspect(tab, "/no/such/page", { ...missing, name: "not-found" });
  await inspect(tab, `/verify/${"0".repeat(64)}`, { ...missing, name: "verify-unknown", status: 200 });
  await inspect(tab, `/confirm/${"x".repeat(43)}`, { ...missing, name: "confirm-unknown" });
});

test("registration and first sign-in", together, async () => {
  const folder = "pages/registration";
  const page = await visitor(browser, demo.base);
  const { wrong } = await inspected(page);
  const look = async (name) => {
    await inspectFront(page, { folder, name });
    wrong.expectNothing(name);
  };
  const platform = (await insider("platform-admin")).page;
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
    const [action, path] = name === "telephone-code" ? ["verify", "code"] : ["send", "number"];
    await send(page, `/register/cn/phone/${action}`, action === "send" ? { phone: "12" } : {});
    await look(`${name}-wrong-${path}`);
  });
  await look("create");
  await send(page, "/register/cn/create");
  await look("create-errors");
  const credentials = await registration.create(page, async (name) => {
    if (name === "credentials") await look(name);
  });
  await send(page, "/signin");
  await look("sign-in-errors");
  await registration.firstSignIn(page, credentials, someone.password, look);
  await look("overview-new");
});

test("the partner portal", together, async (t) => {
  await all(t, Object.keys(PARTNERS), async (state) => {
    const tab = await insider(state);
    await tour(tab, `pages/portal-${state}`, PARTNERS[state]);
    await inspect(tab, "/ops", { folder: `pages/portal-${state}`, name: "forbidden", status: 403, dark: false });
    if (state === "draft") await refusedSubmission(tab);
    if (state === "active") await evidence(tab);
  });
});

async function refusedSubmission({ page, wrong }) {
  const folder = "pages/portal-draft";
  await page.goto("/enrol");
  await send(page, "/enrol/submit");
  await inspectFront(page, { folder, name: "application-errors" });
  await page.goto("/enrol/legal");
  await send(page, "/enrol/legal", { credit_code: "91310115MA1K4XXX00", postal_code: "1" });
  await inspectFront(page, { folder, name: "section-legal-errors" });
  wrong.expectNothing("errors");
}

async function evidence(tab) {
  await tab.page.goto("/account/agreements");
  const path = await tab.page.locator('main a[href^="/verify/"]').first().getAttribute("href");
  await inspect(tab, path, { folder: "pages/portal-active", name: "verified" });
  await inspectLanguages(tab.page, path);
}

test("the operator console", together, async (t) => {
  await all(t, Object.keys(STAFF), async (role) => {
    const folder = `pages/console-${role}`;
    const tab = await insider(role);
    await tour(tab, folder, STAFF[role]);
    const locked = role === "platform-admin" ? "/ops/applications" : "/ops/outbox";
    await inspect(tab, locked, { folder, name: "forbidden", status: 403, dark: false });
    if (role === "platform-admin") await confirmation(tab);
    if (role === "reviewer" || role === "credit-analyst") await cases(tab, folder, role);
  });
});

/** The pages of each case in review, and the decisions somebody else has to take. */
async function cases(tab, folder, role) {
  const { page } = tab;
  await page.goto("/ops/applications?state=in-review");
  const found = await page
    .locator("tbody th a")
    .evaluateAll((links) => links.map((link) => new URL(link.href).pathname));
  assert.ok(found.length > 1, "some applications are in review");
  for (const [at, path] of found.entries()) {
    const id = path.replace(/\/credit$/, "");
    const pages = role === "reviewer" ? { [`case-${at}`]: id } : { [`credit-${at}`]: `${id}/credit` };
    await tour(tab, folder, pages);
  }
}

/** A question mailed to a company, found in the outbox. */
async function confirmation({ page }) {
  await page.goto("/ops/outbox");
  const texts = await page.locator("[data-body]").allTextContents();
  const asked = texts.find((text) => text.includes("/confirm/"));
  const tab = await inspected(await visitor(browser, demo.base));
  await inspect(tab, link(asked, "/confirm/"), { folder: "pages/public", name: "confirm" });
}
