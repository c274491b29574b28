//! The reconciliation file, beside the same rows written as plain text.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::close::{Close, newest};
use crate::commands::bench::measure::{in_turns, now, rate};
use crate::commands::bench::page::fault;
use crate::commands::bench::rig::request;
use crate::commands::bench::site::Site;
use crate::trouble::Trouble;
use domain::caller::{AdminSetting, AgentSetting, Caller, Person, Stage};
use domain::ids::{AccountId, SessionId};
use domain::language::Language;
use domain::permission::{TenantAction, authorise};
use std::fmt::Write;
use std::time::Duration;
use store::billing::Line;

/// How often each of two is measured.
const ROUNDS: u32 = 5;

/// Lines a second of a partner's file as it is read and made, and of the same rows from memory with
/// commas between.
///
/// # Errors
/// [`Trouble`] of the database.
pub(super) fn rates(site: &Site, close: &Close, budget: Duration) -> Result<(f64, f64), Trouble> {
    let refused = |failure| Trouble::refused("the file", &failure);
    let scope = authorise(&Caller::System, TenantAction::ViewBilling, close.partner)
        .map_err(|denial| refused(denial.into()))?;
    let (invoice, lines) = newest(&site.app, scope)?.ok_or_else(|| fault("there is no bill"))?;
    let reader = request(&site.app, admin(site, close));
    let count = u64::try_from(lines.len()).unwrap_or(0);
    let repeat = |during: Duration, once: &dyn Fn() -> Result<usize, Trouble>| {
        let began = now();
        let deadline = began + during;
        let mut done = 0;
        while now() < deadline {
            once()?;
            done += count;
        }
        Ok(rate(done, began))
    };
    let (raw, file) = in_turns(
        ROUNDS,
        budget,
        |t| repeat(t, &|| Ok(plain(&lines).len())),
        |t| {
            repeat(t, &|| {
                let file = app::billing::file(&site.app, &reader, &invoice.number).wait();
                file.map(|file| file.len()).map_err(refused)
            })
        },
    )?;
    Ok((file, raw))
}

/// The rows with commas between their values.
fn plain(lines: &[Line]) -> String {
    let mut out = String::new();
    for l in lines {
        // Writing to a string cannot fail.
        let _ = write!(
            out,
            "{},{},{},{},{},{},{},{},{},",
            l.number,
            l.subscription_id,
            l.customer_id,
            l.order_id,
            l.platform_id,
            l.offer_id,
            l.product_id,
            l.offer_name,
            l.subscription_name
        );
        let _ = write!(
            out,
            "{},{},{},{},{},{},{},{},{},",
            l.customer_name,
            l.customer_domain,
            l.starts_on,
            l.ends_on,
            l.charge,
            l.charged_from,
            l.charged_to,
            l.span_from,
            l.span_to
        );
        let _ = writeln!(
            out,
            "{},{},{},{},{},{},{}",
            l.months, l.unit_price, l.seats, l.days, l.of_days, l.amount, l.tax
        );
    }
    out
}

/// A global admin of the partner.
fn admin(site: &Site, close: &Close) -> Caller {
    let entropy = &*site.app.entropy;
    let person = Person {
        account: AccountId::fresh(entropy),
        session: SessionId::fresh(entropy),
        tenant: close.partner,
        organisation: String::new(),
        sign_in_name: String::new(),
        name: String::new(),
        language: Language::ZhHans,
        stage: Stage::Full,
        mfa_at: Some(site.app.clock.now()),
        standing: Default::default(),
    };
    Caller::User {
        person,
        agent: AgentSetting::AdminAgent,
        admin: AdminSetting::GlobalAdmin,
    }
}
