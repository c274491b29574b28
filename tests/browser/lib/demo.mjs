// A demonstration of our own: the built binary on a free port with data that is thrown away.
import { spawn } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAMME = fileURLToPath(new URL("../../../programmes/china-csp", import.meta.url));
const BUILT = fileURLToPath(new URL("../../../target/debug/tongdao", import.meta.url));
/** Demonstrations that are begun already: the first start of each takes seconds. */
const BEGUN = fileURLToPath(new URL("../.begun/", import.meta.url));
/** Longest time the first start may take, in milliseconds. */
const PATIENCE = 90_000;

/**
 * Starts it and returns its address, its folder, the accounts and what stops it.
 *
 * `account(wanted)` finds a member of staff by role or a partner by the state of its application.
 * `programme` changes the text of programme.toml; `more` are further arguments of the program.
 */
export async function startDemo({ programme, more = [] } = {}) {
  const binary = process.env.TONGDAO_BIN ?? BUILT;
  const data = await mkdtemp(join(tmpdir(), "tongdao-browser-"));
  const rules = `${data}-programme`;
  const begun = begunWith(binary);
  // Other rules make another demonstration.
  if (existsSync(begun) && !programme) await cp(begun, data, { recursive: true });
  const options = ["--data", data, "--port", "0", ...more];
  if (programme) {
    await cp(PROGRAMME, rules, { recursive: true });
    const file = join(rules, "programme.toml");
    await writeFile(file, programme(await readFile(file, "utf8")));
    options.push("--programme-dir", rules);
  }
  const server = spawn(binary, ["demo", ...options], { stdio: ["ignore", "ignore", "pipe"] });
  let complaints = "";
  server.stderr.on("data", (bytes) => (complaints += bytes));
  const ended = new Promise((resolve) => {
    server.once("exit", resolve);
    server.once("error", (error) => resolve((complaints += error.message)));
  });
  const halt = async () => {
    server.kill();
    await ended;
  };
  const stop = async () => {
    await halt();
    await rm(data, { recursive: true, force: true });
    await rm(rules, { recursive: true, force: true });
  };
  try {
    const guide = await ready(data, ended);
    const account = (wanted) => {
      const found = guide.accounts.find(
        ({ roles, application_state }) => roles.includes(wanted) || application_state === wanted,
      );
      if (!found) throw new Error(`the demonstration has no account for ${wanted}`);
      return found;
    };
    const base = guide.portal_url.replace(/\/$/, "");
    return { base, data, accounts: guide.accounts, account, halt, stop };
  } catch (error) {
    await stop();
    throw new Error(`${binary} demo: ${error.message}\n${complaints}`);
  }
}

/** Where the demonstration of a program is kept that was begun; of another build it is another one. */
function begunWith(binary) {
  const { mtimeMs, size } = statSync(binary);
  return join(BEGUN, `${Math.trunc(mtimeMs)}-${size}`);
}

/** Begins a demonstration that later ones are copies of. */
export async function begin() {
  await rm(BEGUN, { recursive: true, force: true });
  const demo = await startDemo();
  // It is copied when nobody writes to it any more, and its guide has no address.
  await demo.halt();
  const begun = begunWith(process.env.TONGDAO_BIN ?? BUILT);
  await mkdir(BEGUN, { recursive: true });
  await cp(demo.data, begun, { recursive: true });
  const guide = join(begun, "demo.json");
  const known = JSON.parse(await readFile(guide, "utf8"));
  await writeFile(guide, JSON.stringify({ ...known, portal_url: "" }));
  await demo.stop();
}

/** Waits until the guide is written and the site answers. */
async function ready(data, ended) {
  let over = false;
  ended.then(() => (over = true));
  const until = Date.now() + PATIENCE;
  while (Date.now() < until && !over) {
    try {
      const guide = JSON.parse(await readFile(join(data, "demo.json"), "utf8"));
      // The guide is written twice; only the second time has it the addresses.
      if (guide.portal_url && (await fetch(new URL("/readyz", guide.portal_url))).ok) return guide;
    } catch {
      // Not there yet.
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(over ? "ended at its start" : `not ready within ${PATIENCE / 1000} s`);
}
