//! Publishing a price list: what a published list makes of the catalogue, which states a list
//! passes through, who may take which step, and how early a change has to be told.

use super::{Catalogue, Kind, ListLine, Month, Offer, Price};
use crate::caller::text_of_enum;
use jiff::ToSpan;
use jiff::civil::Date;
use uuid::Uuid;

/// What one unit of an offer costs by a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Listed {
    /// The offer.
    pub offer: Uuid,
    /// What the partner pays, in minor units.
    pub list_minor: i64,
    /// What the partner might charge, in minor units.
    pub suggested_minor: i64,
}

/// A list that was published. It is the whole list: what is not on it is no longer sold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Published {
    /// The day it applies from, the first of a month.
    pub effective: Date,
    /// Its lines.
    pub lines: Vec<Listed>,
}

impl Catalogue {
    /// The catalogue with the prices of published lists, at most one for each day. From the first of
    /// them on, prices that the programme's folder has for later days no longer count.
    #[must_use]
    pub fn with_lists(&self, lists: &[Published]) -> Self {
        let mut sorted: Vec<_> = lists.iter().collect();
        sorted.sort_by_key(|list| list.effective);
        let mut catalogue = self.clone();
        for offer in &mut catalogue.offers {
            if offer.is_trial() {
                continue;
            }
            for list in &sorted {
                apply(offer, list);
            }
        }
        catalogue
    }
}

fn apply(offer: &mut Offer, list: &Published) {
    let day = list.effective;
    offer.prices.retain(|price| price.from < day);
    offer.stops.retain(|stop| *stop < day);
    let before = day.yesterday().ok().and_then(|d| offer.price_on(d));
    let before = before.map(|price| (price.list_minor, price.suggested_minor));
    match list.lines.iter().find(|line| line.offer == offer.id) {
        // The same price goes on and keeps the day it began.
        Some(line) if before == Some((line.list_minor, line.suggested_minor)) => {}
        Some(line) => offer.prices.push(Price {
            from: day,
            list_minor: line.list_minor,
            suggested_minor: line.suggested_minor,
        }),
        None if before.is_some() => offer.stops.push(day),
        None => {}
    }
}

/// What a list is worth. Whether a published one applies already follows from the day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum State {
    /// Uploaded; a second person has to agree.
    Draft,
    /// Two people agree; nobody else knows of it.
    Approved,
    /// Partners see it.
    Published,
    /// Published, and taken back before it applied.
    Withdrawn,
    /// Never published.
    Discarded,
}

text_of_enum!(State {
    Draft => "draft",
    Approved => "approved",
    Published => "published",
    Withdrawn => "withdrawn",
    Discarded => "discarded",
});

/// Why a step is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// The step does not follow from the list's state.
    Step,
    /// Whoever uploaded it does not approve it.
    Own,
    /// Its day has come.
    Begun,
    /// It makes something dearer, or ends its sale, on too short notice.
    Notice,
    /// It is short notice; somebody of billing has to consent first.
    Consent,
    /// Whoever uploaded or approved it does not consent to short notice.
    Involved,
}

impl Refused {
    /// Stable code, part of the locale key.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Step => "price-list-step",
            Self::Own => "price-list-own",
            Self::Begun => "price-list-begun",
            Self::Notice => "price-list-notice",
            Self::Consent => "price-list-consent",
            Self::Involved => "price-list-involved",
        }
    }
}

/// A list as the rules see it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Its state.
    pub state: State,
    /// The day it applies from.
    pub effective: Date,
    /// Who uploaded it.
    pub created_by: Uuid,
    /// Who approved it.
    pub approved_by: Option<Uuid>,
    /// Whether somebody of billing consented to short notice.
    pub consented: bool,
}

impl Standing {
    fn open(&self, today: Date) -> Result<(), Refused> {
        match self.state {
            State::Draft | State::Approved if self.effective > today => Ok(()),
            State::Draft | State::Approved => Err(Refused::Begun),
            State::Published | State::Withdrawn | State::Discarded => Err(Refused::Step),
        }
    }

    /// Whether somebody may approve it.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Own`], [`Refused::Begun`].
    pub fn may_approve(&self, by: Uuid, today: Date) -> Result<(), Refused> {
        if self.state != State::Draft {
            return Err(Refused::Step);
        }
        if self.created_by == by {
            return Err(Refused::Own);
        }
        self.open(today)
    }

