//! What a request is refused with: a status, a number programs know, words, and the places in the
//! request that are wrong.

use app::Failure;
use app::i18n::Texts;
use axum::http::StatusCode;
use domain::enrolment::form::FieldProblem;
use domain::selling::{Reason, Refusal};
use domain::validate;
use serde_json::{Value, json};

/// Longest description (error envelope of the interface).
const DESCRIPTION_CHARS: usize = 1024;
/// Who speaks, in the error envelope.
const SOURCE: &str = "tongdao";
/// A property value cannot be used.
const PROPERTY: u32 = 3000;
/// The request itself cannot be used.
const INPUT: u32 = 800_002;
/// Seconds to wait when something we depend on is away.
const AWAY_SECONDS: u32 = 10;

/// A refusal on its way to the client. Boxed, because every reading of a request may end in one.
#[derive(Debug)]
pub struct Problem(Box<Inner>);

#[derive(Debug)]
struct Inner {
    status: StatusCode,
    code: u32,
    message: String,
    facts: Vec<(&'static str, String)>,
    places: Vec<Place>,
    retry_after: Option<u32>,
    fault: Option<Failure>,
    challenge: &'static str,
}

/// A place in the request and what is wrong there.
#[derive(Debug)]
struct Place {
    pointer: String,
    message: String,
    facts: Vec<(&'static str, String)>,
}

impl Problem {
    fn new(status: StatusCode, code: u32, message: impl Into<String>) -> Self {
        Self(Box::new(Inner {
            status,
            code,
            message: message.into(),
            facts: Vec::new(),
            places: Vec::new(),
            retry_after: None,
            fault: None,
            challenge: "",
        }))
    }

    /// What a program asked for with a fault.
    #[must_use]
    pub fn forced(status: u16, retry_after: Option<u32>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut problem = match status {
            StatusCode::TOO_MANY_REQUESTS => Self::too_many(retry_after.unwrap_or(1)),
            StatusCode::UNAUTHORIZED => Self::unauthorised(),
            StatusCode::FORBIDDEN => Self::forbidden(),
            StatusCode::NOT_FOUND => Self::not_found(),
            _ => Self::new(status, INPUT, "api-forced"),
        };
        problem.0.retry_after = problem.0.retry_after.or(retry_after);
        problem
    }

    /// A fault was asked for that nobody knows.
    #[must_use]
    pub fn unknown_fault(item: String) -> Self {
        let mut problem = Self::new(StatusCode::BAD_REQUEST, INPUT, "problem-fault-unreadable");
        problem.0.facts.push(("item", item));
        problem
    }

    /// There is nothing under this address, or not for this caller.
    #[must_use]
    pub fn not_found() -> Self {
        Self::new(StatusCode::NOT_FOUND, 1000, "api-not-found")
    }

    /// There is no such line of an order.
    #[must_use]
    pub fn no_such_line() -> Self {
        Self::input("line_item_number", "api-not-found").numbered(800_071)
    }

    /// A property that cannot be used; `message` is a locale key.
    #[must_use]
    pub fn property(pointer: &str, message: &'static str) -> Self {
        let mut problem = Self::new(StatusCode::BAD_REQUEST, PROPERTY, message);
        problem.0.places.push(Place {
            pointer: pointer.to_owned(),
            message: message.to_owned(),
            facts: Vec::new(),
        });
        problem
    }

    /// A header, a part of the address or the whole body that cannot be used.
    #[must_use]
    pub fn input(what: &str, message: &'static str) -> Self {
        let mut problem = Self::property(what, message);
        problem.0.code = INPUT;
        problem
    }

    /// A state of things that keeps an operation without a body from being done; `message` is a locale
    /// key.
    #[must_use]
    pub fn refused_for(what: &str, message: String) -> Self {
        let mut problem = Self::new(StatusCode::BAD_REQUEST, INPUT, message.clone());
        problem.0.places.push(Place {
            pointer: what.to_owned(),
            message,
            facts: Vec::new(),
        });
        problem
    }

    /// A token is missing.
    #[must_use]
    pub fn unauthorised() -> Self {
        Self::new(StatusCode::UNAUTHORIZED, 400, "api-unauthorised")
    }

    /// A token was sent, and is forged, over or revoked: which of them is not told (RFC 6750 §3.1).
    #[must_use]
    pub fn invalid_token() -> Self {
        let mut problem = Self::unauthorised();
        problem.0.challenge = ", error=\"invalid_token\"";
        problem
    }

    /// What the challenge of a refusal adds about the token.
    #[must_use]
    pub fn challenge(&self) -> &'static str {
        self.0.challenge
    }

    /// What was there is gone for good; `message` is a locale key.
    #[must_use]
    pub fn gone(message: &'static str) -> Self {
        Self::new(StatusCode::GONE, INPUT, message)
    }

