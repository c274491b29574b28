//! Price lists the operator publishes, their lines, and who was told of them.

use crate::{DbError, Tx, row, values};
use domain::catalogue::Listed;
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A list without its lines.
    #[derive(Debug, Clone)]
    pub struct List {
        /// Its id.
        pub id: Uuid,
        /// The month it begins with, `2027-01`.
        pub month: String,
        /// The first of that month.
        pub effective_on: String,
        /// Counts the lists of a month from 1; the newest published one applies.
        pub revision: i64,
        /// As `domain::catalogue::publishing::State` spells it.
        pub state: String,
        /// What the browser called the file.
        pub file_name: String,
        /// SHA-256 of the file.
        pub sha256: [u8; 32],
        /// Who uploaded it.
        pub created_by: Uuid,
        /// The name at that time.
        pub created_name: String,
        /// When.
        pub created_at: Instant,
        /// Who approved it.
        pub approved_by: Option<Uuid>,
        /// The name at that time.
        pub approved_name: String,
        /// When.
        pub approved_at: Option<Instant>,
        /// Who consented to short notice.
        pub consented_by: Option<Uuid>,
        /// The name at that time.
        pub consented_name: String,
        /// When.
        pub consented_at: Option<Instant>,
        /// Why notice is short.
        pub consent_reason: String,
        /// Who published it.
        pub published_name: String,
        /// When.
        pub published_at: Option<Instant>,
        /// Who discarded or withdrew it.
        pub closed_name: String,
        /// When.
        pub closed_at: Option<Instant>,
        /// Why it was withdrawn.
        pub close_reason: String,
        /// The number of its publication or withdrawal, whichever was last.
        pub edition: Option<i64>,
        /// Whether every partner has been written to about that.
        pub told: bool,
        /// Optimistic lock.
        pub version: i64,
    }
}

macro_rules! lists {
    ($rest:literal) => {
        concat!(
            "SELECT id, month, effective_on, revision, state, file_name, sha256, created_by,
                created_name, created_at, approved_by, approved_name, approved_at, consented_by,
                consented_name, consented_at, consent_reason, published_name, published_at,
                closed_name, closed_at, close_reason, edition, told, version
             FROM price_list ",
            $rest
        )
    };
}

/// How often lists were published or withdrawn.
///
/// # Errors
/// [`DbError`].
pub fn edition(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COALESCE(MAX(edition), 0) AS n FROM price_list WHERE edition IS NOT NULL",
        &[],
    )
}

row! {
    /// A line of a published list.
    #[derive(Debug, Clone)]
    pub struct PublishedLine {
        /// The day the list applies from.
        pub effective_on: String,
        /// The offer.
        pub offer_id: Uuid,
        /// What the partner pays.
        pub list_minor: i64,
        /// What the partner might charge.
        pub suggested_minor: i64,
    }
}

/// The lines of every list that counts, by day.
///
/// # Errors
/// [`DbError`].
pub fn published(tx: &mut Tx<'_>) -> Result<Vec<PublishedLine>, DbError> {
    tx.query(
        "SELECT l.effective_on, r.offer_id, r.list_minor, r.suggested_minor
         FROM price_list l JOIN price_row r ON r.list_id = l.id
         WHERE l.state = 'published' AND NOT EXISTS (
             SELECT 1 FROM price_list n
             WHERE n.month = l.month AND n.state = 'published' AND n.revision > l.revision)
         ORDER BY l.effective_on",
        &[],
    )
}

