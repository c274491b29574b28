//! The process ends at every fault point of a bill run, and is killed in the middle of it: when it has
//! been started often enough, every bill is there, there once, numbered without gaps, and the same as
//! that of a process nobody disturbed.

use crate::installation::{Installation, texts};
use adapters::SystemClock;
use domain::effects::Clock;
use domain::programme::china_csp;
use std::collections::{BTreeMap, BTreeSet};
use testkit::selling::{base, customer, order};
use testkit::{Engine, Mood};

#[test]
fn a_bill_run_that_dies_everywhere_is_one_on_sqlite() {
    walk(Engine::Sqlite);
}

#[test]
fn a_bill_run_that_dies_everywhere_is_one_on_postgres() {
    walk(Engine::Postgres);
}

/// Partners, each with three billing dates that were missed.
const PARTNERS: usize = 4;
const BILLS: usize = PARTNERS * 3;
const INVOICES: &str = "SELECT COUNT(*) AS n FROM invoice";
/// How often the process dies after the mail server has taken a mail and before that is recorded.
const DEATHS_AFTER_SENDING: u32 = 2;

/// What each bill says, whatever its number: partner, date, sum, and the hash of all its lines.
const BILLED: &str = "SELECT CAST(partner_id AS TEXT) || ' ' || billed_on || ' '
        || CAST(previous_balance AS TEXT) || ' ' || CAST(total AS TEXT) || ' ' || file_hash AS t
    FROM invoice ORDER BY partner_id, billed_on";

/// The same on SQLite, where ids are bytes.
fn billed(engine: Engine) -> &'static str {
    match engine {
        Engine::Postgres => BILLED,
        Engine::Sqlite => {
            "SELECT HEX(partner_id) || ' ' || billed_on || ' '
                || CAST(previous_balance AS TEXT) || ' ' || CAST(total AS TEXT) || ' ' || file_hash AS t
             FROM invoice ORDER BY partner_id, billed_on"
        }
    }
}

/// Partners that signed a hundred days ago and sold something the day they did.
fn sold(site: &Installation) {
    let inside = &site.inside;
    inside.clock.set(SystemClock.now().plus_days(-100));
    for n in 0..PARTNERS {
        let partner = inside.active_partner();
        let (_, request) = inside.sign_in(&partner.admin);
        let name = format!("第{n}号客户有限公司");
        let buyer = customer(inside, &request, &format!("buyer-{n}"), &name);
        let seats = u32::try_from(n).unwrap() * 7 + 3;
        let _ = order(inside, &request, buyer, base(inside).id, seats);
    }
    inside.drain();
}

/// What holds at every moment, however many bills have been made; how many there are.
fn holds(site: &Installation) -> usize {
    let numbers = site.texts("SELECT number AS t FROM invoice ORDER BY number");
    let wanted: Vec<_> = (1..=numbers.len()).map(|n| format!("D{n:09}")).collect();
    assert_eq!(numbers, wanted, "a number is missing, or there twice");
    for (what, sql) in [
        (
            "a bill without one posting",
            "SELECT COUNT(*) AS n FROM invoice i WHERE 1 <> (SELECT COUNT(*) FROM ledger_entry e
                JOIN ledger_transaction t ON t.partner_id = e.partner_id AND t.number = e.number
                WHERE e.invoice_id = i.id AND e.account = 'receivable' AND t.kind = 'invoice'
                  AND e.amount = i.total)",
        ),
        (
            "a posting without its bill",
            "SELECT COUNT(*) AS n FROM ledger_transaction t WHERE t.kind = 'invoice'
               AND NOT EXISTS (SELECT 1 FROM invoice i
                 WHERE i.partner_id = t.partner_id AND i.billed_on = t.value_on)",
        ),
        (
            "a bill that lacks lines",
            "SELECT COUNT(*) AS n FROM invoice i
             WHERE i.line_count <> (SELECT COUNT(*) FROM invoice_line l WHERE l.invoice_id = i.id)",
        ),
        (
            "a line without its bill",
            "SELECT COUNT(*) AS n FROM invoice_line l
             WHERE NOT EXISTS (SELECT 1 FROM invoice i WHERE i.id = l.invoice_id)",
        ),
        (
            "a run that says something else",
            "SELECT COUNT(*) AS n FROM bill_run r WHERE r.state <> 'published' OR NOT EXISTS
                (SELECT 1 FROM invoice i
                 WHERE i.partner_id = r.partner_id AND i.billed_on = r.billed_on)",
        ),
        (
            "bills and mails that are not as many",
            "SELECT (SELECT COUNT(*) FROM outbox WHERE dedupe LIKE 'invoice-ready/%')
                - (SELECT COUNT(*) FROM invoice) AS n",
        ),
        (
            "a calendar that is not past its last bill",
            "SELECT COUNT(*) AS n FROM bill_schedule s WHERE s.next_on <=
                (SELECT MAX(i.billed_on) FROM invoice i WHERE i.partner_id = s.partner_id)",
        ),
    ] {
        assert_eq!(site.count(sql), 0, "{what}");
    }
    numbers.len()
}

