// A demonstration of our own: the built binary on a free port with data that is thrown away.
import { spawn } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAMME = fileURLToPath(new URL("../../../programmes/china-csp", import.meta.url));
const BUILT = fileURLToPath(new URL("../../../target/debug/tongdao", import.meta.url));
/** Longest time the first start may take, in milliseconds. */
const PATIENCE = 90_000;

/**
 * Starts it and returns its address, its folder, the accounts and what stops it.
 *
 * `account(wanted)` finds a member of staff by role or a partner by the state of its application.
 * `programme` changes the text of programme.toml; `more` are further arguments of the program.
 */
export async function startDemo({ programme, more = [] } = {}) {
  const data = await mkdtemp(join(tmpdir(), "tongdao-browser-"));
  const binary = process.env.TONGDAO_BIN ?? BUILT;
  const rules = `${data}-programme`;
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
  const stop = async () => {
    server.kill();
    await ended;
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
    return { base, data, accounts: guide.accounts, account, stop };
  } catch (error) {
    await stop();
    throw new Error(`${binary} demo: ${error.message}\n${complaints}`);
  }
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
