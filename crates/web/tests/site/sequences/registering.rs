//! Registrations among the random acts: how they are done, which moves an act may make, which rows of
//! the tables were walked, and what the mails have to add up to.

use super::act::{Act, Registrant};
use super::invariants::{self, Before, Traces};
use super::world::World;
use ::app::enrolment::{challenge, create_account, details, existing, registration, resume};
use ::app::review::registrations;
use ::app::{Failure, Request};
use domain::caller::Caller;
use domain::enrolment::application;
use domain::enrolment::form::Answers;
use domain::enrolment::machine::Machine;
use domain::enrolment::registration::{Event, State};
use domain::ids::RegistrationId;
use jiff::civil::Date;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use store::row;
use testkit::{Company, TestApp};

/// Rows of the tables that were walked, in words.
pub(super) type Met = BTreeSet<String>;

/// Browsers in which companies register.
const BROWSERS: usize = 2;
const DAY: i64 = 86_400;

/// A registration somebody has begun.
#[derive(Clone)]
struct Draft {
    token: String,
    id: RegistrationId,
    reference: String,
    company: Company,
}

/// What is remembered of the registrations of a world.
#[derive(Default)]
pub(super) struct Registering {
    drafts: RefCell<[Option<Draft>; BROWSERS]>,
    /// The ways in which details were saved, by reference.
    saved: BTreeMap<String, BTreeSet<String>>,
    /// How often a person let one go on, by reference.
    released: BTreeMap<String, i64>,
    /// How often the telephone was locked, by reference.
    locks: BTreeMap<String, i64>,
    /// Days on which somebody was refused because a company is known, and how often it was.
    known: (BTreeSet<Date>, i64),
    /// How often a link was asked for, by reference.
    asked: RefCell<BTreeMap<String, i64>>,
}

fn row_of<M: Machine>(machine: &str, from: M, event: M::Event, to: M) -> String {
    let (from, to) = (from.state_text(), to.state_text());
    format!("{machine}: {from}, {} → {to}", M::event_text(event))
}

/// Every row of both tables.
pub(super) fn every_row() -> Met {
    let registrations = State::TRANSITIONS.iter();
    let registrations = registrations.map(|r| row_of("registration", r.from, r.event, r.to));
    let applications = application::State::TRANSITIONS.iter();
    let applications = applications.map(|r| row_of("application", r.from, r.event, r.to));
    registrations.chain(applications).collect()
}

row! { pub(super) struct Step { application_id: uuid::Uuid, state: String } }

/// The states all applications have been in, in order.
pub(super) fn steps(app: &TestApp) -> Vec<Step> {
    let steps = app.read(|tx| {
        Ok(tx.query::<Step>(
            "SELECT s.application_id, s.state FROM application_step s
             JOIN application a ON a.id = s.application_id
             ORDER BY a.created_at, a.id, s.number",
            &[],
        )?)
    });
    steps.wait().unwrap()
}

/// The rows the applications have walked; those of the template at its making do not count.
pub(super) fn met_by_applications(app: &TestApp, before: usize) -> Met {
    use application::State as A;
    let steps = steps(app);
    let mut met = Met::new();
    for pair in steps.windows(2) {
        let [one, two] = pair else { continue };
        let rows = A::TRANSITIONS.iter();
        let mut rows =
            rows.filter(|row| (row.from.text(), row.to.text()) == (&*one.state, &*two.state));
        if let (true, Some(row)) = (one.application_id == two.application_id, rows.next()) {
            met.insert(row_of("application", row.from, row.event, row.to));
        }
    }
    // A world in which no application moved has walked nothing.
    if steps.len() > before {
        met
    } else {
        Met::new()
    }
}

/// What a refused act may leave behind all the same: what was typed is kept, tries are counted, and who
/// stands for a company is told of another that tries.
pub(super) fn traces(act: &Registrant) -> Traces {
    match act {
        Registrant::Details(_) => Traces {
            added: &[],
            changed: &["registration", "answer"],
        },
        Registrant::SendCode | Registrant::EnterCode(_) => Traces {
            added: &["outbox", "registration_phone"],
            changed: &["registration"],
        },
        Registrant::Create => Traces {
            added: &["outbox", "resume_link"],
            changed: &["registration", "answer"],
        },
        _ => Traces::default(),
    }
}

