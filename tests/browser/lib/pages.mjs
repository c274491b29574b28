// What is asked of every page, whoever sees it. Findings are collected, so that one run tells all.
import { strict as assert } from "node:assert";
import { expectAccessible } from "./axe.mjs";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, picture, watch } from "./browser.mjs";

/** Most bytes of a page with everything it needs, as they travel. */
const BYTES = 60_000;
/** Rules whose result depends on the width. */
const WIDTH_RULES = ["target-size", "scrollable-region-focusable"];

/** Pages that are looked at in dark too: one of each kind. */
const DARK = new Set([
  "public/home", "public/agreement", "public/status", "public/network-found", "public/sign-in",
  "public/demo", "public/not-found", "registration/details-errors",
  "registration/credentials", "registration/authenticator", "portal-draft/application",
  "portal-draft/section-legal", "portal-draft/section-documents", "portal-in-review/status",
  "portal-approved/sign", "portal-active/overview", "portal-active/agreements",
  "portal-active/verified", "console-reviewer/forbidden", "console-reviewer/queue",
  "console-reviewer/case-1", "console-credit-analyst/credit-1", "console-platform-admin/outbox",
  "console-auditor/audit", "console-auditor/audit-verify", "console-auditor/partners",
  "console-auditor/partner",
]);

/** Looks at the pages of one visitor, with an empty cache each time, and keeps their pictures. */
export class Inspector {
  #findings = [];
  #bytes = 0;
  #links = new Map();
  #plain = null;

  static async of(page, folder) {
    const inspector = new Inspector();
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.setCacheDisabled", { cacheDisabled: true });
    const inside = new Set();
    session.on("Network.requestWillBeSent", ({ requestId, request }) => {
      // A company's papers are as large as they are.
      const paper = new URL(request.url).pathname.includes("/documents/");
      if (request.url.startsWith("data:") || paper) inside.add(requestId);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      if (!inside.has(requestId)) inspector.#bytes += encodedDataLength;
    });
    return Object.assign(inspector, { page, folder, wrong: watch(page) });
  }

  /** Opens each address and inspects it, and asks for it in the other languages. */
  async tour(pages, { status = 200 } = {}) {
    for (const [name, path] of Object.entries(pages)) {
      this.#bytes = 0;
      const answer = await this.page.goto(path, { waitUntil: "load" });
      const bytes = this.#bytes;
      await this.#check(() => assert.equal(answer.status(), status, path));
      await this.#check(() => assert.ok(bytes < BYTES, `${path} takes ${bytes} bytes`));
      await this.look(name);
      await this.#inOtherLanguages(path);
      await this.#check(() => this.#withoutScript(path, status));
    }
  }

  /**
   * Inspects the page in front as it stands: wide and narrow, light and dark. A page that shows progress
   * may come again by itself in the middle; then the look starts over.
   */
  async look(name) {
    for (let left = 5; ; left -= 1) {
      try {
        await this.page.setViewportSize(WIDE);
        return await this.#lookOnce(name);
      } catch (error) {
        if (left === 0 || !/context was destroyed/.test(error.message)) throw error;
        await this.page.waitForLoadState("load");
        await this.page.emulateMedia({ colorScheme: null });
      }
    }
  }

