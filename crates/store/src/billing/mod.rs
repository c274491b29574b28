//! Bills of partners: what they are made from, what was issued, what was paid of
//! it, and what became of each run.

pub mod adjustments;
pub mod credit_notes;
pub mod disputes;
pub mod exports;
pub mod fapiao;
pub mod lateness;
pub mod ledger;
pub mod payments;
pub mod refunds;
pub mod suspension;
pub mod usage;

use crate::many::Insert;
use crate::{DbError, Row, Tx, Value, row, values};
use domain::effects::Instant;
use domain::permission::{OperatorScope, TenantScope};
use uuid::Uuid;

row! {
    /// A partner and the billing date it comes to next.
    #[derive(Debug, Clone)]
    pub struct Due {
        /// The partner.
        pub partner_id: Uuid,
        /// The date, ISO.
        pub next_on: String,
    }
}

/// Partners whose next billing date is not after a day, a page after the last one seen. Sandboxes are
/// never billed.
///
/// # Errors
/// [`DbError`].
pub fn due(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    today: &str,
    after: Uuid,
    limit: u32,
) -> Result<Vec<Due>, DbError> {
    tx.query(
        "SELECT b.tenant_id AS partner_id, COALESCE(s.next_on, b.first_billing_date) AS next_on
         FROM billing_account b LEFT JOIN bill_schedule s ON s.partner_id = b.tenant_id
         WHERE COALESCE(s.next_on, b.first_billing_date) <= $1 AND b.tenant_id > $2
           AND NOT EXISTS (SELECT 1 FROM partner p WHERE p.tenant_id = b.tenant_id AND p.sandbox)
         ORDER BY b.tenant_id LIMIT $3",
        values![today, after, limit],
    )
}

