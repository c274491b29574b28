//! Metered usage: files of a meter, records, and the lines of invoices that charge for them.

use crate::many::Insert;
use crate::{DbError, Tx, Value, row, values};
use domain::billing::usage_sheet::Fact;
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use jiff::civil::Date;
use uuid::Uuid;

row! {
    /// A file that was taken in.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Import {
        /// Its id.
        pub id: Uuid,
        /// Its name.
        pub file_name: String,
        /// Its bytes.
        pub sha256: [u8; 32],
        /// Rows below the names of the columns.
        pub row_count: i64,
        /// Rows that became records.
        pub taken: i64,
        /// Rows whose records were there, with the same contents.
        pub known: i64,
        /// Rows that were left out.
        pub refused: i64,
        /// Who sent it.
        pub uploaded_by: Uuid,
        /// The name at that time.
        pub uploaded_name: String,
        /// When.
        pub uploaded_at: Instant,
    }
}

row! {
    /// Something that was wrong with a row.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Refusal {
        /// Its place among all of the file, from 1.
        pub place: i64,
        /// The row; the first has the names of the columns.
        pub row_number: i64,
        /// The meter's number of the record, as far as it could be read.
        pub record: String,
        /// The column.
        pub column_name: String,
        /// Code of what is wrong.
        pub problem: String,
        /// Names and values the words need, JSON.
        pub args: String,
    }
}

static ADD_REFUSALS: Insert<7> = Insert::new(
    "INSERT INTO usage_refusal (import_id, place, row_number, record, column_name, problem, args)
     VALUES",
    "",
);

/// Writes a file down with what was wrong with it.
///
/// # Errors
/// [`DbError`].
pub fn add_import(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    import: &Import,
    refusals: &[Refusal],
) -> Result<(), DbError> {
    let i = import;
    tx.execute(
        "INSERT INTO usage_import (id, file_name, sha256, row_count, taken, known, refused, uploaded_by,
            uploaded_name, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
        values![
            i.id,
            &i.file_name,
            &i.sha256,
            i.row_count,
            i.taken,
            i.known,
            i.refused,
            i.uploaded_by,
            &i.uploaded_name,
            i.uploaded_at
        ],
    )?;
    let rows = refusals.iter().map(|r| {
        [
            i.id.into(),
            r.place.into(),
            r.row_number.into(),
            (&r.record).into(),
            (&r.column_name).into(),
            (&r.problem).into(),
            (&r.args).into(),
        ]
    });
    ADD_REFUSALS.run(tx, rows).map(drop)
}

/// Files, newest first.
///
/// # Errors
/// [`DbError`].
pub fn imports(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    (limit, offset): (u32, u32),
) -> Result<Vec<Import>, DbError> {
    tx.query(
        "SELECT id, file_name, sha256, row_count, taken, known, refused, uploaded_by, uploaded_name,
            uploaded_at
         FROM usage_import ORDER BY uploaded_at DESC, id DESC LIMIT $1 OFFSET $2",
        values![limit, offset],
    )
}

/// One file.
///
/// # Errors
/// [`DbError`].
pub fn import(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Import>, DbError> {
    tx.query_opt(
        "SELECT id, file_name, sha256, row_count, taken, known, refused, uploaded_by, uploaded_name,
            uploaded_at
         FROM usage_import WHERE id = $1",
        values![id],
    )
}

/// What was wrong with a file after a place, in order.
///
/// # Errors
/// [`DbError`].
pub fn refusals(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    import: Uuid,
    (after, limit): (i64, u32),
) -> Result<Vec<Refusal>, DbError> {
    tx.query(
        "SELECT place, row_number, record, column_name, problem, args FROM usage_refusal
         WHERE import_id = $1 AND place > $2 ORDER BY place LIMIT $3",
        values![import, after, limit],
    )
}

row! {
    /// A subscription as usage is measured by it.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Sold {
        /// Who sold it.
        pub partner_id: Uuid,
        /// Whether it is a trial.
        pub is_trial: bool,
        /// Whether its customer is in a sandbox.
        pub sandbox: bool,
        /// Its order.
        pub order_id: Uuid,
        /// Day of the order.
        pub ordered_on: String,
        /// First day.
        pub starts_on: String,
        /// The day it ended, if it did.
        pub ended_on: Option<String>,
        /// The order of its base, for an add-on.
        pub base_order_id: Option<Uuid>,
        /// Day of that order.
        pub base_ordered_on: Option<String>,
        /// The day the partner signed.
        pub signed_on: String,
    }
}