    /// Whether somebody may consent to short notice.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Involved`], [`Refused::Begun`].
    pub fn may_consent(&self, by: Uuid, today: Date) -> Result<(), Refused> {
        // After the approval, or whoever consents could still approve.
        if self.state != State::Approved || self.consented {
            return Err(Refused::Step);
        }
        self.open(today)?;
        if self.created_by == by || self.approved_by == Some(by) {
            return Err(Refused::Involved);
        }
        Ok(())
    }

    /// Whether it may be published.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Begun`], [`Refused::Notice`], [`Refused::Consent`].
    pub fn may_publish(&self, notice: Notice, today: Date) -> Result<(), Refused> {
        if self.state != State::Approved {
            return Err(Refused::Step);
        }
        self.open(today)?;
        match notice {
            Notice::InTime => Ok(()),
            Notice::Short if self.consented => Ok(()),
            Notice::Short => Err(Refused::Consent),
            Notice::TooLate => Err(Refused::Notice),
        }
    }

    /// Whether it may be thrown away unpublished.
    ///
    /// # Errors
    /// [`Refused::Step`].
    pub fn may_discard(&self) -> Result<(), Refused> {
        match self.state {
            State::Draft | State::Approved => Ok(()),
            _ => Err(Refused::Step),
        }
    }

    /// Whether it may be taken back.
    ///
    /// # Errors
    /// [`Refused::Step`], [`Refused::Begun`].
    pub fn may_withdraw(&self, today: Date) -> Result<(), Refused> {
        match self.state {
            State::Published if self.effective > today => Ok(()),
            State::Published => Err(Refused::Begun),
            _ => Err(Refused::Step),
        }
    }
}

/// How a list stands to the days of notice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notice {
    /// Early enough, or nothing is different from what partners know.
    InTime,
    /// Too late, but nobody pays more than he was told or pays now.
    Short,
    /// Too late.
    TooLate,
}

text_of_enum!(Notice {
    InTime => "in-time",
    Short => "short",
    TooLate => "too-late",
});

/// The last day on which a change for `effective` can be told.
#[must_use]
pub fn last_day(effective: Date, notice_days: u32) -> Date {
    effective
        .checked_sub(i64::from(notice_days).days())
        .unwrap_or(Date::MIN)
}

/// How one line of a list stands to the days of notice, `late` being whether they have begun. `known`
/// is the catalogue as partners see it today.
///
/// A change may come late where nobody is hurt: the new price is at most the one that applies until
/// then or the one that was announced for that day, whichever is more. An end of sale may not.
#[must_use]
pub fn notice(line: &ListLine<'_>, known: &Catalogue, effective: Date, late: bool) -> Notice {
    if line.offer.kind == Kind::Trial {
        return Notice::InTime;
    }
    let before = effective.yesterday().unwrap_or(effective);
    // A price outlives the end of sale in the programme's folder, which partners know of.
    let offer = known.offer(line.offer.id);
    let on = |day: Date| {
        let sold = offer.filter(|offer| offer.is_sold_on(day));
        sold.and_then(|offer| offer.price_on(day))
    };
    let amounts = |price: Option<&Price>| price.map(|p| (p.list_minor, p.suggested_minor));
    let announced = on(effective);
    if !late || amounts(line.price) == amounts(announced) {
        return Notice::InTime;
    }
    let most = [announced, on(before)].into_iter().flatten();
    match (line.price, most.map(|price| price.list_minor).max()) {
        (None, _) => Notice::TooLate,
        (Some(_), None) => Notice::Short,
        (Some(price), Some(most)) if price.list_minor <= most => Notice::Short,
        (Some(_), Some(_)) => Notice::TooLate,
    }
}