/// The billing date a partner comes to next, ISO; none without a billing account, and for a sandbox.
///
/// # Errors
/// [`DbError`].
pub fn next_on(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<String>, DbError> {
    let found: Option<Due> = tx.query_opt(
        "SELECT b.tenant_id AS partner_id, COALESCE(s.next_on, b.first_billing_date) AS next_on
         FROM billing_account b LEFT JOIN bill_schedule s ON s.partner_id = b.tenant_id
         WHERE b.tenant_id = $1
           AND NOT EXISTS (SELECT 1 FROM partner p WHERE p.tenant_id = b.tenant_id AND p.sandbox)",
        values![scope.tenant().0],
    )?;
    Ok(found.map(|due| due.next_on))
}

/// Moves a partner from one billing date to the next, and holds its row until the commit. False when
/// somebody else has billed the date: of two runs at once, one waits here and then has nothing to do.
///
/// # Errors
/// [`DbError`].
pub fn move_on(tx: &mut Tx<'_>, scope: TenantScope, from: &str, to: &str) -> Result<bool, DbError> {
    let moved = tx.execute(
        "INSERT INTO bill_schedule (partner_id, next_on) VALUES ($1, $3)
         ON CONFLICT (partner_id) DO UPDATE SET next_on = $3 WHERE bill_schedule.next_on = $2",
        values![scope.tenant().0, from, to],
    )?;
    Ok(moved == 1)
}

row! {
    /// A subscription as a bill needs it.
    #[derive(Debug, Clone)]
    pub struct Sold {
        /// The id partners see.
        pub id: Uuid,
        /// The id billing systems use.
        pub platform_id: Uuid,
        /// Whose it is.
        pub customer_id: Uuid,
        /// Its name.
        pub customer_name: String,
        /// Its domain.
        pub customer_domain: String,
        /// The order it came from.
        pub order_id: Uuid,
        /// What the partner calls it.
        pub friendly_name: String,
        /// Day of the order.
        pub ordered_on: String,
        /// First day.
        pub starts_on: String,
        /// First day after the term.
        pub ends_on: String,
        /// The order of its base, for an add-on.
        pub base_order_id: Option<Uuid>,
        /// Day of that order.
        pub base_ordered_on: Option<String>,
    }
}

/// What a partner sold that a bill may have a word on: everything that has not ended, and what ended
/// on a day or later. What is sold in a sandbox costs nothing. In the order of purchase. Found by way of
/// the partner's customers, old ones too: an index by partner alone would lure every other query for a
/// few of a partner's subscriptions into reading all of them.
///
/// # Errors
/// [`DbError`].
pub fn sold(tx: &mut Tx<'_>, scope: TenantScope, since: &str) -> Result<Vec<Sold>, DbError> {
    tx.query(
        "SELECT s.id, s.platform_id, s.customer_id, c.company_name AS customer_name,
            c.domain AS customer_domain, s.order_id, s.friendly_name, s.ordered_on, s.starts_on,
            s.ends_on, b.order_id AS base_order_id, b.ordered_on AS base_ordered_on
         FROM customer_relation r JOIN customer c ON c.id = r.customer_id
         JOIN subscription s ON s.customer_id = r.customer_id AND s.partner_id = r.partner_id
         LEFT JOIN subscription b ON b.id = s.parent_id
         WHERE r.partner_id = $1 AND c.sandbox = $3
           AND (s.status IN ('pending', 'active', 'suspended')
             OR EXISTS (SELECT 1 FROM subscription_fact f
                 WHERE f.subscription_id = s.id AND f.day >= $2))
         ORDER BY s.created_at, s.id",
        values![scope.tenant().0, since, false],
    )
}

row! {
    /// Something that happened to one of them.
    #[derive(Debug, Clone)]
    pub struct Happened {
        /// The subscription.
        pub subscription_id: Uuid,
        /// The local day from which it counts.
        pub day: String,
        /// What.
        pub what: String,
        /// Status afterwards.
        pub status: String,
        /// Billing cycle afterwards.
        pub cycle: String,
        /// Offer afterwards.
        pub offer_id: Uuid,
        /// Units afterwards.
        pub quantity: u32,
        /// Price afterwards.
        pub unit_price: i64,
        /// End of the term afterwards.
        pub ends_on: String,
    }
}

/// Everything that happened to what [`sold`] gives, in the order it was written down.
///
/// # Errors
/// [`DbError`].
pub fn happened(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    since: &str,
) -> Result<Vec<Happened>, DbError> {
    tx.query(
        "SELECT h.subscription_id, h.day, h.what, h.status, h.cycle, h.offer_id, h.quantity,
            h.unit_price, h.ends_on
         FROM customer_relation r JOIN customer c ON c.id = r.customer_id
         JOIN subscription s ON s.customer_id = r.customer_id AND s.partner_id = r.partner_id
         JOIN subscription_fact h ON h.subscription_id = s.id
         WHERE r.partner_id = $1 AND c.sandbox = $3
           AND (s.status IN ('pending', 'active', 'suspended')
             OR EXISTS (SELECT 1 FROM subscription_fact f
                 WHERE f.subscription_id = s.id AND f.day >= $2))
         ORDER BY h.subscription_id, h.version",
        values![scope.tenant().0, since, false],
    )
}

row! { struct Count { n: i64 } }

/// Whether the calendar has not come to one of a partner's subscriptions yet that it was to come to
/// by a moment: then its term is not known.
///
/// # Errors
/// [`DbError`].
pub fn waits_for_calendar(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    moment: Instant,
) -> Result<bool, DbError> {
    let found: Option<Count> = tx.query_opt(
        "SELECT CAST(1 AS BIGINT) AS n FROM subscription
         WHERE partner_id = $1 AND next_at IS NOT NULL AND next_at <= $2 LIMIT 1",
        values![scope.tenant().0, moment],
    )?;
    Ok(found.is_some_and(|count| count.n == 1))
}

row! {
    /// What was billed for a span of a subscription so far.
    #[derive(Debug, Clone)]
    pub struct Billed {
        /// The subscription.
        pub subscription_id: Uuid,
        /// First day.
        pub span_from: String,
        /// First day after.
        pub span_to: String,
        /// Billing periods in it.
        pub months: u32,
        /// The sum, minor units.
        pub net: i64,
        /// What discounts took off it.
        pub discount: i64,
    }
}

/// What was billed for spans that reach beyond a day. What was given back of single lines stands beside it.
///
/// # Errors
/// [`DbError`].
pub fn billed(tx: &mut Tx<'_>, scope: TenantScope, day: &str) -> Result<Vec<Billed>, DbError> {
    tx.query(
        "SELECT subscription_id, span_from, span_to, months, CAST(SUM(amount) AS BIGINT) AS net,
            CAST(SUM(discount) AS BIGINT) AS discount
         FROM invoice_line WHERE partner_id = $1 AND span_to > $2 AND adjustment_id IS NULL
         GROUP BY subscription_id, span_from, span_to, months",
        values![scope.tenant().0, day],
    )
}

/// What was billed for one subscription, by span.
///
/// # Errors
/// [`DbError`].
pub fn billed_of(tx: &mut Tx<'_>, scope: TenantScope, id: Uuid) -> Result<Vec<Billed>, DbError> {
    tx.query(
        "SELECT subscription_id, span_from, span_to, months, CAST(SUM(amount) AS BIGINT) AS net,
            CAST(SUM(discount) AS BIGINT) AS discount
         FROM invoice_line WHERE partner_id = $1 AND subscription_id = $2 AND adjustment_id IS NULL
         GROUP BY subscription_id, span_from, span_to, months",
        values![scope.tenant().0, id],
    )
}

/// The next number of a series, without gaps: it is taken in the transaction that uses it.
///
/// # Errors
/// [`DbError`].
pub fn next_number(tx: &mut Tx<'_>, series: &str) -> Result<u64, DbError> {
    let n: i64 = tx.query_one(
        "INSERT INTO invoice_counter (series, last) VALUES ($1, 1)
         ON CONFLICT (series) DO UPDATE SET last = invoice_counter.last + 1
         RETURNING last AS n",
        values![series],
    )?;
    u64::try_from(n).map_err(|_| DbError::Column {
        column: "last".to_owned(),
        problem: format!("holds {n}"),
    })
}

row! {
    /// An issued invoice. Amounts are minor units, days ISO.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Invoice {
        /// Its id.
        pub id: Uuid,
        /// Its number.
        pub number: String,
        /// Billing date.
        pub billed_on: String,
        /// First day of the period that ended.
        pub period_from: String,
        /// First day after it.
        pub period_to: String,
        /// When it is to be paid.
        pub due_on: String,
        /// ISO 4217.
        pub currency: String,
        /// Tax rate, hundredths of a percent.
        pub tax_basis_points: u32,
        /// Recurring charges before tax.
        pub recurring: i64,
        /// Other products and services before tax.
        pub other_products: i64,
        /// Finance charges before tax.
        pub finance_charge: i64,
        /// Usage charges before tax.
        pub usage: i64,
        /// Discounts on usage before tax, below zero.
        pub usage_discount: i64,
        /// What discounts took off charges for licences.
        pub discount: i64,
        /// Credits and adjustments with their tax, below zero.
        pub credits: i64,
        /// Tax of everything but those.
        pub tax: i64,
        /// What it comes to.
        pub total: i64,
        /// What was unpaid before.
        pub previous_balance: i64,
        /// Its lines.
        pub line_count: u32,
        /// Its lines for usage.
        pub usage_count: u32,
        /// Who bills whom, JSON.
        pub parties: String,
        /// SHA-256 of the reconciliation file.
        pub file_hash: String,
        /// SHA-256 of the usage file; empty where there is none.
        pub usage_hash: String,
        /// When it was issued.
        pub issued_at: Instant,
    }
}

