//! The profiles of a partner that is set up (03 §1), read and changed by its own people and programs.
//! What the operator decides about changed facts is in `review::profiles`.

use super::change_documents;
use crate::enrolment::application::own_scope;
use crate::identity::proof::require_recent_of_people;
use crate::notifications::Notice;
use crate::{App, Failure, Intent, Pending, Request, Work};
use domain::accounts::change_documents::Stage;
use domain::accounts::profiles::{
    Changed, OF_BILLING_ADMINS, PROVED, Profile, TOLD, judge, tax_id_differs,
};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::ids::fresh_uuid;
use domain::permission::{TenantAction, TenantScope};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::profile_change::{self as rows, Change, Fact};
use store::{DbError, Reply, Tx, accounts, identity};

/// A profile as it stands.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// What is in force, by field; what cannot be changed as well.
    pub values: BTreeMap<String, String>,
    /// Optimistic lock.
    pub version: i64,
    /// Of the billing profile: the day of the month bills are made on.
    pub billing_day: Option<i64>,
    /// Of a vetted profile: the last change that was asked for and not withdrawn, with its facts.
    pub change: Option<(Change, Vec<Fact>)>,
    /// The fields of all profiles, read with it.
    pub all: Vec<accounts::ProfileField>,
}

impl Sheet {
    /// The value of a field; empty for none.
    #[must_use]
    pub fn get(&self, field: &str) -> &str {
        self.values.get(field).map_or("", String::as_str)
    }

    /// Facts that wait for a reviewer.
    #[must_use]
    pub fn waiting(&self) -> Option<&(Change, Vec<Fact>)> {
        self.change
            .as_ref()
            .filter(|(change, _)| change.state == "pending")
    }

    /// What a form begins with: what waits, and what is in force besides.
    #[must_use]
    pub fn wanted(&self) -> Answers {
        let mut wanted = self.values.clone();
        if let Some((_, facts)) = self.waiting() {
            for fact in facts {
                wanted.insert(fact.field.clone(), fact.new_value.clone());
            }
        }
        wanted
    }
}

/// What changing a profile takes.
fn needed(profile: Profile) -> TenantAction {
    match profile {
        Profile::Billing => TenantAction::EditBillingProfile,
        _ => TenantAction::EditProfiles,
    }
}

fn subject(profile: Profile) -> String {
    format!("profile/{}", profile.text())
}

