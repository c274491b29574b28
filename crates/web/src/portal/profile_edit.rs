//! `/account/legal-profile` and the other profiles: the form of each.

use crate::http::{Answer, Form, Query, Visit, fields, frame, go};
use crate::ui::{Banner, Chrome, ErrorSummary, Field, Pair, Text, Tone, respond};
use app::Failure;
use app::accounts::profiles::{self, Saved, Sheet};
use askama::Template;
use domain::accounts::profiles::{FIXED, OF_BILLING_ADMINS, Profile};
use domain::enrolment::form::{Answers, FieldProblem};
use domain::permission::TenantAction;
use std::collections::HashMap;

/// Where a profile is changed.
pub(super) fn href(profile: Profile) -> &'static str {
    match profile {
        Profile::Legal => "/account/legal-profile",
        Profile::Billing => "/account/billing-profile",
        Profile::Organisation => "/account/organization",
        Profile::Support => "/account/support-profile",
        Profile::Security => "/account/security-contact",
    }
}

/// Whether the visitor may change a profile, or a part of it.
pub(super) fn may_edit(visit: &Visit, profile: Profile) -> bool {
    frame::may(
        visit,
        match profile {
            Profile::Billing => TenantAction::EditBillingProfile,
            _ => TenantAction::EditProfiles,
        },
    )
}

#[derive(Template)]
#[template(path = "pages/portal/profile_edit.html")]
struct Page<'a> {
    chrome: &'a Chrome,
    errors: Option<ErrorSummary>,
    action: &'static str,
    lead: Text,
    /// What cannot be changed, and why.
    fixed: Vec<Pair>,
    fixed_note: Text,
    fields: Vec<Field>,
    /// The address beside the legal one.
    address: Vec<Field>,
    send: Text,
    version: i64,
    request_id: String,
}

fn form_page(
    visit: &Visit,
    profile: Profile,
    sheet: &Sheet,
    (typed, version): (&Answers, i64),
    problems: &[FieldProblem],
    key: String,
) -> Answer {
    let t = visit.t();
    let title = t.get(format!("profile-title-{}", profile.text()));
    let mut chrome = frame::portal(visit, title.clone())
        .crumb("/dashboard/overview", t.get("nav-overview"))
        .crumb("/account/profile", t.get("nav-profile"))
        .crumb("", title);
    let everything = frame::may(visit, TenantAction::EditProfiles);
    let is_open = |name: &str| {
        everything || (profile == Profile::Billing && OF_BILLING_ADMINS.contains(&name))
    };
    let (mut own, mut address, mut fixed) = (Vec::new(), Vec::new(), Vec::new());
    let label = |name: &str| {
        let known = format!("field-{name}");
        if t.has(&known) {
            t.get(known)
        } else {
            t.get(format!("profile-{name}"))
        }
    };
    for spec in profile.fields() {
        if !is_open(spec.name) {
            let value = fields::shown(visit, spec.name, sheet.get(spec.name));
            if !value.is_empty() {
                fixed.push(Pair::new(label(spec.name), value));
            }
            continue;
        }
        let field = fields::field(visit, spec, typed, problems, &[]);
        if profile.is_other_address(spec.name) {
            address.push(field);
        } else {
            own.push(field);
        }
    }
    if profile == Profile::Legal {
        for name in FIXED {
            let value = fields::shown(visit, name, sheet.get(name));
            if !value.is_empty() {
                fixed.push(Pair::new(label(name), value));
            }
        }
    }
    let errors = ErrorSummary::of(t, own.iter().chain(&address));
    chrome.invalid = errors.is_some();
    let page = Page {
        chrome: &chrome,
        errors,
        action: href(profile),
        lead: t.get(format!("profile-lead-{}", profile.text())),
        fixed,
        fixed_note: t.get(match profile {
            Profile::Legal => "profile-fixed-legal",
            _ => "profile-fixed-billing",
        }),
        fields: own,
        address,
        send: t.get(if profile.is_vetted() {
            "profile-send"
        } else {
            "profile-save"
        }),
        version,
        request_id: key,
    };
    Ok(respond(fields::status(problems), &page))
}

