#![allow(clippy::unwrap_used)]
use super::*;
use proptest::prelude::*;

const NOW: Instant = Instant(1_800_000_000_000_000);
const TIMES: Times = Times {
    every_seconds: 60,
    unknown_seconds: 900,
};

fn service(n: u128) -> Uuid {
    Uuid::from_u128(n)
}

fn known(last: Vec<Reading>) -> Known {
    Known {
        services: [service(1), service(2)].into(),
        regions: ["north".to_owned(), "east".to_owned()].into(),
        last,
    }
}

fn time(seconds: i64) -> String {
    let at = NOW.plus_seconds(seconds).0;
    jiff::Timestamp::from_microsecond(at).unwrap().to_string()
}

/// What a sound feed says of the first service in the north.
fn said(seconds: i64) -> Said {
    Said {
        service: service(1).to_string(),
        region: "north".to_owned(),
        at: time(seconds),
        state: "healthy".to_owned(),
        availability_ppm: 999_950,
        latency_ms: Some(120),
    }
}

fn judged(said: &[Said], last: &[Reading]) -> Verdict {
    judge(&Ok(said.to_vec()), &known(last.to_vec()), TIMES, NOW)
}

fn refused(said: Said, fault: Fault) {
    let verdict = judged(std::slice::from_ref(&said), &[]);
    assert_eq!(verdict.outcome, Outcome::Refused, "{said:?}");
    assert_eq!(verdict.detail, fault.text(), "{said:?}");
    assert_eq!(verdict.accepted, [], "{said:?}");
}

#[test]
fn a_sound_measurement_is_believed_once() {
    let verdict = judged(&[said(-10), said(-10)], &[]);
    assert_eq!(
        (verdict.outcome, verdict.detail.as_str()),
        (Outcome::Good, "")
    );
    let [reading] = verdict.accepted.as_slice() else {
        panic!("{verdict:?}")
    };
    assert_eq!(reading.level, Level::Healthy);
    assert_eq!(reading.at, NOW.plus_seconds(-10));
    // The same again is nothing new: a feed that stalls is not believed for ever.
    let again = judged(&[said(-10)], &verdict.accepted);
    assert_eq!(again.outcome, Outcome::Stalled);
    assert_eq!(judged(&[], &[]).outcome, Outcome::Stalled);
    // However long it goes on.
    let later = NOW.plus_seconds(100_000);
    let known = known(verdict.accepted.clone());
    let long = judge(&Ok(vec![said(-10)]), &known, TIMES, later);
    assert_eq!((long.outcome, long.detail.as_str()), (Outcome::Stalled, ""));
    // A newer one is.
    assert_eq!(
        judged(&[said(-5)], &verdict.accepted).outcome,
        Outcome::Good
    );
}

#[test]
fn every_lie_has_a_name() {
    let with = |change: &dyn Fn(&mut Said)| {
        let mut one = said(-10);
        change(&mut one);
        one
    };
    for (wrong, fault) in [
        (
            with(&|s| s.service = service(9).to_string()),
            Fault::UnknownService,
        ),
        (
            with(&|s| s.service = "mail".to_owned()),
            Fault::UnknownService,
        ),
        (
            with(&|s| s.region = "mars".to_owned()),
            Fault::UnknownRegion,
        ),
        (with(&|s| s.region.clear()), Fault::UnknownRegion),
        (with(&|s| s.at = "yesterday".to_owned()), Fault::NoTime),
        (
            with(&|s| s.at = "2026-02-30T10:00:00Z".to_owned()),
            Fault::NoTime,
        ),
        (said(AHEAD_SECONDS + 1), Fault::Future),
        (said(-900), Fault::Old),
        (with(&|s| s.state = "fine".to_owned()), Fault::Impossible),
        (
            with(&|s| s.state = "restored".to_owned()),
            Fault::Impossible,
        ),
        (with(&|s| s.availability_ppm = -1), Fault::Impossible),
        (
            with(&|s| s.availability_ppm = MILLION + 1),
            Fault::Impossible,
        ),
        (with(&|s| s.latency_ms = Some(-1)), Fault::Impossible),
        (
            with(&|s| s.latency_ms = Some(LATENCY_MS + 1)),
            Fault::Impossible,
        ),
        // It serves nobody and is well; it serves nobody within a time.
        (
            with(&|s| (s.availability_ppm, s.latency_ms) = (0, None)),
            Fault::Impossible,
        ),
        (
            with(&|s| {
                s.state = "interrupted".to_owned();
                s.availability_ppm = 0;
            }),
            Fault::Impossible,
        ),
    ] {
        refused(wrong, fault);
    }
    assert_eq!(judged(&[said(AHEAD_SECONDS)], &[]).outcome, Outcome::Good);
    assert_eq!(judged(&[said(-899)], &[]).outcome, Outcome::Good);
}

