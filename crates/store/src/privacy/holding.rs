//! Everything that is held of one person, by address.

use crate::{DbError, Tx, row, values};
use domain::effects::Instant;
use domain::permission::OperatorScope;
use uuid::Uuid;

row! {
    /// An account of the person.
    #[derive(Debug, Clone)]
    pub struct Account {
        /// Its id.
        pub id: Uuid,
        /// Its tenant.
        pub tenant_id: Uuid,
        /// The tenant's name.
        pub organisation: String,
        /// `local@domain`.
        pub sign_in_name: String,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// Title.
        pub title: String,
        /// Mobile.
        pub mobile: String,
        /// Language.
        pub language: String,
        /// `invited`, `active`, `blocked` or `deleted`.
        pub status: String,
        /// Since when.
        pub created_at: Instant,
        /// Last sign-in.
        pub last_sign_in_at: Option<Instant>,
    }
}

/// The accounts of a person that were not erased.
///
/// # Errors
/// [`DbError`].
pub fn accounts(tx: &mut Tx<'_>, _: OperatorScope, email: &str) -> Result<Vec<Account>, DbError> {
    tx.query(
        "SELECT a.id, a.tenant_id, t.name AS organisation, a.sign_in_name, a.family_name,
            a.given_name, a.title, a.mobile, a.language, a.status, a.created_at, a.last_sign_in_at
         FROM account a JOIN tenant t ON t.id = a.tenant_id
         WHERE a.purged_at IS NULL AND (LOWER(a.contact_email) = $1 OR a.sign_in_name = $1)
         ORDER BY a.created_at, a.id LIMIT 100",
        values![email],
    )
}

row! {
    /// A support request of an account.
    #[derive(Debug, Clone)]
    pub struct Reported {
        /// Its number.
        pub number: String,
        /// What it is about.
        pub summary: String,
        /// What the person wrote.
        pub details: String,
        /// The number the person gave.
        pub phone: String,
        /// Its state.
        pub state: String,
        /// When it was written.
        pub created_at: Instant,
    }
}

/// The support requests an account has written and is still named in.
///
/// # Errors
/// [`DbError`].
pub fn support(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    account: &Account,
) -> Result<Vec<Reported>, DbError> {
    tx.query(
        "SELECT number, summary, details, phone, state, created_at FROM support_request
         WHERE (partner_id = $1 OR customer_id = $1) AND reporter_id = $2 AND reporter_name <> ''
         ORDER BY created_at, id",
        values![account.tenant_id, account.id],
    )
}

row! {
    /// A registration the person is named in.
    #[derive(Debug, Clone)]
    pub struct Registration {
        /// Its id.
        pub id: Uuid,
        /// Its reference.
        pub reference: String,
        /// Its state.
        pub state: String,
        /// When it was last touched.
        pub touched_at: Instant,
    }
}

/// The registrations a person began, with anything typed left in them.
///
/// # Errors
/// [`DbError`].
pub fn registrations(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    email: &str,
) -> Result<Vec<Registration>, DbError> {
    tx.query(
        "SELECT r.id, r.reference, r.state, r.touched_at
         FROM answer w JOIN registration r ON r.id = w.owner_id
         WHERE w.field = 'contact_email' AND LOWER(w.value) = $1
         ORDER BY r.touched_at, r.id LIMIT 100",
        values![email],
    )
}

row! {
    /// A place in a form that names the person.
    #[derive(Debug, Clone)]
    pub struct Contact {
        /// The application.
        pub application_id: Uuid,
        /// Its company.
        pub tenant_id: Uuid,
        /// Its reference.
        pub reference: String,
        /// The company's name.
        pub legal_name: String,
        /// Its state.
        pub state: String,
        /// The field that holds the address.
        pub field: String,
    }
}

/// The applications that name a person as a contact.
///
/// # Errors
/// [`DbError`].
pub fn contacts(tx: &mut Tx<'_>, _: OperatorScope, email: &str) -> Result<Vec<Contact>, DbError> {
    tx.query(
        "SELECT a.id AS application_id, a.tenant_id, a.reference, a.legal_name, a.state, w.field
         FROM answer w JOIN application a ON a.id = w.owner_id
         WHERE w.field IN ('approval_email', 'contact_email', 'invoice_email', 'primary_email')
           AND LOWER(w.value) = $1
         ORDER BY a.created_at, a.id, w.field LIMIT 200",
        values![email],
    )
}

row! {
    /// A field of a partner's profile that names the person.
    #[derive(Debug, Clone)]
    pub struct Profile {
        /// The company.
        pub tenant_id: Uuid,
        /// Its name.
        pub organisation: String,
        /// Which profile.
        pub profile: String,
        /// The field that holds the address.
        pub field: String,
    }
}

