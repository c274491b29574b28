//! What the mails of the registrations have to add up to: E01, E02, E03 and E19, each once and only once.

use super::invariants::{self, Before, Registered};
use super::moves::Met;
use domain::effects::Instant;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use testkit::TestApp;
use uuid::Uuid;

/// Links one draft, and one mailbox, are sent in a day, when nobody asks for them.
const LINKS_PER_DAY: usize = 5;
/// Seconds between two of them to somebody whose company another one tries to register.
const PAUSE: i64 = 3600;
/// The mails that are added up here.
const CODES: [&str; 4] = ["E01", "E02", "E03", "E19"];

/// A mail E01 that was to leave.
struct Link {
    reference: String,
    mailbox: String,
    at: Instant,
    /// Whether it carried a link: a draft that goes by a work account has none.
    opens: bool,
}

/// The mails there were occasions for.
pub(super) struct Told {
    links: Vec<Link>,
    /// How often each of E02 and E03 was to leave: code, reference, mailbox.
    others: BTreeMap<(String, String, String), i64>,
    /// The days on which others tried to register an organisation's company.
    tried: BTreeSet<(Uuid, Date)>,
    /// What had left before.
    at_first: BTreeMap<(String, String, String), i64>,
}

impl Told {
    pub(super) fn new(app: &TestApp) -> Self {
        Self {
            links: Vec::new(),
            others: BTreeMap::new(),
            tried: BTreeSet::new(),
            at_first: invariants::sent(app),
        }
    }

    /// Remembers what has to be told of an act. `asked` are those a link was asked for.
    pub(super) fn note(
        &mut self,
        before: &Before,
        after: &Before,
        asked: &[String],
        app: &TestApp,
    ) {
        let now = app.now();
        for (reference, row) in &after.registrations {
            let Some(old) = before.registrations.get(reference) else {
                continue;
            };
            self.note_one(old, row, now);
            if asked.contains(reference) {
                self.link(row, now);
            }
        }
        let tries = after.tries.iter();
        for (_, (at, who, id)) in tries.filter(|(place, _)| !before.tries.contains_key(*place)) {
            let mut rows = after.registrations.values();
            match rows.find(|row| row.id == *id) {
                Some(owner) if who == "Registration" => {
                    let mut last = self.links.iter().filter(|l| l.reference == owner.reference);
                    let soon = last.any(|link| now < link.at.plus_seconds(PAUSE));
                    if !soon && self.has_room(owner, now) {
                        self.link(owner, now);
                    }
                }
                _ => {
                    let zone = app.programme.time_zone();
                    self.tried
                        .insert((*id, domain::calendar::local_date(*at, zone)));
                }
            }
        }
    }

    fn note_one(&mut self, old: &Registered, row: &Registered, now: Instant) {
        let locks = row.challenge_locks - old.challenge_locks;
        if locks > 0 {
            self.other("E02", row, row.mailbox.as_ref(), locks);
        }
        match (old.state.as_str(), row.state.as_str()) {
            ("identified", "details") => {
                let mut of = self.links.iter().filter(|l| l.reference == row.reference);
                let known = match row.way.as_str() {
                    "create" => of.any(|l| l.opens && Some(&l.mailbox) == row.mailbox.as_ref()),
                    _ => of.next().is_some(),
                };
                if !known && self.has_room(row, now) {
                    self.link(row, now);
                }
            }
            // A person has let it go on.
            ("locked", "details") => self.link(row, now),
            ("done", "done") => {}
            (_, "done") => self.other("E03", row, row.account_mail.as_ref(), 1),
            _ => {}
        }
    }

    /// Whether the day leaves room for one more link.
    fn has_room(&self, row: &Registered, now: Instant) -> bool {
        let today = || self.links.iter().filter(|l| l.at > now.plus_days(-1));
        let draft = today().filter(|l| l.reference == row.reference);
        let mailbox = today().filter(|l| Some(&l.mailbox) == row.mailbox.as_ref());
        draft.count() < LINKS_PER_DAY && mailbox.count() < LINKS_PER_DAY
    }

    fn link(&mut self, row: &Registered, at: Instant) {
        self.links.push(Link {
            reference: row.reference.clone(),
            mailbox: row.mailbox.clone().unwrap_or_default(),
            at,
            opens: row.way == "create",
        });
    }

    fn other(&mut self, code: &str, row: &Registered, to: Option<&String>, times: i64) {
        let to = to.cloned().unwrap_or_default();
        let key = (code.to_owned(), row.reference.clone(), to);
        *self.others.entry(key).or_default() += times;
    }

    /// Everybody has got each as often as there was an occasion, and nobody else has got any. Gives which
    /// have left.
    pub(super) fn each_once(&self, app: &TestApp) -> Result<Met, String> {
        let mut due = self.others.clone();
        for link in &self.links {
            let key = (
                "E01".to_owned(),
                link.reference.clone(),
                link.mailbox.clone(),
            );
            *due.entry(key).or_default() += 1;
        }
        for (tenant, _) in &self.tried {
            for reader in invariants::admins(app, *tenant) {
                let key = ("E19".to_owned(), String::new(), reader);
                *due.entry(key).or_default() += 1;
            }
        }
        let mut sent = BTreeMap::new();
        for (key, times) in invariants::sent(app) {
            let more = times - self.at_first.get(&key).copied().unwrap_or_default();
            let (code, reference, to) = key;
            if more == 0 || !CODES.contains(&code.as_str()) {
                continue;
            }
            // Once a day, whatever has become of the application meanwhile.
            let of = if code == "E19" {
                String::new()
            } else {
                reference
            };
            *sent.entry((code, of, to)).or_default() += more;
        }
        if sent != due {
            let wrong = |one: &BTreeMap<_, _>, two: &BTreeMap<_, _>| -> Vec<_> {
                let all = one
                    .iter()
                    .map(|(key, n): (&(String, String, String), &i64)| (key.clone(), *n));
                all.filter(|(key, n)| two.get(key) != Some(n)).collect()
            };
            let (left, wanted) = (wrong(&sent, &due), wrong(&due, &sent));
            return Err(format!("mails {left:?} have left, but due are {wanted:?}"));
        }
        Ok(sent.into_keys().map(|(code, ..)| mail(&code)).collect())
    }
}

fn mail(code: &str) -> String {
    format!("mail: {code}")
}

/// Every mail that is added up here.
pub(super) fn every_mail() -> Met {
    CODES.iter().map(|code| mail(code)).collect()
}
