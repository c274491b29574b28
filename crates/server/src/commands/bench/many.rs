//! Many customers of one partner, each with an order of three subscriptions, written set by set.

use super::measure::progress;
use crate::trouble::Trouble;
use domain::effects::Instant;
use jiff::civil::Date;
use store::{Db, Engine};
use uuid::Uuid;

/// Rows of customers in one transaction.
const AT_ONCE: u32 = 50_000;
/// Most customers there can be: their numbers have seven digits.
pub(super) const MOST: u32 = 3_000_000;
/// Subscriptions of a customer.
pub(super) const EACH: u32 = 3;

/// What the rows are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Customer,
    Profile,
    Commerce,
    Order,
    Subscription,
    Platform,
    Partner,
}

impl Kind {
    fn digit(self) -> u8 {
        match self {
            Self::Customer => 1,
            Self::Profile => 2,
            Self::Commerce => 3,
            Self::Order => 4,
            Self::Subscription => 5,
            Self::Platform => 6,
            Self::Partner => 7,
        }
    }
}

/// A prime above all numbers, and a factor that scatters them: ids come in no order, as real ones.
const PRIME: u64 = 9_999_991;
const FACTOR: u64 = 7_654_321;

/// The id of the row of a number.
pub(super) fn id(kind: Kind, number: u32) -> Uuid {
    let scattered = u64::from(number) * FACTOR % PRIME;
    let digits = format!("{scattered:07}4{}{:023}", kind.digit(), 0);
    // Thirty-two decimal digits are hexadecimal ones too.
    Uuid::try_parse(&digits).unwrap_or_default()
}

/// Numbers all over the loaded ones.
pub(super) fn scattered(customers: u32, n: u32) -> u32 {
    let number = u64::from(n) * 7_919 % u64::from(customers);
    u32::try_from(number).unwrap_or(0)
}

/// How one engine writes what the other writes otherwise.
struct Dialect(Engine);

impl Dialect {
    fn id(&self, kind: Kind, number: &str) -> String {
        let digits = format!(
            "substr(CAST(10000000 + CAST({number} AS BIGINT) * {FACTOR} % {PRIME} AS TEXT), 2) || '4{}{:023}'",
            kind.digit(),
            0
        );
        match self.0 {
            Engine::Sqlite => format!("unhex({digits})"),
            Engine::Postgres => format!("CAST({digits} AS uuid)"),
        }
    }

    fn known(&self, id: Uuid) -> String {
        match self.0 {
            Engine::Sqlite => format!("x'{}'", id.simple()),
            Engine::Postgres => format!("'{id}'::uuid"),
        }
    }
}

/// SQLite keeps more pages in memory while it loads: ids come in no order, so every index is written
/// all over.
fn room_for_loading(db: &Db, more: bool) -> Result<(), Trouble> {
    if db.engine() == Engine::Sqlite {
        // Of KiB when negative; two MiB are what SQLite has by itself.
        let pages = if more { -1_000_000 } else { -2_000 };
        let sql = format!("PRAGMA cache_size = {pages}");
        db.write(move |tx| tx.batch(&sql)).wait()?;
    }
    Ok(())
}

/// Whose customers, and what is sold to them.
#[derive(Debug, Clone)]
pub(super) struct World {
    /// The partner, where all are of one.
    pub(super) partner: Uuid,
    /// First number and count of the partners, where they are of many.
    pub(super) partners: Option<(u32, u32)>,
    /// What is sold: one offer for each line of an order.
    pub(super) offers: Vec<Uuid>,
    /// Now.
    pub(super) now: Instant,
    /// Today: the day of the orders.
    pub(super) today: Date,
    /// First day of what is sold.
    pub(super) starts: Date,
    /// First day after its term.
    pub(super) ends: Date,
}

impl World {
    /// Adds the customers of the numbers from `from` to below `until`.
    ///
    /// # Errors
    /// [`Trouble::Database`].
    pub(super) fn fill(&self, db: &Db, from: u32, until: u32) -> Result<(), Trouble> {
        let mut from = from;
        room_for_loading(db, true)?;
        while from < until {
            let next = until.min(from.saturating_add(AT_ONCE));
            let sql = self.sql(&Dialect(db.engine()), from, next);
            db.write(move |tx| tx.batch(&sql)).wait()?;
            from = next;
            progress(&format!("{from} customers loaded"));
        }
        room_for_loading(db, false)?;
        if db.engine() == Engine::Postgres {
            // What the server's housekeeping does within minutes.
            db.write(|tx| tx.batch("ANALYZE")).wait()?;
        }
        Ok(())
    }

    /// Adds the partners of [`Self::partners`]; their first bill is due on a day.
    ///
    /// # Errors
    /// [`Trouble::Database`].
    pub(super) fn add_partners(
        &self,
        db: &Db,
        signed: Date,
        first_bill: Date,
    ) -> Result<(), Trouble> {
        let Some((first, count)) = self.partners else {
            return Ok(());
        };
        let d = Dialect(db.engine());
        let (now, until, day) = (self.now.0, first + count, signed.day());
        let id = d.id(Kind::Partner, "i");
        let numbers = format!(
            "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {until})"
        );
        let text = "substr(CAST(10000000 + i AS TEXT), 2)";
        let sql = format!(
            "{numbers} INSERT INTO tenant (id, kind, name, domain, language, created_at)
             SELECT {id}, 'partner', '杭州云帆第' || {text} || '信息技术有限公司',
                'p' || {text} || '.bench.example', 'zh-Hans', {now} FROM n;
             {numbers} INSERT INTO partner (tenant_id, status, model, may_resell, network_id,
                credit_code, signed_at, active_at)
             SELECT {id}, 'active', 'direct', TRUE, 'N' || {text}, 'C' || {text}, {now}, {now} FROM n;
             {numbers} INSERT INTO billing_account (tenant_id, currency, anchor_day, signed_on,
                first_billing_date, payment_terms_days, credit_limit)
             SELECT {id}, 'CNY', {day}, '{signed}', '{first_bill}', 30, 100000000 FROM n;"
        );
        db.write(move |tx| tx.batch(&sql)).wait()?;
        Ok(())
    }

