//! Publications of agreements, and who has signed, declined or handed the signing on.

use crate::{DbError, Tx, row, values};
use domain::agreements::publication as rule;
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A publication with all its columns.
    #[derive(Debug, Clone)]
    pub struct Publication {
        /// Its id.
        pub id: Uuid,
        /// The agreement.
        pub text_id: String,
        /// The version.
        pub version: String,
        /// `proposed`, `approved` or `withdrawn`.
        pub state: String,
        /// Its place in the order of publications.
        pub number: Option<i64>,
        /// Local day from which it is signed, ISO.
        pub effective_on: String,
        /// The moment from which it is signed.
        pub effective_at: Option<Instant>,
        /// Whether every partner has to sign it.
        pub resign: bool,
        /// SHA-256 of the text by language tag, JSON.
        pub hashes: String,
        /// Who proposed it; nobody, if the installation began with it.
        pub proposed_by: Option<Uuid>,
        /// That person's name.
        pub proposed_name: String,
        /// When.
        pub proposed_at: Instant,
        /// Who agreed.
        pub approved_name: String,
        /// When.
        pub approved_at: Option<Instant>,
        /// Who took it back.
        pub withdrawn_name: String,
        /// When.
        pub withdrawn_at: Option<Instant>,
    }
}

impl Publication {
    /// What the rules look at.
    ///
    /// # Errors
    /// [`DbError::Column`] when a column holds what no program wrote.
    pub fn rule(&self) -> Result<rule::Publication, DbError> {
        let fault = |column: &str, value: &str| DbError::Column {
            column: column.to_owned(),
            problem: format!("holds {value:?}"),
        };
        let state = rule::State::from_text(&self.state);
        let day = self.effective_on.parse();
        Ok(rule::Publication {
            version: self.version.clone(),
            state: state.ok_or_else(|| fault("state", &self.state))?,
            number: self.number,
            effective_on: day.map_err(|_| fault("effective_on", &self.effective_on))?,
            effective_at: self.effective_at,
            resign: self.resign,
            proposed_by: self.proposed_by,
        })
    }
}

macro_rules! publication_columns {
    ($rest:literal) => {
        concat!(
            "SELECT id, text_id, version, state, number, effective_on, effective_at, resign, hashes,
                proposed_by, proposed_name, proposed_at, approved_name, approved_at,
                withdrawn_name, withdrawn_at FROM agreement_publication ",
            $rest
        )
    };
}

/// All publications of an agreement, oldest first. Anybody may know what is in force.
///
/// # Errors
/// [`DbError`].
pub fn publications(tx: &mut Tx<'_>, text_id: &str) -> Result<Vec<Publication>, DbError> {
    tx.query(
        publication_columns!("WHERE text_id = $1 ORDER BY proposed_at, id"),
        values![text_id],
    )
}

/// A publication.
///
/// # Errors
/// [`DbError`].
pub fn publication(tx: &mut Tx<'_>, id: Uuid) -> Result<Option<Publication>, DbError> {
    tx.query_opt(publication_columns!("WHERE id = $1"), values![id])
}

/// Adds a publication.
///
/// # Errors
/// [`DbError::Unique`] when the version is published or another one is proposed.
pub fn add_publication(tx: &mut Tx<'_>, p: &Publication) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO agreement_publication (id, text_id, version, state, number, effective_on,
            effective_at, resign, hashes, proposed_by, proposed_name, proposed_at, approved_name,
            approved_at, withdrawn_name, withdrawn_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        values![
            p.id,
            &p.text_id,
            &p.version,
            &p.state,
            p.number,
            &p.effective_on,
            p.effective_at,
            p.resign,
            &p.hashes,
            p.proposed_by,
            &p.proposed_name,
            p.proposed_at,
            &p.approved_name,
            p.approved_at,
            &p.withdrawn_name,
            p.withdrawn_at
        ],
    )
    .map(drop)
}

