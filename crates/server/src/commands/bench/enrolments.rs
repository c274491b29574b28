//! Whole enrolments: from the first page of the registration to a partner that may work.
#![allow(clippy::float_arithmetic)] // Measurements, not money.

use super::company::Company;
use super::figure::Figure;
use super::measure::{cores, on_threads};
use super::rig::{CODE, Rig, holder, request, signed_in};
use crate::trouble::Trouble;
use app::credit::decide as credit;
use app::enrolment::documents::NewDocument;
use app::enrolment::signing::{self, Acceptance, TICKS};
use app::enrolment::{
    application, challenge, confirmation, create_account, documents, network, registration,
};
use app::identity::{authenticator, password, sign_in};
use app::jobs::worker;
use app::notifications::print;
use app::review::decide;
use app::{App, Failure, Request};
use domain::caller::{Caller, StaffRole};
use domain::enrolment::application::State;
use domain::enrolment::sections::SECTIONS;
use domain::ids::{ApplicationId, fresh_uuid};
use domain::language::Language;
use std::sync::atomic::{AtomicU32, Ordering};
use std::thread;
use std::time::Duration;
use store::values;
use uuid::Uuid;

/// Password hashes of one enrolment: the temporary password is made (1) and typed (1); changing it
/// checks the current one (1), compares the new one with the one before (1) and makes it (1).
const HASHES: f64 = 5.0;
/// Printed copies of one agreement.
const COPIES: f64 = 2.0;
/// Looks for a mail or a state, with a pause of a millisecond, before something is wrong.
const LOOKS: u32 = 60_000;
const PASSWORD: &str = "Messung-Tongdao-2026";

/// Enrolments a second beside what their password hashes, printed copies and commits alone would
/// allow on the same machine (`hashes` and `commits`: how many a second it does of each).
///
/// # Errors
/// [`Trouble`] of the store or of a use case that refuses.
pub(super) fn figure(
    rig: &Rig,
    budget: Duration,
    commits: f64,
    hashes: f64,
    notes: &mut Vec<String>,
) -> Result<Figure, Trouble> {
    let app = rig.app("enrolments")?;
    let refused = |failure: Failure| Trouble::refused("enrolling", &failure);
    let bench = Bench::new(rig, app).map_err(refused)?;
    let enrol = || bench.enrol().map_err(refused);
    // One beforehand: texts and fonts are loaded, and there is an agreement to print.
    let partner = enrol()?;
    let before = bench.written()?;
    let print = bench.printing(&partner).map_err(refused)?;
    let prints = on_threads(cores(), budget / 4, &|| print().map_err(refused))?;
    let first = bench.next.load(Ordering::Relaxed);
    let rate = on_threads(cores() * 2, budget * 3 / 4, &|| enrol().map(drop))?;
    let enrolled = f64::from(bench.next.load(Ordering::Relaxed) - first).max(1.0);
    let writes = (bench.written()? - before) / enrolled;
    let seconds = HASHES / hashes + COPIES / prints + writes / commits;
    notes.push(format!(
        "enrolments: each {HASHES} password hashes, {COPIES} printed copies ({prints:.1}/s alone), \
         {writes:.0} commits"
    ));
    Ok(Figure::new(
        "enrolments",
        rate,
        "enrolments/s",
        1.0 / seconds,
    ))
}

/// What all threads share.
struct Bench {
    app: App,
    reviewer: Request,
    analyst: Request,
    next: AtomicU32,
    worker: Uuid,
}

impl Bench {
    fn new(rig: &Rig, app: App) -> Result<Self, Failure> {
        let staff = |role: StaffRole| {
            let found = rig.account("such staff", |account| account.roles.contains(&role));
            let account = found.map_err(Failure::internal)?;
            signed_in(&app, account).map(|(_, request)| request)
        };
        let (reviewer, analyst) = (
            staff(StaffRole::Reviewer)?,
            staff(StaffRole::CreditAnalyst)?,
        );
        let worker = fresh_uuid(&*app.entropy);
        Ok(Self {
            app,
            reviewer,
            analyst,
            next: AtomicU32::new(0),
            worker,
        })
    }