/// Every list, the one that applies last first.
///
/// # Errors
/// [`DbError`].
pub fn all(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<List>, DbError> {
    tx.query(
        lists!("ORDER BY effective_on DESC, revision DESC LIMIT 1000"),
        &[],
    )
}

/// A list.
///
/// # Errors
/// [`DbError`].
pub fn get(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<List>, DbError> {
    tx.query_opt(lists!("WHERE id = $1"), values![id])
}

/// The number of the newest list of a month, 0 before the first.
///
/// # Errors
/// [`DbError`].
pub fn newest_revision(tx: &mut Tx<'_>, month: &str) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COALESCE(MAX(revision), 0) AS n FROM price_list WHERE month = $1",
        values![month],
    )
}

row! {
    struct Line {
        offer_id: Uuid,
        list_minor: i64,
        suggested_minor: i64,
    }
}

/// The lines of a list.
///
/// # Errors
/// [`DbError`].
pub fn lines(tx: &mut Tx<'_>, id: Uuid) -> Result<Vec<Listed>, DbError> {
    let lines: Vec<Line> = tx.query(
        "SELECT offer_id, list_minor, suggested_minor FROM price_row
         WHERE list_id = $1 ORDER BY offer_id",
        values![id],
    )?;
    let listed = |line: Line| Listed {
        offer: line.offer_id,
        list_minor: line.list_minor,
        suggested_minor: line.suggested_minor,
    };
    Ok(lines.into_iter().map(listed).collect())
}

/// Adds a list with its lines.
///
/// # Errors
/// [`DbError::Unique`] when another of the month is open.
pub fn add(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    list: &List,
    lines: &[Listed],
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO price_list (id, month, effective_on, revision, state, file_name, sha256,
            created_by, created_name, created_at, approved_name, consented_name, consent_reason,
            published_name, closed_name, close_reason, told, version)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', '', '', '', '', '', $11, 1)",
        values![
            list.id,
            list.month.as_str(),
            list.effective_on.as_str(),
            list.revision,
            list.state.as_str(),
            list.file_name.as_str(),
            &list.sha256,
            list.created_by,
            list.created_name.as_str(),
            list.created_at,
            list.told
        ],
    )?;
    for line in lines {
        tx.execute(
            "INSERT INTO price_row (list_id, offer_id, list_minor, suggested_minor)
             VALUES ($1, $2, $3, $4)",
            values![list.id, line.offer, line.list_minor, line.suggested_minor],
        )?;
    }
    Ok(())
}

/// Notes that every partner was told of what was done last; false when more was done since. The version
/// stays, because nothing that a page shows was decided.
///
/// # Errors
/// [`DbError`].
pub fn all_told(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    version: i64,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE price_list SET told = $3 WHERE id = $1 AND version = $2 AND NOT told",
        values![id, version, true],
    )?;
    Ok(touched == 1)
}

/// Writes what a step changes; false when the list was changed meanwhile.
///
/// # Errors
/// [`DbError::Unique`] when another list was published or withdrawn at the same time.
pub fn save(tx: &mut Tx<'_>, _: OperatorScope, list: &List) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE price_list SET state = $3, approved_by = $4, approved_name = $5, approved_at = $6,
            consented_by = $7, consented_name = $8, consented_at = $9, consent_reason = $10,
            published_name = $11, published_at = $12, closed_name = $13, closed_at = $14,
            close_reason = $15, edition = $16, told = $17, version = version + 1
         WHERE id = $1 AND version = $2",
        values![
            list.id,
            list.version,
            list.state.as_str(),
            list.approved_by,
            list.approved_name.as_str(),
            list.approved_at,
            list.consented_by,
            list.consented_name.as_str(),
            list.consented_at,
            list.consent_reason.as_str(),
            list.published_name.as_str(),
            list.published_at,
            list.closed_name.as_str(),
            list.closed_at,
            list.close_reason.as_str(),
            list.edition,
            list.told
        ],
    )?;
    Ok(touched == 1)
}

/// Lists about which somebody has still to be told.
///
/// # Errors
/// [`DbError`].
pub fn untold(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<List>, DbError> {
    tx.query(lists!("WHERE NOT told ORDER BY edition"), &[])
}

/// The month of a list that is published; none of one that is not, or not any more.
///
/// # Errors
/// [`DbError`].
pub fn month_of_published(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<String>, DbError> {
    tx.query_opt(
        "SELECT month AS t FROM price_list WHERE id = $1 AND state = 'published'",
        values![id],
    )
}

/// Partners that have still to be told of a publication: those in business.
///
/// # Errors
/// [`DbError`].
pub fn to_tell_of_publication(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    list: Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT p.tenant_id AS id FROM partner p
         WHERE p.status IN ('active', 'suspended-payment', 'suspended-profile', 'suspended-abuse')
           AND NOT p.sandbox
           AND NOT EXISTS (SELECT 1 FROM price_notice n WHERE n.list_id = $1
               AND n.occasion = 'published' AND n.tenant_id = p.tenant_id)
         ORDER BY p.tenant_id LIMIT $2",
        values![list, limit],
    )
}

/// Partners that have still to be told of a withdrawal: those that were told of the publication.
///
/// # Errors
/// [`DbError`].
pub fn to_tell_of_withdrawal(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    list: Uuid,
    limit: u32,
) -> Result<Vec<Uuid>, DbError> {
    tx.query(
        "SELECT p.tenant_id AS id FROM price_notice p
         WHERE p.list_id = $1 AND p.occasion = 'published' AND NOT EXISTS (
             SELECT 1 FROM price_notice n WHERE n.list_id = $1
               AND n.occasion = 'withdrawn' AND n.tenant_id = p.tenant_id)
         ORDER BY p.tenant_id LIMIT $2",
        values![list, limit],
    )
}

/// Notes that a partner is being told; false when it was before.
///
/// # Errors
/// [`DbError`].
pub fn note(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    list: Uuid,
    occasion: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let added = tx.execute(
        "INSERT INTO price_notice (list_id, occasion, tenant_id, noted_at)
         VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
        values![list, occasion, scope.tenant().0, now],
    )?;
    Ok(added == 1)
}

/// Notes a mail of a notice.
///
/// # Errors
/// [`DbError`].
pub fn note_mail(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    list: Uuid,
    occasion: &str,
    recipient: &str,
    dedupe: &str,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO price_notice_mail (dedupe, list_id, occasion, tenant_id, recipient)
         VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
        values![dedupe, list, occasion, scope.tenant().0, recipient],
    )
    .map(drop)
}