    /// Gives every fifth subscription of some customers other units on a day.
    ///
    /// # Errors
    /// [`Trouble::Database`].
    pub(super) fn change_a_fifth(
        &self,
        db: &Db,
        (from, until): (u32, u32),
        on: Date,
    ) -> Result<(), Trouble> {
        let d = Dialect(db.engine());
        let (first, end) = (from * EACH, until * EACH);
        let first = first.next_multiple_of(5);
        let subscription = d.id(Kind::Subscription, "i");
        let numbers = format!(
            "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 5 FROM n WHERE i + 5 < {end})"
        );
        let sql = format!(
            "{numbers} INSERT INTO subscription_fact (subscription_id, version, at, day, what, status,
                cycle, offer_id, quantity, unit_price, ends_on)
             SELECT f.subscription_id, 2, f.at, '{on}', 'changed', f.status, f.cycle, f.offer_id, 7,
                f.unit_price, f.ends_on
             FROM n JOIN subscription_fact f ON f.subscription_id = {subscription} AND f.version = 1;"
        );
        db.write(move |tx| tx.batch(&sql)).wait()?;
        Ok(())
    }

    fn sql(&self, d: &Dialect, from: u32, until: u32) -> String {
        let numbers = format!(
            "WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {until})"
        );
        let text = "substr(CAST(10000000 + i AS TEXT), 2)";
        let now = self.now.0;
        let partner = match self.partners {
            None => d.known(self.partner),
            Some((first, count)) => d.id(Kind::Partner, &format!("{first} + i % {count}")),
        };
        let customer = d.id(Kind::Customer, "i");
        let domain = format!("'k' || {text} || '.bench.example'");
        let offers =
            self.offers.iter().zip(0..).map(|(offer, line)| {
                format!("SELECT {line} AS line, {} AS offer", d.known(*offer))
            });
        let lines = offers.collect::<Vec<_>>().join(" UNION ALL ");
        let number = format!("i * {EACH} + line");
        let subscription = d.id(Kind::Subscription, &number);
        let (today, starts, ends) = (self.today, self.starts, self.ends);
        let due = self.now.plus_days(365).0;
        format!(
            "{numbers} INSERT INTO tenant (id, kind, name, domain, language, created_at)
             SELECT {customer}, 'customer', 'kunde ' || {text}, {domain}, 'zh-Hans', {now} FROM n;
             {numbers} INSERT INTO customer (id, commerce_id, profile_id, company_name, domain,
                qualification, sandbox, family_name, given_name, email, phone, language, culture,
                country, province, city, district, address1, address2, postal_code, created_at, version)
             SELECT {customer}, {commerce}, {profile}, 'kunde ' || {text}, {domain}, 'none', FALSE,
                '林', '晓', 'lin@' || {domain}, '+8651266550101', 'zh', 'zh-CN', 'CN', 'JS', '苏州',
                '', '星湖街 328 号', '', '215000', {now}, 1 FROM n;
             {numbers} INSERT INTO customer_relation (partner_id, customer_id, kind, delegated,
                name_key, domain, since)
             SELECT {partner}, {customer}, 'reseller', TRUE, 'kunde ' || {text}, {domain}, {now} FROM n;
             {numbers} INSERT INTO sales_order (id, partner_id, customer_id, cycle, currency, status,
                created_at, version)
             SELECT {order}, {partner}, {customer}, 'monthly', 'CNY', 'completed', {now}, 1 FROM n;
             {numbers} INSERT INTO subscription (id, platform_id, partner_id, customer_id, order_id,
                line_number, offer_id, friendly_name, quantity, status, auto_renew, cycle, unit_price,
                is_trial, ordered_on, starts_on, ends_on, created_at, next_at, version)
             SELECT {subscription}, {platform}, {partner}, {customer}, {order}, line, offer, '总部', 5,
                'active', TRUE, 'monthly', 3200, FALSE, '{today}', '{starts}', '{ends}', {now}, {due}, 1
             FROM n CROSS JOIN ({lines}) AS lines;
             {numbers} INSERT INTO subscription_fact (subscription_id, version, at, day, what, status,
                cycle, offer_id, quantity, unit_price, ends_on)
             SELECT {subscription}, 1, {now}, '{starts}', 'ordered', 'active', 'monthly', offer, 5,
                3200, '{ends}' FROM n CROSS JOIN ({lines}) AS lines;",
            commerce = d.id(Kind::Commerce, "i"),
            profile = d.id(Kind::Profile, "i"),
            order = d.id(Kind::Order, "i"),
            platform = d.id(Kind::Platform, &number),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_of_one_row_each() {
        let mut seen = std::collections::HashSet::new();
        for number in (0..MOST * EACH).step_by(9_973) {
            assert!(seen.insert(id(Kind::Subscription, number)), "{number}");
            assert!(!seen.contains(&id(Kind::Platform, number)));
        }
        assert!(u64::from(MOST * EACH) < PRIME);
        assert_ne!(id(Kind::Customer, 1), Uuid::nil());
    }
}
