//! A credit bureau that says what a test tells it to, and signs its call-backs as a real one does.

use crate::{Browser, Lost, Page};
use adapters::{GatewayConfig, HttpBureau, Secret, sign};
use domain::effects::{
    BureauAnswer, BureauCall, BureauReply, CallError, CreditBureau, CreditInquiry, DeliveryError,
    Instant,
};
use domain::enrolment::checks::CreditResult;
use std::sync::Mutex;
use uuid::Uuid;

/// The secret that signs call-backs.
const CALL_BACK: &str = "another-secret-with-32-characters";

/// A bureau that says what it is told to.
pub struct Bureau {
    says: Mutex<Result<BureauReply, DeliveryError>>,
    asked: Mutex<Vec<CreditInquiry>>,
    real: HttpBureau,
}

impl Default for Bureau {
    /// One that takes every question and will call back.
    fn default() -> Self {
        let secret = Secret::new("example-secret-with-32-characters");
        let config = GatewayConfig::new("http://127.0.0.1:9/", "k", secret);
        let real = HttpBureau::new(config, Secret::new(CALL_BACK)).expect("a bureau");
        let says = Ok(BureauReply::Accepted {
            reference: "B-1".to_owned(),
        });
        Self {
            says: Mutex::new(says),
            asked: Mutex::default(),
            real,
        }
    }
}

impl CreditBureau for Bureau {
    fn ask(&self, inquiry: &CreditInquiry) -> Result<BureauReply, DeliveryError> {
        self.asked.lock().expect("the list").push(inquiry.clone());
        self.says.lock().expect("the answer").clone()
    }

    fn read(&self, timestamp: &str, signature: &str, body: &[u8]) -> Result<BureauCall, CallError> {
        self.real.read(timestamp, signature, body)
    }

    fn describe(&self) -> String {
        "told what to say".to_owned()
    }
}

impl Bureau {
    /// What it says from now on.
    ///
    /// # Panics
    /// When a test has died with it.
    pub fn says(&self, reply: Result<BureauReply, DeliveryError>) {
        *self.says.lock().expect("the answer") = reply;
    }

    /// It answers from now on, with a limit in minor units.
    pub fn answers(&self, result: CreditResult, limit: Option<i64>) {
        self.says(Ok(BureauReply::Answered(BureauAnswer {
            result,
            limit,
            score: "731".to_owned(),
            reference: "B-2026-7".to_owned(),
            report: r#"{"overdue":0,"score":731}"#.to_owned(),
        })));
    }

    /// What it was asked, oldest first.
    ///
    /// # Panics
    /// When a test has died with it.
    #[must_use]
    pub fn asked(&self) -> Vec<CreditInquiry> {
        self.asked.lock().expect("the list").clone()
    }
}

/// A call-back, signed at a moment.
#[derive(Debug, Clone)]
pub struct CallBack {
    /// The question whose address it is sent to.
    pub to: Uuid,
    /// Seconds since 1970.
    pub timestamp: String,
    /// What is signed.
    pub body: String,
    /// The signature.
    pub signature: String,
}

impl CallBack {
    /// Signs a body.
    #[must_use]
    pub fn new(to: Uuid, at: Instant, body: &str) -> Self {
        let timestamp = at.0.div_euclid(1_000_000).to_string();
        let signature = sign(CALL_BACK.as_bytes(), &timestamp, body.as_bytes());
        Self {
            to,
            timestamp,
            body: body.to_owned(),
            signature,
        }
    }

    /// An answer to the question it is sent to.
    #[must_use]
    pub fn answer(to: Uuid, at: Instant, result: &str, limit: i64) -> Self {
        let body = format!(
            r#"{{"id":"{to}","status":"answered","result":"{result}","limit_minor":{limit},"score":640,"reference":"B-9"}}"#
        );
        Self::new(to, at, &body)
    }

    /// Sends it, as a program without cookies and tokens.
    ///
    /// # Panics
    /// When it is not answered.
    #[must_use]
    pub fn send(&self, from: &Browser) -> Page {
        self.try_send(from)
            .unwrap_or_else(|lost| panic!("a call-back is not answered: {}", lost.0))
    }

    /// The same, where it is expected that nobody answers.
    ///
    /// # Errors
    /// [`Lost`].
    pub fn try_send(&self, from: &Browser) -> Result<Page, Lost> {
        let headers = [
            ("x-tongdao-timestamp", self.timestamp.as_str()),
            ("x-tongdao-signature", self.signature.as_str()),
            ("sec-fetch-site", ""),
        ];
        let path = format!("/hooks/credit/{}", self.to);
        let body = self.body.clone().into_bytes();
        from.try_send(&headers, "POST", &path, Some("application/json"), body)
    }
}
