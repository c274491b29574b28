//! The signed agreement on paper: text, signature page, hash and verification link.

use crate::agreements::evidence::Signed;
use crate::i18n::{self, texts};
use crate::{App, Failure};
use domain::effects::Instant;
use domain::language::Language;
use paper::{CreatedUtc, Row, SignedAgreement};

/// Prints a signed agreement in a language.
///
/// # Errors
/// [`Failure::Internal`] when there is no Chinese font or the text cannot be set.
pub fn agreement(app: &App, signed: &Signed, language: Language) -> Result<Vec<u8>, Failure> {
    let record = &signed.record;
    let text = app
        .programme
        .text_version(&record.text_id, &record.version, language)
        .ok_or_else(|| Failure::internal("the signed version is not in the programme"))?;
    let t = texts(language);
    let row = |label: &str, value: &str| Row::new(t.get(label).into_owned(), value.to_owned());
    let hash = data_encoding::HEXLOWER.encode(&signed.signature.hash);
    let local_day =
        domain::calendar::local_date(signed.signature.signed_at, app.programme.time_zone());
    let document = SignedAgreement {
        language,
        title: text.title.clone(),
        version: text.version.clone(),
        body_markdown: text.body.clone(),
        body_sha256_label: t.get("print-text-hash").into_owned(),
        body_sha256: text.sha256.clone(),
        record: vec![
            row("print-company", &record.legal_name),
            row("print-credit-code", &record.credit_code),
            row("print-signer", &record.signer_name),
            row("print-signer-title", &record.signer_title),
            row("print-signer-account", &record.signer.to_string()),
            row("print-signed-at-local", &record.signed_at_local),
            row("print-signed-at-utc", &record.signed_at),
            row(
                "print-billing-day",
                &signed.signature.anchor_day.to_string(),
            ),
            row(
                "print-language-read",
                Language::from_tag(&record.language).map_or("", Language::own_name),
            ),
            row("print-ip", &record.ip),
            row("print-method", &method(t, &record.authentication_method)),
            row("print-authenticated-at", &record.authenticated_at),
            row("print-signed-text-hash", &record.text_sha256),
            row("print-signature-hash", &hash),
        ],
        signature_heading: t.get("print-signature-page").into_owned(),
        consents: record.consents.clone(),
        verify_url: app.link(&format!("/verify/{hash}")),
        verify_caption: t.get("print-verify").into_owned(),
        operator: app.programme.operator.legal_name.get(language).to_owned(),
        footer: t.format(
            "print-footer",
            &[
                ("version", &text.version),
                ("date", &i18n::date(language, local_day)),
            ],
        ),
        created: created(signed.signature.signed_at)?,
    };
    app.press
        .signed_agreement(&document)
        .map_err(Failure::internal)
}

/// The date a document bears inside, so that it comes out the same every time.
pub(crate) fn created(at: Instant) -> Result<CreatedUtc, Failure> {
    let at = jiff::Timestamp::from_microsecond(at.0)
        .map_err(Failure::internal)?
        .to_zoned(jiff::tz::TimeZone::UTC);
    let part = |n: i8| u8::try_from(n).unwrap_or(0);
    Ok(CreatedUtc {
        year: i32::from(at.year()),
        month: part(at.month()),
        day: part(at.day()),
        hour: part(at.hour()),
        minute: part(at.minute()),
        second: part(at.second()),
    })
}

/// How the signer was authenticated, in words.
fn method(t: &crate::i18n::Texts, recorded: &str) -> String {
    let factor = recorded.strip_prefix("password+").unwrap_or(recorded);
    t.get(format!("print-method-{factor}")).into_owned()
}