/// Writes back what changes in a publication, if its state is still `from`; false when somebody
/// else was faster.
///
/// # Errors
/// [`DbError::Unique`] when another publication took the number meanwhile.
pub fn save_publication(tx: &mut Tx<'_>, from: &str, p: &Publication) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE agreement_publication SET state = $3, number = $4, effective_at = $5,
            approved_name = $6, approved_at = $7, withdrawn_name = $8, withdrawn_at = $9
         WHERE id = $1 AND state = $2",
        values![
            p.id,
            from,
            &p.state,
            p.number,
            p.effective_at,
            &p.approved_name,
            p.approved_at,
            &p.withdrawn_name,
            p.withdrawn_at
        ],
    )?;
    Ok(touched == 1)
}

row! {
    /// How many partners signed a version.
    #[derive(Debug, Clone)]
    pub struct VersionCount {
        /// The version.
        pub version: String,
        /// Companies that signed it, ever.
        pub signed: i64,
    }
}

/// How many companies signed each version of an agreement.
///
/// # Errors
/// [`DbError`].
pub fn signed_counts(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    text_id: &str,
) -> Result<Vec<VersionCount>, DbError> {
    tx.query(
        "SELECT text_version AS version, COUNT(DISTINCT tenant_id) AS signed FROM signature
         WHERE text_id = $1 GROUP BY text_version",
        values![text_id],
    )
}

row! {
    /// How many partners' newest signature is under a publication.
    #[derive(Debug, Clone)]
    pub struct StandingCount {
        /// Number of the publication; 0 before anything was published here.
        pub number: i64,
        /// Partners.
        pub partners: i64,
    }
}

/// How many partners, ended ones left out, are bound by which publication now.
///
/// # Errors
/// [`DbError`].
pub fn bound_counts(tx: &mut Tx<'_>, _: OperatorScope) -> Result<Vec<StandingCount>, DbError> {
    tx.query(
        "SELECT agreement_signed AS number, COUNT(*) AS partners FROM partner
         WHERE status <> 'terminated' AND NOT sandbox GROUP BY agreement_signed",
        &[],
    )
}

row! {
    /// A "Decline".
    #[derive(Debug, Clone)]
    pub struct Decline {
        /// Its id.
        pub id: Uuid,
        /// Whose.
        pub tenant_id: Uuid,
        /// The application it belongs to.
        pub application_id: Uuid,
        /// The company.
        pub company: String,
        /// The agreement.
        pub text_id: String,
        /// The version.
        pub version: String,
        /// Who declined.
        pub name: String,
        /// Why; may be empty.
        pub reason: String,
        /// When.
        pub at: Instant,
        /// When the operator closed it, or the company signed.
        pub closed_at: Option<Instant>,
        /// Who closed it.
        pub closed_name: String,
        /// What was answered.
        pub answer: String,
    }
}

macro_rules! decline_columns {
    ($rest:literal) => {
        concat!(
            "SELECT d.id, d.tenant_id, d.application_id, t.name AS company, d.text_id, d.version,
                d.name, d.reason, d.at, d.closed_at, d.closed_name, d.answer
             FROM agreement_decline d JOIN tenant t ON t.id = d.tenant_id ",
            $rest
        )
    };
}

/// Records a "Decline"; false when one of the same version is open already.
///
/// # Errors
/// [`DbError`].
pub fn add_decline(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    d: &Decline,
    account: Uuid,
) -> Result<bool, DbError> {
    let added = tx.execute(
        "INSERT INTO agreement_decline (id, tenant_id, application_id, text_id, version, account_id,
            name, reason, at, closed_name, answer)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, '', '') ON CONFLICT DO NOTHING",
        values![
            d.id,
            scope.tenant().0,
            d.application_id,
            &d.text_id,
            &d.version,
            account,
            &d.name,
            &d.reason,
            d.at
        ],
    )?;
    Ok(added == 1)
}

