//! The programming interface, as programs meet it.

mod asked;
mod audit;
mod bad_input;
mod carts;
mod customers;
mod devices;
mod forged;
mod fuzz;
mod hostile;
mod matrix;
mod people;
mod purchase;
mod repeats;
mod rush;
mod selling;
mod standing;
mod tokens;
mod webhooks;
mod wire;

use domain::caller::{AdminSetting, AgentSetting};
use serde_json::{Value, json};
use testkit::{Page, Partner, Program, TestApp};

/// An active partner and a program that may do everything with customers.
fn partner(app: &TestApp) -> (Partner, Program) {
    let partner = app.active_partner();
    let program = app.program(
        &partner,
        AgentSetting::AdminAgent,
        AdminSetting::GlobalAdmin,
    );
    (partner, program)
}

/// A new customer as a client writes it, with capitals as the documents of the interface have them.
pub(crate) fn new_customer(app: &TestApp, prefix: &str, name: &str) -> Value {
    json!({
        "CompanyProfile": { "Domain": format!("{prefix}.{}", app.programme.domain_suffix) },
        "BillingProfile": {
            "Culture": "ZH-CN",
            "Email": format!("lin@{prefix}.example"),
            "Language": "zh",
            "CompanyName": name,
            "DefaultAddress": {
                "FirstName": "晓",
                "LastName": "林",
                "AddressLine1": "星湖街 328 号",
                "City": "苏州",
                "State": "江苏",
                "PostalCode": "215000",
                "Country": "CN",
                "PhoneNumber": "0512 6655 0101",
            },
        },
    })
}

/// A customer of the program's company; its id.
pub(crate) fn customer(app: &TestApp, program: &Program, prefix: &str, name: &str) -> String {
    let made = program.send("POST", "/v1/customers", &new_customer(app, prefix, name));
    text(&made.expect(201).json(), "/id")
}

/// A text in a document.
fn text(body: &Value, pointer: &str) -> String {
    let found = body.pointer(pointer).and_then(Value::as_str);
    found
        .unwrap_or_else(|| panic!("no {pointer} in {body}"))
        .to_owned()
}

/// The number a refusal carries.
fn code(page: &Page) -> String {
    text(&page.json(), "/code")
}

/// The customer accepts its agreement, by the word of the partner's program.
pub(crate) fn attest(app: &TestApp, program: &Program, customer: &str) {
    let word = json!({
        "primaryContact": {
            "firstName": "晓", "lastName": "林", "email": "lin@chenfan.example",
            "phoneNumber": "0512 6655 0101",
        },
        "dateAgreed": format!("{}T00:00:00", app.today()),
        "type": "MicrosoftCustomerAgreement",
    });
    let path = format!("/v1/customers/{customer}/agreements");
    let _ = program.send("POST", &path, &word).expect(201);
}
