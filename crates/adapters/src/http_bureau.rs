//! Credit checks through an HTTP service of the operator's choice.
//!
//! The protocol is documented for its authors in `docs/operate/credit-bureau.md`.

use crate::gateway::{Gateway, GatewayConfig, Taken, long_enough, verify};
use crate::{Secret, SetupError};
use domain::credit::inquiry::Purpose;
use domain::effects::{
    BureauAnswer, BureauCall, BureauReply, CallError, CreditBureau, CreditInquiry, DeliveryError,
    Instant,
};
use domain::enrolment::checks::CreditResult;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::fmt;
use uuid::Uuid;

/// Most bytes read of an answer, the report included.
const ANSWER_LIMIT: u64 = 512 * 1024;
/// Longest score and reference, in characters.
const LONGEST: usize = 100;

/// Asks an HTTP service.
pub struct HttpBureau {
    gateway: Gateway,
    call_back_secret: Secret,
}

impl fmt::Debug for HttpBureau {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HttpBureau").field(&self.gateway).finish()
    }
}

/// The body of a question.
#[derive(Serialize)]
struct Question<'a> {
    id: Uuid,
    purpose: &'a str,
    legal_name: &'a str,
    unified_social_credit_code: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    registered_capital_minor: Option<i64>,
    years_trading: u32,
    currency: &'a str,
    requested_limit_minor: i64,
    expected_monthly_minor: i64,
    consent: Consent<'a>,
    call_back: &'a str,
}

#[derive(Serialize)]
struct Consent<'a> {
    id: &'a str,
    version: &'a str,
    given_at: String,
}

/// The body of an answer, called back or given at once. What else is in it belongs to the report,
/// which is the whole body.
#[derive(Deserialize)]
struct Said {
    id: Option<Uuid>,
    status: Option<String>,
    #[serde(default)]
    reference: String,
    result: Option<String>,
    limit_minor: Option<i64>,
    score: Option<Value>,
}

impl HttpBureau {
    /// Checks the configuration; connects only with the first question. The second secret signs
    /// call-backs.
    ///
    /// # Errors
    /// [`SetupError`] for a URL, key or secret that cannot be used.
    pub fn new(config: GatewayConfig, call_back_secret: Secret) -> Result<Self, SetupError> {
        long_enough(&call_back_secret)?;
        Ok(Self {
            gateway: Gateway::new(config, ANSWER_LIMIT)?,
            call_back_secret,
        })
    }
}

impl CreditBureau for HttpBureau {
    fn ask(&self, inquiry: &CreditInquiry) -> Result<BureauReply, DeliveryError> {
        let taken = self
            .gateway
            .post(&inquiry.id.to_string(), &question(inquiry)?)?;
        // Half an answer is none: the question is repeated, and the bureau repeats what it knows.
        let half = |reason: String| DeliveryError::Temporary(format!("half an answer: {reason}"));
        reply(inquiry.id, &taken).map_err(half)
    }

    fn read(&self, timestamp: &str, signature: &str, body: &[u8]) -> Result<BureauCall, CallError> {
        let secret = self.call_back_secret.expose().as_bytes();
        // Nothing of the body is looked at before this.
        if !verify(secret, timestamp, body, signature) {
            return Err(CallError::Forged);
        }
        let seconds: i64 = timestamp.parse().map_err(|_| CallError::Forged)?;
        let said = parsed(body).map_err(CallError::Unreadable)?;
        let inquiry = said
            .id
            .ok_or_else(|| CallError::Unreadable("no id".to_owned()))?;
        Ok(BureauCall {
            inquiry,
            signed_at: Instant(seconds.saturating_mul(1_000_000)),
            answer: answer(said, body).map_err(CallError::Unreadable)?,
        })
    }

    fn describe(&self) -> String {
        format!("http bureau {}", self.gateway.describe())
    }
}

/// The JSON body; the same bytes on every try.
fn question(inquiry: &CreditInquiry) -> Result<String, DeliveryError> {
    let failed = |e: &dyn fmt::Display| DeliveryError::Permanent(e.to_string());
    let given_at = jiff::Timestamp::from_second(inquiry.consent_at.0.div_euclid(1_000_000))
        .map_err(|e| failed(&e))?;
    let question = Question {
        id: inquiry.id,
        purpose: match inquiry.purpose {
            Purpose::Enrolment => "enrolment",
            Purpose::Review => "yearly-review",
        },
        legal_name: &inquiry.legal_name,
        unified_social_credit_code: &inquiry.credit_code,
        registered_capital_minor: inquiry.registered_capital,
        years_trading: inquiry.years_trading,
        currency: &inquiry.currency,
        requested_limit_minor: inquiry.requested_limit,
        expected_monthly_minor: inquiry.expected_monthly,
        consent: Consent {
            id: &inquiry.consent_id,
            version: &inquiry.consent_version,
            given_at: given_at.to_string(),
        },
        call_back: &inquiry.call_back,
    };
    serde_json::to_string(&question).map_err(|e| failed(&e))
}

fn parsed(body: &[u8]) -> Result<Said, String> {
    serde_json::from_slice(body).map_err(|e| format!("no JSON of ours at line {}", e.line()))
}

fn reply(asked: Uuid, taken: &Taken) -> Result<BureauReply, String> {
    let body = taken.body.as_deref().ok_or("it broke off or is too long")?;
    let blank = body.iter().all(u8::is_ascii_whitespace);
    if taken.status == 202 && blank {
        let reference = String::new();
        return Ok(BureauReply::Accepted { reference });
    }
    let said = parsed(body)?;
    if said.id.is_some_and(|id| id != asked) {
        return Err("it answers another question".to_owned());
    }
    match said.status.as_deref() {
        Some("pending") => Ok(BureauReply::Accepted {
            reference: short(&said.reference)?,
        }),
        Some("answered") => answer(said, body).map(BureauReply::Answered),
        _ => Err("status is neither pending nor answered".to_owned()),
    }
}

/// A text of the bureau's that is shown as it is.
fn short(text: &str) -> Result<String, String> {
    let text = text.trim();
    if text.chars().count() > LONGEST || text.chars().any(char::is_control) {
        return Err("reference or score is too long or has control characters".to_owned());
    }
    Ok(text.to_owned())
}

fn answer(said: Said, body: &[u8]) -> Result<BureauAnswer, String> {
    let result = said.result.as_deref().and_then(CreditResult::from_text);
    let score = match said.score {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(score)) => score,
        Some(Value::Number(score)) => score.to_string(),
        Some(_) => return Err("score is neither text nor number".to_owned()),
    };
    if said.limit_minor.is_some_and(|limit| limit < 0) {
        return Err("limit_minor is negative".to_owned());
    }
    Ok(BureauAnswer {
        result: result.ok_or("result is not pass, refer or fail")?,
        limit: said.limit_minor,
        score: short(&score)?,
        reference: short(&said.reference)?,
        report: String::from_utf8_lossy(body).into_owned(),
    })
}
