//! `tongdao staff add`.

use crate::config::{CommonFlags, Config};
use crate::trouble::Trouble;
use crate::{assemble, logging};
use adapters::SystemClock;
use app::setup::{self, NewStaff};
use clap::{Args, Subcommand};
use domain::accounts::staff::conflict;
use domain::caller::StaffRole;
use domain::effects::Entropy;
use domain::enrolment::form::FieldProblem;
use domain::identity::password::{TEMPORARY_RANDOM_BYTES, temporary_password, ungrouped};
use domain::language::Language;
use domain::validate::{self, Checked, Problem};
use std::collections::BTreeSet;
use std::process::ExitCode;
use std::sync::Arc;
use zeroize::Zeroizing;

/// Add members of the operator's staff
#[derive(Args)]
pub(crate) struct Staff {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    Add(Box<Add>),
}

/// Add a member of staff and print a temporary password, once
///
/// The person changes it and sets up an authenticator at the first sign-in.
#[derive(Args)]
#[command(after_help = "\
Roles:
  reviewer          vets applications
  credit-analyst    decides credit; never on a case the same person reviews
  credit-lead       decides credit, approves overrides
  catalogue-manager, billing-operator, support-agent
  auditor           reads the audit log
  platform-admin    set-up jobs, outbox; decides nothing

Example:
  tongdao staff add --user-name li.na --family-name 李 --given-name 娜 \\
      --email li.na@example.com --role reviewer --role support-agent")]
struct Add {
    /// Name before the @ of the sign-in name
    #[arg(long, value_name = "NAME")]
    user_name: String,
    /// Family name
    #[arg(long, value_name = "NAME")]
    family_name: String,
    /// Given name
    #[arg(long, value_name = "NAME")]
    given_name: String,
    /// Where mail reaches the person
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// What the person may do; may be repeated
    #[arg(long = "role", value_name = "ROLE", required = true, value_parser = role)]
    roles: Vec<StaffRole>,
    /// zh-Hans, zh-Hant or en [default: the programme's]
    #[arg(long, value_name = "TAG", value_parser = language)]
    language: Option<Language>,
    #[command(flatten)]
    common: CommonFlags,
}

fn role(text: &str) -> Result<StaffRole, String> {
    StaffRole::from_text(text).ok_or_else(|| {
        let known: Vec<&str> = StaffRole::ALL.iter().map(|role| role.text()).collect();
        format!("must be one of {}", known.join(", "))
    })
}

fn language(text: &str) -> Result<Language, String> {
    Language::from_tag(text).ok_or_else(|| "must be zh-Hans, zh-Hant or en".to_owned())
}

impl Staff {
    /// Adds.
    ///
    /// # Errors
    /// [`Trouble`] of configuration, database or input.
    pub(crate) fn run(self) -> Result<ExitCode, Trouble> {
        let Action::Add(add) = self.action;
        add.run()
    }
}

impl Add {
    fn run(self) -> Result<ExitCode, Trouble> {
        let roles: BTreeSet<StaffRole> = self.roles.iter().copied().collect();
        if let Some((one, other)) = conflict(&roles) {
            let (one, other) = (one.text(), other.text());
            let text =
                format!("{one} and {other} cannot be one person; docs/PERMISSIONS.md says why");
            return Err(Trouble::Usage(text));
        }
        let config = Config::load(&self.common, Vec::new()).map_err(Trouble::Config)?;
        logging::begin(&config.log);
        let user_name = checked("--user-name", validate::user_name(&self.user_name))?;
        let family_name = checked(
            "--family-name",
            validate::name::person_name(&self.family_name),
        )?;
        let given_name = checked(
            "--given-name",
            validate::name::person_name(&self.given_name),
        )?;
        let contact_email = checked("--email", validate::email(&self.email))?;
        let programme = assemble::programme(&config)?;
        let db = assemble::database(&config)?;
        assemble::require_migrated(&db)?;
        let app = assemble::app(&config, db, programme, Arc::new(SystemClock), None)?;
        let password = fresh_password(&*app.entropy);
        let refused = |failure: app::Failure| Trouble::refused("adding staff", &failure);
        let tenant = setup::operator(&app).map_err(refused)?;
        let sign_in_name = format!("{user_name}@ops.{}", app.programme.domain_suffix);
        let new = NewStaff {
            user_name,
            family_name,
            given_name,
            contact_email,
            language: self.language.unwrap_or(app.programme.languages.default),
            roles: self.roles,
            password: ungrouped(&password),
            temporary: true,
            authenticator: None,
        };
        let added = setup::add_staff(&app, tenant, &new).map_err(|failure| match failure {
            app::Failure::Invalid(problems) if at(&problems, "contact_email") => Trouble::Usage(
                "--email: another member of staff has this address; nothing was changed".to_owned(),
            ),
            failure => refused(failure),
        });
        if !added? {
            return Err(Trouble::Usage(format!(
                "{sign_in_name} exists already; nothing was changed"
            )));
        }
        let days = app.programme.registration.temporary_password_days;
        println!("sign-in name        {sign_in_name}");
        println!("temporary password  {}", *password);
        println!("good for            {days} days; it is not shown again");
        println!("sign in at          {}/signin", app.public_url);
        Ok(ExitCode::SUCCESS)
    }
}

fn at(problems: &[FieldProblem], field: &str) -> bool {
    problems.iter().any(|problem| problem.field == field)
}

fn checked(flag: &str, checked: Result<Checked, Problem>) -> Result<String, Trouble> {
    checked
        .map(|checked| checked.value)
        .map_err(|problem| Trouble::Usage(format!("{flag}: {}", problem.code)))
}

fn fresh_password(entropy: &dyn Entropy) -> Zeroizing<String> {
    loop {
        let mut random = Zeroizing::new([0; TEMPORARY_RANDOM_BYTES]);
        entropy.fill(&mut *random);
        if let Some(password) = temporary_password(&*random) {
            return Zeroizing::new(password);
        }
    }
}
