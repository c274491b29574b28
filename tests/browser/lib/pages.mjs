// What is asked of every page, whoever sees it.
import { strict as assert } from "node:assert";
import { expectAccessible } from "./axe.mjs";
import { LANGUAGES, NARROW, WIDE, expectNoSidewaysScroll, expectWords, picture, watch } from "./browser.mjs";

/** Most bytes of a page with everything it needs, as they travel. */
const BYTES = 60_000;

/** A page of a browser with an empty cache whose traffic is counted. */
export async function inspected(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  const local = new Set();
  let bytes = 0;
  session.on("Network.requestWillBeSent", ({ requestId, request }) => {
    if (request.url.startsWith("data:")) local.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (!local.has(requestId)) bytes += encodedDataLength;
  });
  const wrong = watch(page);
  return { page, wrong, reset: () => (bytes = 0), bytes: () => bytes };
}

/** Opens an address and inspects it; `status` is what it must answer. */
export async function inspect(tab, path, { folder, name, status = 200, dark = true }) {
  tab.reset();
  const answer = await tab.page.goto(path);
  assert.equal(answer.status(), status, path);
  await tab.page.waitForLoadState("networkidle");
  const { bytes, wrong } = tab;
  assert.ok(bytes() < BYTES, `${path} takes ${bytes()} bytes`);
  await inspectFront(tab.page, { folder, name, dark });
  wrong.expectNothing(path);
}

/** Inspects the page in front as it stands: wide and narrow, light and dark. */
export async function inspectFront(page, { folder, name, language = "en", dark = true }) {
  await expectWords(page, language);
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await picture(page, folder, `${name}-1280`);
  await page.setViewportSize(NARROW);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page, { only: ["target-size", "scrollable-region-focusable"] });
  await picture(page, folder, `${name}-360`);
  await page.setViewportSize(WIDE);
  if (!dark) return;
  await page.emulateMedia({ colorScheme: "dark" });
  await expectAccessible(page, { only: ["color-contrast"] });
  await picture(page, folder, `${name}-dark`);
  await page.emulateMedia({ colorScheme: null });
}

/** The same address in the other languages: every text is there. */
export async function inspectLanguages(page, path) {
  for (const language of Object.keys(LANGUAGES).filter((language) => language !== "en")) {
    // The cookie of the language menu, so that accounts keep theirs.
    const answer = await page.request.get(path, {
      headers: { cookie: await cookies(page, language) },
    });
    const html = await answer.text();
    assert.match(html, new RegExp(`<html lang="${language}"`), path);
    assert.equal(html.match(/.{0,60}⟦.{0,60}/g), null, `${path} in ${language}`);
  }
}

async function cookies(page, language) {
  const kept = await page.context().cookies();
  const others = kept.filter(({ name }) => name !== "tongdao_language");
  return [...others, { name: "tongdao_language", value: language }]
    .map(({ name, value }) => `${name}=${value}`)
    .join("; ");
}