    /// The caller's role does not suffice.
    #[must_use]
    pub fn forbidden() -> Self {
        Self::new(StatusCode::FORBIDDEN, 2032, "api-forbidden")
    }

    /// Asked too often.
    #[must_use]
    pub fn too_many(seconds: u32) -> Self {
        let mut problem = Self::new(StatusCode::TOO_MANY_REQUESTS, 429, "api-too-many");
        problem.0.facts.push(("seconds", seconds.to_string()));
        problem.0.retry_after = Some(seconds);
        problem
    }

    /// The version a change was based on is no longer the present one. The documented status is 400;
    /// clients of the programme repeat whatever gets 412, without end.
    #[must_use]
    pub fn stale() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 2055, "api-stale")
    }

    /// The method is none of this address.
    #[must_use]
    pub fn wrong_method() -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, 900_141, "api-wrong-method")
    }

    /// The body is larger than any document of the interface.
    #[must_use]
    pub fn too_large() -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, INPUT, "api-too-large")
    }

    /// The client wants something else than JSON.
    #[must_use]
    pub fn not_acceptable() -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, INPUT, "api-not-acceptable")
    }

    /// The body is something else than JSON.
    #[must_use]
    pub fn wrong_content() -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, INPUT, "api-not-json")
    }

    /// The programme has no such operation. The documented status is 400; clients of the programme
    /// repeat whatever gets 501, without end.
    #[must_use]
    pub fn not_in_programme() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 800_042, "api-not-in-programme")
    }

    /// A property asks for terms that are not part of this programme.
    #[must_use]
    pub fn no_such_terms(pointer: &str) -> Self {
        Self::property(pointer, "api-no-such-terms").numbered(800_042)
    }

    /// The same as something that is not there.
    #[must_use]
    pub fn as_missing(mut self) -> Self {
        self.0.status = StatusCode::NOT_FOUND;
        self
    }

    /// This release does not have the operation yet.
    #[must_use]
    pub fn not_yet() -> Self {
        Self::new(StatusCode::BAD_REQUEST, 800_042, "api-not-yet")
    }

    /// The same with another number, where an operation has one of its own for it.
    #[must_use]
    pub fn numbered(mut self, code: u32) -> Self {
        self.0.code = code;
        self
    }

    /// A failure of a use case, whose fields have places in the document that was sent.
    #[must_use]
    pub fn of(failure: Failure, places: &[(&str, &str)]) -> Self {
        match failure {
            Failure::Invalid(problems) => Self::invalid(&problems, places),
            other => other.into(),
        }
    }

    fn invalid(problems: &[FieldProblem], places: &[(&str, &str)]) -> Self {
        let pointer = |field: &str| {
            let mut places = places.iter();
            let found = places.find(|(name, _)| *name == field);
            found.map_or_else(|| format!("/{field}"), |(_, pointer)| (*pointer).to_owned())
        };
        let key = |problem: &validate::Problem| format!("problem-{}", problem.code);
        let first = problems.first();
        let message = first.map_or_else(|| "api-bad-input".to_owned(), |p| key(&p.problem));
        let mut whole = Self::new(StatusCode::BAD_REQUEST, number_of(first), message);
        whole.0.facts = first.map_or_else(Vec::new, |p| p.problem.args.clone());
        whole.0.places.extend(problems.iter().map(|p| Place {
            pointer: pointer(&p.field),
            message: key(&p.problem),
            facts: p.problem.args.clone(),
        }));
        whole
    }

    fn refused(refusals: &[Refusal]) -> Self {
        let Some(first) = refusals.first() else {
            return Self::new(StatusCode::BAD_REQUEST, INPUT, "api-bad-input");
        };
        let key = |reason: Reason| format!("refused-{}", reason.text());
        let (status, code) = (status_of(first.reason), first.reason.number());
        let mut whole = Self::new(status, code, key(first.reason));
        let lines = refusals.iter().filter_map(|refusal| {
            let line = refusal.line?;
            Some(Place {
                pointer: format!("/lineItems/{line}"),
                message: key(refusal.reason),
                facts: Vec::new(),
            })
        });
        whole.0.places.extend(lines);
        whole
    }

    /// Its status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.0.status
    }

    /// Its number.
    #[must_use]
    pub fn code(&self) -> u32 {
        self.0.code
    }

    /// Seconds after which it makes sense to try again.
    #[must_use]
    pub fn retry_after(&self) -> Option<u32> {
        self.0.retry_after
    }

    /// What went wrong inside; for the log.
    #[must_use]
    pub fn fault(&self) -> Option<&Failure> {
        self.0.fault.as_ref()
    }

    /// The body clients read.
    #[must_use]
    pub fn body(&self, t: &Texts) -> Value {
        let description = words(t, &self.0.message, &self.0.facts);
        if self.0.status == StatusCode::TOO_MANY_REQUESTS {
            return json!({ "statusCode": 429, "message": description });
        }
        let data: Vec<Value> = self
            .0
            .places
            .iter()
            .map(|place| {
                json!({
                    "pointer": place.pointer,
                    "messageId": place.message,
                    "message": words(t, &place.message, &place.facts),
                })
            })
            .collect();
        json!({
            "code": self.0.code.to_string(),
            "description": description,
            "data": data,
            "source": SOURCE,
        })
    }
}