/// The profiles of partners that name a person.
///
/// # Errors
/// [`DbError`].
pub fn profiles(tx: &mut Tx<'_>, _: OperatorScope, email: &str) -> Result<Vec<Profile>, DbError> {
    tx.query(
        "SELECT p.tenant_id, t.name AS organisation, p.profile, p.field
         FROM profile_field p JOIN tenant t ON t.id = p.tenant_id
         WHERE LOWER(p.value) = $1 ORDER BY t.name, p.profile, p.field LIMIT 100",
        values![email],
    )
}

row! {
    /// A message to the person.
    #[derive(Debug, Clone)]
    pub struct Sent {
        /// `mail`, `sms` or `voice`.
        pub channel: String,
        /// Which.
        pub code: String,
        /// Its subject.
        pub subject: String,
        /// When.
        pub sent_at: Instant,
    }
}

/// The telephone numbers that are a person's: of the accounts, and of the registrations begun. A
/// number that somebody else's account has too is left out; what was sent there may be theirs.
///
/// # Errors
/// [`DbError`].
pub fn numbers(tx: &mut Tx<'_>, _: OperatorScope, email: &str) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT n.number AS t FROM (
            SELECT a.mobile AS number FROM account a
            WHERE a.purged_at IS NULL AND (LOWER(a.contact_email) = $1 OR a.sign_in_name = $1)
            UNION
            SELECT r.phone AS number FROM answer w JOIN registration r ON r.id = w.owner_id
            WHERE w.field = 'contact_email' AND LOWER(w.value) = $1 AND r.phone IS NOT NULL
         ) n
         WHERE n.number <> '' AND NOT EXISTS (
            SELECT 1 FROM account o WHERE o.mobile = n.number AND o.purged_at IS NULL
                AND LOWER(o.contact_email) <> $1 AND o.sign_in_name <> $1)
         ORDER BY n.number LIMIT 100",
        values![email],
    )
}

/// The messages that were sent to a person's addresses and numbers, in small letters.
///
/// # Errors
/// [`DbError`].
pub fn messages(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    recipients: &[String],
) -> Result<Vec<Sent>, DbError> {
    let mut all = Vec::new();
    for recipient in recipients {
        let sent: Vec<Sent> = tx.query(
            "SELECT channel, code, subject, sent_at FROM message WHERE LOWER(recipient) = $1
             ORDER BY sent_at, id LIMIT 1000",
            values![recipient.as_str()],
        )?;
        all.extend(sent);
    }
    all.sort_by_key(|message| message.sent_at);
    Ok(all)
}

/// How many entries of the audit log an account has caused.
///
/// # Errors
/// [`DbError`].
pub fn audited(tx: &mut Tx<'_>, _: OperatorScope, account: Uuid) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM audit_entry WHERE actor = $1",
        values![account],
    )
}

/// How many signatures name an address.
///
/// # Errors
/// [`DbError`].
pub fn signatures(tx: &mut Tx<'_>, _: OperatorScope, email: &str) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM signature WHERE LOWER(record) LIKE $1",
        values![crate::audit::contains(&format!("\"{email}\""))],
    )
}

/// Erases what a registration knows of people, one that never became an account. One that is not over
/// yet can be filled in again, and what is typed then goes after its period.
///
/// # Errors
/// [`DbError`].
pub fn erase_registration(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    now: Instant,
) -> Result<(), DbError> {
    crate::risk::forget(tx, id)?;
    crate::registration::erase(tx, id, now)?;
    tx.execute(
        "UPDATE registration SET erased_at = NULL
         WHERE id = $1 AND state NOT IN ('expired', 'blocked')",
        values![id],
    )
    .map(drop)
}

/// Erases a field of an application's form, and what it was before.
///
/// # Errors
/// [`DbError`].
pub fn erase_field(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    field: &str,
) -> Result<u64, DbError> {
    tx.execute(
        "UPDATE application_change SET before_value = '', after_value = ''
         WHERE application_id = $1 AND field = $2",
        values![application, field],
    )?;
    tx.execute(
        "DELETE FROM answer WHERE field = $2 AND (owner_id = $1
            OR owner_id IN (SELECT id FROM information_request WHERE application_id = $1))",
        values![application, field],
    )
}

/// Erases the links an application has sent to an address.
///
/// # Errors
/// [`DbError`].
pub fn erase_links(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    application: Uuid,
    email: &str,
) -> Result<u64, DbError> {
    tx.execute(
        "DELETE FROM confirmation WHERE application_id = $1 AND LOWER(email) = $2",
        values![application, email],
    )
}

/// Erases the messages that were sent to a person's addresses and numbers.
///
/// # Errors
/// [`DbError`].
pub fn erase_messages(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    recipients: &[String],
) -> Result<u64, DbError> {
    let mut gone = 0;
    for recipient in recipients {
        gone += tx.execute(
            "DELETE FROM message WHERE LOWER(recipient) = $1",
            values![recipient.as_str()],
        )?;
    }
    Ok(gone)
}
