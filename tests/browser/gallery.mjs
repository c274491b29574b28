// Pictures of every page a visitor of the demonstration can reach: by following the links of each
// account, one page for each kind of address. `cargo xtask gallery DIR` runs it.
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { LANGUAGES, launch, visitor } from "./lib/browser.mjs";
import { startDemo } from "./lib/demo.mjs";
import { signIn } from "./lib/steps.mjs";

const [folder, ...options] = process.argv.slice(2);
if (!folder) {
  console.error("node gallery.mjs DIR [--languages a,b] [--widths a,b] [--only PART]");
  process.exit(2);
}
const option = (name, usual) => {
  const at = options.indexOf(`--${name}`);
  return at < 0 ? usual : options[at + 1];
};
const languages = option("languages", Object.keys(LANGUAGES).join(",")).split(",");
const widths = option("widths", "360,1280,1920").split(",").map(Number);
const only = option("only", "");
const SCHEMES = ["light", "dark"];
/** Most kinds of pages of one account, so that a page that links to ever new ones ends. */
const MOST = 200;
/** Addresses that do something, or that are no pages. */
const LEAVE = /^\/(language|signout|assets|v1|api|demo\/demo\.json)\b|(?<!^\/admin)\/(export|template|download|file|reconciliation)\b|\.(csv|pdf|json|xlsx|zip|txt)$/;

/** The kind of an address: what names one thing among many is left out. */
const kind = (path) =>
  path
    .split("/")
    .map((part) => (/^[0-9a-f-]{16,}$|\d{3,}|^\d+$|^.{30,}$|\./.test(part) ? "*" : part))
    .join("/");

/** Every page a visitor reaches from an address: kinds of addresses with one of each. */
async function reach(page, start) {
  const found = new Map();
  const waiting = [start];
  while (waiting.length && found.size < MOST) {
    const path = waiting.shift();
    if (found.has(kind(path))) continue;
    const answer = await page.request.get(path, { maxRedirects: 0 });
    if (answer.status() !== 200 || !(answer.headers()["content-type"] ?? "").startsWith("text/html")) {
      found.set(kind(path), null);
      const next = answer.headers().location;
      if (next?.startsWith("/")) waiting.push(next.split("?")[0]);
      continue;
    }
    found.set(kind(path), path);
    const html = await answer.text();
    for (const [, link] of html.matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)) {
      const next = link.split("?")[0];
      if (!LEAVE.test(next) && !found.has(kind(next))) waiting.push(next);
    }
  }
  return [...found.values()].filter((path) => path?.includes(only)).sort();
}

const fileName = (path) => path.slice(1).replace(/[^a-z0-9]+/gi, "-").slice(0, 80) || "home";

/** Pictures of one visitor's pages; gives what the index needs. */
async function portrait(browser, base, who, account) {
  const page = await visitor(browser, base, { language: "en" });
  if (account) await signIn(page, account);
  const paths = await reach(page, account ? new URL(page.url()).pathname : "/");
  const shots = [];
  await mkdir(join(folder, who), { recursive: true });
  for (const language of languages) {
    await page.goto(`/language?to=${language}&back=/privacy`);
    for (const path of paths) {
      await page.goto(path);
      const title = await page.title();
      for (const width of widths) {
        await page.setViewportSize({ width, height: 900 });
        for (const scheme of SCHEMES) {
          await page.emulateMedia({ colorScheme: scheme });
          const file = join(who, `${fileName(path)}-${language}-${width}-${scheme}.png`);
          const options = { fullPage: true, animations: "disabled" };
          await page.screenshot({ path: join(folder, file), ...options });
          shots.push({ path, title, language, width, scheme, file });
        }
      }
    }
  }
  await page.context().close();
  console.log(`${who}: ${paths.length} pages, ${shots.length} pictures`);
  return { who, shots };
}

const escape = (text) => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function index(parts) {
  const sections = parts.map(({ who, shots }) => {
    const pages = new Map();
    for (const shot of shots) pages.set(shot.path, [...(pages.get(shot.path) ?? []), shot]);
    const rows = [...pages].map(([path, own]) => {
      const links = own.map(
        ({ file, language, width, scheme }) =>
          `<a href="${escape(file)}">${language} ${width} ${scheme}</a>`,
      );
      const first = own.find(({ width, scheme }) => width === 1280 && scheme === "light") ?? own[0];
      return `<article><a href="${escape(first.file)}"><img loading="lazy" alt="" src="${escape(first.file)}"></a><h3>${escape(first.title)}</h3><p><code>${escape(path)}</code></p><p>${links.join(" · ")}</p></article>`;
    });
    return `<section><h2>${escape(who)}</h2><div class="grid">${rows.join("\n")}</div></section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>tongdao: every screen</title>
<style>body{font:15px/1.5 system-ui;margin:2rem}.grid{display:grid;gap:1.5rem;grid-template-columns:repeat(auto-fill,minmax(18rem,1fr))}article{border:1px solid #ccc;border-radius:6px;padding:.75rem;overflow:hidden}img{width:100%;height:12rem;object-fit:cover;object-position:top}h3{margin:.5rem 0 0;font-size:1rem}p{margin:.25rem 0;font-size:.8rem;overflow-wrap:anywhere}</style></head>
<body><h1>Every screen</h1>
${sections.join("\n")}
</body></html>
`;
}

const [demo, browser] = await Promise.all([startDemo(), launch()]);
try {
  const parts = [await portrait(browser, demo.base, "public")];
  for (const account of demo.accounts) {
    const who = account.roles?.[0] ?? account.application_state ?? account.kind;
    const name = `${account.kind}-${who || "account"}`;
    if (parts.some((part) => part.who === name)) continue;
    try {
      parts.push(await portrait(browser, demo.base, name, account));
    } catch (error) {
      // One account that cannot be signed in does not take the others' pictures away.
      console.error(`${name}: ${error.message}`);
      process.exitCode = 1;
    }
  }
  await writeFile(join(folder, "index.html"), index(parts));
} finally {
  await browser.close();
  await demo.stop();
}