/// The events an act may cause.
fn may(act: &Act) -> &'static [Event] {
    use Event as E;
    const TIME: &[Event] = &[Event::Expire, Event::VerifyAgain, Event::FailCreation];
    match act {
        Act::Tick | Act::Wait(_) => TIME,
        Act::Registrations(_, _, true) => &[E::Release],
        Act::Registrations(_, _, false) => &[E::Block],
        Act::Registrant(_, act) => match act {
            Registrant::ChooseCreate => &[E::Identify],
            // One of the organisation's that has stood still too long ends by it.
            Registrant::ByWorkAccount => &[E::Identify, E::Expire],
            Registrant::Details(_) => &[E::SaveDetails],
            Registrant::SendCode => &[E::SendCode, E::LockChallenge, E::UnlockChallenge],
            Registrant::EnterCode(_) => &[E::SolveChallenge, E::LockChallenge],
            Registrant::FailTillLocked => &[E::SendCode, E::LockChallenge, E::UnlockChallenge],
            Registrant::Create => &[E::BeginCreation, E::FinishCreation, E::FailCreation],
            Registrant::Die => &[E::BeginCreation],
            Registrant::Acknowledge => &[E::Acknowledge],
            Registrant::Refuse => &[E::Expire],
            Registrant::Begin | Registrant::Reveal | Registrant::Resume(_) => &[],
            Registrant::Advance => &[
                E::Identify,
                E::SaveDetails,
                E::SendCode,
                E::UnlockChallenge,
                E::LockChallenge,
                E::SolveChallenge,
                E::BeginCreation,
                E::FinishCreation,
                E::FailCreation,
                E::Acknowledge,
            ],
        },
        _ => &[],
    }
}

/// The shortest way between two states by some events.
fn way(from: State, to: State, events: &[Event]) -> Option<Vec<String>> {
    let mut ways = vec![(from, Vec::new())];
    let mut at = 0;
    while let Some((state, walked)) = ways.get(at).cloned() {
        at += 1;
        if state == to && !walked.is_empty() {
            return Some(walked);
        }
        for row in State::TRANSITIONS {
            let known = ways.iter().any(|(seen, _)| *seen == row.to) && row.to != to;
            if row.from == state && events.contains(&row.event) && !known {
                let mut longer: Vec<String> = walked.clone();
                longer.push(row_of("registration", row.from, row.event, row.to));
                ways.push((row.to, longer));
            }
        }
        if at > 50 {
            break;
        }
    }
    None
}

/// Registrations move along the table of their machine, and only by what the act may cause; new ones
/// begin open, by beginning one. Gives the rows that were walked. `on` is the one that was acted on.
pub(super) fn moved(
    before: &Before,
    after: &Before,
    act: &Act,
    done: &Result<(), Failure>,
    on: Option<&str>,
) -> Result<Met, String> {
    let events = may(act);
    let begins = matches!(
        act,
        Act::Registrant(_, Registrant::Begin | Registrant::Advance)
    );
    let mut met = Met::new();
    for (reference, row) in &after.registrations {
        let to =
            State::from_text(&row.state).ok_or_else(|| format!("{} is no state", row.state))?;
        let Some(old) = before.registrations.get(reference) else {
            if begins && to == State::Open {
                continue;
            }
            return Err(format!("{reference} began as {}", row.state));
        };
        let from =
            State::from_text(&old.state).ok_or_else(|| format!("{} is no state", old.state))?;
        if from == to {
            // It may have been acted on all the same, where the table leads back to where it was.
            let stays = State::TRANSITIONS.iter();
            // Identifying is something where the way is another one, everything else where it is not.
            let other_way = old.way != row.way;
            let stays = stays.filter(|r| r.from == from && r.to == to && events.contains(&r.event));
            let stays = stays.filter(|r| (r.event == Event::Identify) == other_way);
            let acted = done.is_ok() && on == Some(reference.as_str());
            if acted && !matches!(act, Act::Registrant(_, act) if act.is_a_row()) {
                met.extend(stays.map(|r| row_of("registration", r.from, r.event, r.to)));
            }
            continue;
        }
        match way(from, to, events) {
            Some(walked) => met.extend(walked),
            None => {
                let (from, to) = (from.text(), to.text());
                return Err(format!("{reference} went from {from} to {to}"));
            }
        }
    }
    Ok(met)
}

