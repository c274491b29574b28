//! Every state with everything that can happen to it.
#![allow(clippy::unwrap_used)]

use super::*;
use jiff::ToSpan;
use jiff::civil::date;
use proptest::prelude::*;

const TODAY: Date = date(2026, 3, 10);

fn facts(today: Date) -> Facts {
    Facts {
        today,
        signed_on: date(2026, 1, 15),
        minimum: 1,
        maximum: 300,
        sandbox_seats: None,
        renewable: true,
        base: None,
        kept_days: 60,
    }
}

fn active() -> Life {
    Life {
        status: Status::Active,
        suspended_by: None,
        suspended_on: None,
        delete_on: None,
        quantity: 10,
        auto_renew: true,
        ends_on: date(2027, 3, 15),
        is_trial: false,
    }
}

fn trial() -> Life {
    Life {
        is_trial: true,
        auto_renew: false,
        ends_on: date(2026, 4, 2),
        ..active()
    }
}

#[test]
fn units_change_within_the_offer_while_it_runs() {
    let on = facts(TODAY);
    let set = |life: Life, n| life.apply(Command::SetQuantity(n), &on).map(|l| l.quantity);
    for (n, outcome) in [
        (0, Err(Reason::QuantityOutOfRange)),
        (1, Ok(1)),
        (10, Ok(10)),
        (300, Ok(300)),
        (301, Err(Reason::QuantityOutOfRange)),
    ] {
        assert_eq!(set(active(), n), outcome, "{n}");
    }
    let sandbox = Facts {
        sandbox_seats: Some(25),
        ..on
    };
    let in_sandbox = |n| active().apply(Command::SetQuantity(n), &sandbox);
    assert_eq!(in_sandbox(25).map(|l| l.quantity), Ok(25));
    assert_eq!(in_sandbox(26), Err(Reason::SandboxLimit));
    assert_eq!(
        trial().apply(Command::Convert(26), &sandbox),
        Err(Reason::SandboxLimit)
    );
    let suspended = active()
        .apply(Command::Suspend(SuspendedBy::Partner), &on)
        .unwrap();
    assert_eq!(set(suspended, 11), Err(Reason::SeatsWhileSuspended));
    assert_eq!(set(suspended, 10), Ok(10));
    assert_eq!(set(trial(), 26), Err(Reason::TrialFixed));
    let pending = active().with(Status::Pending);
    assert_eq!(set(pending, 11), Err(Reason::Pending));
    for over in [Status::Cancelled, Status::Expired, Status::Deleted] {
        assert_eq!(set(active().with(over), 11), Err(Reason::Deleted));
    }
}

#[test]
fn sixty_days_are_counted_from_the_day_of_the_suspension() {
    let suspended = active()
        .apply(Command::Suspend(SuspendedBy::Partner), &facts(TODAY))
        .unwrap();
    let (last, over) = (date(2026, 5, 8), date(2026, 5, 9));
    assert_eq!(suspended.delete_on, Some(over));
    assert_eq!(suspended.due_on(), Some(over));
    let back = Command::Reactivate(SuspendedBy::Partner);
    assert_eq!(suspended.apply(back, &facts(last)), Ok(active()));
    assert_eq!(
        suspended.apply(back, &facts(over)),
        Err(Reason::ReactivatedTooLate)
    );
    let day = |on| suspended.apply(Command::DayBegins, &facts(on)).unwrap();
    assert_eq!(day(last), suspended);
    assert_eq!(day(over).status, Status::Deleted);
    assert_eq!(day(over).due_on(), None);
    // Suspending anew does not wind the clock back.
    let again = suspended.apply(Command::Suspend(SuspendedBy::Partner), &facts(last));
    assert_eq!(again, Ok(suspended));
    // The operator's hand is stronger than the partner's.
    let held = suspended
        .apply(Command::Suspend(SuspendedBy::Operator), &facts(last))
        .unwrap();
    assert_eq!(held.apply(back, &facts(last)), Err(Reason::NotByPartner));
    let released = held.apply(Command::Reactivate(SuspendedBy::Operator), &facts(last));
    assert_eq!(released, Ok(active()));
    let alone = Facts {
        base: Some(Status::Suspended),
        ..facts(last)
    };
    assert_eq!(suspended.apply(back, &alone), Err(Reason::BaseNotActive));
}

#[test]
fn what_is_set_up_late_stands_as_its_base_does() {
    use Status as S;
    let pending = active().with(S::Pending);
    let with_base = Command::Suspend(SuspendedBy::Parent);
    assert_eq!(pending.apply(with_base, &facts(TODAY)), Ok(pending));
    assert_eq!(
        pending.apply(Command::Suspend(SuspendedBy::Partner), &facts(TODAY)),
        Err(Reason::Pending)
    );
    let set_up = |base| {
        let on = Facts {
            base,
            ..facts(TODAY)
        };
        pending.apply(Command::Provisioned, &on).unwrap()
    };
    for runs in [None, Some(S::Pending), Some(S::Active)] {
        assert_eq!(set_up(runs), active());
    }
    for rests in [S::Suspended, S::Cancelled, S::Expired, S::Deleted] {
        let life = set_up(Some(rests));
        assert_eq!(
            (life.status, life.suspended_by),
            (S::Suspended, Some(SuspendedBy::Parent))
        );
        assert_eq!(life.delete_on, Some(date(2026, 5, 9)));
    }
}