    /// One company's way, with the outbox worked off by whoever waits for something in it.
    fn enrol(&self) -> Result<Request, Failure> {
        let company = Company::new(self.next.fetch_add(1, Ordering::Relaxed))?;
        let (partner, id) = self.register(&company)?;
        self.apply(&company, &partner)?;
        self.review(&company, id)?;
        self.sign(&partner)?;
        self.until(|| {
            let view = application::view(&self.app, &partner).wait()?;
            Ok((view.state == State::Active).then_some(()))
        })?;
        Ok(partner)
    }

    /// F1 to F5, the first sign-in, the password and the authenticator.
    fn register(&self, company: &Company) -> Result<(Request, ApplicationId), Failure> {
        let app = &self.app;
        let visitor = request(app, Caller::Visitor);
        let token = registration::begin(app, &visitor, None).wait()?.token;
        let id = registration::open(app, &token).wait()?.id();
        let registrant = request(app, Caller::Registrant(id));
        registration::choose_create(app, &registrant, id).wait()?;
        let typed = company.details(&app.programme.country);
        app::enrolment::details::save_details(app, &registrant, id, typed.clone())?;
        challenge::send(app, &registrant, id, &company.mobile(), "sms", "")?;
        challenge::enter(app, &registrant, id, CODE)?;
        create_account::create(app, &registrant, id, &token, &typed)?;
        let shown = create_account::reveal(app, &registrant, id, &token, false)?;
        let temporary = shown
            .password
            .ok_or_else(|| Failure::internal("no password was shown"))?;
        create_account::acknowledge(app, &registrant, id).wait()?;

        let token = sign_in::sign_in(app, &visitor, &shown.sign_in_name, &temporary)?.token;
        let partner = holder(app, &token)?;
        password::change(app, &partner, &temporary, PASSWORD, PASSWORD)?;
        let partner = holder(app, &token)?;
        let secret = authenticator::set_up(app, &partner).wait()?.secret;
        let code = authenticator::code_at(&secret, app.clock.now())?;
        authenticator::verify(app, &partner, &code)?;
        let partner = holder(app, &token)?;
        let id = application::view(app, &partner).wait()?.row.id;
        Ok((partner, ApplicationId(id)))
    }

    /// The network number, every section, the document, and the button at the end.
    fn apply(&self, company: &Company, partner: &Request) -> Result<(), Failure> {
        let app = &self.app;
        let visitor = request(app, Caller::Visitor);
        let number = network::join(app, &visitor, &company.network(), "").wait()?;
        let typed = company.application(&number);
        for section in SECTIONS.iter().filter(|section| **section != "documents") {
            application::keep_section(app, partner, section, &typed).wait()?;
        }
        let licence = company.licence();
        let new = NewDocument {
            kind: "business-licence",
            file_name: "营业执照副本.pdf",
            bytes: &licence,
            dated_on: "",
        };
        documents::upload(app, partner, new)?;
        application::submit(app, partner, "")
    }