#[test]
fn what_contradicts_itself_is_not_believed_and_the_rest_is() {
    let mut other = said(-10);
    other.state = "interrupted".to_owned();
    let verdict = judged(&[said(-10), other.clone()], &[]);
    assert_eq!(verdict.outcome, Outcome::Refused);
    assert_eq!(verdict.detail, "contradiction");
    // Two times are two words, however alike.
    assert_eq!(
        judged(&[said(-10), said(-20)], &[]).outcome,
        Outcome::Refused
    );
    // An unsound word spoils a sound one of the same, also where its id is spelt otherwise.
    let mut unsound = said(-10);
    unsound.service = unsound.service.to_uppercase();
    unsound.availability_ppm = -3;
    let verdict = judged(&[said(-10), unsound], &[]);
    assert_eq!(verdict.detail, "impossible contradiction");
    let mut spelt = other.clone();
    spelt.service = service(1).simple().to_string();
    assert_eq!(judged(&[said(-10), spelt], &[]).detail, "contradiction");
    // Another region is another matter.
    let mut east = said(-10);
    east.region = "east".to_owned();
    let verdict = judged(&[said(-10), other, east], &[]);
    assert_eq!(verdict.outcome, Outcome::Partly);
    assert_eq!(verdict.accepted.len(), 1);
    // The same moment with other values was told otherwise before.
    let before = judged(&[said(-10)], &[]).accepted;
    let mut changed = said(-10);
    changed.latency_ms = None;
    assert_eq!(judged(&[changed], &before).detail, "contradiction");
}

#[test]
fn time_does_not_run_backwards() {
    let before = judged(&[said(-10)], &[]).accepted;
    let verdict = judged(&[said(-11)], &before);
    assert_eq!(
        (verdict.outcome, verdict.detail.as_str()),
        (Outcome::Refused, "backwards")
    );
    // The clock was put back by an hour: what was believed of then does not silence the feed.
    let mut ahead = before;
    ahead[0].at = NOW.plus_seconds(3600);
    assert_eq!(judged(&[said(-11)], &ahead).outcome, Outcome::Good);
}

#[test]
fn a_feed_that_measures_seldom_has_not_stalled() {
    let goes = |before, ago: i64, after| {
        goes_on((before, Some(NOW.plus_seconds(-ago))), after, TIMES, NOW)
    };
    assert!(goes(Outcome::Good, 899, Outcome::Stalled));
    assert!(goes(Outcome::Partly, 60, Outcome::Stalled));
    assert!(!goes(Outcome::Good, 900, Outcome::Stalled));
    assert!(!goes(Outcome::Away, 60, Outcome::Stalled));
    assert!(!goes(Outcome::Good, 60, Outcome::Refused));
    for outcome in Outcome::ALL {
        assert!(goes_on((*outcome, None), *outcome, TIMES, NOW));
    }
    // What is wrong beside what is known already is told, and nothing is refused for it.
    let before = judged(&[said(-10)], &[]).accepted;
    let mut unknown = said(-10);
    unknown.region = "mars".to_owned();
    let verdict = judged(&[said(-10), unknown], &before);
    assert_eq!(verdict.outcome, Outcome::Stalled);
    assert_eq!(verdict.detail, "unknown-region");
}

#[test]
fn what_is_no_answer_teaches_nothing() {
    let known = known(Vec::new());
    for (answer, outcome, detail) in [
        (Err(FeedError::Large), Outcome::Large, ""),
        (Ok(vec![said(-10); MOST + 1]), Outcome::Large, ""),
        (
            Err(FeedError::Unreadable("line 3".to_owned())),
            Outcome::Unreadable,
            "line 3",
        ),
        (
            Err(FeedError::Away("no answer in time".to_owned())),
            Outcome::Away,
            "no answer in time",
        ),
    ] {
        let verdict = judge(&answer, &known, TIMES, NOW);
        assert_eq!(
            (verdict.outcome, verdict.detail.as_str()),
            (outcome, detail)
        );
        assert_eq!(verdict.accepted, []);
        assert!(!verdict.outcome.is_news());
    }
}

#[test]
fn silence_makes_unknown_and_never_green() {
    let last = judged(&[said(-10)], &[]).accepted.remove(0);
    let at = |seconds: i64| seen(Some(&last), TIMES, last.at.plus_seconds(seconds));
    assert_eq!(at(0), Seen::Level(Level::Healthy));
    assert_eq!(at(899), Seen::Level(Level::Healthy));
    assert_eq!(at(900), Seen::Unknown(Some(last.at)));
    assert_eq!(at(-3600), Seen::Unknown(None));
    assert_eq!(seen(None, TIMES, NOW), Seen::Unknown(None));
}

