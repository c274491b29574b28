//! Text messages and calls through an HTTP gateway of the operator's choice.
//!
//! The protocol is documented for gateway authors in `docs/operate/telephone-gateway.md`.

use crate::gateway::{Gateway, GatewayConfig};
use crate::{SetupError, SystemClock};
use domain::effects::{Clock, DeliveryError, Telephone, TelephoneMessage, TelephoneMethod};
use serde::Serialize;
use std::fmt;

/// Most bytes read of a gateway's answer.
const ANSWER_LIMIT: u64 = 8 * 1024;

/// Posts messages to an HTTP gateway.
#[derive(Debug)]
pub struct HttpTelephone {
    gateway: Gateway,
    /// Whether the gateway waits for the answer and dials an extension.
    extensions: bool,
}

/// The body of one request.
#[derive(Serialize)]
struct Request<'a> {
    id: &'a str,
    to: &'a str,
    method: TelephoneMethod,
    language: &'a str,
    text: &'a str,
    sent_at: String,
}

impl HttpTelephone {
    /// Checks the configuration; connects only when the first message leaves.
    ///
    /// # Errors
    /// [`SetupError`] for a URL, key or secret that cannot be used.
    pub fn new(config: GatewayConfig) -> Result<Self, SetupError> {
        Gateway::new(config, ANSWER_LIMIT).map(|gateway| Self {
            gateway,
            extensions: true,
        })
    }

    /// The same gateway, which dials extensions or does not; one that was not asked does.
    #[must_use]
    pub fn dialling_extensions(mut self, extensions: bool) -> Self {
        self.extensions = extensions;
        self
    }
}

impl Telephone for HttpTelephone {
    fn deliver(&self, message: &TelephoneMessage) -> Result<(), DeliveryError> {
        let id = message.id.to_string();
        // What the gateway says beyond yes or no is not looked at.
        self.gateway.post(&id, &body(message, &id)?).map(drop)
    }

    fn dials_extensions(&self) -> bool {
        self.extensions
    }

    fn describe(&self) -> String {
        format!("http gateway {}", self.gateway.describe())
    }
}

/// The JSON body; the same bytes on every try of one delivery.
fn body(message: &TelephoneMessage, id: &str) -> Result<String, DeliveryError> {
    let failed = |e: &dyn fmt::Display| DeliveryError::Permanent(e.to_string());
    let sent_at = jiff::Timestamp::from_second(SystemClock.now().0.div_euclid(1_000_000))
        .map_err(|e| failed(&e))?;
    let request = Request {
        id,
        to: &message.to,
        method: message.method,
        language: message.language.tag(),
        text: &message.text,
        sent_at: sent_at.to_string(),
    };
    serde_json::to_string(&request).map_err(|e| failed(&e))
}