async fn open(visit: Visit, profile: Profile) -> Answer {
    let sheet = asked(&visit, profile).await?;
    let typed = sheet.wanted();
    let version = sheet.version;
    form_page(
        &visit,
        profile,
        &sheet,
        (&typed, version),
        &[],
        visit.fresh_key(),
    )
}

/// The profile, for whoever may change it.
async fn asked(visit: &Visit, profile: Profile) -> Result<Sheet, Failure> {
    let sheet = profiles::sheet(visit.app(), &visit.request, profile).await?;
    if may_edit(visit, profile) {
        return Ok(sheet);
    }
    let mut roles = vec!["role-global-admin"];
    if profile == Profile::Billing {
        roles.push("role-billing-admin");
    }
    Err(Failure::NeedsRole(roles))
}

async fn save(visit: Visit, profile: Profile, form: Form) -> Answer {
    let sheet = asked(&visit, profile).await?;
    // What a form does not show is not changed by it.
    let mut typed = form.answers();
    let known = profile.fields();
    typed.retain(|name, _| known.iter().any(|spec| spec.name == name));
    let version = form.get("version").parse().unwrap_or(-1);
    let saved = profiles::save(
        visit.app(),
        &visit.request,
        profile,
        Some(version),
        &typed,
        (form.key(), &typed),
    );
    match saved.await {
        Ok(saved) => {
            let word = match saved {
                Saved::Unchanged => "unchanged",
                Saved::InForce => "saved",
                Saved::Waits => "waits",
                Saved::Withdrawn => "withdrawn",
                Saved::Documents => return Ok(go("/account/legal-profile/documents?done=awaited")),
            };
            Ok(go(&format!("/account/profile?done={word}")))
        }
        Err(Failure::Invalid(problems)) => {
            let mut shown = sheet.wanted();
            shown.extend(typed);
            let key = form.key().to_owned();
            form_page(&visit, profile, &sheet, (&shown, version), &problems, key)
        }
        Err(failure) => Err(failure.into()),
    }
}

macro_rules! pages {
    ($($profile:ident $open:ident $save:ident $what:literal;)+) => {$(
        #[doc = concat!("The form of the ", $what, ".")]
        pub async fn $open(visit: Visit) -> Answer {
            open(visit, Profile::$profile).await
        }

        #[doc = concat!("Changes the ", $what, ".")]
        pub async fn $save(visit: Visit, form: Form) -> Answer {
            save(visit, Profile::$profile, form).await
        }
    )+};
}

pages! {
    Legal legal save_legal "legal business profile";
    Billing billing save_billing "billing profile";
    Organisation organisation save_organisation "organisation profile";
    Support support save_support "support profile";
    Security security save_security "security contact";
}

/// Takes facts back that wait for a reviewer.
pub async fn withdraw(visit: Visit, form: Form) -> Answer {
    let version = form.get("version").parse().unwrap_or(-1);
    profiles::withdraw(visit.app(), &visit.request, version, form.key()).await?;
    Ok(go("/account/profile?done=withdrawn"))
}

/// What was just done.
pub(super) fn done(visit: &Visit, query: &Query<HashMap<String, String>>) -> Option<Banner> {
    let word = query.0.get("done")?;
    let (tone, id) = match word.as_str() {
        "saved" => (Tone::Ok, "profile-done-saved"),
        "unchanged" => (Tone::Info, "profile-done-unchanged"),
        "waits" => (Tone::Wait, "profile-done-waits"),
        "awaited" => (Tone::Wait, "profile-done-awaited"),
        "withdrawn" => (Tone::Ok, "profile-done-withdrawn"),
        _ => return None,
    };
    Some(Banner::new(tone, visit.t().get(id)))
}
