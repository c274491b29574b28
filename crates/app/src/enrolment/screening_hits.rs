//! When a list of restricted parties comes into force, companies that are there already are held
//! against it, some at a time: cases under review, what is approved, and partners. A likeness decides
//! nothing. Where a review runs, the check of the case has it; elsewhere a reviewer judges it here, and
//! does what follows on the page of the case or of the partner.

use super::checks::BY_MACHINE;
use crate::notifications::Notice;
use crate::review::tasks;
use crate::{App, Failure, Intent, Request, Work};
use domain::caller::{Caller, StaffRole};
use domain::enrolment::application::State;
use domain::enrolment::checks::{Kind, Outcome};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::enrolment::screening::{Entry, Subject};
use domain::ids::{ApplicationId, TenantId, fresh_uuid};
use domain::permission::{
    OperatorAction, OperatorScope, TenantAction, authorise, authorise_operator,
};
use domain::validate::text;
use store::application::{self, Check};
use store::review::duty;
use store::screening_hit::{self as rows, Held, Hit, Holding, NewHit};
use store::{Reply, Tx, accounts, operator, registration, screening};
use uuid::Uuid;

/// Applications held against a list in one step.
const BATCH: u32 = 50;
/// Likenesses that are written down; more are counted.
const MOST: usize = 10;
/// Hits a page lists.
const LISTED: u32 = 200;
/// Shortest and longest note of a reviewer.
const NOTE: (usize, usize) = (5, 1000);

/// Holds companies against the lists that came into force, until none is left.
///
/// # Errors
/// [`Failure`] of the store; what was done stays done, and the rest comes again.
pub fn sweep(app: &App, request: &Request) -> Result<u64, Failure> {
    let scope = authorise_operator(&request.caller, OperatorAction::ManageScreening)?;
    let mut found = 0;
    while let Some(list) = app.read(move |tx| Ok(rows::holding(tx, scope)?)).wait()? {
        found += hold(app, request, scope, list)?;
    }
    Ok(found)
}

fn hold(app: &App, request: &Request, scope: OperatorScope, list: Holding) -> Result<u64, Failure> {
    let id = list.id;
    let kept = app
        .read(move |tx| Ok(screening::entries(tx, scope, id)?))
        .wait()?;
    let read = |kept: &screening::Kept| serde_json::from_str(&kept.entry);
    let entries: Vec<Entry> = kept
        .iter()
        .map(read)
        .collect::<Result<_, _>>()
        .map_err(Failure::internal)?;
    let (mut until, mut found) = (list.held_until, 0);
    loop {
        let next = app
            .read(move |tx| {
                let mut all = Vec::new();
                for held in rows::next(tx, scope, until, BATCH)? {
                    let answers = answers(tx, &held)?;
                    all.push((held, answers));
                }
                Ok(all)
            })
            .wait()?;
        let last = next.last().map(|(held, _)| held.id);
        // Outside of any transaction: long lists take a while.
        for (held, answers) in &next {
            if let Some(alike) = likeness(&Subject::of(answers), &entries) {
                found += u64::from(tell(app, request, scope, (&list, held), alike)?);
            }
        }
        let stands = app
            .db
            .write(move |tx| rows::went_on(tx, scope, id, last).map_err(Failure::from))
            .wait()?;
        if !stands || last.is_none() {
            return Ok(found);
        }
        until = last;
    }
}

/// The company as it is known: by its application, and where it is a partner by its profile.
fn answers(tx: &mut Tx<'_>, held: &Held) -> Result<Answers, Failure> {
    let mut answers = registration::answers(tx, held.id)?;
    if held.state == State::Active.text() {
        let tenant = TenantId(held.tenant_id);
        let own = authorise(&Caller::System, TenantAction::ViewProfiles, tenant)?;
        for field in accounts::profiles(tx, own)? {
            if field.profile == "legal" {
                answers.insert(field.field, field.value);
            }
        }
    }
    Ok(answers)
}