macro_rules! invoices {
    ($rest:literal) => {
        concat!(
            "SELECT id, number, billed_on, period_from, period_to, due_on, currency,
                tax_basis_points, recurring, other_products, finance_charge, usage, usage_discount,
                discount, credits, tax, total, previous_balance, line_count, usage_count, parties,
                file_hash, usage_hash, issued_at
             FROM invoice ",
            $rest
        )
    };
}

/// Issues an invoice.
///
/// # Errors
/// [`DbError`]; unique by number, and by partner and billing date.
pub fn issue(tx: &mut Tx<'_>, scope: TenantScope, i: &Invoice) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO invoice (id, partner_id, number, billed_on, period_from, period_to, due_on,
            currency, tax_basis_points, recurring, other_products, tax, total, previous_balance,
            line_count, parties, file_hash, issued_at, finance_charge, discount, credits, usage,
            usage_discount, usage_count, usage_hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18,
            $19, $20, $21, $22, $23, $24, $25)",
        values![
            i.id,
            scope.tenant().0,
            &i.number,
            &i.billed_on,
            &i.period_from,
            &i.period_to,
            &i.due_on,
            &i.currency,
            i.tax_basis_points,
            i.recurring,
            i.other_products,
            i.tax,
            i.total,
            i.previous_balance,
            i.line_count,
            &i.parties,
            &i.file_hash,
            i.issued_at,
            i.finance_charge,
            i.discount,
            i.credits,
            i.usage,
            i.usage_discount,
            i.usage_count,
            &i.usage_hash
        ],
    )
    .map(drop)
}

