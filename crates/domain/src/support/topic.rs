//! What requests are about: a tree of two levels, with the numbers programs use.

/// Whose business a topic is, which decides who in a company may write about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Area {
    /// Bills and payments: billing admins too.
    Billing,
    /// The company's account and its users: user management admins too.
    Account,
    /// Everything else.
    Selling,
}

/// A topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Topic {
    /// Its number, as programs know it.
    pub id: u32,
    /// Its name, part of locale keys (`support-topic-<name>`).
    pub name: &'static str,
    /// Whose business it is.
    pub area: Area,
    /// Whether it is something customers have.
    pub of_customers: bool,
}

const fn topic(id: u32, name: &'static str, area: Area, of_customers: bool) -> Topic {
    Topic {
        id,
        name,
        area,
        of_customers,
    }
}

/// Every topic, in the order of the form.
pub const TOPICS: &[Topic] = &[
    topic(32_444_601, "invoice", Area::Billing, false),
    topic(32_444_602, "payment", Area::Billing, false),
    topic(32_444_603, "reconciliation", Area::Billing, false),
    topic(32_444_604, "credit", Area::Billing, false),
    topic(32_444_671, "profile", Area::Account, false),
    topic(32_444_672, "users", Area::Account, false),
    topic(32_444_673, "agreement", Area::Account, false),
    topic(32_444_701, "customers", Area::Selling, false),
    topic(32_444_702, "orders", Area::Selling, false),
    topic(32_444_703, "pricing", Area::Selling, false),
    topic(32_444_704, "interface", Area::Selling, false),
    topic(32_444_705, "outage", Area::Selling, false),
    topic(32_444_706, "other", Area::Selling, false),
    topic(32_444_801, "customer-access", Area::Selling, true),
    topic(32_444_802, "customer-service", Area::Selling, true),
    topic(32_444_803, "customer-licence", Area::Selling, true),
    topic(32_444_804, "customer-misuse", Area::Selling, true),
    topic(32_444_805, "customer-other", Area::Selling, true),
];

/// A topic by its name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.name == name)
}

/// A topic by its number.
#[must_use]
pub fn by_id(id: u32) -> Option<&'static Topic> {
    TOPICS.iter().find(|topic| topic.id == id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn topics_are_told_apart() {
        let names: HashSet<_> = TOPICS.iter().map(|topic| topic.name).collect();
        let ids: HashSet<_> = TOPICS.iter().map(|topic| topic.id).collect();
        assert_eq!((names.len(), ids.len()), (TOPICS.len(), TOPICS.len()));
        for topic in TOPICS {
            assert_eq!(by_name(topic.name), by_id(topic.id));
        }
    }
}
