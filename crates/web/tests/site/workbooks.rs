//! Price lists and reconciliation files as workbooks: the cells of the CSV beside them, amounts as
//! numbers, the same bytes every time; for nobody who may not have the CSV.

use crate::billing::{Priced, billed, d};
use crate::customer_pages::{base, customer, order};
use crate::english;
use domain::billing::ChargeType;
use domain::caller::{AdminSetting, AgentSetting};
use domain::money::{Currency, Money};
use std::collections::BTreeMap;
use testkit::Browser;
use testkit::workbook::{Cell, Sheet, created, read};

testkit::on_both! { Priced:
    an_invoice_is_a_workbook_whose_sums_are_its_own,
    a_price_list_is_a_workbook,
    whoever_has_no_file_has_no_workbook,
}

const MEDIA_TYPE: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The one sheet behind an address, which gives the same bytes twice.
fn sheet(browser: &Browser, address: &str, name: &str) -> (Sheet, String) {
    let page = browser.get(address).expect(200);
    assert_eq!(page.header("content-type"), MEDIA_TYPE, "{address}");
    let saved = format!("attachment; filename=\"{name}\"");
    assert_eq!(page.header("content-disposition"), saved, "{address}");
    assert_eq!(page.bytes(), browser.get(address).bytes(), "{address}");
    let mut sheets = read(page.bytes());
    assert_eq!(sheets.len(), 1, "{address}");
    assert!(sheets[0].frozen, "{address}");
    (sheets.remove(0), created(page.bytes()))
}

/// The cells of a file, without the sign that keeps them from being calculated.
fn cells(browser: &Browser, address: &str) -> Vec<Vec<String>> {
    let text = browser.get(address).expect(200).source();
    let text = text.trim_start_matches('\u{feff}').to_owned();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text.as_bytes());
    let rows = reader.records().map(|row| {
        let row = row.unwrap();
        let cells = row.iter().map(|cell| match cell.strip_prefix('\'') {
            Some(rest) => rest.to_owned(),
            None => cell.to_owned(),
        });
        cells.collect()
    });
    rows.collect()
}

/// Compares every cell, those at the end of a row that are empty too.
fn same(sheet: &Sheet, file: &[Vec<String>]) {
    assert_eq!(sheet.rows.len(), file.len());
    for (row, wanted) in sheet.rows.iter().zip(file) {
        let mut shown: Vec<_> = row.iter().map(|cell| cell.shown().to_owned()).collect();
        shown.resize(wanted.len(), String::new());
        assert_eq!(shown, *wanted);
    }
}

fn an_invoice_is_a_workbook_whose_sums_are_its_own(app: &Priced) {
    let app = &app.0;
    let mut shop = billed(app);
    let buyer = customer(app, &shop.request, "calc", "=1+1|cmd 有限公司");
    order(app, &shop.request, buyer, base(app).id, 7);
    shop.until(d(9, 15));
    app.tick();
    let browser = english(app.browser_of(&shop.partner.admin));
    let invoices = shop.invoices();
    assert_eq!(invoices.len(), 4);
    for invoice in &invoices {
        let here = format!("/billing/invoices/{}", invoice.number);
        let page = browser.open(&here);
        let href = format!("{here}/reconciliation.xlsx");
        let link = page.attribute(&format!("main a[href='{href}']"), "href");
        assert!(link.is_some(), "the page leads to it");
        let name = format!("{}-licences.xlsx", invoice.number);
        let (sheet, created) = sheet(&browser, &href, &name);
        let issued = jiff::Timestamp::from_microsecond(invoice.issued_at.0).unwrap();
        assert_eq!(created, issued.strftime("%Y-%m-%dT%H:%M:%SZ").to_string());
        same(
            &sheet,
            &cells(&browser, &format!("{here}/reconciliation.csv")),
        );
        // Sums of the lines, by what they are for, in minor units.
        let column = |name: &str| {
            let head = sheet.rows[0].iter();
            head.clone().position(|cell| cell.shown() == name).unwrap()
        };
        let (charge, amount, tax) = (column("ChargeType"), column("Amount"), column("Tax"));
        let minor = |cell: &Cell| match cell {
            Cell::Number(shown) => Money::parse(shown, Currency::CNY).unwrap().minor,
            other => panic!("{other:?} is no number"),
        };
        let mut sums: BTreeMap<&str, i64> = BTreeMap::new();
        let mut taxes = 0;
        for row in &sheet.rows[1..] {
            *sums.entry(row[charge].shown()).or_default() += minor(&row[amount]);
            taxes += minor(&row[tax]);
            assert!(matches!(row[column("MPNID")], Cell::Text(_)));
            assert!(matches!(row[column("CustomerID")], Cell::Text(_)));
            assert!(matches!(row[column("Quantity")], Cell::Number(_)));
        }
        let found = app::billing::invoice(app, &shop.request, &invoice.number, (0, 1_000)).wait();
        let mut wanted: BTreeMap<&str, i64> = BTreeMap::new();
        for line in found.unwrap().lines {
            let charge = ChargeType::from_text(&line.charge).unwrap();
            *wanted.entry(charge.printed()).or_default() += line.amount;
        }
        assert_eq!(sums, wanted);
        assert_eq!(taxes, invoice.tax);
        assert_eq!(sums.values().sum::<i64>() + taxes, invoice.total);
    }
    let browser = app.browser_of(&shop.partner.admin);
    let last = format!(
        "/billing/invoices/{}/reconciliation.xlsx",
        invoices[3].number
    );
    let name = format!("{}-licences.xlsx", invoices[3].number);
    let names = sheet(&browser, &last, &name).0.rows;
    let dangerous = Cell::text("=1+1|cmd 有限公司");
    assert!(names.iter().flatten().any(|cell| *cell == dangerous));
}