/// A partner's invoices, newest first.
///
/// # Errors
/// [`DbError`].
pub fn invoices(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    limit: u32,
    offset: u32,
) -> Result<Vec<Invoice>, DbError> {
    tx.query(
        invoices!("WHERE partner_id = $1 ORDER BY billed_on DESC LIMIT $2 OFFSET $3"),
        values![scope.tenant().0, limit, offset],
    )
}

/// One of a partner's invoices, by its number.
///
/// # Errors
/// [`DbError`].
pub fn invoice(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    number: &str,
) -> Result<Option<Invoice>, DbError> {
    tx.query_opt(
        invoices!("WHERE number = $1 AND partner_id = $2"),
        values![number, scope.tenant().0],
    )
}

row! { struct Dates { first: Option<String>, last: Option<String> } }

/// The billing dates of a partner's first and last invoice; none before there is one.
///
/// # Errors
/// [`DbError`].
pub fn invoiced(tx: &mut Tx<'_>, scope: TenantScope) -> Result<Option<(String, String)>, DbError> {
    let found: Dates = tx.query_one(
        "SELECT MIN(billed_on) AS first, MAX(billed_on) AS last FROM invoice WHERE partner_id = $1",
        values![scope.tenant().0],
    )?;
    Ok(found.first.zip(found.last))
}

/// How many invoices a partner has.
///
/// # Errors
/// [`DbError`].
pub fn invoice_count(tx: &mut Tx<'_>, scope: TenantScope) -> Result<i64, DbError> {
    tx.query_one(
        "SELECT COUNT(*) AS n FROM invoice WHERE partner_id = $1",
        values![scope.tenant().0],
    )
}

row! {
    /// A line of an invoice with everything that was known of it then.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Line {
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
        /// The offer's product.
        pub product_id: Uuid,
        /// Name of the offer.
        pub offer_name: String,
        /// What the partner called it.
        pub subscription_name: String,
        /// The customer.
        pub customer_name: String,
        /// Its domain.
        pub customer_domain: String,
        /// First day of the subscription.
        pub starts_on: String,
        /// First day after its term.
        pub ends_on: String,
        /// What for.
        pub charge: String,
        /// First day charged.
        pub charged_from: String,
        /// First day after.
        pub charged_to: String,
        /// First day of the span.
        pub span_from: String,
        /// First day after the span.
        pub span_to: String,
        /// Billing periods in the span.
        pub months: u32,
        /// For one seat and one month.
        pub unit_price: i64,
        /// Seats.
        pub seats: u32,
        /// Days charged.
        pub days: u32,
        /// Days of the span.
        pub of_days: u32,
        /// Before discount and tax.
        pub amount: i64,
        /// What was taken off it.
        pub discount: i64,
        /// Tax.
        pub tax: i64,
        /// What gives back a part of an earlier line.
        pub adjustment_id: Option<Uuid>,
    }
}

