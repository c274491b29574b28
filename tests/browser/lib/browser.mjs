// Chromium as installed, contexts that read like a visitor, and a watch over what goes wrong.
import { strict as assert } from "node:assert";
import { existsSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const PICTURES = fileURLToPath(new URL("../../../artefacts/screenshots/", import.meta.url));
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/** The languages of the site with the locale of a browser that asks for each. */
export const LANGUAGES = { en: "en-GB", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW" };
export const WIDE = { width: 1280, height: 900 };
export const NARROW = { width: 360, height: 740 };

/** Chromium as Debian has it; the one that never shows a window takes a quarter less time. */
const INSTALLED = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? INSTALLED.find(existsSync),
    args: QUIET,
  });
}

/** A visitor: cookies of its own, a language, and a page in front of it. */
export async function visitor(browser, base, { language = "en", script = true, ...more } = {}) {
  const context = await browser.newContext({
    baseURL: base,
    locale: LANGUAGES[language],
    viewport: WIDE,
    reducedMotion: "reduce",
    javaScriptEnabled: script,
    acceptDownloads: true,
    ...more,
  });
  // A busy machine answers after many seconds what a quiet one answers at once.
  context.setDefaultTimeout(60_000);
  return context.newPage();
}

/**
 * Collects what a page must not do: script errors, violations of the content policy, requests that
 * fail, files that are missing. `expectNothing` tells at the end.
 */
export function watch(page) {
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`script: ${error.message}`));
  page.on("console", (message) => {
    // A status of 400 and more is the business of the test that asked for the page.
    if (["error", "warning"].includes(message.type()) && !message.text().startsWith("Failed to load"))
      wrong.push(`console: ${message.text()}`);
  });
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    // Going on before a page is complete, and downloads, end a request on purpose.
    if (reason !== "net::ERR_ABORTED") wrong.push(`request: ${request.url()} ${reason}`);
  });
  page.on("response", (response) => {
    // Pictures of papers are drawn one after the other: a busy machine says "not now".
    const notNow = response.status() === 503 && /\/documents\/[^/]+\/pages\//.test(response.url());
    if (response.status() >= 400 && !notNow && !response.request().isNavigationRequest())
      wrong.push(`answer: ${response.url()} ${response.status()}`);
  });
  return {
    expectNothing(where) {
      assert.deepEqual(wrong.splice(0), [], where);
    },
  };
}

/** What is true of every page: its language is declared and no text is missing. */
export async function expectWords(page, language) {
  const { lang, html } = await page.evaluate(() => ({
    lang: document.documentElement.lang,
    html: document.documentElement.outerHTML,
  }));
  assert.equal(lang, language, `${page.url()} declares its language`);
  const missing = html.match(/.{0,60}⟦.{0,60}/g);
  assert.equal(missing, null, `${page.url()} has texts that are missing`);
}

export async function expectNoSidewaysScroll(page) {
  const { needed, given, widest } = await page.evaluate(() => {
    const given = innerWidth;
    const beyond = [...document.querySelectorAll("body *")].filter(
      (e) => e.getBoundingClientRect().right > given + 1 && !e.closest(".tbl-wrap,.scroll,.tabs,.toc"),
    );
    const name = (e) => `${e.tagName.toLowerCase()}.${e.className?.baseVal ?? e.className}`;
    const needed = document.scrollingElement.scrollWidth;
    return { needed, given, widest: beyond.slice(0, 5).map(name) };
  });
  assert.ok(needed <= given, `${page.url()} is ${needed} px wide on ${given}: ${widest.join(", ")}`);
}

/** Keeps a picture of the whole page under artefacts/screenshots. */
export async function picture(page, folder, name) {
  const path = join(PICTURES, folder, `${name}.png`);
  await mkdir(dirname(path), { recursive: true });
  // What sticks to the window belongs to its top.
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path, fullPage: true, animations: "disabled" });
}

/** Keeps pictures of pages in the three languages, wide and narrow, in one folder. */
export const album = (folder) => async (page, path, name) => {
  for (const language of Object.keys(LANGUAGES)) {
    await page.goto(`/language?to=${language}&back=${encodeURIComponent(path)}`);
    await expectWords(page, language);
    await picture(page, folder, `${name}-${language}`);
    await page.setViewportSize(NARROW);
    await expectNoSidewaysScroll(page);
    await picture(page, folder, `${name}-${language}-360`);
    await page.setViewportSize(WIDE);
  }
  await page.goto(`/language?to=en&back=${encodeURIComponent(path)}`);
};