    /// Both confirmations, the reviewer's checks, credit and approval.
    fn review(&self, company: &Company, id: ApplicationId) -> Result<(), Failure> {
        let app = &self.app;
        let visitor = request(app, Caller::Visitor);
        for (mail, to) in [("E06", company.email()), ("E05", company.approval_email())] {
            let token = self.until(|| self.link(mail, &to))?;
            confirmation::answer(app, &visitor, &token, true).wait()?;
        }
        self.until(|| {
            let claimed = decide::claim(app, &self.reviewer, id).wait();
            match claimed {
                Ok(()) => Ok(Some(())),
                // The automatic checks are still waiting in the outbox.
                Err(Failure::Conflict(_)) => Ok(None),
                Err(other) => Err(other),
            }
        })?;
        for kind in ["employment", "business-registration", "restricted-party"] {
            decide::set_check(
                app,
                &self.reviewer,
                id,
                kind,
                "passed",
                "公示信息一致，已电话核实",
            )?;
        }
        credit::decide(
            app,
            &self.analyst,
            id,
            "pass",
            "240000",
            "两年报表良好，无逾期记录",
            "",
        )?;
        self.until(|| match decide::approve(app, &self.reviewer, id, "", "") {
            Ok(_) => Ok(Some(())),
            // The support website is still to be looked up, by a job of its own.
            Err(Failure::Conflict(conflict)) if conflict.code == "checks-open" => Ok(None),
            Err(other) => Err(other),
        })
    }

    fn sign(&self, partner: &Request) -> Result<(), Failure> {
        let language = Language::ZhHans;
        let in_force = app::agreements::force::current(&self.app).wait()?;
        let text = in_force.text(&self.app, language)?;
        let acceptance = Acceptance {
            language,
            text_sha256: text.sha256.clone(),
            ticked: TICKS.map(|tick| (tick.to_owned(), "yes".to_owned())).into(),
        };
        signing::sign(&self.app, partner, acceptance, "")
    }

    /// Looks until something is there, and does what is due meanwhile.
    fn until<T>(&self, look: impl Fn() -> Result<Option<T>, Failure>) -> Result<T, Failure> {
        for _ in 0..LOOKS {
            if let Some(found) = look()? {
                return Ok(found);
            }
            if worker::drain(&self.app, self.worker)? == 0 {
                // Another thread has it in hand.
                thread::sleep(Duration::from_millis(1));
            }
        }
        Err(Failure::internal("what was waited for did not come"))
    }

    /// The token of the confirmation link in a mail that has left.
    fn link(&self, mail: &'static str, to: &str) -> Result<Option<String>, Failure> {
        let to = to.to_owned();
        let body: Option<String> = self
            .app
            .read(move |tx| {
                Ok(tx.query_opt(
                    "SELECT body AS t FROM message WHERE recipient = $1 AND code = $2
                     ORDER BY sent_at DESC LIMIT 1",
                    values![to, mail],
                )?)
            })
            .wait()?;
        let after = body
            .as_deref()
            .and_then(|body| body.split("/confirm/").nth(1));
        let token = after.map(|rest| {
            rest.chars()
                .take_while(char::is_ascii_alphanumeric)
                .collect()
        });
        Ok(token)
    }

    /// Prints what a partner has signed, in both languages by turns.
    fn printing(
        &self,
        partner: &Request,
    ) -> Result<impl Fn() -> Result<(), Failure> + Sync, Failure> {
        let mut signed = app::agreements::evidence::agreements(&self.app, partner).wait()?;
        let agreement = signed
            .pop()
            .ok_or_else(|| Failure::internal("nothing is signed"))?;
        let turn = AtomicU32::new(0);
        Ok(move || {
            let language = match turn.fetch_add(1, Ordering::Relaxed) % 2 {
                0 => Language::ZhHans,
                _ => Language::En,
            };
            print::agreement(&self.app, &agreement, language).map(drop)
        })
    }

    /// Commits so far: each command leaves an audit row, each message is recorded, each job is
    /// claimed (several at once) and finished.
    fn written(&self) -> Result<f64, Trouble> {
        let count = self.app.db.read(|tx| {
            tx.query_one::<i64>(
                "SELECT (SELECT COUNT(*) FROM audit_entry) + (SELECT COUNT(*) FROM message)
                    + (SELECT COUNT(*) FROM outbox WHERE done_at IS NOT NULL) AS n",
                &[],
            )
        });
        let count: Result<i64, store::DbError> = count.wait();
        Ok(f64::from(u32::try_from(count?).unwrap_or(u32::MAX)))
    }
}