impl Registering {
    /// Remembers what mails have to be told of.
    pub(super) fn note(
        &mut self,
        before: &Before,
        after: &Before,
        met: &Met,
        done: &Result<(), Failure>,
        day: Date,
    ) {
        for (reference, row) in &after.registrations {
            let Some(old) = before.registrations.get(reference) else {
                continue;
            };
            let more = row.challenge_locks - old.challenge_locks;
            if more > 0 {
                *self.locks.entry(reference.clone()).or_default() += more;
            }
            let is_saved = !matches!(row.state.as_str(), "open" | "identified" | "expired");
            if is_saved && row.state != old.state || row.state == "details" {
                let ways = self.saved.entry(reference.clone()).or_default();
                ways.insert(row.way.clone());
            }
            let released = row_of(
                "registration",
                State::Locked,
                Event::Release,
                State::Details,
            );
            if old.state == "locked" && row.state == "details" && met.contains(&released) {
                *self.released.entry(reference.clone()).or_default() += 1;
            }
        }
        if done
            .as_ref()
            .is_err_and(|refused| refused.code() == "cannot-continue")
        {
            self.known.0.insert(day);
            self.known.1 += 1;
        }
    }

    /// The mails of the registrations: E01 when details were saved, in each way once, when a person let
    /// it go on, and at most for each other one that was refused for it; E02 for every lock; E03 for
    /// every account that was taken; E19 at most once a day.
    pub(super) fn each_mail_once(&self, app: &TestApp, after: &Before) -> Result<(), String> {
        let sent = invariants::sent(app);
        let times = |code: &str, reference: &str| -> i64 {
            let of = sent
                .iter()
                .filter(|((c, r, _), _)| c == code && r == reference);
            of.map(|(_, times)| times).sum()
        };
        for (reference, row) in &after.registrations {
            let e02 = times("E02", reference);
            let locks = self.locks.get(reference).copied().unwrap_or_default();
            if e02 != locks {
                return Err(format!(
                    "{reference} was locked {locks} times and told {e02} times"
                ));
            }
            let Some(ways) = self.saved.get(reference) else {
                continue;
            };
            let ways = i64::try_from(ways.len()).unwrap_or(i64::MAX);
            let released = self.released.get(reference).copied().unwrap_or_default();
            let e01 = times("E01", reference);
            let asked = self.asked(reference);
            if e01 < 1 + released || e01 > ways + released + asked + self.known.1 {
                return Err(format!(
                    "{reference} got E01 {e01} times: {ways} ways, {released} times let go on, \
                     asked for {asked} times"
                ));
            }
            let e03 = times("E03", reference);
            if e03 != i64::from(row.state == "done") {
                return Err(format!(
                    "{reference} is {} and got E03 {e03} times",
                    row.state
                ));
            }
        }
        let days = i64::try_from(self.known.0.len()).unwrap_or(i64::MAX);
        let told = sent.iter().filter(|((code, ..), _)| code == "E19");
        for ((_, reference, to), times) in told {
            if *times > days {
                return Err(format!(
                    "E19 of {reference} came {times} times on {days} days to {to}"
                ));
            }
        }
        Ok(())
    }

    /// How often a link was asked for.
    fn asked(&self, reference: &str) -> i64 {
        self.asked
            .borrow()
            .get(reference)
            .copied()
            .unwrap_or_default()
    }
}

fn ticked(mut typed: Answers) -> Answers {
    typed.extend(["terms", "privacy"].map(|tick| (tick.to_owned(), "yes".to_owned())));
    typed
}

