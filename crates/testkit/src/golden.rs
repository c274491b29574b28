//! What the worked examples of bills come to, written down once: the rules are measured by these
//! figures, and so are bills made by commands and the calendar. Amounts are fen.

/// A line: what for, quantity, days, amount before tax.
pub type Line = (&'static str, u32, u32, i64);

/// The lines for one subscription on one bill.
#[derive(Debug, Clone, Copy)]
pub struct Bill {
    /// The example.
    pub example: &'static str,
    /// Price of the offer everything begins with, for one unit and one month.
    pub price: i64,
    /// Which subscription of the example, where there are several.
    pub which: &'static str,
    /// The billing date, ISO.
    pub on: &'static str,
    /// Its lines, in order.
    pub lines: &'static [Line],
    /// Their sum, where the example says it.
    pub net: Option<i64>,
    /// The sum of their taxes, where the example says it.
    pub tax: Option<i64>,
}

const fn bill(
    (example, price, which): (&'static str, i64, &'static str),
    on: &'static str,
    lines: &'static [Line],
) -> Bill {
    Bill {
        example,
        price,
        which,
        on,
        lines,
        net: None,
        tax: None,
    }
}

impl Bill {
    const fn coming_to(self, net: i64, tax: Option<i64>) -> Self {
        Self {
            net: Some(net),
            tax,
            ..self
        }
    }
}

const PURCHASE: &str = "purchase-fee";
const CYCLE: &str = "cycle-fee";
const RENEW: &str = "renew-fee";
const BACK: &str = "cancel-instance-prorate";
const PART: &str = "cycle-instance-prorate";
const UNUSED: &str = "prorate-fees-when-cancel";
const BOUGHT: &str = "prorate-fees-when-purchase";
const ACTIVE: &str = "prorate-fees-when-activate";
const OFFSET: &str = "offset-a-line-item";

/// The bills of the examples. All are of a partner that signed on 15 May 2026, with 6 % tax.
#[rustfmt::skip]
pub const BILLS: &[Bill] = &[
    // New, no change.
    bill(("G1", 1_000, ""), "2026-06-15", &[(PURCHASE, 15, 30, 15_000)]),
    bill(("G1", 1_000, ""), "2026-07-15", &[(CYCLE, 15, 31, 15_000)]),
    // Cancelled in the free period.
    bill(("G2", 1_000, ""), "2026-06-15", &[]),
    bill(("G2", 1_000, ""), "2026-07-15", &[]),
    bill(("G2", 1_000, ""), "2026-08-15", &[]),
    // Seats changed in the free period.
    bill(("G3", 1_000, ""), "2026-06-15", &[(PART, 10, 5, 0), (PART, 20, 4, 0), (PART, 15, 3, 0), (PURCHASE, 15, 30, 15_000)]),
    // Seats changed in a paid period.
    bill(("G4", 1_100, ""), "2026-08-15", &[
        (BACK, 15, 31, -16_500), (PART, 15, 5, 2_661), (PART, 12, 11, 4_684), (PART, 18, 10, 6_387), (PART, 10, 5, 1_774), (CYCLE, 10, 31, 11_000),
    ]).coming_to(10_006, Some(600)),
    bill(("G4", 1_000, ""), "2026-08-15", &[
        (BACK, 15, 31, -15_000), (PART, 15, 5, 2_419), (PART, 12, 11, 4_258), (PART, 18, 10, 5_806), (PART, 10, 5, 1_613), (CYCLE, 10, 31, 10_000),
    ]).coming_to(9_096, Some(545)),
    // Cancelled, no earlier change.
    bill(("G5", 1_000, ""), "2026-08-15", &[(CYCLE, 10, 31, 10_000)]),
    bill(("G5", 1_000, ""), "2026-09-15", &[(UNUSED, 10, 21, -6_774)]),
    bill(("G5", 1_000, ""), "2026-10-15", &[]),
    bill(("G5", 1_100, ""), "2026-08-15", &[(CYCLE, 10, 31, 11_000)]),
    bill(("G5", 1_100, ""), "2026-09-15", &[(UNUSED, 10, 21, -7_452)]),
    bill(("G5", 1_100, ""), "2026-10-15", &[]),
    // Cancelled after a change of seats.
    bill(("G6", 1_000, ""), "2026-09-15", &[(BACK, 10, 31, -10_000), (PART, 10, 10, 3_226), (PART, 5, 21, 3_387), (UNUSED, 5, 14, -2_258)]).coming_to(-5_645, None),
    bill(("G6", 1_100, ""), "2026-09-15", &[(BACK, 10, 31, -11_000), (PART, 10, 10, 3_548), (PART, 5, 21, 3_726), (UNUSED, 5, 14, -2_484)]).coming_to(-6_210, None),
    // Suspended and reactivated; still away on the billing date and cancelled then; away in the free days.
    bill(("G7", 1_000, ""), "2026-09-15", &[(UNUSED, 10, 26, -8_387), (ACTIVE, 10, 16, 5_161), (CYCLE, 10, 30, 10_000)]),
    bill(("G7", 1_000, "away"), "2026-09-15", &[(UNUSED, 10, 26, -8_387)]),
    bill(("G7", 1_000, "away"), "2026-10-15", &[]),
    bill(("G7", 1_000, "free"), "2026-06-15", &[]),
    bill(("G7", 1_000, "free"), "2026-07-15", &[(ACTIVE, 10, 20, 6_667), (CYCLE, 10, 31, 10_000)]),
    // An add-on at 6.00; another that was changed in the period it was bought in.
    bill(("G8", 1_000, ""), "2026-08-15", &[(BOUGHT, 5, 25, 2_419), (CYCLE, 5, 31, 3_000)]),
    bill(("G8", 1_000, "changed"), "2026-08-15", &[(BOUGHT, 5, 10, 968), (PART, 8, 15, 2_323), (CYCLE, 8, 31, 4_800)]),
    // An upgrade to 14.00.
    bill(("G9", 1_000, "old"), "2026-08-15", &[(UNUSED, 10, 21, -6_774)]),
    bill(("G9", 1_000, "new"), "2026-08-15", &[(BOUGHT, 10, 21, 9_484), (CYCLE, 10, 31, 14_000)]),
    // A term that began anew, at 12.00 by then.
    bill(("G10", 1_000, ""), "2027-05-15", &[(CYCLE, 15, 31, 15_000)]),
    bill(("G10", 1_000, ""), "2027-06-15", &[(RENEW, 15, 30, 18_000)]),
    bill(("G10", 1_000, ""), "2027-07-15", &[(CYCLE, 15, 31, 18_000)]),
    // Ordered on the billing date, and the day before.
    bill(("G11", 1_000, "on"), "2026-06-15", &[]),
    bill(("G11", 1_000, "on"), "2026-07-15", &[(PURCHASE, 10, 31, 10_000)]),
    bill(("G11", 1_000, "before"), "2026-06-15", &[(PURCHASE, 10, 30, 10_000)]),
    // Seats changed on the billing date, after the run.
    bill(("G12", 1_100, ""), "2026-07-15", &[(CYCLE, 15, 31, 16_500)]),
    bill(("G12", 1_100, ""), "2026-08-15", &[(BACK, 15, 31, -16_500), (PART, 12, 31, 13_200), (CYCLE, 12, 31, 13_200)]),
    // One seat, two, one again: stretches of 10, 10 and 11 days.
    bill(("G14", 1_000, ""), "2026-08-15", &[(BACK, 1, 31, -1_000), (PART, 1, 10, 323), (PART, 2, 10, 645), (PART, 1, 11, 355), (CYCLE, 1, 31, 1_000)]),
];

/// The golden invoice, 15 August 2026: what for, amount before discount and tax, discount, tax. A, a
/// subscription that goes on; B, a new one with a discount; C, that of G4 at 11.00; and a part of a line of
/// an earlier invoice, given back with its tax.
#[rustfmt::skip]
pub const GOLDEN: [(&str, i64, i64, i64); 9] = [
    (CYCLE, 15_000, 0, 900),
    (PURCHASE, 20_000, 2_000, 1_080),
    (BACK, -16_500, 0, -990),
    (PART, 2_661, 0, 160),
    (PART, 4_684, 0, 281),
    (PART, 6_387, 0, 383),
    (PART, 1_774, 0, 106),
    (CYCLE, 11_000, 0, 660),
    (OFFSET, -1_000, 0, -60),
];

/// What it comes to: recurring charges, discounts, tax, credits and adjustments, total.
pub const GOLDEN_SUMS: (i64, i64, i64, i64, i64) = (45_006, 2_000, 2_580, -1_060, 44_526);

/// Metered usage, G16: units and price of one in millionths, amount before tax, tax, total, and what one unit
/// comes to before and with tax, in fen.
pub const USAGE: (i64, i64, [i64; 3], [i64; 2]) = (11_000_000, 80_800, [89, 5, 94], [8, 9]);

/// The golden invoice with usage beside it: that of G16, 100 units at 1.5, and a discount of 20.00 on it.
pub const GOLDEN_USAGE: [(&str, i64, i64); 3] = [
    ("assess-usage-fee-for-current-cycle", 89, 5),
    ("assess-usage-fee-for-current-cycle", 15_000, 900),
    ("activation-discount", -2_000, -120),
];

/// Its usage charges, usage discounts, tax and total.
pub const GOLDEN_USAGE_SUMS: (i64, i64, i64, i64) =
    (15_089, -2_000, 2_580 + 785, 44_526 + 13_089 + 785);

/// The bills of one subscription of an example.
///
/// # Panics
/// When there are none.
pub fn bills(example: &str, price: i64, which: &str) -> impl Iterator<Item = &'static Bill> {
    let wanted = (example.to_owned(), price, which.to_owned());
    let found = BILLS.iter().filter(move |bill| {
        (bill.example, bill.price, bill.which) == (wanted.0.as_str(), wanted.1, wanted.2.as_str())
    });
    let found: Vec<_> = found.collect();
    assert!(
        !found.is_empty(),
        "{example} at {price} has no bill {which}"
    );
    found.into_iter()
}

