//! How services do, by an HTTP service of the operator's choice.
//!
//! The protocol is documented for its authors in `docs/operate/health-feed.md`.

use crate::SetupError;
use crate::gateway::{Gateway, GatewayConfig};
use domain::effects::{DeliveryError, FeedQuestion, HealthFeed};
use domain::health::feed::{FeedError, Said};
use serde::{Deserialize, Serialize};
use std::fmt;
use uuid::Uuid;

/// Most bytes read of an answer.
const ANSWER_LIMIT: u64 = 512 * 1024;

/// Asks an HTTP service.
pub struct HttpFeed {
    gateway: Gateway,
}

impl fmt::Debug for HttpFeed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HttpFeed").field(&self.gateway).finish()
    }
}

/// The body of a question.
#[derive(Serialize)]
struct Question<'a> {
    id: Uuid,
    services: &'a [Uuid],
    regions: &'a [String],
}

/// The body of an answer. A field that is missing, given twice or of another kind makes it none.
#[derive(Deserialize)]
struct Answer {
    measurements: Vec<Measurement>,
}

#[derive(Deserialize)]
struct Measurement {
    service: String,
    region: String,
    at: String,
    state: String,
    availability_ppm: i64,
    latency_ms: Option<i64>,
}

impl HttpFeed {
    /// Checks the configuration; connects only with the first question.
    ///
    /// # Errors
    /// [`SetupError`] for a URL, key or secret that cannot be used.
    pub fn new(config: GatewayConfig) -> Result<Self, SetupError> {
        // The next question comes soon by itself.
        let config = GatewayConfig {
            retries: 0,
            ..config
        };
        let gateway = Gateway::new(config, ANSWER_LIMIT)?;
        Ok(Self { gateway })
    }
}

impl HealthFeed for HttpFeed {
    fn ask(&self, question: &FeedQuestion) -> Result<Vec<Said>, FeedError> {
        let body = serde_json::to_string(&Question {
            id: question.id,
            services: &question.services,
            regions: &question.regions,
        });
        let body = body.map_err(|error| FeedError::Away(error.to_string()))?;
        let taken = self.gateway.post(&question.id.to_string(), &body);
        let taken = taken.map_err(|error| match error {
            DeliveryError::Temporary(reason) | DeliveryError::Permanent(reason) => {
                FeedError::Away(reason)
            }
        })?;
        if taken.too_long {
            return Err(FeedError::Large);
        }
        let broken = || FeedError::Away("the answer broke off".to_owned());
        read(&taken.body.ok_or_else(broken)?)
    }

    fn describe(&self) -> String {
        format!("http feed {}", self.gateway.describe())
    }
}

fn read(body: &[u8]) -> Result<Vec<Said>, FeedError> {
    // What is wrong is told by its place: the words of the parser may repeat the answer.
    let place = |error: serde_json::Error| {
        FeedError::Unreadable(format!("line {}, column {}", error.line(), error.column()))
    };
    let answer: Answer = serde_json::from_slice(body).map_err(place)?;
    let measurements = answer.measurements.into_iter();
    Ok(measurements
        .map(|one| Said {
            service: one.service,
            region: one.region,
            at: one.at,
            state: one.state,
            availability_ppm: one.availability_ppm,
            latency_ms: one.latency_ms,
        })
        .collect())
}
