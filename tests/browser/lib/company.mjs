// An invented company with a valid credit code, another one each time.
import { randomInt } from "node:crypto";

const CODE = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const CODE_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];
const HANZI = [..."云海明远青松临江星河安泰嘉禾晨曦锦绣启航"];

const sum = (text, value, weights) =>
  weights.reduce((total, weight, at) => total + value(text[at]) * weight, 0);
const draw = (from, length) =>
  Array.from({ length }, () => from[randomInt(from.length)]).join("");

/** A unified social credit code of Shanghai (GB 32100-2015, with GB 11714 inside). */
export function creditCode() {
  const organisation = `MA${draw("ABCDEFGHJKLMNPQRTUWXY", 4)}${draw("0123456789", 2)}`;
  const digit = (11 - (sum(organisation, (c) => parseInt(c, 36), ORGANISATION_WEIGHTS) % 11)) % 11;
  const first17 = `91310115${organisation}${digit === 10 ? "X" : digit}`;
  const last = (31 - (sum(first17, (c) => CODE.indexOf(c), CODE_WEIGHTS) % 31)) % 31;
  return first17 + CODE[last];
}

/** Everything the forms ask, as `name: value`. */
export function company(language = "en") {
  const tag = draw("abcdefghjkmnpqrstuvwxyz", 6);
  const mail = (name) => `${name}@${tag}.example`;
  const mobile = `199${draw("0123456789", 8)}`;
  return {
    name: `上海漫步${draw(HANZI, 3)}信息技术有限公司`,
    mail,
    mobile,
    userName: "lin.mei",
    password: "Walking-the-channel-2026",
    details: (name) => ({
      legal_name: name,
      latin_name: "Shanghai Manbu Information Technology Co., Ltd.",
      province: "SH",
      city: "上海市",
      district: "浦东新区",
      address_line1: "漫步路 88 号 6 幢 1203 室",
      postal_code: "200120",
      organisation_phone: mobile,
      language,
      domain_prefix: `walk${tag}`,
      family_name: "林",
      given_name: "梅",
      job_title: "总经理",
      user_name: "lin.mei",
      contact_email: mail("lin.mei"),
      mobile,
    }),
    sections: {
      legal: {
        credit_code: creditCode(),
        registration_type: { index: 1 },
        established_on: "2017-04-12",
        registered_capital: "5,000,000.00",
        legal_representative: "沈远",
        primary_name: "林梅",
        primary_title: "总经理",
        primary_email: mail("lin.mei"),
        primary_phone: mobile,
      },
      approval: {
        approval_name: "沈远",
        approval_title: "执行董事",
        approval_email: mail("shen.yuan"),
        approval_phone: "021 5555 0188",
        approval_address: "上海市浦东新区漫步路 88 号",
      },
      support: {
        support_website: `https://support.${tag}.example`,
        support_email: mail("support"),
        support_phone: "400 555 0146",
        support_hours: "7 × 24 小时",
      },
      billing: { invoice_name: "吴敏", invoice_email: mail("finance") },
      credit: {
        expected_monthly: "60,000.00",
        requested_limit: "120,000.00",
        years_trading: "8",
        credit_authorisation: true,
      },
      declarations: {
        declare_true: true,
        declare_entitled: true,
        declare_guide: true,
        declare_documents: true,
      },
    },
  };
}

/** A one-page PDF that says it is a specimen. */
export function specimen(title) {
  const text = `BT /F 18 Tf 40 100 Td (SPECIMEN ${title}) Tj ET`;
  const objects = [
    "<</Type/Catalog/Pages 2 0 R>>",
    "<</Type/Pages/Kids[3 0 R]/Count 1>>",
    "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>",
    `<</Length ${text.length}>>\nstream\n${text}\nendstream`,
    "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
  ];
  const body = objects.map((object, at) => `${at + 1} 0 obj${object}endobj\n`).join("");
  return Buffer.from(`%PDF-1.4\n${body}trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n`);
}