/// Columns of a line.
const LINE_COLUMNS: usize = 29;

static ADD_LINES: Insert<LINE_COLUMNS> = Insert::new(
    "INSERT INTO invoice_line (invoice_id, number, partner_id, subscription_id, customer_id,
        order_id, platform_id, offer_id, product_id, offer_name, subscription_name,
        customer_name, customer_domain, starts_on, ends_on, charge, charged_from, charged_to,
        span_from, span_to, months, unit_price, seats, days, of_days, amount, tax, discount,
        adjustment_id) VALUES",
    "",
);

/// Adds lines to an invoice that is being issued.
///
/// # Errors
/// [`DbError`].
pub fn add_lines(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    lines: &[Line],
) -> Result<(), DbError> {
    let rows = lines.iter().map(|line| line_values(scope, invoice, line));
    ADD_LINES.run(tx, rows).map(drop)
}

fn line_values(scope: TenantScope, invoice: Uuid, l: &Line) -> [Value; LINE_COLUMNS] {
    [
        invoice.into(),
        l.number.into(),
        scope.tenant().0.into(),
        l.subscription_id.into(),
        l.customer_id.into(),
        l.order_id.into(),
        l.platform_id.into(),
        l.offer_id.into(),
        l.product_id.into(),
        (&l.offer_name).into(),
        (&l.subscription_name).into(),
        (&l.customer_name).into(),
        (&l.customer_domain).into(),
        (&l.starts_on).into(),
        (&l.ends_on).into(),
        (&l.charge).into(),
        (&l.charged_from).into(),
        (&l.charged_to).into(),
        (&l.span_from).into(),
        (&l.span_to).into(),
        l.months.into(),
        l.unit_price.into(),
        l.seats.into(),
        l.days.into(),
        l.of_days.into(),
        l.amount.into(),
        l.tax.into(),
        l.discount.into(),
        l.adjustment_id.into(),
    ]
}

/// Lines of one of a partner's invoices after one of them, in order.
///
/// # Errors
/// [`DbError`].
pub fn lines(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    after: u32,
    limit: u32,
) -> Result<Vec<Line>, DbError> {
    tx.query(
        "SELECT number, subscription_id, customer_id, order_id, platform_id, offer_id, product_id,
            offer_name, subscription_name, customer_name, customer_domain, starts_on, ends_on,
            charge, charged_from, charged_to, span_from, span_to, months, unit_price, seats, days,
            of_days, amount, discount, tax, adjustment_id
         FROM invoice_line WHERE invoice_id = $1 AND partner_id = $2 AND number > $3
         ORDER BY number LIMIT $4",
        values![invoice, scope.tenant().0, after, limit],
    )
}

/// A line as the reconciliation file has it, its texts where they lie.
#[derive(Debug, Clone, Copy)]
pub struct Filed<'r> {
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
    /// The offer's product.
    pub product_id: Uuid,
    /// Name of the offer.
    pub offer_name: &'r str,
    /// What the partner called it.
    pub subscription_name: &'r str,
    /// The customer.
    pub customer_name: &'r str,
    /// Its domain.
    pub customer_domain: &'r str,
    /// First day of the subscription.
    pub starts_on: &'r str,
    /// First day after its term.
    pub ends_on: &'r str,
    /// What for.
    pub charge: &'r str,
    /// First day charged.
    pub charged_from: &'r str,
    /// First day after.
    pub charged_to: &'r str,
    /// Billing periods in the span.
    pub months: u32,
    /// For one seat and one month.
    pub unit_price: i64,
    /// Seats.
    pub seats: u32,
    /// Days charged.
    pub days: u32,
    /// Days of the span.
    pub of_days: u32,
    /// Before discount and tax.
    pub amount: i64,
    /// What was taken off it.
    pub discount: i64,
    /// Tax.
    pub tax: i64,
}