/// What of a list looks like the company, in words that stay the same from edition to edition.
fn likeness(subjects: &[Subject], entries: &[Entry]) -> Option<String> {
    let mut hits = Vec::new();
    for listed in entries {
        if let Some(own) = subjects.iter().find_map(|subject| subject.like(listed)) {
            hits.push(format!("{} ≈ {own}", listed.name));
        }
    }
    if hits.is_empty() {
        return None;
    }
    hits.sort_unstable();
    let more = hits.len().saturating_sub(MOST);
    hits.truncate(MOST);
    if more > 0 {
        hits.push(format!("+{more}"));
    }
    Some(hits.join("; "))
}

/// Writes a likeness down and tells reviewers, unless the list found the same before.
fn tell(
    app: &App,
    request: &Request,
    scope: OperatorScope,
    (list, held): (&Holding, &Held),
    found: String,
) -> Result<bool, Failure> {
    let subject = format!("application/{}", ApplicationId(held.id));
    // In the operator's log: a company does not read that it is looked at.
    let chain = crate::privacy::retention::operator(app)?;
    let intent = Intent::new("screening.hit", chain, subject);
    let (list, application) = (list.clone(), held.id);
    let told = app.command(request, intent, move |work| {
        let row = operator::application(work.tx, scope, application)?;
        let row = row.ok_or(Failure::NotFound)?;
        if rows::is_known(work.tx, scope, application, &list.name, &found)? {
            return Err(Failure::NotFound);
        }
        let reviewed = [State::InReview, State::InformationRequested];
        let reviewed = reviewed.iter().any(|state| state.text() == row.state);
        let new = NewHit {
            id: fresh_uuid(&*work.app.entropy),
            list: &list,
            application,
            found: &found,
            state: if reviewed { "in-case" } else { "open" },
        };
        if !rows::add(work.tx, scope, &new, work.now)? {
            return Err(Failure::NotFound);
        }
        let (readers, link) = if reviewed {
            // What other lists found, and what people said to it, stays to be read.
            let mut evidence = format!("{}: {found}", list.name);
            let before = application::checks(work.tx, row.id)?.into_iter();
            let mut before = before.filter(|check| check.kind == Kind::RestrictedParty.text());
            if let Some(check) = before.find(|check| check.evidence.contains(" ≈ ")) {
                evidence = format!("{evidence}; {}", check.evidence);
            }
            let check = Check {
                kind: Kind::RestrictedParty.text().to_owned(),
                result: Outcome::Pending.text().to_owned(),
                evidence,
                decided_by: BY_MACHINE.to_owned(),
                decided_at: Some(work.now),
            };
            application::set_check(work.tx, row.id, &check)?;
            let link = format!("/ops/applications/{}", ApplicationId(row.id));
            (tasks::reviewers(work, scope, &row)?, link)
        } else {
            let role = StaffRole::Reviewer.text();
            let readers = duty::colleagues(work.tx, scope, role, row.tenant_id)?;
            (readers, format!("/ops/restricted/{}", new.id))
        };
        work.audit("list", list.name.as_str());
        work.audit("found", found.as_str());
        for reader in readers {
            let (mail, language) = (&reader.contact_email, &reader.language);
            Notice::new("screening-hit", mail, language, &row.reference)
                .name(&reader.full_name())
                .company(&row.legal_name)
                .with("list", &list.name)
                .link(&link)
                .queue(work, format!("screening-hit/{}/{}", new.id, reader.id))?;
        }
        Ok(())
    });
    match told.wait() {
        Ok(()) => Ok(true),
        // Known, or the case is no more.
        Err(Failure::NotFound) => Ok(false),
        Err(failure) => Err(failure),
    }
}

fn scope(request: &Request) -> Result<OperatorScope, Failure> {
    let action = OperatorAction::DecideApplication;
    Ok(authorise_operator(&request.caller, action)?)
}