row! {
    /// How far the mails about a list have come.
    #[derive(Debug, Clone, Default)]
    pub struct Progress {
        /// Partners that are written to.
        pub partners: i64,
        /// Mails to them.
        pub mails: i64,
        /// Mails that have left.
        pub sent: i64,
        /// Mails that were given up.
        pub failed: i64,
    }
}

/// How far the mails about a list have come.
///
/// # Errors
/// [`DbError`].
pub fn progress(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    list: Uuid,
    occasion: &str,
) -> Result<Progress, DbError> {
    tx.query_one(
        "SELECT (SELECT COUNT(*) FROM price_notice
                 WHERE list_id = $1 AND occasion = $2) AS partners,
            COUNT(*) AS mails,
            COUNT(o.done_at) AS sent,
            COUNT(o.failed_at) AS failed
         FROM price_notice_mail m JOIN outbox o ON o.dedupe = m.dedupe
         WHERE m.list_id = $1 AND m.occasion = $2",
        values![list, occasion],
    )
}

row! {
    /// A mail of a notice.
    #[derive(Debug, Clone)]
    pub struct Told {
        /// The partner.
        pub company: String,
        /// Its domain.
        pub domain: String,
        /// `published` or `withdrawn`.
        pub occasion: String,
        /// The mailbox; none where nobody of the partner could be written to.
        pub recipient: Option<String>,
        /// When it was decided to write.
        pub noted_at: Instant,
        /// When the mail left.
        pub done_at: Option<Instant>,
        /// When it was given up.
        pub failed_at: Option<Instant>,
    }
}

/// Everybody who was told of a list, and when it left.
///
/// # Errors
/// [`DbError`].
pub fn told(tx: &mut Tx<'_>, _: OperatorScope, list: Uuid) -> Result<Vec<Told>, DbError> {
    tx.query(
        "SELECT t.name AS company, t.domain, n.occasion, m.recipient, n.noted_at, o.done_at,
            o.failed_at
         FROM price_notice n
         JOIN tenant t ON t.id = n.tenant_id
         LEFT JOIN price_notice_mail m ON m.list_id = n.list_id AND m.tenant_id = n.tenant_id
             AND m.occasion = n.occasion
         LEFT JOIN outbox o ON o.dedupe = m.dedupe
         WHERE n.list_id = $1
         ORDER BY n.occasion, t.domain, m.recipient",
        values![list],
    )
}

row! {
    /// Somebody of a partner who is told of prices.
    #[derive(Debug, Clone)]
    pub struct Reader {
        /// The account.
        pub id: Uuid,
        /// The mailbox.
        pub contact_email: String,
        /// The language.
        pub language: String,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// Which comes first.
        pub name_order: String,
    }
}

/// The global and billing admins of a partner.
///
/// # Errors
/// [`DbError`].
pub fn readers(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Reader>, DbError> {
    tx.query(
        "SELECT id, contact_email, language, family_name, given_name, name_order FROM account
         WHERE tenant_id = $1 AND admin_setting IN ('global-admin', 'billing-admin')
           AND status IN ('invited', 'active') ORDER BY sign_in_name",
        values![scope.tenant().0],
    )
}

crate::identity::named!(Reader);