fn words(t: &Texts, message: &str, facts: &[(&'static str, String)]) -> String {
    let facts: Vec<(&str, &str)> = facts.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let text = t.format(message, &facts);
    text.chars().take(DESCRIPTION_CHARS).collect()
}

/// Numbers of their own for what programs tell apart.
fn number_of(problem: Option<&FieldProblem>) -> u32 {
    match problem.map(|p| (p.field.as_str(), p.problem.code)) {
        Some(("credit_code", "required")) => 600_049,
        Some(("credit_code", code)) if code != "customer-known" => 600_050,
        Some(("phone", _)) => 600_051,
        _ => PROPERTY,
    }
}

/// The status that goes with a reason's number.
fn status_of(reason: Reason) -> StatusCode {
    match reason {
        Reason::PartnerSuspended
        | Reason::NotAPartner
        | Reason::PricesHidden
        | Reason::CreditTooLow
        | Reason::NoRelationship
        | Reason::AttestationMissing
        | Reason::OfferNotSold
        | Reason::OfferNotForCustomer
        | Reason::ReactivateInstead
        | Reason::TrialOfOwned
        | Reason::TargetOwned => StatusCode::FORBIDDEN,
        Reason::BaseNotActive | Reason::Pending => StatusCode::CONFLICT,
        Reason::CartExpired => StatusCode::NOT_FOUND,
        Reason::RelationshipInUse | Reason::UpgradeNeedsDelegation | Reason::UpgradeWithAddOns => {
            StatusCode::EXPECTATION_FAILED
        }
        _ => StatusCode::BAD_REQUEST,
    }
}

impl From<Failure> for Problem {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::SignInFirst | Failure::FinishSignIn(_) => Self::unauthorised(),
            Failure::NotFound => Self::not_found(),
            Failure::NeedsRole(_) => Self::forbidden(),
            Failure::Invalid(problems) => Self::invalid(&problems, &[]),
            Failure::Refused(refusals) => Self::refused(&refusals),
            Failure::Conflict(conflict) => match conflict.code {
                "stale" => Self::stale(),
                "busy" => {
                    let busy = "conflict-busy";
                    let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, 900_192, busy);
                    problem.0.retry_after = Some(1);
                    problem
                }
                code => Self::new(
                    StatusCode::CONFLICT,
                    if code == "attested-before" {
                        600_061
                    } else {
                        INPUT
                    },
                    format!("conflict-{code}"),
                ),
            },
            Failure::TooMany { .. } => Self::too_many(60),
            Failure::KeyReused => Self::new(
                StatusCode::UNPROCESSABLE_ENTITY,
                INPUT,
                "api-request-id-reused",
            ),
            Failure::Unavailable(_) => {
                let mut problem = Self::new(StatusCode::SERVICE_UNAVAILABLE, 900_192, "api-away");
                problem.0.retry_after = Some(AWAY_SECONDS);
                problem.0.fault = Some(failure);
                problem
            }
            Failure::Internal(_) => {
                let mut problem =
                    Self::new(StatusCode::INTERNAL_SERVER_ERROR, 800_003, "api-failed");
                problem.0.fault = Some(failure);
                problem
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::i18n::texts;
    use domain::language::Language;

    #[test]
    fn every_reason_has_words_and_a_status_that_says_whose_fault_it_is() {
        for reason in Reason::ALL {
            let problem = Problem::from(Failure::from(*reason));
            assert!(problem.status().is_client_error(), "{reason:?}");
            for language in Language::ALL {
                let body = problem.body(texts(language)).to_string();
                assert!(!body.contains('⟦') && !body.contains("refused-"), "{body}");
            }
        }
    }

    #[test]
    fn a_field_is_told_at_its_place() {
        let wrong = vec![FieldProblem::plain("email", "email-of-seller")];
        let places = [("email", "/billingProfile/email")];
        let problem = Problem::of(Failure::Invalid(wrong), &places);
        let body = problem.body(texts(Language::En));
        assert_eq!(body["code"], "3000");
        assert_eq!(body["data"][0]["pointer"], "/billingProfile/email");
        assert_eq!(body["data"][0]["messageId"], "problem-email-of-seller");
        assert_eq!(body["source"], "tongdao");
    }
}
