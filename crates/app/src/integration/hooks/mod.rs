//! Webhooks: a partner says where its programs are told of events; what happens is told there,
//! signed, again and again until it arrives or a day has passed.
//!
//! A delivery is a row that is made in the transaction of the change, so that nothing is told that
//! did not happen, and nothing that happened is forgotten. [`send`] claims rows with a lease and
//! brings them: at least once, and in order for each thing.

pub mod certificate;
mod deliveries;
mod reach;
mod registration;
pub mod send;
mod watch;

pub use deliveries::{Page, Seen, delivery, list, replay, test, validation};
pub(crate) use registration::context_of as secret_context_of;
pub use registration::{
    Wish, add_secret, register, registration, remove, remove_secret, resume, reveal_secret,
};
pub use watch::run as sweep;

use crate::command::Place;
use crate::enrolment::application::own_scope;
use crate::{App, Bell, Failure, Intent, Request};
use domain::effects::Instant;
use domain::ids::{TenantId, fresh_uuid};
use domain::integration::hooks::{Event, Happened};
use domain::permission::{TenantAction, TenantScope};
use serde::Serialize;
use store::Tx;
use store::hooks::{self as rows, Delivery};
use uuid::Uuid;

/// What is remembered between deliveries.
#[derive(Default)]
pub(crate) struct Memory {
    /// Wakes whoever brings events.
    pub(crate) bell: Bell,
    pub(crate) certificate: certificate::Known,
}

fn scope(request: &Request) -> Result<TenantScope, Failure> {
    own_scope(request, TenantAction::ManageHooks)
}

fn intent(action: &'static str, scope: TenantScope) -> Intent {
    let tenant = scope.tenant();
    Intent::new(action, tenant.0, format!("webhook/{tenant}"))
}

/// What a program is told; the names and their order are those of the interface's documents.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Body<'a> {
    event_name: &'a str,
    resource_uri: String,
    resource_name: &'a str,
    audit_uri: Option<String>,
    resource_change_utc_date: String,
}

/// A moment as events write it.
fn moment(at: Instant) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0).unwrap_or(jiff::Timestamp::UNIX_EPOCH);
    at.strftime("%Y-%m-%dT%H:%M:%S.%6f+00:00").to_string()
}

/// Queues what happened for those who want to be told, in the transaction it happened in;
/// `sequence` is its place in the audit log.
pub(crate) fn tell(
    app: &App,
    tx: &mut Tx<'_>,
    now: Instant,
    places: &[Place],
    happened: &[(TenantId, Happened)],
) -> Result<(), Failure> {
    let Some((first, _)) = happened.first() else {
        return Ok(());
    };
    let (mut hook, mut of) = (rows::of(tx, first.0)?, *first);
    for (partner, what) in happened {
        // Most commands are about one partner; where one takes over from another each is asked.
        if *partner != of {
            (hook, of) = (rows::of(tx, partner.0)?, *partner);
        }
        let told = what.event.told();
        let Some(hook) = hook.as_ref().filter(|hook| hook.wants(told.name)) else {
            continue;
        };
        if hook.stopped_at.is_some() {
            continue;
        }
        let is_test = what.event == Event::TestCreated;
        let place = places.iter().find(|(chain, ..)| *chain == partner.0);
        let sequence = place.map_or(0, |(_, sequence, _)| *sequence);
        let record = app.link(&format!(
            "/auditactivity/v1/auditrecords/{partner}_{sequence}"
        ));
        let is_record = what.event.is_its_record();
        let body = Body {
            event_name: told.name,
            resource_uri: if is_record {
                record.clone()
            } else {
                app.link(&what.path())
            },
            resource_name: told.resource,
            // Only what the interface's records tell has one to lead to.
            audit_uri: (!is_record && place.is_some_and(|(.., told)| *told)).then_some(record),
            resource_change_utc_date: moment(now),
        };
        let id = if is_test {
            what.id
        } else {
            fresh_uuid(&*app.entropy)
        };
        rows::queue(
            tx,
            &waiting(
                id,
                partner.0,
                sequence,
                now,
                told.name,
                &what.thing(),
                &body,
            )?,
        )?;
    }
    Ok(())
}

fn waiting(
    id: Uuid,
    tenant: Uuid,
    sequence: i64,
    now: Instant,
    event: &str,
    thing: &str,
    body: &Body<'_>,
) -> Result<Delivery, Failure> {
    Ok(Delivery {
        id,
        tenant_id: tenant,
        sequence,
        event: event.to_owned(),
        thing: thing.to_owned(),
        body: serde_json::to_string(body).map_err(Failure::internal)?,
        replay_of: None,
        state: "pending".to_owned(),
        attempts: 0,
        created_at: now,
        due_at: now,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn events_read_as_documented() {
        let body = Body {
            event_name: "test-created",
            resource_uri: "https://partner.test/x".to_owned(),
            resource_name: "test",
            audit_uri: None,
            resource_change_utc_date: moment(Instant(1_510_848_246_352_027)),
        };
        assert_eq!(
            serde_json::to_string(&body).unwrap(),
            r#"{"EventName":"test-created","ResourceUri":"https://partner.test/x","ResourceName":"test","AuditUri":null,"ResourceChangeUtcDate":"2017-11-16T16:04:06.352027+00:00"}"#
        );
    }
}