impl<'r> From<&'r Line> for Filed<'r> {
    fn from(line: &'r Line) -> Self {
        Self {
            subscription_id: line.subscription_id,
            customer_id: line.customer_id,
            order_id: line.order_id,
            platform_id: line.platform_id,
            offer_id: line.offer_id,
            product_id: line.product_id,
            offer_name: &line.offer_name,
            subscription_name: &line.subscription_name,
            customer_name: &line.customer_name,
            customer_domain: &line.customer_domain,
            starts_on: &line.starts_on,
            ends_on: &line.ends_on,
            charge: &line.charge,
            charged_from: &line.charged_from,
            charged_to: &line.charged_to,
            months: line.months,
            unit_price: line.unit_price,
            seats: line.seats,
            days: line.days,
            of_days: line.of_days,
            amount: line.amount,
            discount: line.discount,
            tax: line.tax,
        }
    }
}

impl<'r> Filed<'r> {
    fn read(row: &Row<'r>) -> Result<Self, DbError> {
        Ok(Self {
            subscription_id: row.get("subscription_id")?,
            customer_id: row.get("customer_id")?,
            order_id: row.get("order_id")?,
            platform_id: row.get("platform_id")?,
            offer_id: row.get("offer_id")?,
            product_id: row.get("product_id")?,
            offer_name: row.text("offer_name")?,
            subscription_name: row.text("subscription_name")?,
            customer_name: row.text("customer_name")?,
            customer_domain: row.text("customer_domain")?,
            starts_on: row.text("starts_on")?,
            ends_on: row.text("ends_on")?,
            charge: row.text("charge")?,
            charged_from: row.text("charged_from")?,
            charged_to: row.text("charged_to")?,
            months: row.get("months")?,
            unit_price: row.get("unit_price")?,
            seats: row.get("seats")?,
            days: row.get("days")?,
            of_days: row.get("of_days")?,
            amount: row.get("amount")?,
            discount: row.get("discount")?,
            tax: row.get("tax")?,
        })
    }
}