/// What a company declined, newest first.
///
/// # Errors
/// [`DbError`].
pub fn declines(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Decline>, DbError> {
    tx.query(
        decline_columns!("WHERE d.tenant_id = $1 ORDER BY d.at DESC LIMIT 20"),
        values![scope.tenant().0],
    )
}

/// Declines nobody has answered, oldest first.
///
/// # Errors
/// [`DbError`].
pub fn open_declines(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    limit: u32,
) -> Result<Vec<Decline>, DbError> {
    tx.query(
        decline_columns!("WHERE d.closed_at IS NULL ORDER BY d.at, d.id LIMIT $1"),
        values![limit],
    )
}

/// A decline by its id.
///
/// # Errors
/// [`DbError`].
pub fn decline(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Decline>, DbError> {
    tx.query_opt(decline_columns!("WHERE d.id = $1"), values![id])
}

/// Closes a decline; false when it is closed already.
///
/// # Errors
/// [`DbError`].
pub fn close_decline(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    id: Uuid,
    by: &str,
    answer: &str,
    now: Instant,
) -> Result<bool, DbError> {
    let touched = tx.execute(
        "UPDATE agreement_decline SET closed_at = $2, closed_name = $3, answer = $4
         WHERE id = $1 AND closed_at IS NULL",
        values![id, now, by, answer],
    )?;
    Ok(touched == 1)
}

/// Closes every open decline of a company that has signed after all.
///
/// # Errors
/// [`DbError`].
pub fn close_declines(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    by: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "UPDATE agreement_decline SET closed_at = $2, closed_name = $3
         WHERE tenant_id = $1 AND closed_at IS NULL",
        values![scope.tenant().0, now, by],
    )
    .map(drop)
}

row! {
    /// Somebody was asked to sign instead.
    #[derive(Debug, Clone)]
    pub struct Asked {
        /// Family name of the one who asked.
        pub by_family: String,
        /// Given name.
        pub by_given: String,
        /// The order these are written in.
        pub by_order: String,
        /// The account that was asked.
        pub asked: Uuid,
        /// Family name of the one who was asked.
        pub family: String,
        /// Given name.
        pub given: String,
        /// The order these are written in.
        pub name_order: String,
        /// The version.
        pub version: String,
        /// When.
        pub at: Instant,
    }
}

impl Asked {
    /// Who asked, and who was asked, each in the order the person wants.
    #[must_use]
    pub fn by_and_to(&self) -> (String, String) {
        let by = crate::identity::ordered(&self.by_family, &self.by_given, &self.by_order);
        let to = crate::identity::ordered(&self.family, &self.given, &self.name_order);
        (by, to)
    }
}

/// Records that somebody was asked to sign instead.
///
/// # Errors
/// [`DbError`].
pub fn add_request(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    id: Uuid,
    version: &str,
    asked_by: Uuid,
    asked: Uuid,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO agreement_request (id, tenant_id, version, asked_by, asked, at)
         VALUES ($1, $2, $3, $4, $5, $6)",
        values![id, scope.tenant().0, version, asked_by, asked, now],
    )
    .map(drop)
}

/// Who was asked to sign instead, newest first.
///
/// # Errors
/// [`DbError`].
pub fn requests(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Vec<Asked>, DbError> {
    tx.query(
        "SELECT b.family_name AS by_family, b.given_name AS by_given, b.name_order AS by_order,
            r.asked, a.family_name AS family, a.given_name AS given, a.name_order, r.version, r.at
         FROM agreement_request r
         JOIN account b ON b.id = r.asked_by
         JOIN account a ON a.id = r.asked
         WHERE r.tenant_id = $1 ORDER BY r.at DESC, r.id LIMIT 20",
        values![scope.tenant().0],
    )
}

row! {
    /// A member of staff to write to.
    #[derive(Debug, Clone)]
    pub struct StaffContact {
        /// The account.
        pub id: Uuid,
        /// Family name.
        pub family_name: String,
        /// Given name.
        pub given_name: String,
        /// The order names are written in.
        pub name_order: String,
        /// Where mail reaches the person.
        pub contact_email: String,
        /// Language.
        pub language: String,
    }
}

crate::identity::named!(StaffContact);

/// The active members of staff with a role.
///
/// # Errors
/// [`DbError`].
pub fn staff_with_role(tx: &mut Tx<'_>, role: &str) -> Result<Vec<StaffContact>, DbError> {
    tx.query(
        "SELECT a.id, a.family_name, a.given_name, a.name_order, a.contact_email, a.language
         FROM staff_role r JOIN account a ON a.id = r.account_id
         WHERE r.role = $1 AND a.status IN ('invited', 'active') ORDER BY a.sign_in_name",
        values![role],
    )
}