/// Any subscription.
///
/// # Errors
/// [`DbError`].
pub fn sold(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Option<Sold>, DbError> {
    tx.query_opt(
        "SELECT s.partner_id, s.is_trial, c.sandbox, s.order_id, s.ordered_on, s.starts_on,
            (SELECT MIN(f.day) FROM subscription_fact f WHERE f.subscription_id = s.id
               AND f.status IN ('cancelled', 'expired', 'deleted')) AS ended_on,
            b.order_id AS base_order_id, b.ordered_on AS base_ordered_on, a.signed_on
         FROM subscription s JOIN customer c ON c.id = s.customer_id
         JOIN billing_account a ON a.tenant_id = s.partner_id
         LEFT JOIN subscription b ON b.id = s.parent_id WHERE s.id = $1",
        values![id],
    )
}

/// The days on which the term of a subscription began anew.
///
/// # Errors
/// [`DbError`].
pub fn renewals(tx: &mut Tx<'_>, _: OperatorScope, id: Uuid) -> Result<Vec<String>, DbError> {
    tx.query(
        "SELECT day AS t FROM subscription_fact WHERE subscription_id = $1 AND what = 'renewed'
         ORDER BY version",
        values![id],
    )
}

row! {
    /// A record that is there.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Known {
        /// Its number.
        pub record: String,
        /// SHA-256 of its contents.
        pub digest: [u8; 32],
    }
}

/// Records asked for with one statement.
const ASKED: usize = 20;

/// The records of some numbers that are there.
///
/// # Errors
/// [`DbError`].
pub fn known(tx: &mut Tx<'_>, _: OperatorScope, records: &[&str]) -> Result<Vec<Known>, DbError> {
    let mut known = Vec::new();
    for some in records.chunks(ASKED) {
        // The last one fills the places that are left.
        let padded = some.iter().chain(some.last().into_iter().cycle());
        let values: Vec<Value> = padded.take(ASKED).map(|record| (*record).into()).collect();
        known.extend(tx.query::<Known>(
            "SELECT record, digest FROM usage_record WHERE record IN ($1, $2, $3, $4, $5, $6, $7, $8,
                $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20)",
            &values,
        )?);
    }
    Ok(known)
}

/// The price of a resource's tier in a term of a subscription; none before its first record.
///
/// # Errors
/// [`DbError`].
pub fn price(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    fact: &Fact,
    term_from: &str,
) -> Result<Option<i64>, DbError> {
    tx.query_opt(
        "SELECT price AS n FROM usage_record
         WHERE subscription_id = $1 AND resource_id = $2 AND tier = $3 AND term_from = $4 LIMIT 1",
        values![fact.subscription, fact.resource, fact.tier, term_from],
    )
}

/// A record that is taken in.
#[derive(Debug, Clone, Copy)]
pub struct New<'a> {
    /// Its id.
    pub id: Uuid,
    /// The file it is from.
    pub import: Uuid,
    /// The partner.
    pub partner: Uuid,
    /// First day of the term.
    pub term_from: Date,
    /// SHA-256 of its contents.
    pub digest: &'a [u8; 32],
    /// What it says.
    pub fact: &'a Fact,
}

static ADD_RECORDS: Insert<23> = Insert::new(
    "INSERT INTO usage_record (id, import_id, partner_id, subscription_id, record, digest, used_on,
        term_from, service_name, service_type, resource_id, resource_name, region, sku, tier,
        consumed, included, price, metered_region, metered_service, metered_service_type, project,
        service_info) VALUES",
    "ON CONFLICT (record) DO NOTHING",
);

/// Takes records in and says how many: those whose number is there already are not.
///
/// # Errors
/// [`DbError`].
pub fn add_records<'a>(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    records: impl IntoIterator<Item = New<'a>>,
) -> Result<u64, DbError> {
    let rows = records.into_iter().map(|new| {
        let f = new.fact;
        [
            new.id.into(),
            new.import.into(),
            new.partner.into(),
            f.subscription.into(),
            (&f.record).into(),
            new.digest.into(),
            f.used_on.to_string().into(),
            new.term_from.to_string().into(),
            (&f.service_name).into(),
            (&f.service_type).into(),
            f.resource.into(),
            (&f.resource_name).into(),
            (&f.region).into(),
            (&f.sku).into(),
            f.tier.into(),
            f.consumed.into(),
            f.included.into(),
            f.price.into(),
            (&f.metered_region).into(),
            (&f.metered_service).into(),
            (&f.metered_service_type).into(),
            (&f.project).into(),
            (&f.service_info).into(),
        ]
    });
    ADD_RECORDS.run(tx, rows)
}

