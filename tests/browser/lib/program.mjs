// The program of the demonstration: it calls the interface with a token of its own.
import { strict as assert } from "node:assert";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Gives a function that calls an address as the program: `call(path, { headers, body })`. */
export async function caller(demo) {
  const { program } = JSON.parse(await readFile(join(demo.data, "demo.json"), "utf8"));
  const answer = await fetch(program.token_url, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      client_id: program.client_id,
      client_secret: program.client_secret,
      scope: program.scope,
    }),
  });
  assert.equal(answer.status, 200);
  const { access_token } = await answer.json();
  return (path, { headers, body } = {}) =>
    fetch(`${demo.base}${path}`, {
      method: body ? "POST" : "GET",
      headers: {
        authorization: `Bearer ${access_token}`,
        ...(body && { "content-type": "application/json" }),
        ...headers,
      },
      body: body && JSON.stringify(body),
    });
}

/** Turns the clock of the demonstration by a period, as `P40D`. */
export async function turn(call, advance) {
  const turned = await call("/v1/sandbox/clock", { body: { advance } });
  assert.equal(turned.status, 200, await turned.text());
}