/// A profile as it stands.
pub fn sheet(app: &App, request: &Request, profile: Profile) -> Reply<Sheet, Failure> {
    match own_scope(request, TenantAction::ViewProfiles) {
        Ok(scope) => app.read(move |tx| load(tx, scope, profile)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// A profile of a company; [`Failure::NotFound`] for one that is not set up.
pub(crate) fn load(
    tx: &mut Tx<'_>,
    scope: TenantScope,
    profile: Profile,
) -> Result<Sheet, Failure> {
    let all = accounts::profiles(tx, scope)?;
    if all.is_empty() {
        return Err(Failure::NotFound);
    }
    let own = all.iter().filter(|field| field.profile == profile.kept());
    let values = own
        .map(|field| (field.field.clone(), field.value.clone()))
        .collect();
    let change = match profile.is_vetted() {
        true => rows::newest(tx, scope)?,
        false => None,
    };
    let change = match change {
        Some(change) => {
            let facts = rows::facts(tx, change.id)?;
            Some((change, facts))
        }
        None => None,
    };
    let billing = match profile {
        Profile::Billing => accounts::billing_account(tx, scope)?,
        _ => None,
    };
    Ok(Sheet {
        values,
        version: rows::version(tx, scope, profile.text())?,
        billing_day: billing.map(|account| account.anchor_day),
        change,
        all,
    })
}

/// What became of a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Saved {
    /// Everything was so already.
    Unchanged,
    /// It is in force.
    InForce,
    /// It waits for a reviewer.
    Waits,
    /// It waits for documents of the company.
    Documents,
    /// What waited was taken back.
    Withdrawn,
}

/// Changes a profile. A field that is not in `typed` stays as it is, or as it is asked for. Vetted
/// facts wait for a reviewer; a change that
/// waits already is replaced. Without a `version` whatever is there is changed. Done once for each
/// key with the same input, which is what was sent: what is made of it depends on what is there.
///
/// # Errors
/// [`Failure::Invalid`] at fields; [`Failure::Conflict`] (`stale`, and `authenticate-again` to people
/// who change bank or tax data); [`Failure::NeedsRole`] for what
/// billing admins may not change; [`Failure::NotFound`] for a company that is not set up.
pub fn save(
    app: &App,
    request: &Request,
    profile: Profile,
    version: Option<i64>,
    typed: &Answers,
    (key, input): (&str, &impl Serialize),
) -> Pending<Saved> {
    let scope = match own_scope(request, needed(profile)) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let everything = own_scope(request, TenantAction::EditProfiles).is_ok();
    let action = if profile.is_vetted() {
        "profile.propose"
    } else {
        "profile.update"
    };
    let intent = Intent::new(action, scope.tenant().0, subject(profile));
    let intent = intent.once(key, input);
    let typed = typed.clone();
    app.command(request, intent, move |work| {
        let sheet = load(work.tx, scope, profile)?;
        if version.is_some_and(|version| version != sheet.version) {
            return Err(Failure::conflict("stale"));
        }
        let programme = &work.app.programme;
        let today = domain::calendar::local_date(work.now, programme.time_zone());
        let mut whole = sheet.wanted();
        whole.extend(
            typed
                .iter()
                .map(|(name, value)| (name.clone(), value.clone())),
        );
        let changed = judge(profile, &sheet.values, &whole, programme, today);
        let changed = changed.map_err(Failure::Invalid)?;
        if !everything
            && changed
                .iter()
                .any(|c| !OF_BILLING_ADMINS.contains(&c.field))
        {
            return Err(Failure::NeedsRole(vec!["role-global-admin"]));
        }
        let code = accounts::partner(work.tx, scope)?.ok_or(Failure::NotFound)?;
        if profile == Profile::Billing && tax_id_differs(&changed, &code.credit_code) {
            let problem = FieldProblem::plain("tax_id", "tax-id-differs");
            return Err(Failure::Invalid(vec![problem]));
        }
        if profile == Profile::Billing && changed.iter().any(|c| PROVED.contains(&c.field)) {
            require_recent_of_people(work)?;
        }
        // Nobody vets a sandbox.
        if profile.is_vetted() && !code.sandbox {
            propose(work, scope, &sheet, changed)
        } else {
            put_in_force(work, scope, profile, sheet.version, &changed)
        }
    })
}

/// The old and the new value as the audit log keeps them. Of an account at a bank the end suffices.
fn told(field: &str, before: &str, after: &str) -> String {
    let shown = |value: &str| {
        let letters: Vec<_> = value.chars().collect();
        match letters.len().checked_sub(4) {
            Some(hidden) if field == "bank_account" && hidden > 0 => {
                format!("…{}", letters[hidden..].iter().collect::<String>())
            }
            _ => value.to_owned(),
        }
    };
    format!("{} -> {}", shown(before), shown(after))
}

fn put_in_force(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    profile: Profile,
    version: i64,
    changed: &[Changed],
) -> Result<Saved, Failure> {
    if changed.is_empty() {
        return Ok(Saved::Unchanged);
    }
    next(work, scope, profile, version)?;
    for change in changed {
        set(work, scope, profile, change.field, &change.after)?;
        let told = told(change.field, &change.before, &change.after);
        work.audit(change.field, told);
    }
    if profile == Profile::Billing && changed.iter().any(|c| TOLD.contains(&c.field)) {
        tell(
            work,
            scope,
            "profile-changed",
            &(version + 1).to_string(),
            "",
        )?;
    }
    Ok(Saved::InForce)
}

pub(crate) fn next(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    profile: Profile,
    version: i64,
) -> Result<(), Failure> {
    if rows::next_version(work.tx, scope, profile.text(), version, work.now)? {
        Ok(())
    } else {
        Err(Failure::conflict("stale"))
    }
}

/// Writes a field, and where else it counts.
pub(crate) fn set(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    profile: Profile,
    field: &str,
    value: &str,
) -> Result<(), Failure> {
    accounts::set_profile_field(work.tx, scope, profile.kept(), field, value)?;
    if profile == Profile::Organisation && field == "language" {
        identity::set_tenant_language(work.tx, scope, value)?;
    }
    Ok(())
}

fn propose(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    sheet: &Sheet,
    changed: Vec<Changed>,
) -> Result<Saved, Failure> {
    let facts: Vec<_> = changed
        .into_iter()
        .map(|change| Fact {
            field: change.field.to_owned(),
            old_value: change.before,
            new_value: change.after,
        })
        .collect();
    let by = work.request.caller.actor_name().to_owned();
    let mut replaced = None;
    if let Some((waits, known)) = sheet.waiting() {
        let pairs = |facts: &[Fact]| {
            let pairs = facts.iter().map(|f| (f.field.clone(), f.new_value.clone()));
            pairs.collect::<BTreeMap<_, _>>()
        };
        if pairs(known) == pairs(&facts) {
            return Ok(match waits.stage.as_str() {
                "sent" => Saved::Waits,
                _ => Saved::Documents,
            });
        }
        rows::settle(work.tx, waits.id, ("withdrawn", ""), &by, work.now)?;
        replaced = Some(waits);
    }
    if facts.is_empty() {
        if replaced.is_none() {
            return Ok(Saved::Unchanged);
        }
        next(work, scope, Profile::Legal, sheet.version)?;
        work.audit("withdrawn", true);
        return Ok(Saved::Withdrawn);
    }
    next(work, scope, Profile::Legal, sheet.version)?;
    for fact in &facts {
        let told = told(&fact.field, &fact.old_value, &fact.new_value);
        work.audit(&fact.field, told);
    }
    let stage = change_documents::first_stage(work, sheet, &facts, replaced)?;
    let change = Change {
        id: fresh_uuid(&*work.app.entropy),
        tenant_id: scope.tenant().0,
        state: "pending".to_owned(),
        stage: stage.text().to_owned(),
        made_at: work.now,
        made_by: by,
        decided_at: None,
        decided_by: String::new(),
        reason: String::new(),
    };
    rows::add(work.tx, &change, &facts).map_err(|error| match error {
        DbError::Unique(_) => Failure::conflict("stale"),
        other => other.into(),
    })?;
    if let Some(replaced) = replaced {
        store::change_document::carry(work.tx, scope, replaced.id, change.id)?;
    }
    let (what, saved) = match stage {
        Stage::Sent => ("profile-waits", Saved::Waits),
        _ => ("profile-documents", Saved::Documents),
    };
    tell(work, scope, what, &(sheet.version + 1).to_string(), "")?;
    Ok(saved)
}

/// Takes back facts that wait.
///
/// # Errors
/// [`Failure::Conflict`] (`stale`) when nothing waits any more, or something else does.
pub fn withdraw(app: &App, request: &Request, version: i64, key: &str) -> Pending<()> {
    let scope = match own_scope(request, TenantAction::EditProfiles) {
        Ok(scope) => scope,
        Err(failure) => return Pending::refused(failure),
    };
    let subject = subject(Profile::Legal);
    let intent = Intent::new("profile.withdraw", scope.tenant().0, subject).once(key, &version);
    app.command(request, intent, move |work| {
        let sheet = load(work.tx, scope, Profile::Legal)?;
        if version != sheet.version {
            return Err(Failure::conflict("stale"));
        }
        let Some((waits, _)) = sheet.waiting() else {
            return Err(Failure::conflict("stale"));
        };
        let by = work.request.caller.actor_name().to_owned();
        rows::settle(work.tx, waits.id, ("withdrawn", ""), &by, work.now)?;
        next(work, scope, Profile::Legal, sheet.version)
    })
}

/// Tells every global admin of the company; once for each occasion.
pub(crate) fn tell(
    work: &mut Work<'_, '_>,
    scope: TenantScope,
    what: &str,
    occasion: &str,
    reason: &str,
) -> Result<(), Failure> {
    let by = work.request.caller.actor_name().to_owned();
    let company = identity::tenant(work.tx, scope)?.name;
    let link = match what {
        "profile-documents" | "profile-asked" => "/account/legal-profile/documents",
        _ => "/account/profile",
    };
    for admin in identity::global_admins(work.tx, scope)? {
        Notice::new("profile", &admin.contact_email, &admin.language, "")
            .told(what)
            .name(&admin.full_name())
            .company(&company)
            .with("by", &by)
            .with("reason", reason)
            .time("at", work.now)
            .link(link)
            .queue(
                work,
                format!("{what}/{}/{occasion}/{}", scope.tenant(), admin.id),
            )?;
    }
    Ok(())
}
