//! Uploading a price list: the file is read and judged as a whole, and becomes a draft.

use super::lists::{chain, scope};
use crate::command::me;
use crate::enrolment::network_register;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Request, Work};
use domain::caller::StaffRole;
use domain::catalogue::publishing::{State, months};
use domain::catalogue::sheet::{self, Terms, Wrong};
use domain::catalogue::{Listed, Month};
use domain::enrolment::form::FieldProblem;
use domain::ids::fresh_uuid;
use domain::permission::{OperatorAction, OperatorScope};
use domain::validate::Problem;
use sha2::{Digest, Sha256};
use store::price_lists::{self, List};
use uuid::Uuid;

/// What came of an upload.
#[derive(Debug)]
pub enum Uploaded {
    /// A draft.
    Draft(Uuid),
    /// Nothing: rows are wrong.
    Wrong(Vec<Wrong>),
}

/// Reads a file and keeps it as the draft of a month. Blocks.
///
/// # Errors
/// [`Failure::Invalid`] at `month` (`choice-unknown`) and at `file`: not a table, not readable,
/// without the columns, too large, without rows; [`Failure::Conflict`] (`price-list-open`) while
/// another list of the month is open.
pub fn upload(
    app: &App,
    request: &Request,
    month: &str,
    file_name: &str,
    bytes: &[u8],
    key: &str,
) -> Result<Uploaded, Failure> {
    let scope = scope(request, OperatorAction::ManagePriceLists)?;
    let (by, name) = me(request)?;
    let known = Month::from_text(month).filter(|month| months(app.today()).contains(month));
    let table = network_register::read(bytes).and_then(|table| {
        let head = table.first().map_or(&[][..], Vec::as_slice);
        sheet::columns(head).map(|places| (table, places))
    });
    let (month, (table, places)) = match (known, table) {
        (Some(month), Ok(table)) => (month, table),
        (month, table) => {
            let month = month.is_none().then(|| Problem::new("choice-unknown"));
            let problems = [("month", month), ("file", table.err())];
            let problems = problems.into_iter();
            let problems =
                problems.filter_map(|(field, problem)| Some(FieldProblem::new(field, problem?)));
            return Err(Failure::Invalid(problems.collect()));
        }
    };
    let programme = &app.programme;
    let terms = Terms {
        catalogue: programme.ground_catalogue(),
        effective: month.first(),
        currency: &programme.currency.code,
        minor_digits: programme.currency.minor_digits,
    };
    let lines = match sheet::read(table.get(1..).unwrap_or_default(), &places, terms) {
        Ok(lines) => lines,
        Err(wrong) => return Ok(Uploaded::Wrong(wrong)),
    };
    if lines.is_empty() {
        let problem = FieldProblem::plain("file", "file-no-rows");
        return Err(Failure::Invalid(vec![problem]));
    }
    let sha256: [u8; 32] = Sha256::digest(bytes).into();
    let list = List {
        id: fresh_uuid(&*app.entropy),
        month: month.text(),
        effective_on: month.first().to_string(),
        revision: 0,
        state: State::Draft.text().to_owned(),
        file_name: crate::sheet::shown_name(file_name),
        sha256,
        created_by: by,
        created_name: name,
        created_at: app.clock.now(),
        approved_by: None,
        approved_name: String::new(),
        approved_at: None,
        consented_by: None,
        consented_name: String::new(),
        consented_at: None,
        consent_reason: String::new(),
        published_name: String::new(),
        published_at: None,
        closed_name: String::new(),
        closed_at: None,
        close_reason: String::new(),
        edition: None,
        told: true,
        version: 1,
    };
    let input = (month.text(), data_encoding::HEXLOWER.encode(&sha256));
    let intent = Intent::new(
        "prices.upload",
        chain(request)?,
        format!("price-list/{}", list.id),
    );
    let draft = app.command(request, intent.once(key, &input), move |work| {
        keep(work, scope, &list, &lines)
    });
    draft.wait().map(Uploaded::Draft)
}

fn keep(
    work: &mut Work<'_, '_>,
    scope: OperatorScope,
    list: &List,
    lines: &[Listed],
) -> Result<Uuid, Failure> {
    let list = List {
        revision: price_lists::newest_revision(work.tx, &list.month)? + 1,
        ..list.clone()
    };
    match price_lists::add(work.tx, scope, &list, lines) {
        Err(error) if error.is_unique() => return Err(Failure::conflict("price-list-open")),
        other => other?,
    }
    work.audit("month", list.month.as_str());
    work.audit("file", list.file_name.as_str());
    work.audit("sha256", data_encoding::HEXLOWER.encode(&list.sha256));
    work.audit("rows", lines.len());
    for person in store::agreements::staff_with_role(work.tx, StaffRole::CatalogueManager.text())? {
        if person.id == list.created_by {
            continue;
        }
        let month = Month::from_text(&list.month).ok_or(Failure::NotFound)?;
        Notice::new(
            "price-list-draft",
            &person.contact_email,
            &person.language,
            &list.month,
        )
        .name(&person.full_name())
        .with("author", &list.created_name)
        .day("effective_on", month.first())
        .link(&format!("/ops/catalogue/price-lists/{}", list.id))
        .queue(work, format!("price-list-draft/{}/{}", list.id, person.id))?;
    }
    Ok(list.id)
}

/// A line of the template.
#[derive(Debug, Clone)]
pub struct TemplateRow<'a> {
    /// The offer.
    pub offer: &'a domain::catalogue::Offer,
    /// What it costs by the newest list that is known.
    pub listed: Listed,
}

/// What the next list begins from: everything that is sold on the last day that is known, with its
/// price.
///
/// # Errors
/// [`Failure`] of the permissions.
pub fn template<'a>(app: &'a App, request: &Request) -> Result<Vec<TemplateRow<'a>>, Failure> {
    scope(request, OperatorAction::ManagePriceLists)?;
    let catalogue = app.programme.catalogue();
    let far = Month::of(app.today()).plus(12).last();
    let sold = catalogue.price_list(Month::of(far)).into_iter();
    Ok(sold
        .filter_map(|line| {
            let price = line.price?;
            let listed = Listed {
                offer: line.offer.id,
                list_minor: price.list_minor,
                suggested_minor: price.suggested_minor,
            };
            Some(TemplateRow {
                offer: line.offer,
                listed,
            })
        })
        .collect())
}
