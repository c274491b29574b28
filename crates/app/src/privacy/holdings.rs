//! Everything that is held of one person, and what of it has to stay.

use crate::Failure;
use domain::effects::Instant;
use domain::enrolment::application::State;
use domain::identity::lost::State as LostState;
use domain::permission::OperatorScope;
use domain::privacy::request::{Holding, Reason};
use serde::Serialize;
use store::Tx;
use store::lost_access::{self, Named};
use store::privacy::holding::{self, Account, Contact, Profile, Registration, Reported, Sent};

/// One thing that is held.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is.
    pub holding: Holding,
    /// What it is called: a sign-in name, a reference.
    pub name: String,
    /// Whose it is: a company's name; empty where it is nobody's.
    pub company: String,
    /// How much of it there is.
    pub count: i64,
    /// Why it stays, if it stays.
    pub kept: Option<Reason>,
}

/// Everything that is held of a person.
#[derive(Debug, Clone, Default)]
pub struct Holdings {
    /// Accounts.
    pub accounts: Vec<Account>,
    /// Support requests of each account, in the order of the accounts.
    pub support: Vec<Vec<Reported>>,
    /// Registrations.
    pub registrations: Vec<Registration>,
    /// Places in the forms of applications.
    pub contacts: Vec<Contact>,
    /// Places in partners' profiles.
    pub profiles: Vec<Profile>,
    /// Requests for new ways into an account that name the address.
    pub lost: Vec<Named>,
    /// Where messages to the person went: the address, and the telephone numbers.
    pub recipients: Vec<String>,
    /// Messages.
    pub messages: Vec<Sent>,
    /// Entries of the audit log the person's accounts have caused.
    pub audited: i64,
    /// Signatures that name the person.
    pub signatures: i64,
}

impl Holdings {
    /// Looks everything up.
    ///
    /// # Errors
    /// [`Failure`] of the store.
    pub(super) fn of(tx: &mut Tx<'_>, scope: OperatorScope, email: &str) -> Result<Self, Failure> {
        let accounts = holding::accounts(tx, scope, email)?;
        let (mut audited, mut support) = (0, Vec::new());
        for account in &accounts {
            audited += holding::audited(tx, scope, account.id)?;
            support.push(holding::support(tx, scope, account)?);
        }
        let mut recipients = vec![email.to_lowercase()];
        recipients.extend(holding::numbers(tx, scope, email)?);
        Ok(Self {
            registrations: holding::registrations(tx, scope, email)?,
            contacts: holding::contacts(tx, scope, email)?,
            profiles: holding::profiles(tx, scope, email)?,
            lost: lost_access::naming(tx, scope, email)?,
            messages: holding::messages(tx, scope, &recipients)?,
            recipients,
            signatures: holding::signatures(tx, scope, email)?,
            audited,
            support,
            accounts,
        })
    }

    /// What holds a place of a form.
    pub(super) fn of_contact(contact: &Contact) -> Result<Holding, Failure> {
        State::from_text(&contact.state)
            .map(Holding::Application)
            .ok_or_else(|| Failure::internal(format!("unknown state {}", contact.state)))
    }

    /// What an account is.
    pub(super) fn of_account(account: &Account) -> Holding {
        let deleted = account.status == "deleted";
        Holding::Account { deleted }
    }

    /// What a registration is.
    pub(super) fn of_registration(registration: &Registration) -> Holding {
        // One whose number is being confirmed is about to become an account; it expires in days.
        let finished = !matches!(
            registration.state.as_str(),
            "open" | "identified" | "details" | "expired" | "blocked"
        );
        Holding::Registration { finished }
    }

    /// What a request for new ways into an account is.
    pub(super) fn of_lost(named: &Named) -> Holding {
        let open = LostState::from_text(&named.state).is_none_or(LostState::is_open);
        Holding::LostAccess { open }
    }