/// The calendar is looked at as soon as the next process starts.
fn looks_again(site: &Installation) {
    let timers = "UPDATE timer SET due_at = 0";
    site.inside.database.tamper(timers);
}

fn walk(engine: Engine) {
    let mut site = Installation::new(engine);
    sold(&site);
    site.inside.clock.set(SystemClock.now());
    // Nobody disturbs this one.
    let twin = site.inside.copy(china_csp().unwrap().rechecking(0));
    twin.clock.set(SystemClock.now());
    twin.tick();
    let wanted = texts(&twin, billed(engine));
    assert_eq!(wanted.len(), BILLS);

    // Mails wait until the bills had their accidents.
    site.mailbox.set(Mood::Busy);
    for (fault, bills) in [
        ("billing.run/before-commit", 0),
        ("billing.run/after-commit", 1),
        // Bills of the same partner, and from one partner to the next.
        ("billing.run/before-commit:2", 2),
        ("billing.run/after-commit:3", 5),
    ] {
        looks_again(&site);
        site.start_and_die(fault);
        assert_eq!(holds(&site), bills, "{fault}");
    }
    // Killed wherever it stands, as soon as there is one more.
    for _ in 0..3 {
        let before = holds(&site);
        if before < BILLS {
            looks_again(&site);
            site.start_and_kill(INVOICES, i64::try_from(before).unwrap() + 1);
            assert!(holds(&site) > before);
        }
    }
    site.mailbox.set(Mood::Takes);
    for fault in ["mail/claimed", "mail/sent", "mail/performed"] {
        looks_again(&site);
        site.start_and_die(fault);
        let _ = holds(&site);
    }
    every_place_was_tried(&site.died);
    looks_again(&site);
    site.start("");
    site.waits_for(INVOICES, i64::try_from(BILLS).unwrap());
    site.settles();
    assert_eq!(holds(&site), BILLS);
    assert_eq!(texts(&site.inside, billed(engine)), wanted);
    told_once(&site);
    // Whoever looks again finds nothing to do.
    site.kill();
    looks_again(&site);
    site.inside.tick();
    assert_eq!(holds(&site), BILLS);
    testkit::Fixture::check(&site.inside);
}

/// An undisturbed run passes no place at which no process has died.
fn every_place_was_tried(died: &BTreeSet<String>) {
    let mut passed = app::fault::passed();
    passed.retain(|place| place.starts_with("billing.run/") || place.starts_with("mail/"));
    let left: Vec<_> = passed.difference(died).collect();
    assert!(left.is_empty(), "nobody has died at {left:?}");
    assert!(passed.contains("billing.run/before-commit"), "{passed:?}");
}

/// Each bill has one mail, and it arrived once but where the process died over it.
fn told_once(site: &Installation) {
    let mails = site.inside.mails("INVOICE-READY");
    assert_eq!(mails.len(), BILLS);
    let subjects: BTreeSet<_> = mails.iter().map(|mail| mail.subject.as_str()).collect();
    assert_eq!(subjects.len(), BILLS, "{subjects:?}");
    let mut arrived: BTreeMap<_, u32> = BTreeMap::new();
    for mail in site.mailbox.received() {
        *arrived.entry(mail.id).or_default() += 1;
    }
    for mail in &mails {
        assert!(
            arrived.contains_key(&mail.id),
            "{} has not arrived",
            mail.subject
        );
    }
    let again: u32 = arrived.values().map(|times| times - 1).sum();
    assert_eq!(again, DEATHS_AFTER_SENDING, "{arrived:?}");
}