/// The bills of G13, a partner that signed on 31 January 2026: their dates, when they are due, and the
/// days of the periods they begin.
pub const MONTH_ENDS: [(&str, &str, u32); 6] = [
    ("2026-02-28", "2026-03-30", 31),
    ("2026-03-31", "2026-04-30", 30),
    ("2026-04-30", "2026-05-30", 31),
    ("2026-05-31", "2026-06-30", 30),
    ("2026-06-30", "2026-07-30", 31),
    ("2026-07-31", "2026-08-30", 31),
];

/// The days before the first of them, and the bill of a leap year.
pub const FIRST_MONTH: u32 = 28;
/// The bill of February 2028.
pub const LEAP_DAY: &str = "2028-02-29";

/// A charge for late payment, G15: what was unpaid, the rate of a month in hundredths of a percent, days
/// late, and what it comes to.
pub type Late = (i64, u32, u32, i64);
/// A month at the agreed rate.
pub const LATE_MONTH: Late = (1_000_000, 150, 30, 15_000);
/// Seven days.
pub const LATE_WEEK: Late = (1_000_000, 150, 7, 3_500);
/// Forty-five days.
pub const LATE_LONG: Late = (1_234_567, 150, 45, 27_778);
/// A month with a lower legal maximum.
pub const LATE_CAPPED: Late = (1_000_000, 120, 30, 12_000);

/// Three stretches of one seat at 10.00 would come to a fen more than the month: G14.
pub const DRIFT: ([i64; 3], i64) = ([323, 323, 355], 1_001);