    /// All of it, with what has to stay.
    ///
    /// # Errors
    /// [`Failure::Internal`] when the database holds a state this program does not know.
    pub fn items(&self) -> Result<Vec<Item>, Failure> {
        let mut items = Vec::new();
        let mut add = |holding: Holding, name: &str, company: &str, count: i64| {
            if count > 0 {
                items.push(Item {
                    holding,
                    name: name.to_owned(),
                    company: company.to_owned(),
                    count,
                    kept: None,
                });
            }
        };
        for account in &self.accounts {
            let holding = Self::of_account(account);
            add(holding, &account.sign_in_name, &account.organisation, 1);
        }
        for (account, reported) in self.accounts.iter().zip(&self.support) {
            let deleted = account.status == "deleted";
            let count = i64::try_from(reported.len()).unwrap_or(i64::MAX);
            let (name, company) = (&account.sign_in_name, &account.organisation);
            add(Holding::Support { deleted }, name, company, count);
        }
        for registration in &self.registrations {
            let holding = Self::of_registration(registration);
            add(holding, &registration.reference, "", 1);
        }
        for contact in &self.contacts {
            let holding = Self::of_contact(contact)?;
            add(holding, &contact.reference, &contact.legal_name, 1);
        }
        for profile in &self.profiles {
            add(Holding::Profile, "", &profile.organisation, 1);
        }
        for named in &self.lost {
            add(
                Self::of_lost(named),
                &named.reference,
                &named.company_name,
                1,
            );
        }
        let sent = i64::try_from(self.messages.len()).unwrap_or(i64::MAX);
        add(Holding::Message, "", "", sent);
        add(Holding::Signature, "", "", self.signatures);
        add(Holding::Audit, "", "", self.audited);
        let bound = items.iter().any(|item| item.holding.binds());
        for item in &mut items {
            item.kept = item.holding.kept(bound);
        }
        Ok(items)
    }

    /// The copy for the person, as JSON that people can read too.
    ///
    /// # Errors
    /// [`Failure::Internal`] when it cannot be written.
    pub fn report(&self, email: &str, at: &str) -> Result<String, Failure> {
        #[derive(Serialize)]
        struct Report<'a> {
            about: &'a str,
            made_at: &'a str,
            accounts: Vec<serde_json::Value>,
            registrations: Vec<&'a str>,
            contacts: Vec<serde_json::Value>,
            profiles: Vec<serde_json::Value>,
            lost_access: Vec<serde_json::Value>,
            support_requests: Vec<serde_json::Value>,
            messages: Vec<serde_json::Value>,
            signatures: i64,
            audit_entries: i64,
        }
        let report = Report {
            about: email,
            made_at: at,
            accounts: self
                .accounts
                .iter()
                .map(|a| {
                    serde_json::json!({
                        "organisation": a.organisation, "sign_in_name": a.sign_in_name,
                        "family_name": a.family_name, "given_name": a.given_name,
                        "title": a.title, "mobile": a.mobile, "language": a.language,
                        "status": a.status,
                    })
                })
                .collect(),
            registrations: self
                .registrations
                .iter()
                .map(|r| r.reference.as_str())
                .collect(),
            contacts: self
                .contacts
                .iter()
                .map(|c| {
                    serde_json::json!({
                        "company": c.legal_name, "reference": c.reference, "state": c.state,
                        "named_as": c.field.trim_end_matches("_email"),
                    })
                })
                .collect(),
            profiles: self
                .profiles
                .iter()
                .map(|p| serde_json::json!({ "company": p.organisation, "profile": p.profile }))
                .collect(),
            lost_access: self
                .lost
                .iter()
                .map(|l| {
                    serde_json::json!({
                        "reference": l.reference, "company": l.company_name, "state": l.state,
                        "received_at": written(l.received_at),
                    })
                })
                .collect(),
            support_requests: self
                .support
                .iter()
                .flatten()
                .map(|r| {
                    serde_json::json!({
                        "number": r.number, "summary": r.summary, "details": r.details,
                        "phone": r.phone, "state": r.state,
                        "created_at": written(r.created_at),
                    })
                })
                .collect(),
            messages: self
                .messages
                .iter()
                .map(|m| {
                    serde_json::json!({
                        "channel": m.channel, "subject": m.subject,
                        "sent_at": written(m.sent_at),
                    })
                })
                .collect(),
            signatures: self.signatures,
            audit_entries: self.audited,
        };
        serde_json::to_string_pretty(&report).map_err(Failure::internal)
    }
}

/// A moment as programs write it.
fn written(at: Instant) -> String {
    let at = jiff::Timestamp::from_microsecond(at.0);
    at.map(|at| at.to_string()).unwrap_or_default()
}