fn a_price_list_is_a_workbook(app: &Priced) {
    let app = &app.0;
    let partner = app.active_partner();
    let browser = app.browser_of(&partner.admin);
    for language in ["zh-Hans", "zh-Hant", "en"] {
        browser.set_cookie("tongdao_language", language);
        for (what, month, name) in [
            ("list", "2026-03", "price-list-2026-03"),
            ("list", "2026-04", "price-list-2026-04"),
            ("changes", "2026-02", "price-changes-2026-02"),
            ("changes", "2026-03", "price-changes-2026-03"),
            ("matrix", "2026-04", "offer-matrix-2026-04"),
        ] {
            let view = match what {
                "list" => format!("/pricing?month={month}"),
                what => format!("/pricing/{what}?month={month}"),
            };
            let address = format!("/pricing/export?what={what}&month={month}&format=xlsx");
            let page = browser.open(&view);
            let link = page.attribute(&format!("main a[href='{address}']"), "href");
            assert!(link.is_some(), "{view} leads to {address}");
            assert!(
                browser
                    .get(&address)
                    .header("cache-control")
                    .contains("no-store")
            );
            let (sheet, created) = sheet(&browser, &address, &format!("{name}.xlsx"));
            assert_eq!(sheet.name, name);
            assert_eq!(created, format!("{month}-01T00:00:00Z"));
            same(&sheet, &cells(&browser, &address.replace("xlsx", "csv")));
        }
    }
    browser.set_cookie("tongdao_language", "zh-Hans");
    let address = "/pricing/export?what=list&month=2026-03&format=xlsx";
    let (list, _) = sheet(&browser, address, "price-list-2026-03.xlsx");
    let id = Cell::text("6607fb89-34f4-5c91-82f9-7ac7a6bb427f");
    let row = list.rows.iter().find(|row| row[1] == id).unwrap();
    assert_eq!(row[2], Cell::text("云帆办公应用 商务版"));
    assert_eq!(row[6..9], ["52.00", "68.00", "52.00"].map(Cell::number));
    // Nothing changes in this month: a heading, and nothing below it.
    let address = "/pricing/export?what=changes&month=2026-03&format=xlsx";
    let (none, _) = sheet(&browser, address, "price-changes-2026-03.xlsx");
    assert_eq!(none.rows.len(), 1);
    assert_eq!(browser.get("/pricing/export?format=ods").status(), 404);
    let late = browser.get("/pricing/export?month=2026-05&format=xlsx");
    assert_eq!(late.status(), 404);
    app.drain();
}

fn whoever_has_no_file_has_no_workbook(app: &Priced) {
    let app = &app.0;
    let shop = billed(app);
    let bill = "/billing/invoices/D000000003/reconciliation.xlsx";
    let prices = "/pricing/export?format=xlsx";
    let status = |browser: &Browser, path: &str| browser.get(path).status();
    let accountant = app.colleague(&shop.partner, AdminSetting::BillingAdmin);
    let accountant = app.browser_of(&accountant);
    assert_eq!(
        (status(&accountant, bill), status(&accountant, prices)),
        (200, 200)
    );
    let seller = app.browser_of(&app.agent(&shop.partner, AgentSetting::SalesAgent));
    assert_eq!((status(&seller, bill), status(&seller, prices)), (403, 403));
    let other = app.browser_of(&app.active_partner().admin);
    assert_eq!((status(&other, bill), status(&other, prices)), (404, 200));
    let missing = "/billing/invoices/D999999999/reconciliation.xlsx";
    assert_eq!(status(&accountant, missing), 404);
    let nobody = app.browser();
    assert_ne!(status(&nobody, bill), 200);
    assert_ne!(status(&nobody, prices), 200);
}