row! {
    /// A line of an invoice for usage, with everything that was known of it then.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct UsageLine {
        /// Its place, from 1.
        pub number: u32,
        /// The subscription.
        pub subscription_id: Uuid,
        /// Whose it is.
        pub customer_id: Uuid,
        /// Its order.
        pub order_id: Uuid,
        /// The id billing systems use.
        pub platform_id: Uuid,
        /// The offer of the price list.
        pub offer_id: Uuid,
        /// Name of the offer.
        pub offer_name: String,
        /// What the partner called it.
        pub subscription_name: String,
        /// The customer.
        pub customer_name: String,
        /// Its domain.
        pub customer_domain: String,
        /// What for.
        pub charge: String,
        /// First day charged.
        pub charged_from: String,
        /// First day after.
        pub charged_to: String,
        /// The record; none for a discount.
        pub record_id: Option<Uuid>,
        /// The meter's number of it.
        pub record: String,
        /// The day something was used; empty for a discount, as what follows.
        pub used_on: String,
        /// The service.
        pub service_name: String,
        /// Its kind.
        pub service_type: String,
        /// The resource.
        pub resource_id: Uuid,
        /// Its name.
        pub resource_name: String,
        /// Where.
        pub region: String,
        /// What is sold.
        pub sku: String,
        /// The price tier.
        pub tier: u32,
        /// Units used, millionths.
        pub consumed: i64,
        /// Units that cost nothing, millionths.
        pub included: i64,
        /// Price of one of the others, millionths.
        pub price: i64,
        /// As the meter calls the place.
        pub metered_region: String,
        /// As the meter calls the service.
        pub metered_service: String,
        /// As the meter calls its kind.
        pub metered_service_type: String,
        /// What the customer files it under.
        pub project: String,
        /// What else the service says.
        pub service_info: String,
        /// Before tax.
        pub amount: i64,
        /// Tax.
        pub tax: i64,
    }
}

/// Usage of a partner before a day that is on no invoice yet, as lines without number, charge, dates and
/// amounts; by subscription, in the order of purchase.
///
/// # Errors
/// [`DbError`].
pub fn waiting(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    before: &str,
) -> Result<Vec<UsageLine>, DbError> {
    tx.query(
        "SELECT CAST(0 AS BIGINT) AS number, r.subscription_id, s.customer_id, s.order_id,
            s.platform_id, s.offer_id, '' AS offer_name, s.friendly_name AS subscription_name,
            c.company_name AS customer_name, c.domain AS customer_domain, '' AS charge,
            '' AS charged_from, '' AS charged_to, r.id AS record_id, r.record, r.used_on,
            r.service_name, r.service_type, r.resource_id, r.resource_name, r.region, r.sku, r.tier,
            r.consumed, r.included, r.price, r.metered_region, r.metered_service,
            r.metered_service_type, r.project, r.service_info, CAST(0 AS BIGINT) AS amount,
            CAST(0 AS BIGINT) AS tax
         FROM usage_record r JOIN subscription s ON s.id = r.subscription_id
         JOIN customer c ON c.id = s.customer_id
         WHERE r.partner_id = $1 AND r.invoice_id IS NULL AND r.used_on < $2
         ORDER BY s.created_at, r.subscription_id, r.used_on, r.record",
        values![scope.tenant().0, before],
    )
}

row! {
    /// What a subscription lives through, as far as it matters for its usage.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Life {
        /// The subscription.
        pub id: Uuid,
        /// Its order.
        pub order_id: Uuid,
        /// Day of the order.
        pub ordered_on: String,
        /// First day.
        pub starts_on: String,
        /// The day it ended, if it did.
        pub ended_on: Option<String>,
        /// The order of its base, for an add-on.
        pub base_order_id: Option<Uuid>,
        /// Day of that order.
        pub base_ordered_on: Option<String>,
        /// The last day its term began anew.
        pub renewed_on: Option<String>,
        /// Whether an earlier invoice charged for its usage.
        pub billed: bool,
    }
}

/// The lives of the subscriptions whose usage waits for a bill.
///
/// # Errors
/// [`DbError`].
pub fn lives(tx: &mut Tx<'_>, scope: TenantScope, before: &str) -> Result<Vec<Life>, DbError> {
    tx.query(
        "SELECT s.id, s.order_id, s.ordered_on, s.starts_on,
            (SELECT MIN(f.day) FROM subscription_fact f WHERE f.subscription_id = s.id
               AND f.status IN ('cancelled', 'expired', 'deleted')) AS ended_on,
            b.order_id AS base_order_id, b.ordered_on AS base_ordered_on,
            (SELECT MAX(f.day) FROM subscription_fact f WHERE f.subscription_id = s.id
               AND f.what = 'renewed') AS renewed_on,
            EXISTS (SELECT 1 FROM usage_line l WHERE l.partner_id = $1
               AND l.subscription_id = s.id) AS billed
         FROM subscription s LEFT JOIN subscription b ON b.id = s.parent_id
         WHERE s.id IN (SELECT r.subscription_id FROM usage_record r
             WHERE r.partner_id = $1 AND r.invoice_id IS NULL AND r.used_on < $2)",
        values![scope.tenant().0, before],
    )
}

