// From the home page to the first overview, by clicking.
import { enterCode, expectPath, message, press, send } from "./steps.mjs";

const nobody = async () => {};

/** From the home page to the details form; returns the membership number. */
export async function open(page, company, at = nobody) {
  await page.goto("/");
  await at("home");
  await press(page, page.locator('main a[href="/register/cn/join"]').first());
  await at("before-you-begin");
  await press(page, page.locator('main a[href="/partner-network"]'));
  await at("partner-network");
  await press(page, page.locator('main a[href="/partner-network/join"]'));
  await at("network-join");
  await send(page, "/partner-network/join", {
    company_name: company.name,
    contact_email: company.mail("office"),
  });
  await at("network-joined");
  const number = (await page.locator("main .dl .id").first().innerText()).trim();
  await press(page, page.locator('main a[href="/register/cn/join"]'));
  await send(page, "/register/cn/join");
  expectPath(page, "/register/cn/account");
  await at("account");
  await send(page, "/register/cn/account");
  expectPath(page, "/register/cn/details");
  return number;
}

/** The details form, then the telephone challenge; ends before "Create account". */
export async function describe(page, company, platform, at = nobody) {
  await at("details");
  await send(page, "/register/cn/details", company.details(company.name));
  expectPath(page, "/register/cn/phone");
  await at("telephone");
  await send(page, "/register/cn/phone/send", { phone: company.mobile, method: "sms" });
  expectPath(page, "/register/cn/phone");
  await at("telephone-code");
  const text = await message(platform, `+86${company.mobile}`, "CODE");
  await send(page, "/register/cn/phone/verify", { code: text.match(/\d{6}/)[0] });
  expectPath(page, "/register/cn/create");
}

/** "Create account" and the page with the credentials; returns these and ends at the sign-in. */
export async function create(page, at = nobody) {
  await at("create");
  await send(page, "/register/cn/create", { terms: true, privacy: true });
  expectPath(page, "/register/cn/done");
  await at("credentials");
  const credentials = await shown(page);
  await send(page, "/register/cn/done", { saved: true });
  expectPath(page, "/signin");
  return credentials;
}

/** The credentials on the page in front. */
export async function shown(page) {
  const values = await page
    .locator(".secret [data-copy]")
    .evaluateAll((buttons) => buttons.map((button) => button.dataset.copy));
  const password = await page.locator(".secret.hot [data-copy]").getAttribute("data-copy");
  return { name: values.find((value) => value.includes("@")), password };
}

/**
 * The first sign-in: temporary password, new password, authenticator; ends at `home` and returns the
 * authenticator's secret.
 */
export async function firstSignIn(
  page,
  credentials,
  password,
  { at = nobody, home = "/dashboard/overview" } = {},
) {
  await at("sign-in");
  await send(page, "/signin", { sign_in_name: credentials.name, password: credentials.password });
  expectPath(page, "/signin/change-password");
  await at("change-password");
  await send(page, "/signin/change-password", {
    current: credentials.password,
    password,
    repeated: password,
  });
  expectPath(page, "/signin/mfa");
  await at("authenticator");
  const secret = await page.locator("[data-secret]").getAttribute("data-secret");
  await enterCode(page, secret);
  expectPath(page, "/account/me/recovery-codes");
  await at("recovery-codes-shown");
  await page.locator("main a.btn.primary").click();
  if (new URL(page.url()).pathname === "/account/me/contact") {
    await at("contact-first");
    await page.goto(home);
  }
  expectPath(page, home);
  return secret;
}