/// Calls `each` for the lines of one of a partner's invoices after a number, in order and `limit` at most,
/// without holding them.
///
/// # Errors
/// [`DbError`], or the first error `each` returns.
pub fn each_filed<E: From<DbError>>(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
    (after, limit): (u32, u32),
    mut each: impl FnMut(&Filed<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut refused = None;
    let read = tx.for_each(
        "SELECT subscription_id, customer_id, order_id, platform_id, offer_id, product_id,
            offer_name, subscription_name, customer_name, customer_domain, starts_on, ends_on,
            charge, charged_from, charged_to, months, unit_price, seats, days, of_days, amount, discount,
            tax
         FROM invoice_line WHERE invoice_id = $1 AND partner_id = $2 AND number > $3
         ORDER BY number LIMIT $4",
        values![invoice, scope.tenant().0, after, limit],
        &mut |row| {
            each(&Filed::read(row)?).map_err(|error| {
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
    /// The lines of an invoice that are for the same, summed up.
    #[derive(Debug, Clone, PartialEq, Eq)]
    pub struct Charged {
        /// What for.
        pub charge: String,
        /// How many lines.
        pub lines: i64,
        /// Before discounts and tax.
        pub amount: i64,
        /// Tax.
        pub tax: i64,
    }
}

/// What an invoice charges, by what it is for.
///
/// # Errors
/// [`DbError`].
pub fn charged(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    invoice: Uuid,
) -> Result<Vec<Charged>, DbError> {
    tx.query(
        "SELECT charge, COUNT(*) AS lines, CAST(SUM(amount) AS BIGINT) AS amount,
            CAST(SUM(tax) AS BIGINT) AS tax
         FROM invoice_line WHERE invoice_id = $1 AND partner_id = $2 GROUP BY charge
         UNION ALL
         SELECT charge, COUNT(*) AS lines, CAST(SUM(amount) AS BIGINT) AS amount,
            CAST(SUM(tax) AS BIGINT) AS tax
         FROM usage_line WHERE invoice_id = $1 AND partner_id = $2 GROUP BY charge
         ORDER BY charge",
        values![invoice, scope.tenant().0],
    )
}

/// Writes down what became of a partner's bill of a date.
///
/// # Errors
/// [`DbError`].
pub fn record(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    billed_on: &str,
    state: &str,
    problem: &str,
    now: Instant,
) -> Result<(), DbError> {
    tx.execute(
        "INSERT INTO bill_run (partner_id, billed_on, state, problem, tries, tried_at)
         VALUES ($1, $2, $3, $4, 1, $5)
         ON CONFLICT (partner_id, billed_on) DO UPDATE SET state = $3, problem = $4,
            tries = bill_run.tries + 1, tried_at = $5",
        values![scope.tenant().0, billed_on, state, problem, now],
    )
    .map(drop)
}

row! {
    /// A billing date and how its bills turned out.
    #[derive(Debug, Clone)]
    pub struct RunDate {
        /// The date, ISO.
        pub billed_on: String,
        /// Bills issued.
        pub published: i64,
        /// Partners with nothing to bill.
        pub empty: i64,
        /// Bills that could not be made.
        pub failed: i64,
    }
}

/// Billing dates before one, newest first.
///
/// # Errors
/// [`DbError`].
pub fn run_dates(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    before: &str,
    limit: u32,
) -> Result<Vec<RunDate>, DbError> {
    tx.query(
        "SELECT billed_on,
            CAST(SUM(CASE WHEN state = 'published' THEN 1 ELSE 0 END) AS BIGINT) AS published,
            CAST(SUM(CASE WHEN state = 'empty' THEN 1 ELSE 0 END) AS BIGINT) AS empty,
            CAST(SUM(CASE WHEN state = 'failed' THEN 1 ELSE 0 END) AS BIGINT) AS failed
         FROM bill_run WHERE billed_on < $1 GROUP BY billed_on ORDER BY billed_on DESC LIMIT $2",
        values![before, limit],
    )
}

row! {
    /// One partner's bill in the report of a billing date.
    #[derive(Debug, Clone)]
    pub struct RunLine {
        /// The partner.
        pub partner_id: Uuid,
        /// Its name.
        pub name: String,
        /// `published`, `empty`, `failed`.
        pub state: String,
        /// Why it failed.
        pub problem: String,
        /// How often it was tried.
        pub tries: i64,
        /// When last.
        pub tried_at: Instant,
        /// The invoice.
        pub number: Option<String>,
        /// What it comes to.
        pub total: Option<i64>,
    }
}

/// The report of a billing date: what failed first, then by name.
///
/// # Errors
/// [`DbError`].
pub fn run_report(
    tx: &mut Tx<'_>,
    _: OperatorScope,
    billed_on: &str,
    limit: u32,
) -> Result<Vec<RunLine>, DbError> {
    tx.query(
        "SELECT r.partner_id, t.name, r.state, r.problem, r.tries, r.tried_at, i.number, i.total
         FROM bill_run r JOIN tenant t ON t.id = r.partner_id
         LEFT JOIN invoice i ON i.partner_id = r.partner_id AND i.billed_on = r.billed_on
         WHERE r.billed_on = $1
         ORDER BY CASE WHEN r.state = 'failed' THEN 0 ELSE 1 END, t.name, r.partner_id LIMIT $2",
        values![billed_on, limit],
    )
}