static ADD_LINES: Insert<35> = Insert::new(
    "INSERT INTO usage_line (invoice_id, number, partner_id, subscription_id, customer_id,
        order_id, platform_id, offer_id, offer_name, subscription_name, customer_name,
        customer_domain, charge, charged_from, charged_to, record_id, record, used_on,
        service_name, service_type, resource_id, resource_name, region, sku, tier, consumed,
        included, price, metered_region, metered_service, metered_service_type, project,
        service_info, amount, tax) VALUES",
    "",
);

/// Adds lines for usage to an invoice that is being issued, and takes their records off what waits.
///
/// # Errors
/// [`DbError`], also when a record is on an invoice already.
pub fn add_lines(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    lines: &[UsageLine],
) -> Result<(), DbError> {
    let rows = lines.iter().map(|line| line_values(scope, invoice, line));
    ADD_LINES.run(tx, rows)?;
    let taken = tx.execute(
        "UPDATE usage_record SET invoice_id = $1
         WHERE partner_id = $2 AND invoice_id IS NULL AND id IN (
            SELECT record_id FROM usage_line WHERE invoice_id = $1 AND record_id IS NOT NULL)",
        values![invoice, scope.tenant().0],
    )?;
    let records = lines.iter().filter(|line| line.record_id.is_some()).count();
    if taken == records as u64 {
        Ok(())
    } else {
        Err(DbError::Engine("usage was billed meanwhile".to_owned()))
    }
}

fn line_values(scope: TenantScope, invoice: Uuid, l: &UsageLine) -> [Value; 35] {
    [
        invoice.into(),
        l.number.into(),
        scope.tenant().0.into(),
        l.subscription_id.into(),
        l.customer_id.into(),
        l.order_id.into(),
        l.platform_id.into(),
        l.offer_id.into(),
        (&l.offer_name).into(),
        (&l.subscription_name).into(),
        (&l.customer_name).into(),
        (&l.customer_domain).into(),
        (&l.charge).into(),
        (&l.charged_from).into(),
        (&l.charged_to).into(),
        l.record_id.into(),
        (&l.record).into(),
        (&l.used_on).into(),
        (&l.service_name).into(),
        (&l.service_type).into(),
        l.resource_id.into(),
        (&l.resource_name).into(),
        (&l.region).into(),
        (&l.sku).into(),
        l.tier.into(),
        l.consumed.into(),
        l.included.into(),
        l.price.into(),
        (&l.metered_region).into(),
        (&l.metered_service).into(),
        (&l.metered_service_type).into(),
        (&l.project).into(),
        (&l.service_info).into(),
        l.amount.into(),
        l.tax.into(),
    ]
}

macro_rules! lines {
    () => {
        "SELECT number, subscription_id, customer_id, order_id, platform_id, offer_id, offer_name,
            subscription_name, customer_name, customer_domain, charge, charged_from, charged_to,
            record_id, record, used_on, service_name, service_type, resource_id, resource_name, region,
            sku, tier, consumed, included, price, metered_region, metered_service,
            metered_service_type, project, service_info, amount, tax
         FROM usage_line WHERE invoice_id = $1 AND partner_id = $2 AND number > $3
         ORDER BY number LIMIT $4"
    };
}

/// Lines for usage of one of a partner's invoices after one of them, in order.
///
/// # Errors
/// [`DbError`].
pub fn lines(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    (after, limit): (u32, u32),
) -> Result<Vec<UsageLine>, DbError> {
    tx.query(lines!(), values![invoice, scope.tenant().0, after, limit])
}

/// Calls `each` for the same lines without holding them.
///
/// # Errors
/// [`DbError`], or the first error `each` returns.
pub fn each<E: From<DbError>>(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    (after, limit): (u32, u32),
    mut each: impl FnMut(&UsageLine) -> Result<(), E>,
) -> Result<(), E> {
    let mut refused = None;
    let read = tx.for_each(
        lines!(),
        values![invoice, scope.tenant().0, after, limit],
        &mut |row| {
            let line = <UsageLine as crate::db::FromRow>::from_row(row)?;
            each(&line).map_err(|error| {
                refused = Some(error);
                DbError::Engine("the reader of the rows gave up".to_owned())
            })
        },
    );
    match refused {
        Some(error) => Err(error),
        None => Ok(read?),
    }
}

row! {
    /// Where a record came from.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Origin {
        /// When its file was taken in.
        pub uploaded_at: Instant,
    }
}

/// Where one of a partner's records came from.
///
/// # Errors
/// [`DbError`].
pub fn origin(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    record: Uuid,
) -> Result<Option<Origin>, DbError> {
    tx.query_opt(
        "SELECT i.uploaded_at FROM usage_record r JOIN usage_import i ON i.id = r.import_id
         WHERE r.id = $1 AND r.partner_id = $2",
        values![record, scope.tenant().0],
    )
}
