//! What people of a partner are told by mail and in the news of their action centre: which kinds of
//! notices there are, which of them nobody can switch off, and how the others are wanted.

use crate::caller::text_of_enum;
use crate::permission::TenantAction;

/// A kind of notice, in the order in which the page of preferences names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Subscriptions that were suspended or cancelled.
    Subscriptions,
    /// Terms that begin anew, trials that end.
    Terms,
    /// Files of customers or orders that were imported.
    Imports,
    /// Customers that accepted the company's link.
    Customers,
    /// Special prices.
    SpecialPrices,
    /// What support does about a request and nobody has to answer.
    Support,
    /// What customers ask.
    Inquiries,
    /// Incidents of services.
    Health,
    /// Maintenance of services.
    Maintenance,
    /// Keys of programs that run out, webhooks that are not reached.
    Programs,
    /// Bills, payments, disputes.
    Bills,
    /// Price lists: nobody may say that he was not told in time.
    Prices,
    /// Subscriptions that end for good, data that is deleted.
    Endings,
    /// What support waits for.
    Answers,
    /// The application, and what the reviewers ask.
    Application,
    /// The reseller agreement.
    Agreement,
    /// The company's vetted facts and domains.
    Profiles,
    /// Whether the company may do business here.
    Standing,
    /// Sign-in, passwords, contact data, administrators.
    Access,
}

text_of_enum!(Topic {
    Subscriptions => "subscriptions",
    Terms => "terms",
    Imports => "imports",
    Customers => "customers",
    SpecialPrices => "special-prices",
    Support => "support",
    Inquiries => "inquiries",
    Health => "health",
    Maintenance => "maintenance",
    Programs => "programs",
    Bills => "bills",
    Prices => "prices",
    Endings => "endings",
    Answers => "answers",
    Application => "application",
    Agreement => "agreement",
    Profiles => "profiles",
    Standing => "standing",
    Access => "access",
});

/// Which mails belong to which kind. Mails to the operator's people, and those to customers alone, are
/// not here: they have no preferences.
const MAILS: &[(Topic, &[&str])] = &[
    (Topic::Subscriptions, &["n01", "n03"]),
    (Topic::Terms, &["n04", "n06"]),
    (Topic::Imports, &["import-done"]),
    (Topic::Customers, &["r01"]),
    (Topic::SpecialPrices, &["special-price-granted"]),
    (
        Topic::Support,
        &[
            "support-received",
            "support-answered",
            "support-resolved",
            "support-closed",
        ],
    ),
    (Topic::Inquiries, &["inquiry-new", "inquiry-reply"]),
    (Topic::Health, &["health-begun", "health-ended"]),
    (
        Topic::Maintenance,
        &[
            "maintenance-planned",
            "maintenance-soon",
            "maintenance-moved",
            "maintenance-cancelled",
        ],
    ),
    (Topic::Programs, &["key-expiry", "w01"]),
    (
        Topic::Bills,
        &[
            "invoice-ready",
            "payment-soon",
            "payment-due",
            "payment-overdue",
            "payment-suspension",
            "payment-suspended",
            "payment-released",
            "payment-deferred",
            "dispute-accepted",
            "dispute-refused",
            "refund-paid",
            "fapiao-issued",
            "fapiao-red-issued",
            "fapiao-refused",
        ],
    ),
    (
        Topic::Prices,
        &["price-list", "price-list-withdrawn", "special-price-ended"],
    ),
    (Topic::Endings, &["n02", "n05"]),
    (
        Topic::Answers,
        &["support-asked", "support-reminder", "support-returned"],
    ),
    (
        Topic::Application,
        &[
            "draft-reminder",
            "e04",
            "e07",
            "e07-reminder",
            "e08",
            "e09",
            "e09-reminder",
            "e10",
            "e11",
            "e12",
            "e14",
            "e15",
            "e16",
            "e17",
            "e18",
            "e19",
            "e19-open",
            "new-message",
        ],
    ),
    (
        Topic::Agreement,
        &[
            "e13",
            "sign-request",
            "new-version",
            "new-version-reminder",
            "new-version-overdue",
            "new-version-signed",
        ],
    ),
    (
        Topic::Profiles,
        &[
            "profile-changed",
            "profile-waits",
            "profile-documents",
            "profile-asked",
            "profile-approved",
            "profile-rejected",
            "d01",
            "d02",
        ],
    ),
    (
        Topic::Standing,
        &[
            "partner-suspended",
            "partner-restored",
            "partner-ends",
            "partner-ended",
        ],
    ),
    (
        Topic::Access,
        &[
            "e03",
            "e03-existing",
            "u01",
            "u02",
            "s01",
            "s02",
            "s03",
            "s04",
            "s05",
            "s06",
            "s07",
            "s09",
            "s10",
            "s12",
            "s14",
            "c01",
            "c02",
            "c03",
        ],
    ),
];

/// The news of the action centre, by kind.
const NEWS: &[(Topic, &[&str])] = &[
    (Topic::SpecialPrices, &["special-price"]),
    (Topic::Imports, &["import"]),
    (Topic::Health, &["incident", "incident-over"]),
    (
        Topic::Maintenance,
        &["maintenance", "maintenance-cancelled"],
    ),
    (Topic::Bills, &["invoice"]),
    (Topic::Prices, &["prices", "special-price-over"]),
];

