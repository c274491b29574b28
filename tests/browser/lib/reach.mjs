// What a visitor can reach by following links, told by the routes of the site.
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROUTER = fileURLToPath(new URL("../../../crates/web/src/router.rs", import.meta.url));
/** Addresses that change something for the visitor: they are no pages. */
const LEAVE = /^\/(language|signout|assets)\b/;

const escaped = (text) => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");

/** The routes that are read, as the router names them, those without a part that varies first. */
export function routes() {
  const paths = [...readFileSync(ROUTER, "utf8").matchAll(/^\s+get\s+"([^"]+)"/gm)].map(([, path]) => path);
  const varies = (path) => path.split("{").length;
  return paths
    .sort((a, b) => varies(a) - varies(b))
    .map((path) => ({
      path,
      pattern: new RegExp(`^${escaped(path).replace(/\{\*[^}]+\}/g, ".+").replace(/\{[^}]+\}/g, "[^/]+")}$`),
    }));
}

/** The route that answers an address, if any does. */
export const routeOf = (known, path) => known.find(({ pattern }) => pattern.test(path))?.path;

/** Every route with a page that a visitor reaches from some addresses, with one address of each. */
export async function reach(page, start, known = routes()) {
  const found = new Map();
  const tried = new Set();
  const waiting = [...start];
  while (waiting.length) {
    const path = waiting.shift();
    const route = routeOf(known, path);
    // An address that is no page leaves its route to another one.
    if (!route || found.has(route) || tried.has(path)) continue;
    tried.add(path);
    const answer = await page.request.get(path, { maxRedirects: 0 });
    const { location, "content-type": type = "" } = answer.headers();
    if (location?.startsWith("/")) waiting.push(location.split("?")[0]);
    if (answer.status() !== 200 || !type.startsWith("text/html")) continue;
    found.set(route, path);
    for (const [, link] of (await answer.text()).matchAll(/<a\b[^>]*\bhref="(\/[^"#]*)/g)) {
      const [to] = link.split("?");
      if (!LEAVE.test(to)) waiting.push(to);
    }
  }
  return found;
}
