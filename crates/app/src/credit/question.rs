//! What a credit bureau is asked about a company, and whether that is still so when it answers.

use super::inquiries::AUTHORISATION;
use crate::{App, Failure};
use domain::credit::inquiry::Purpose;
use domain::effects::CreditInquiry;
use domain::enrolment::checks::{self, Kind};
use domain::enrolment::documents;
use domain::validate;
use store::application::Application;
use store::credit::inquiry::Inquiry;
use store::{Tx, consent, information, registration};
use uuid::Uuid;

/// What the bureau is told about a company; nothing without figures or consent.
pub(super) fn compose(
    tx: &mut Tx<'_>,
    app: &App,
    row: &Application,
    id: Uuid,
    purpose: Purpose,
) -> Result<Option<CreditInquiry>, Failure> {
    let answers = registration::answers(tx, row.id)?;
    let consent = consent::to(tx, row.id, AUTHORISATION)?;
    let (Some(consent), Some(figures)) = (consent, super::inputs(app, &answers)) else {
        return Ok(None);
    };
    let amount = |field: &str| validate::amount_cny(answers.get(field)?).ok();
    let years = answers.get("years_trading").and_then(|y| y.parse().ok());
    Ok(Some(CreditInquiry {
        id,
        legal_name: row.legal_name.clone(),
        credit_code: row.credit_code.clone().unwrap_or_default(),
        registered_capital: amount("registered_capital"),
        years_trading: years.unwrap_or(0),
        currency: row.currency.clone(),
        requested_limit: figures.requested_limit,
        expected_monthly: figures.expected_monthly,
        consent_id: consent.text_id,
        consent_version: consent.version,
        consent_at: consent.given_at,
        purpose,
        call_back: app.link(&format!("/hooks/credit/{id}")),
    }))
}

/// The question as it was asked first; every try sends this one.
pub(super) fn kept(row: &Inquiry) -> Result<CreditInquiry, Failure> {
    serde_json::from_str(&row.question).map_err(Failure::internal)
}

/// Whether a company is still what a question about it said: the same facts, and since it was asked
/// no change of anything the credit check rests on, financial statements included.
pub(super) fn still_holds(
    tx: &mut Tx<'_>,
    app: &App,
    row: &Application,
    asked: &Inquiry,
) -> Result<bool, Failure> {
    let then = kept(asked)?;
    let now = compose(tx, app, row, asked.id, then.purpose)?;
    if now.is_none_or(|now| !now.same_facts(&then)) {
        return Ok(false);
    }
    let since = asked.asked_at;
    let changes = information::changes(tx, row.id)?;
    let touches = |field: &str| checks::resting_on_field(field).contains(&Kind::Credit);
    if changes
        .iter()
        .any(|change| change.changed_at > since && touches(&change.field))
    {
        return Ok(false);
    }
    let moved = information::documents_since(tx, row.id, since)?;
    Ok(!moved.iter().any(|document| {
        let kind = documents::Kind::from_text(&document.kind);
        let touches = kind.is_some_and(|k| checks::resting_on_document(k).contains(&Kind::Credit));
        touches && document.removed_at.unwrap_or(document.uploaded_at) > since
    }))
}
