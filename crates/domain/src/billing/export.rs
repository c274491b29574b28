//! Exports: all lines of an invoice as packed files of JSON, made in the background for programs that
//! would otherwise turn thousands of pages.

use super::reconciliation::COLUMNS;
use crate::caller::text_of_enum;
use crate::effects::Instant;

/// Lines of one file.
pub const PART_LINES: u32 = 10_000;
/// How long an export is kept once it is made, days.
pub const KEPT_DAYS: i64 = 7;
/// How long it is told afterwards that there was one, days.
pub const TOLD_DAYS: i64 = 90;
/// How long an address of a file works, seconds. A new one is as near as the manifest.
pub const ADDRESS_SECONDS: i64 = 3_600;
/// Most exports of one partner that are kept at a time.
pub const MOST_KEPT: i64 = 50;

/// How far an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Nothing is written yet.
    Waiting,
    /// Some files are written.
    Running,
    /// All files are there.
    Ready,
    /// The files are gone.
    Expired,
}

text_of_enum!(State {
    Waiting => "waiting",
    Running => "running",
    Ready => "ready",
    Expired => "expired",
});

impl State {
    /// How far an export is whose last line written is `written` of `all`, once another file is there.
    #[must_use]
    pub fn after_part(written: u32, all: u32) -> Self {
        if written < all {
            Self::Running
        } else {
            Self::Ready
        }
    }
}

/// How many files the lines of an invoice are divided into. One without lines has one, which is empty.
#[must_use]
pub fn parts(lines: u32) -> u32 {
    lines.div_ceil(PART_LINES).max(1)
}

/// When the files of an export that was finished are removed.
#[must_use]
pub fn expires(finished: Instant) -> Instant {
    finished.plus_days(KEPT_DAYS)
}

/// An export that has not come forward since this moment does not come any more: whoever wants it asks
/// again.
#[must_use]
pub fn stuck_before(now: Instant) -> Instant {
    now.plus_days(-1)
}

/// Which attributes of each line an export has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Attributes {
    /// All columns of the reconciliation file.
    Full,
    /// What it takes to book a line: whose, what for, when, how much.
    Basic,
}

text_of_enum!(Attributes {
    Full => "full",
    Basic => "basic",
});

/// The columns that a basic export has.
const BASIC: [&str; 14] = [
    "PartnerId",
    "CustomerID",
    "SubscriptionID",
    "SyndicationPartnerSubscriptionNumber",
    "OfferID",
    "ChargeStartDate",
    "ChargeEndDate",
    "ChargeType",
    "UnitPrice",
    "Quantity",
    "Subtotal",
    "Tax",
    "TotalForCustomer",
    "Currency",
];

impl Attributes {
    /// For each column of the reconciliation file, its name when it is in the export.
    #[must_use]
    pub fn names(self) -> [Option<&'static str>; COLUMNS.len()] {
        COLUMNS.map(|name| (self == Self::Full || BASIC.contains(&name)).then_some(name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_divided_into_files_and_none_is_left_over() {
        assert_eq!(
            [0, 1, PART_LINES, PART_LINES + 1, 3 * PART_LINES].map(parts),
            [1, 1, 1, 2, 3]
        );
        assert_eq!(
            State::after_part(PART_LINES, PART_LINES + 1),
            State::Running
        );
        assert_eq!(
            State::after_part(PART_LINES + 1, PART_LINES + 1),
            State::Ready
        );
        assert_eq!(State::after_part(0, 0), State::Ready);
    }

    #[test]
    fn a_basic_export_has_columns_of_the_file_and_a_full_one_all() {
        for name in BASIC {
            assert!(COLUMNS.contains(&name), "{name}");
        }
        let count = |set: Attributes| set.names().iter().flatten().count();
        assert_eq!(count(Attributes::Basic), BASIC.len());
        assert_eq!(count(Attributes::Full), COLUMNS.len());
        assert_eq!(Attributes::from_text("basic"), Some(Attributes::Basic));
        assert_eq!(Attributes::from_text("all"), None);
    }
}
