//! The partner-network register: look-up, and the page that gives a company its number.

use crate::{App, Failure, Intent, Pending, Request};
use domain::enrolment::form::{Answers, Field, FieldProblem, Rule, judge};
use domain::ids::fresh_uuid;
use domain::validate;
use store::registration::{self, NetworkMember};
use store::{Reply, Tx, identity};

/// The fields of the join page.
pub const FIELDS: &[Field] = &[
    Field::new("company_name", "network", Rule::OrganisationName, true),
    Field::new("contact_email", "network", Rule::CompanyEmail, true),
];

/// Memberships one address may take in a day.
const JOINS_PER_DAY: u32 = 10;

/// Looks a number up as a visitor would: only what the register says publicly.
pub fn look_up(app: &App, network_id: &str) -> Reply<Option<NetworkMember>, Failure> {
    match validate::network_id(network_id) {
        Ok(id) => app.read(move |tx| Ok(registration::network_member(tx, &id.value)?)),
        Err(problem) => Reply::ready(Err(Failure::Invalid(vec![FieldProblem::new(
            "network_id",
            problem,
        )]))),
    }
}

/// Gives a company a location number. Repeating the same form gives the same number.
pub fn join(app: &App, request: &Request, typed: &Answers, key: &str) -> Pending<String> {
    let judged = judge(FIELDS, typed, &app.programme, app.today());
    if !judged.problems.is_empty() {
        return Pending::refused(Failure::Invalid(judged.problems));
    }
    let values = judged.values;
    let limit = app.ceiling(request, JOINS_PER_DAY);
    let chain = uuid::Uuid::from_u128(0);
    let intent = Intent::new("network.join", chain, "partner-network").once(key, &values);
    app.command(request, intent, move |work| {
        let since = work.now.plus_days(-1);
        if identity::attempts(work.tx, "network-join", &work.request.ip, since)? >= limit {
            return Err(Failure::TooMany {
                code: "generic",
                until: Some(work.now.plus_days(1)),
            });
        }
        let attempt = fresh_uuid(&*work.app.entropy);
        identity::add_attempt(work.tx, attempt, "network-join", &work.request.ip, work.now)?;
        let value = |field: &str| values.get(field).cloned().unwrap_or_default();
        for _ in 0..20 {
            let mut random = [0; 4];
            work.app.entropy.fill(&mut random);
            // Seven digits, the first not zero.
            let number = 1_000_000 + u32::from_be_bytes(random) % 9_000_000;
            let member = NetworkMember {
                network_id: number.to_string(),
                kind: "location".to_owned(),
                name: value("company_name"),
                country: work.app.programme.country.clone(),
                active: true,
            };
            if registration::add_network_member(
                work.tx,
                &member,
                &value("contact_email"),
                work.now,
            )? {
                work.audit("network_id", member.network_id.as_str());
                return Ok(member.network_id);
            }
        }
        Err(Failure::internal(
            "no free membership number in twenty draws",
        ))
    })
}

/// Whether a number may be used by a company of the programme's country (F6).
///
/// # Errors
/// [`Failure::Invalid`] at `network_id`.
pub(crate) fn check(
    tx: &mut Tx<'_>,
    network_id: &str,
    country: &str,
) -> Result<NetworkMember, Failure> {
    let problem = |code| Failure::Invalid(vec![FieldProblem::plain("network_id", code)]);
    let member = registration::network_member(tx, network_id)?
        .ok_or_else(|| problem("network-id-unknown"))?;
    if !member.active {
        Err(problem("network-id-inactive"))
    } else if member.kind != "location" {
        Err(problem("network-id-not-location"))
    } else if member.country != country {
        Err(problem("network-id-other-country"))
    } else {
        Ok(member)
    }
}