#[test]
fn a_term_ends_or_begins_anew() {
    let end = active().ends_on;
    let day = |life: Life, on| life.apply(Command::DayBegins, &facts(on)).unwrap();
    let before = end.yesterday().unwrap();
    assert_eq!(day(active(), before), active());
    let renewed = day(active(), end);
    assert_eq!(renewed.status, Status::Active);
    assert_eq!(renewed.ends_on, date(2028, 3, 15));
    let off = active()
        .apply(Command::SetAutoRenew(false), &facts(before))
        .unwrap();
    assert_eq!(
        active().apply(Command::SetAutoRenew(false), &facts(end)),
        Err(Reason::TermIsOver)
    );
    let expired = day(off, end);
    assert_eq!(expired.status, Status::Expired);
    assert_eq!(expired.delete_on, Some(date(2027, 5, 14)));
    let gone = Facts {
        renewable: false,
        ..facts(end)
    };
    let ended = active().apply(Command::DayBegins, &gone).unwrap();
    assert_eq!(ended.status, Status::Expired);
    // A suspended one is not renewed, and not to be had back after its term.
    let late = end.yesterday().unwrap();
    let suspended = active()
        .apply(Command::Suspend(SuspendedBy::Partner), &facts(late))
        .unwrap();
    assert_eq!(day(suspended, end), suspended);
    assert_eq!(
        suspended.apply(Command::Reactivate(SuspendedBy::Partner), &facts(end)),
        Err(Reason::ReactivatedTooLate)
    );
}

#[test]
fn a_trial_becomes_a_subscription_or_ends() {
    let on = facts(TODAY);
    let converted = trial().apply(Command::Convert(12), &on).unwrap();
    assert_eq!(
        converted,
        Life {
            quantity: 12,
            ends_on: date(2027, 3, 15),
            ..active()
        }
    );
    assert_eq!(
        trial().apply(Command::Convert(301), &on),
        Err(Reason::QuantityOutOfRange)
    );
    assert_eq!(
        active().apply(Command::Convert(10), &on),
        Err(Reason::NoConversion)
    );
    let over = facts(trial().ends_on);
    assert_eq!(
        trial().apply(Command::Convert(10), &over),
        Err(Reason::NoConversion)
    );
    let ended = trial().apply(Command::DayBegins, &over).unwrap();
    assert_eq!(ended.status, Status::Expired);
    assert_eq!(
        trial().apply(Command::Suspend(SuspendedBy::Partner), &on),
        Err(Reason::TrialStatus)
    );
    assert_eq!(
        trial().apply(Command::SetAutoRenew(true), &on),
        Err(Reason::TrialEnds)
    );
    assert_eq!(
        trial().apply(Command::Cancel, &on).unwrap().status,
        Status::Cancelled
    );
}

fn any_command() -> impl Strategy<Value = Command> {
    let by = prop_oneof![
        Just(SuspendedBy::Partner),
        Just(SuspendedBy::Operator),
        Just(SuspendedBy::Parent)
    ];
    let from = by.clone();
    prop_oneof![
        2 => Just(Command::Provisioned),
        2 => (0u32..400).prop_map(Command::SetQuantity),
        2 => any::<bool>().prop_map(Command::SetAutoRenew),
        2 => by.prop_map(Command::Suspend),
        2 => from.prop_map(Command::Reactivate),
        1 => Just(Command::Cancel),
        2 => (0u32..400).prop_map(Command::Convert),
        5 => Just(Command::DayBegins),
    ]
}

proptest! {
    #[test]
    fn whatever_happens_it_stays_sound(
        begin in prop_oneof![Just(active()), Just(trial()), Just(active().with(Status::Pending))],
        steps in prop::collection::vec((any_command(), 0i32..120), 0..40),
    ) {
        let (mut life, mut today) = (begin, TODAY);
        for (command, days) in steps {
            today = today.saturating_add(days.days());
            let facts = facts(today);
            let before = life;
            let Ok(after) = life.apply(command, &facts) else { continue };
            life = after;
            // What has ended does not come back, and what is deleted is not even changed.
            prop_assert!(!before.status.has_ended() || life.status.has_ended());
            if before.status == Status::Deleted {
                prop_assert_eq!(life, before);
            }
            // Nothing becomes pending, and units stay within the offer.
            prop_assert!(life.status != Status::Pending || before.status == Status::Pending);
            prop_assert!((1..=300).contains(&life.quantity));
            // Marks of a suspension are there exactly as long as it is.
            let suspended = life.status == Status::Suspended;
            prop_assert_eq!(life.suspended_by.is_some(), suspended);
            prop_assert_eq!(
                life.delete_on.is_some(),
                matches!(life.status, Status::Suspended | Status::Cancelled | Status::Expired)
            );
            prop_assert!(!life.is_trial || !life.auto_renew);
            // The calendar comes to rest: nothing stays due in the past for ever.
            let mut rested = life;
            for _ in 0..30 {
                rested = rested.apply(Command::DayBegins, &facts).unwrap();
            }
            prop_assert!(rested.due_on().is_none_or(|due| due > today));
        }
    }
}