impl World<'_> {
    /// The reference of the registration an act is about.
    pub(super) fn draft_of(&self, act: &Act) -> Option<String> {
        let (Act::Registrant(n, _) | Act::Registrations(_, n, _)) = act else {
            return None;
        };
        let drafts = self.registering.drafts.borrow();
        drafts[n % BROWSERS].as_ref().map(|d| d.reference.clone())
    }

    fn row_of(&self, id: RegistrationId) -> store::registration::Registration {
        let found = self
            .app
            .read(move |tx| Ok(store::registration::get(tx, id.0)?));
        found.wait().unwrap()
    }

    /// A person of the staff lets a registration go on, or stops it.
    pub(super) fn decide_registration(
        &self,
        who: usize,
        n: usize,
        go_on: bool,
    ) -> Result<(), Failure> {
        let staff = &self.template.staff;
        let request = self.request(staff[who % staff.len()]);
        let draft = self.registering.drafts.borrow()[n % BROWSERS].clone();
        let id = draft.ok_or(Failure::NotFound)?.id;
        let decide = if go_on {
            registrations::release
        } else {
            registrations::block
        };
        decide(&self.app, &request, id, "已电话核实该公司", "")
    }

    /// Without a registration everything but beginning one is refused.
    pub(super) fn registrant(&self, n: usize, act: &Registrant) -> Result<(), Failure> {
        let app = &*self.app;
        let browser = n % BROWSERS;
        let visitor = self.app.request(Caller::Visitor);
        let draft = self.registering.drafts.borrow()[browser].clone();
        if matches!(act, Registrant::Begin)
            || (matches!(act, Registrant::Advance) && draft.is_none())
        {
            let begun = registration::begin(app, &visitor, None).wait()?;
            let opened = registration::open(app, &begun.token).wait()?;
            let begun = Draft {
                token: begun.token,
                id: opened.id(),
                reference: opened.row.reference,
                company: self.app.company(),
            };
            self.registering.drafts.borrow_mut()[browser] = Some(begun);
            return Ok(());
        }
        let draft = draft.ok_or(Failure::NotFound)?;
        let (id, row) = (draft.id, self.row_of(draft.id));
        let by_account = row.way == "existing";
        let (outsider, person) = &self.template.outsider;
        let company = if by_account {
            &outsider.company
        } else {
            &draft.company
        };
        let request = if by_account {
            self.request(*person)
        } else {
            Request {
                caller: Caller::Registrant(id),
                ..visitor.clone()
            }
        };
        match act {
            Registrant::Begin => Ok(()),
            Registrant::ChooseCreate => registration::choose_create(app, &request, id).wait(),
            Registrant::ByWorkAccount => {
                let request = self.request(*person);
                existing::identify(app, &request, id).wait().map(drop)
            }
            Registrant::Details(which) => {
                let mut typed = company.details.clone();
                if *which == 1 {
                    typed.insert("city".to_owned(), "\u{202e}x".to_owned());
                } else if *which == 2 {
                    let other = &self.template.companies[0].company.details;
                    for field in ["legal_name", "address_line1"] {
                        typed.insert(field.to_owned(), other[field].clone());
                    }
                } else if *which == 3 {
                    let phone = "0571-55550119".to_owned();
                    typed.insert("organisation_phone".to_owned(), phone);
                }
                details::save_details(app, &request, id, ticked(typed)).map(drop)
            }
            Registrant::SendCode => {
                challenge::send(app, &request, id, &company.mobile, "sms", "").map(drop)
            }
            Registrant::EnterCode(right) => {
                let code = self.code(company).filter(|_| *right);
                challenge::enter(app, &request, id, code.as_deref().unwrap_or("000000"))
            }
            Registrant::FailTillLocked => self.fail_till_locked(&request, id, company),
            Registrant::Create => {
                let typed = ticked(Answers::new());
                create_account::create(app, &request, id, &draft.token, &typed).map(drop)
            }
            Registrant::Die => self.die(id),
            Registrant::Reveal => {
                create_account::reveal(app, &request, id, &draft.token, false).map(drop)
            }
            Registrant::Acknowledge => create_account::acknowledge(app, &request, id).wait(),
            Registrant::Resume(right) => {
                let sent = resume::send(app, &request, id).wait()?;
                if sent == resume::Sent::Yes {
                    let mut asked = self.registering.asked.borrow_mut();
                    *asked.entry(draft.reference.clone()).or_default() += 1;
                }
                self.app.drain();
                let link = self.link(company).ok_or(Failure::NotFound)?;
                resume::send_code(app, &visitor, &link)?;
                self.app.drain();
                let code = self.mailed_code(company).filter(|_| *right);
                let code = code.unwrap_or_else(|| "000000".to_owned());
                let token = resume::enter(app, &visitor, &link, &code)?.token;
                self.registering.drafts.borrow_mut()[browser] = Some(Draft { token, ..draft });
                Ok(())
            }
            Registrant::Refuse => {
                let link = self.link(company).ok_or(Failure::NotFound)?;
                resume::refuse(app, &visitor, &link)
            }
            Registrant::Advance => {
                let next = match State::from_text(&row.state) {
                    Some(State::Open) => Registrant::ChooseCreate,
                    Some(State::Identified) => Registrant::Details(0),
                    Some(State::Details | State::Locked) => Registrant::SendCode,
                    Some(State::Challenge) => {
                        self.app.drain();
                        Registrant::EnterCode(true)
                    }
                    Some(State::Verified | State::Creating) => Registrant::Create,
                    Some(State::Created) => Registrant::Acknowledge,
                    Some(State::Done | State::Expired | State::Blocked) | None => Registrant::Begin,
                };
                let done = self.registrant(n, &next);
                let is_dead = done.is_err() && matches!(next, Registrant::EnterCode(_));
                if !is_dead {
                    return done;
                }
                // The code has died: another one, after the minute between two.
                self.app.clock.pass(60);
                self.registrant(n, &Registrant::SendCode)
            }
        }
    }

    /// The newest code sent to a company.
    fn code(&self, company: &Company) -> Option<String> {
        let sent = self.app.messages(&company.mobile);
        let texts = sent.iter().rev();
        let mut texts = texts.filter_map(|message| message.body.as_deref());
        texts.find_map(six_digits)
    }

    /// The newest code of a link, as it was mailed.
    fn mailed_code(&self, company: &Company) -> Option<String> {
        let mails = self.app.messages(&company.email);
        let mut mails = mails.iter().rev().filter(|mail| mail.code == "RESUME-CODE");
        mails.find_map(|mail| six_digits(mail.body.as_deref()?))
    }

    /// The token of the newest link a registration goes on by.
    fn link(&self, company: &Company) -> Option<String> {
        let mails = self.app.messages(&company.email);
        let mut mails = mails.iter().rev().filter(|mail| mail.code == "E01");
        mails.find_map(|mail| {
            let mut words = mail.body.as_deref()?.split_whitespace();
            let link = words.find_map(|word| word.split_once("/register/resume/"))?;
            Some(link.1.to_owned())
        })
    }

    /// Wrong codes and new ones until the telephone is locked once more.
    fn fail_till_locked(
        &self,
        request: &Request,
        id: RegistrationId,
        company: &Company,
    ) -> Result<(), Failure> {
        let app = &*self.app;
        let locks = self.row_of(id).challenge_locks;
        for _ in 0..8 {
            if self.row_of(id).state == "locked" {
                // Whatever the lock, a day and a half ends it, but for the last one.
                self.app.clock.pass(DAY + DAY / 2);
            }
            self.app.clock.pass(60);
            let sent = challenge::send(app, request, id, &company.mobile, "sms", "");
            self.app.drain();
            if self.row_of(id).challenge_locks > locks {
                return Ok(());
            }
            sent?;
            for _ in 0..5 {
                drop(challenge::enter(app, request, id, "000000"));
                if self.row_of(id).challenge_locks > locks {
                    return Ok(());
                }
            }
        }
        Ok(())
    }

    /// What a process leaves that dies after "Create account" was begun and before there is an account.
    fn die(&self, id: RegistrationId) -> Result<(), Failure> {
        let now = self.app.now();
        let begun = self.app.db.write(move |tx| {
            tx.execute(
                "UPDATE registration SET state = 'creating', touched_at = $2, version = version + 1
                 WHERE id = $1 AND state = 'verified'",
                &[id.0.into(), now.into()],
            )
        });
        match begun.wait() {
            Ok(1) => Ok(()),
            _ => Err(Failure::NotFound),
        }
    }
}

fn six_digits(text: &str) -> Option<String> {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    runs.find(|run| run.len() == 6).map(str::to_owned)
}