impl Topic {
    /// The kind a mail is of, by its code.
    #[must_use]
    pub fn of_mail(code: &str) -> Option<Self> {
        let found = MAILS.iter().find(|(_, codes)| codes.contains(&code));
        found.map(|(topic, _)| *topic)
    }

    /// The kind a piece of news is of.
    #[must_use]
    pub fn of_news(kind: &str) -> Option<Self> {
        let found = NEWS.iter().find(|(_, kinds)| kinds.contains(&kind));
        found.map(|(topic, _)| *topic)
    }

    /// Every piece of news, with the kind it is of.
    pub fn every_news() -> impl Iterator<Item = (Self, &'static str)> {
        NEWS.iter()
            .flat_map(|(topic, kinds)| kinds.iter().map(|kind| (*topic, *kind)))
    }

    /// The kind of news of this name.
    #[must_use]
    pub fn news_kind(name: &str) -> Option<&'static str> {
        let mut kinds = NEWS.iter().flat_map(|(_, kinds)| *kinds);
        kinds.find(|kind| **kind == name).copied()
    }

    /// Whether nobody can switch it off: money, prices with their notice, what is lost for good, the
    /// right to do business, and who may sign in.
    #[must_use]
    pub fn is_mandatory(self) -> bool {
        matches!(
            self,
            Self::Bills
                | Self::Prices
                | Self::Endings
                | Self::Answers
                | Self::Application
                | Self::Agreement
                | Self::Profiles
                | Self::Standing
                | Self::Access
        )
    }

    /// Whether the action centre has news of it.
    #[must_use]
    pub fn has_news(self) -> bool {
        NEWS.iter().any(|(topic, _)| *topic == self)
    }

    /// What one must be allowed to do for it to concern one; everybody has to do with the others.
    #[must_use]
    pub fn needs(self) -> Option<TenantAction> {
        Some(match self {
            Self::Subscriptions | Self::Terms | Self::Endings => TenantAction::ManageSubscriptions,
            Self::Imports => TenantAction::CreateCustomers,
            Self::Customers => TenantAction::RequestRelationship,
            Self::SpecialPrices | Self::Prices => TenantAction::ViewPrices,
            Self::Support | Self::Answers => TenantAction::ViewOwnSupport,
            Self::Inquiries => TenantAction::AnswerCustomers,
            Self::Health | Self::Maintenance => TenantAction::ViewServiceHealth,
            Self::Programs => TenantAction::ManageApps,
            Self::Bills => TenantAction::ViewBilling,
            Self::Application => TenantAction::ViewApplication,
            Self::Agreement => TenantAction::ViewAgreements,
            Self::Profiles => TenantAction::ViewProfiles,
            Self::Standing | Self::Access => return None,
        })
    }
}

/// How the mails of a kind are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Mails {
    /// Each at once.
    #[default]
    AtOnce,
    /// All of a day in one mail on the next morning.
    Daily,
    /// Not at all.
    Never,
}

text_of_enum!(Mails {
    AtOnce => "at-once",
    Daily => "daily",
    Never => "never",
});

/// How somebody wants a kind of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wish {
    /// Its mails.
    pub mails: Mails,
    /// Whether it stands in the news.
    pub news: bool,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            mails: Mails::AtOnce,
            news: true,
        }
    }
}

impl Wish {
    /// What counts of a wish: of what is mandatory everything arrives.
    #[must_use]
    pub fn counts(self, topic: Topic) -> Self {
        match topic.is_mandatory() {
            true => Self::default(),
            false => self,
        }
    }
}

/// The hour of the day, in the programme's time zone, from which the mail with all of a day leaves.
pub const DIGEST_HOUR: i8 = 8;
/// Most notices such a mail names; the rest is counted.
pub const DIGEST_LINES: usize = 100;
/// How long what was put away is kept, days.
pub const ARCHIVE_DAYS: i64 = 400;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn each_mail_is_of_one_kind_and_each_kind_has_mails() {
        let codes: Vec<_> = MAILS.iter().flat_map(|(_, codes)| *codes).collect();
        let different: BTreeSet<_> = codes.iter().collect();
        assert_eq!(codes.len(), different.len());
        for topic in Topic::ALL {
            assert!(
                MAILS
                    .iter()
                    .any(|(one, codes)| one == topic && !codes.is_empty())
            );
            assert_eq!(Topic::from_text(topic.text()), Some(*topic));
        }
        assert_eq!(Topic::of_mail("n04"), Some(Topic::Terms));
        assert_eq!(Topic::of_mail("e20-case"), None);
        assert_eq!(Topic::of_news("incident"), Some(Topic::Health));
    }

    #[test]
    fn what_is_mandatory_arrives_whatever_is_wished() {
        let nothing = Wish {
            mails: Mails::Never,
            news: false,
        };
        for topic in Topic::ALL {
            let counts = nothing.counts(*topic);
            let wanted = match topic.is_mandatory() {
                true => Wish::default(),
                false => nothing,
            };
            assert_eq!(counts, wanted, "{}", topic.text());
        }
        // Whatever cannot be undone is among them.
        for code in [
            "payment-suspension",
            "price-list",
            "n02",
            "s02",
            "new-version",
        ] {
            assert!(
                Topic::of_mail(code).is_some_and(Topic::is_mandatory),
                "{code}"
            );
        }
    }
}