  async #lookOnce(name) {
    const { folder, page } = this;
    await this.#check(() => expectWords(page, "en"));
    await this.#check(() => expectAccessible(page));
    await this.#check(() => expectNoSidewaysScroll(page));
    await this.#check(() => this.#noteLinks());
    await picture(page, `pages/${folder}`, `${name}-1280`);
    await page.setViewportSize(NARROW);
    await this.#check(() => expectNoSidewaysScroll(page));
    await this.#check(() => expectAccessible(page, WIDTH_RULES));
    await picture(page, `pages/${folder}`, `${name}-360`);
    await page.setViewportSize(WIDE);
    if (DARK.has(`${folder}/${name}`)) await this.#inTheDark(`${name}-dark`);
    await this.#check(() => this.wrong.expectNothing(page.url()));
  }

  /**
   * Follows every link that was seen, then fails with everything that was found. What the story itself
   * has brought to its end is `over` by now, and says so with 409.
   */
  async conclude({ over = [], links = true } = {}) {
    await this.#plain?.close();
    this.#plain = null;
    for (const [path, seenAt] of links ? this.#links : []) {
      const answer = await this.page.request.get(path);
      const fine = over.includes(path.split("?")[0]) ? answer.status() === 409 : answer.ok();
      await this.#check(() => assert.ok(fine, `${path}, linked at ${seenAt}: ${answer.status()}`));
    }
    const unique = [...new Set(this.#findings)];
    if (unique.length > 0) assert.fail(`${unique.length} findings\n${unique.join("\n\n")}`);
  }

  /** Keeps links to pages of ours for later; those inside the page must have a target. */
  async #noteLinks() {
    const { paths, lost } = await this.page.evaluate(() => {
      // Letters in the outbox and examples of the design page lead where others may go.
      const all = location.pathname === "/design" ? [] : document.querySelectorAll("a[href]");
      const links = [...all]
        .filter((link) => !link.closest("[data-body]"))
        .map((link) => new URL(link.href));
      const here = ({ href }) => href.split("#")[0] === location.href.split("#")[0];
      const lost = links.filter(
        (link) => here(link) && link.hash && !document.getElementById(link.hash.slice(1)),
      );
      const ours = links.filter((link) => link.origin === location.origin && !here(link));
      return {
        paths: ours.map(({ pathname, search }) => pathname + search),
        lost: lost.map(({ hash }) => hash),
      };
    });
    const seenAt = new URL(this.page.url()).pathname;
    // The language menu has a test of its own; addresses of an export's files run out.
    const pages = paths.filter((path) => !/^\/(language|exports\/)/.test(path));
    for (const path of pages) if (!this.#links.has(path)) this.#links.set(path, seenAt);
    assert.deepEqual(lost, [], `${seenAt} has links to places it does not have`);
  }

  /** The same address where no script runs: all of it is there, and every form can be sent. */
  async #withoutScript(path, status) {
    const context = this.page.context();
    this.#plain ??= await context.browser().newContext({
      baseURL: new URL(this.page.url()).origin,
      javaScriptEnabled: false,
      viewport: WIDE,
    });
    await this.#plain.clearCookies();
    await this.#plain.addCookies(await context.cookies());
    const plain = await this.#plain.newPage();
    try {
      const answer = await plain.goto(path, { waitUntil: "load" });
      assert.equal(answer.status(), status, `${path} without script`);
      assert.ok(await plain.locator("main").isVisible(), `${path} shows nothing without script`);
      const { stuck, hidden } = await plain.evaluate(() => {
        // What is folded, and a row that a tick unfolds, is opened without script as well.
        const seen = (e) => e.checkVisibility() || e.closest("details:not([open]),.x-row");
        const sends = (e) => e.matches('button:not([type="button"]), input[type="submit"]') && seen(e);
        // A question of one line is sent by Enter.
        const line = ({ method, elements }) => method === "get" && elements.length === 1 && elements[0].type === "search";
        const forms = [...document.forms].filter((form) => !line(form) && ![...form.elements].some(sends));
        // Only what needs the script may wait for it.
        const quicker = (e) => e.matches("[data-copy],[data-print]") || e.querySelector("[data-keys]");
        const waits = [...document.querySelectorAll("main [hidden]")].filter((e) => !quicker(e));
        return {
          stuck: forms.map((form) => form.getAttribute("action")),
          hidden: waits.map((e) => e.outerHTML.slice(0, 80)),
        };
      });
      assert.deepEqual(stuck, [], `forms of ${path} that cannot be sent without script`);
      assert.deepEqual(hidden, [], `what ${path} hides without script`);
    } finally {
      await plain.close();
    }
  }

  async #inTheDark(name) {
    await this.page.emulateMedia({ colorScheme: "dark" });
    await this.#check(() => expectAccessible(this.page, ["color-contrast"]));
    await picture(this.page, `pages/${this.folder}`, name);
    await this.page.emulateMedia({ colorScheme: null });
  }

  async #check(expectation) {
    try {
      await expectation();
    } catch (error) {
      if (!(error instanceof assert.AssertionError)) throw error;
      this.#findings.push(error.message);
    }
  }

  async #inOtherLanguages(path) {
    for (const language of Object.keys(LANGUAGES).filter((language) => language !== "en")) {
      const answer = await this.page.request.get(path, {
        headers: { cookie: await cookies(this.page, language) },
      });
      const html = await answer.text();
      await this.#check(() => {
        assert.ok(html.includes(`<html lang="${language}"`), `${path} declares ${language}`);
        assert.equal(html.match(/.{0,60}⟦.{0,60}/g), null, `${path} in ${language}`);
      });
    }
  }
}

/** The visitor's cookies with another language chosen; the account keeps its own. */
async function cookies(page, language) {
  const kept = await page.context().cookies();
  const others = kept.filter(({ name }) => name !== "tongdao_language");
  return [...others, { name: "tongdao_language", value: language }]
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
}
