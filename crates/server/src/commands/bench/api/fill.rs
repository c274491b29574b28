//! Many customers of one partner, each with an order of three subscriptions, written set by set.

use crate::trouble::Trouble;
use domain::effects::Instant;
use jiff::ToSpan;
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

/// How one engine writes what the other writes otherwise.
struct Dialect(Engine);

impl Dialect {
    fn id(&self, kind: Kind, number: &str) -> String {
        let digits = format!(
            "substr(CAST(10000000 + ({number}) * {FACTOR} % {PRIME} AS TEXT), 2) || '4{}{:023}'",
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

/// Whose customers, and what is sold to them.
#[derive(Debug, Clone)]
pub(super) struct World {
    /// The partner.
    pub(super) partner: Uuid,
    /// What is sold: one offer for each line of an order.
    pub(super) offers: Vec<Uuid>,
    /// Now.
    pub(super) now: Instant,
    /// Today.
    pub(super) today: jiff::civil::Date,
}

impl World {
    /// Adds the customers of the numbers from `from` to below `until`.
    ///
    /// # Errors
    /// [`Trouble::Database`].
    pub(super) fn fill(&self, db: &Db, from: u32, until: u32) -> Result<(), Trouble> {
        let mut from = from;
        while from < until {
            let next = until.min(from.saturating_add(AT_ONCE));
            let sql = self.sql(&Dialect(db.engine()), from, next);
            db.write(move |tx| tx.batch(&sql)).wait()?;
            from = next;
        }
        if db.engine() == Engine::Postgres {
            // What the server's housekeeping does within minutes.
            db.write(|tx| tx.batch("ANALYZE")).wait()?;
        }
        Ok(())
    }

    fn sql(&self, d: &Dialect, from: u32, until: u32) -> String {
        let numbers = format!(
            "WITH RECURSIVE n(i) AS (SELECT {from} UNION ALL SELECT i + 1 FROM n WHERE i + 1 < {until})"
        );
        let text = "substr(CAST(10000000 + i AS TEXT), 2)";
        let (now, partner) = (self.now.0, d.known(self.partner));
        let customer = d.id(Kind::Customer, "i");
        let domain = format!("'k' || {text} || '.bench.example'");
        let offers =
            self.offers.iter().zip(0..).map(|(offer, line)| {
                format!("SELECT {line} AS line, {} AS offer", d.known(*offer))
            });
        let lines = offers.collect::<Vec<_>>().join(" UNION ALL ");
        let number = format!("i * {EACH} + line");
        let subscription = d.id(Kind::Subscription, &number);
        let (starts, ends) = (self.today, self.today.saturating_add(1.year()));
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
                'active', TRUE, 'monthly', 3200, FALSE, '{starts}', '{starts}', '{ends}', {now}, {due}, 1
             FROM n CROSS JOIN ({lines}) AS lines;
             {numbers} INSERT INTO subscription_fact (subscription_id, version, at, day, what, status,
                cycle, offer_id, quantity, unit_price, ends_on)
             SELECT {subscription}, 1, {now}, '{starts}', 'provisioned', 'active', 'monthly', offer, 5,
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