/// The month a list may be uploaded for: the next ones, a year ahead.
#[must_use]
pub fn months(today: Date) -> Vec<Month> {
    let current = Month::of(today);
    (1..=12).map(|n| current.plus(n)).collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::catalogue::Change;
    use crate::programme::china_csp;
    use jiff::civil::date;

    const JANUARY: Date = date(2027, 1, 1);
    const FEBRUARY: Date = date(2027, 2, 1);

    fn shipped() -> Catalogue {
        china_csp().unwrap().catalogue().clone()
    }

    /// The offers that are sold for money, with their prices on the last day of 2026.
    fn present(catalogue: &Catalogue) -> Vec<Listed> {
        let sold = catalogue.sold_on(date(2026, 12, 31), None).into_iter();
        sold.filter_map(|offer| {
            let price = offer.price_on(date(2026, 12, 31))?;
            Some(Listed {
                offer: offer.id,
                list_minor: price.list_minor,
                suggested_minor: price.suggested_minor,
            })
        })
        .collect()
    }

    fn list(effective: Date, lines: Vec<Listed>) -> Published {
        Published { effective, lines }
    }

    #[test]
    fn the_same_prices_again_change_nothing() {
        let catalogue = shipped();
        let lists = [list(JANUARY, present(&catalogue))];
        let with = catalogue.with_lists(&lists);
        let month = Month::of(JANUARY);
        for line in with.price_list(month) {
            assert_eq!(line.change, Change::Unchanged);
            // It applies from the day it first did.
            assert!(line.price.is_none_or(|price| price.from < JANUARY));
        }
    }

    #[test]
    fn offers_go_and_come_back() {
        let catalogue = shipped();
        let all = present(&catalogue);
        let (gone, kept) = all.split_first().unwrap();
        let lists = [list(FEBRUARY, all.clone()), list(JANUARY, kept.to_vec())];
        let with = catalogue.with_lists(&lists);
        let offer = with.offer(gone.offer).unwrap();
        for (day, sold) in [
            (date(2026, 12, 31), true),
            (JANUARY, false),
            (date(2027, 1, 31), false),
            (FEBRUARY, true),
        ] {
            assert_eq!(offer.is_sold_on(day), sold, "{day}");
        }
        assert_eq!(offer.sale_ends(date(2026, 12, 31)), Some(JANUARY));
        assert_eq!(offer.sale_ends(date(2027, 1, 15)), Some(JANUARY));
        assert_eq!(offer.sale_ends(FEBRUARY), None);
        let change = |month| {
            let lines = with.price_list(Month::of(month));
            let line = lines.iter().find(|l| l.offer.id == gone.offer);
            line.map(|line| line.change)
        };
        assert_eq!(change(JANUARY), Some(Change::Deleted));
        assert_eq!(change(FEBRUARY), Some(Change::Added));
        assert_eq!(change(date(2027, 3, 1)), Some(Change::Unchanged));
        // Without the lists everything is as it was.
        assert_eq!(catalogue.with_lists(&[]), catalogue);
    }

    #[test]
    fn thirty_days_are_counted_to_the_day() {
        assert_eq!(last_day(JANUARY, 30), date(2026, 12, 2));
        assert_eq!(last_day(date(2027, 3, 1), 30), date(2027, 1, 30));
        assert_eq!(last_day(Date::MIN, 30), Date::MIN);
    }

    #[test]
    fn late_changes_hurt_nobody_or_do_not_happen() {
        let catalogue = shipped();
        let all = present(&catalogue);
        let first = all[0];
        let priced = |minor: i64| {
            let mut lines = all.clone();
            lines[0].list_minor = minor;
            list(JANUARY, lines)
        };
        let judge = |known: &Catalogue, new: &Published, late: bool| {
            let next = catalogue.with_lists(std::slice::from_ref(new));
            let lines = next.price_list(Month::of(JANUARY));
            let lines = lines.iter();
            lines
                .map(|line| notice(line, known, JANUARY, late))
                .max()
                .unwrap()
        };
        // What the programme's folder ends is no list's doing, and does not hold a late list up.
        let mut ending = catalogue.clone();
        let gone = ending.offers.iter_mut().find(|o| o.id == first.offer);
        gone.unwrap().end_of_sale = Some(JANUARY);
        let next = ending.with_lists(&[list(JANUARY, all[1..].to_vec())]);
        let lines = next.price_list(Month::of(JANUARY));
        let judged = |line| notice(line, &ending, JANUARY, true);
        assert!(lines.iter().all(|line| judged(line) == Notice::InTime));
        let now = first.list_minor;
        let dearer = priced(now + 1);
        for (price, late, wanted) in [
            (now, true, Notice::InTime),
            (now + 1, false, Notice::InTime),
            (now + 1, true, Notice::TooLate),
            (now - 1, true, Notice::Short),
            (now - 1, false, Notice::InTime),
        ] {
            assert_eq!(
                judge(&catalogue, &priced(price), late),
                wanted,
                "{price} {late}"
            );
        }
        // A price that was announced may be corrected up to what was announced or applies.
        let known = catalogue.with_lists(&[dearer]);
        for (price, wanted) in [
            (now + 2, Notice::TooLate),
            (now + 1, Notice::InTime),
            (now, Notice::Short),
            (now - 1, Notice::Short),
        ] {
            assert_eq!(judge(&known, &priced(price), true), wanted, "{price}");
        }
        // Too cheap by mistake, and put right: nobody pays more than today.
        let known = catalogue.with_lists(&[priced(1)]);
        assert_eq!(judge(&known, &priced(now), true), Notice::Short);
        assert_eq!(judge(&known, &priced(now + 1), true), Notice::TooLate);
        // Ends of sale and new offers.
        let without = list(JANUARY, all[1..].to_vec());
        assert_eq!(judge(&catalogue, &without, true), Notice::TooLate);
        assert_eq!(judge(&catalogue, &without, false), Notice::InTime);
        let earlier = list(date(2026, 12, 1), all[1..].to_vec());
        let known = catalogue.with_lists(std::slice::from_ref(&earlier));
        let next = catalogue.with_lists(&[earlier, priced(now)]);
        let lines = next.price_list(Month::of(JANUARY));
        let back = lines.iter().find(|l| l.offer.id == first.offer).unwrap();
        assert_eq!(back.change, Change::Added);
        assert_eq!(notice(back, &known, JANUARY, true), Notice::Short);
    }

    #[test]
    fn each_step_has_its_time_and_its_person() {
        let [author, other, billing] = [1, 2, 3].map(Uuid::from_u128);
        let draft = Standing {
            state: State::Draft,
            effective: JANUARY,
            created_by: author,
            approved_by: None,
            consented: false,
        };
        let eve = date(2026, 12, 31);
        assert_eq!(draft.may_approve(author, eve), Err(Refused::Own));
        assert_eq!(draft.may_approve(other, eve), Ok(()));
        assert_eq!(draft.may_approve(other, JANUARY), Err(Refused::Begun));
        assert_eq!(draft.may_publish(Notice::InTime, eve), Err(Refused::Step));
        assert_eq!(draft.may_withdraw(eve), Err(Refused::Step));
        assert_eq!(draft.may_discard(), Ok(()));
        // Whoever consents before the approval could approve as well.
        assert_eq!(draft.may_consent(billing, eve), Err(Refused::Step));
        let approved = Standing {
            state: State::Approved,
            approved_by: Some(other),
            ..draft
        };
        assert_eq!(approved.may_approve(other, eve), Err(Refused::Step));
        assert_eq!(approved.may_publish(Notice::InTime, eve), Ok(()));
        assert_eq!(
            approved.may_publish(Notice::InTime, JANUARY),
            Err(Refused::Begun)
        );
        assert_eq!(
            approved.may_publish(Notice::Short, eve),
            Err(Refused::Consent)
        );
        assert_eq!(
            approved.may_publish(Notice::TooLate, eve),
            Err(Refused::Notice)
        );
        assert_eq!(approved.may_consent(author, eve), Err(Refused::Involved));
        assert_eq!(approved.may_consent(other, eve), Err(Refused::Involved));
        assert_eq!(approved.may_consent(billing, eve), Ok(()));
        let consented = Standing {
            consented: true,
            ..approved
        };
        assert_eq!(consented.may_consent(billing, eve), Err(Refused::Step));
        assert_eq!(consented.may_publish(Notice::Short, eve), Ok(()));
        assert_eq!(
            consented.may_publish(Notice::TooLate, eve),
            Err(Refused::Notice)
        );
        let published = Standing {
            state: State::Published,
            ..approved
        };
        assert_eq!(published.may_withdraw(eve), Ok(()));
        assert_eq!(published.may_withdraw(JANUARY), Err(Refused::Begun));
        assert_eq!(published.may_discard(), Err(Refused::Step));
        for state in [State::Withdrawn, State::Discarded] {
            let closed = Standing { state, ..approved };
            assert_eq!(closed.may_publish(Notice::InTime, eve), Err(Refused::Step));
            assert_eq!(closed.may_withdraw(eve), Err(Refused::Step));
            assert_eq!(closed.may_consent(billing, eve), Err(Refused::Step));
        }
    }
}