/// Companies that wait for somebody to judge them.
pub fn list(app: &App, request: &Request) -> Reply<Vec<Hit>, Failure> {
    match scope(request) {
        Ok(scope) => app.read(move |tx| Ok(rows::open(tx, scope, LISTED)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// One of them, whatever has become of it.
pub fn view(app: &App, request: &Request, id: Uuid) -> Reply<Hit, Failure> {
    match scope(request) {
        Ok(scope) => app.read(move |tx| rows::get(tx, scope, id)?.ok_or(Failure::NotFound)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Writes down what a reviewer found out: `cleared`, somebody else is on the list, or `confirmed`.
///
/// # Errors
/// [`Failure::Invalid`] at `outcome` and `note`; [`Failure::Conflict`] (`conflict-of-interest`,
/// `screening-judged` when somebody was faster); [`Failure::NotFound`].
pub fn judge(
    app: &App,
    request: &Request,
    id: Uuid,
    (outcome, note): (&str, &str),
    key: &str,
) -> Result<(), Failure> {
    let scope = scope(request)?;
    let person = request.caller.person().ok_or(Failure::SignInFirst)?;
    let (by, name, chain) = (person.account.0, person.name.clone(), person.tenant.0);
    let mut problems = Vec::new();
    if !["cleared", "confirmed"].contains(&outcome) {
        problems.push(FieldProblem::plain("outcome", "choice-required"));
    }
    let checked = text::multiline(note, NOTE.0, NOTE.1).map_err(|problem| {
        problems.push(FieldProblem::new("note", problem));
    });
    let (Ok(note), true) = (checked, problems.is_empty()) else {
        return Err(Failure::Invalid(problems));
    };
    let (outcome, note) = (outcome.to_owned(), note.value);
    let hit = view(app, request, id).wait()?;
    let subject = format!("application/{}", ApplicationId(hit.application_id));
    let intent = Intent::new("screening.judge", chain, subject);
    let intent = intent.once(key, &(id, &outcome, &note));
    app.command(request, intent, move |work: &mut Work<'_, '_>| {
        if duty::has_conflict(work.tx, scope, hit.tenant_id, by)? {
            return Err(Failure::conflict("conflict-of-interest"));
        }
        let said = (outcome.as_str(), note.as_str());
        if !rows::decide(work.tx, scope, id, said, (by, &name), work.now)? {
            return Err(Failure::conflict("screening-judged"));
        }
        work.audit("list", hit.list_name.as_str());
        work.audit("outcome", outcome.as_str());
        work.audit("note", note.as_str());
        Ok(())
    })
    .wait()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_likeness_reads_the_same_in_every_edition() {
        let answers: Answers = [
            ("legal_name", "杭州瀚海云帆信息技术有限公司"),
            ("legal_representative", "周文清"),
        ]
        .map(|(name, value)| (name.to_owned(), value.to_owned()))
        .into();
        let subjects = Subject::of(&answers);
        let entry = |kind, name: &str| Entry {
            kind,
            name: name.to_owned(),
            aliases: Vec::new(),
            credit_code: None,
            note: String::new(),
        };
        use domain::enrolment::screening::Kind::{Organisation, Person};
        let (firm, man) = (
            entry(Organisation, "杭州瀚海云帆网络科技有限公司"),
            entry(Person, "周文清"),
        );
        let other = entry(Person, "李四");
        let found = likeness(&subjects, &[firm.clone(), other.clone(), man.clone()]);
        assert!(
            found
                .as_deref()
                .is_some_and(|found| found.contains("周文清 ≈ 周文清"))
        );
        assert_eq!(found, likeness(&subjects, &[man.clone(), firm]));
        assert_eq!(likeness(&subjects, &[other]), None);
        let many = likeness(&subjects, &vec![man; MOST + 3]);
        assert!(many.is_some_and(|found| found.ends_with("+3")));
    }
}