#[test]
fn the_worst_region_counts_and_the_unknown_is_not_well() {
    use Level::{Advisory, Degraded, Healthy, Interrupted};
    let (well, unknown) = (Seen::Level(Healthy), Seen::Unknown(Some(NOW)));
    assert_eq!(overall([well, well]), well);
    assert_eq!(overall([well, unknown]), unknown);
    assert_eq!(overall([unknown, Seen::Level(Advisory)]), unknown);
    for bad in [Degraded, Interrupted] {
        assert_eq!(overall([unknown, Seen::Level(bad), well]), Seen::Level(bad));
    }
    let earlier = Seen::Unknown(Some(NOW.plus_seconds(-60)));
    assert_eq!(overall([unknown, earlier, Seen::Unknown(None)]), earlier);
    assert_eq!(overall([]), Seen::Unknown(None));
}

#[test]
fn people_are_believed_before_the_feed() {
    let levels = Level::ALL.iter().map(|level| Some(Seen::Level(*level)));
    let all: Vec<_> = levels.chain([None, Some(Seen::Unknown(None))]).collect();
    for measured in all {
        for state in State::ALL {
            let said = shown(Some(*state), false, measured);
            if state.is_open() {
                assert_eq!(said, Shown::Incident(*state));
            } else {
                assert_eq!(said, shown(None, false, measured));
            }
        }
        assert_eq!(shown(None, true, measured), Shown::Maintenance);
    }
    assert_eq!(shown(None, false, None), Shown::Silent);
    let unknown = Seen::Unknown(Some(NOW));
    assert_eq!(shown(None, false, Some(unknown)), Shown::Measured(unknown));
}

fn any_said() -> impl Strategy<Value = Said> {
    (
        0_u128..4,
        prop_oneof![Just("north"), Just("east"), Just("mars")],
        -1_000_i64..200,
        prop_oneof![
            Just("healthy"),
            Just("degraded"),
            Just("interrupted"),
            Just("?")
        ],
        prop_oneof![
            Just(-1),
            Just(0),
            Just(500_000),
            Just(MILLION),
            Just(i64::MAX)
        ],
        prop_oneof![
            Just(None),
            Just(Some(-5)),
            Just(Some(80)),
            Just(Some(i64::MAX))
        ],
    )
        .prop_map(
            |(n, region, seconds, state, availability_ppm, latency_ms)| Said {
                service: service(n).to_string(),
                region: region.to_owned(),
                at: time(seconds / 100 * 100),
                state: state.to_owned(),
                availability_ppm,
                latency_ms,
            },
        )
}

proptest! {
    #[test]
    fn only_what_can_be_so_is_believed(
        first in prop::collection::vec(any_said(), 0..6),
        then in prop::collection::vec(any_said(), 0..12),
    ) {
        let last = judged(&first, &[]).accepted;
        let verdict = judged(&then, &last);
        let mut pairs = BTreeSet::new();
        for reading in &verdict.accepted {
            prop_assert!(known(Vec::new()).services.contains(&reading.service));
            prop_assert!(known(Vec::new()).regions.contains(&reading.region));
            prop_assert!(pairs.insert((reading.service, reading.region.clone())));
            prop_assert!(reading.at > NOW.plus_seconds(-TIMES.unknown_seconds));
            prop_assert!(reading.at <= NOW.plus_seconds(AHEAD_SECONDS));
            prop_assert!((0..=MILLION).contains(&reading.availability_ppm));
            prop_assert!(reading.latency_ms.is_none_or(|ms| (0..=LATENCY_MS).contains(&ms)));
            prop_assert!(reading.level != Level::Healthy || reading.availability_ppm > 0);
            // It was said, by all who said anything of it.
            let about = then.iter().filter(|s| {
                s.service == reading.service.to_string() && s.region == reading.region
            });
            for said in about {
                prop_assert_eq!(&said.state, reading.level.text());
                prop_assert_eq!(said.availability_ppm, reading.availability_ppm);
                prop_assert_eq!(said.latency_ms, reading.latency_ms);
            }
            for before in last.iter().filter(|l| l.service == reading.service && l.region == reading.region) {
                prop_assert!(before.at < reading.at);
            }
        }
        prop_assert_eq!(verdict.outcome.is_news(), !verdict.accepted.is_empty());
        // What comes in another order is judged alike, and what comes twice teaches nothing.
        let turned: Vec<_> = then.iter().rev().cloned().collect();
        prop_assert_eq!(&judged(&turned, &last), &verdict);
        let mut after = last;
        after.retain(|l| !pairs.contains(&(l.service, l.region.clone())));
        after.extend(verdict.accepted.iter().cloned());
        prop_assert_eq!(judged(&then, &after).accepted, []);
    }
}
