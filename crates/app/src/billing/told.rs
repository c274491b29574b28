//! Mails about money to whoever receives a partner's invoices and to its global admins.

use super::make::parties;
use crate::notifications::Notice;
use crate::{Failure, Work};
use domain::money::{Currency, Money};
use domain::permission::TenantScope;
use jiff::civil::Date;
use std::collections::BTreeSet;
use store::identity;

/// An amount as mails write it.
pub(super) fn money(minor: i64, currency: &str) -> Result<String, Failure> {
    let currency = Currency::from_code(currency)
        .ok_or_else(|| Failure::internal("an invoice has an unknown currency"))?;
    Ok(Money::new(minor, currency).to_string())
}

/// A mail to whoever receives the invoices, and to the global admins.
pub(super) struct Told<'a> {
    code: &'static str,
    invoice: &'a str,
    facts: Vec<(&'static str, String)>,
    days: Vec<(&'static str, Date)>,
    once: String,
    path: String,
    also: Option<&'a str>,
}

impl<'a> Told<'a> {
    pub(super) fn new(code: &'static str, invoice: &'a str, once: impl std::fmt::Display) -> Self {
        Self {
            code,
            invoice,
            facts: Vec::new(),
            days: Vec::new(),
            once: format!("{code}/{once}"),
            path: "/billing".to_owned(),
            also: None,
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.facts.push((name, value.into()));
        self
    }

    pub(super) fn day(mut self, name: &'static str, day: Date) -> Self {
        self.days.push((name, day));
        self
    }

    /// Where to continue; the billing page unless it is said.
    pub(super) fn link(mut self, path: String) -> Self {
        self.path = path;
        self
    }

    /// One more address that is told, in the company's language.
    pub(super) fn also(mut self, email: &'a str) -> Self {
        self.also = Some(email);
        self
    }

    pub(super) fn queue(self, work: &mut Work<'_, '_>, scope: TenantScope) -> Result<(), Failure> {
        let parties = parties(work.tx, work.app, scope)?;
        let language = parties.language.clone();
        let mut readers = vec![(parties.recipient_email, language, parties.recipient)];
        for admin in identity::global_admins(work.tx, scope)? {
            let name = admin.full_name();
            readers.push((admin.contact_email, admin.language, name));
        }
        if let Some(also) = self.also {
            // Whose mailbox it is nobody knows: the company is greeted.
            readers.push((also.to_owned(), parties.language, parties.buyer.clone()));
        }
        let mut seen = BTreeSet::new();
        for (to, language, name) in readers {
            // Nobody is told where nobody was named.
            if to.is_empty() || !seen.insert(to.to_lowercase()) {
                continue;
            }
            let mut notice = Notice::new(self.code, &to, &language, self.invoice)
                .name(&name)
                .company(&parties.buyer)
                .link(&self.path);
            for (name, value) in &self.facts {
                notice = notice.with(name, value);
            }
            for (name, day) in &self.days {
                notice = notice.day(name, *day);
            }
            notice.queue(work, format!("{}/{}", self.once, to.to_lowercase()))?;
        }
        Ok(())
    }
}
