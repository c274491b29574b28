// Accessibility rules, run inside the page. Evaluated through the debugger, so the content policy
// stays as it is.
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const SOURCE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** Fails with each rule that is broken, where, and what to do; `only` names the rules to try. */
export async function expectAccessible(page, only) {
  const runOnly = only ? { type: "rule", values: only } : { type: "tag", values: TAGS };
  if (!(await page.evaluate(() => Boolean(globalThis.axe)))) await page.evaluate(SOURCE);
  const broken = await page.evaluate(async (runOnly) => {
    // Only the rule about sound that begins by itself wants anything loaded before.
    const preload = document.querySelector("audio, video") !== null;
    const options = { runOnly, resultTypes: ["violations"], preload };
    const { violations } = await globalThis.axe.run(document, options);
    return violations.flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)}\n${node.failureSummary}`),
    );
  }, runOnly);
  const { pathname, search } = new URL(page.url());
  assert.equal(broken.length, 0, `${pathname}${search}\n${broken.slice(0, 4).join("\n")}`);
}
