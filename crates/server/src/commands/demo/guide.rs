//! What visitors are told: on the guide page, in `demo.json`, and on the screen at the start.

use super::cast::Cast;
use super::network;
use super::staff::STAFF;
use super::story::{Lived, PASSWORD, system};
use app::Failure;
use app::review::queue;
use domain::caller::StaffRole;
use std::collections::HashMap;
use std::fmt::Write;
use std::path::Path;
use store::review::queue::Part;
use web::{DemoAccount, DemoGuide};

/// The guide to what was told.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn write(cast: &Cast, lived: &[Lived]) -> Result<DemoGuide, Failure> {
    let all = Part {
        offset: 0,
        limit: 100,
    };
    let list = queue::list(&cast.app, &system(cast), None, "", all).wait()?;
    let states: HashMap<_, _> = list
        .tasks
        .into_iter()
        .map(|task| (task.line.id, task.line.state))
        .collect();
    let operator = &cast.app.programme.operator.legal_name;
    let operator = operator.get(cast.app.programme.languages.default);
    let staff = STAFF.iter().filter_map(|member| {
        let login = cast.staff.get(member.user_name)?;
        Some(DemoAccount {
            kind: "staff".to_owned(),
            name: member.name.concat(),
            organisation: operator.to_owned(),
            sign_in_name: login.sign_in_name.clone(),
            password: PASSWORD.to_owned(),
            totp_secret: login.secret.clone(),
            roles: member.roles.to_vec(),
            application_state: String::new(),
            contact_email: format!("{}@operator.example", member.user_name),
        })
    });
    let partners = lived.iter().filter_map(|lived| {
        let login = lived.admin.as_ref()?;
        let state = lived.application.and_then(|id| states.get(&id.0)).cloned();
        Some(DemoAccount {
            kind: "partner".to_owned(),
            name: lived.company.admin_name(),
            organisation: lived.company.name.to_owned(),
            sign_in_name: login.sign_in_name.clone(),
            password: PASSWORD.to_owned(),
            totp_secret: login.secret.clone(),
            roles: Vec::new(),
            // Drafts are in no queue: they are the applicant's alone.
            application_state: state.unwrap_or_else(|| "draft".to_owned()),
            contact_email: lived.company.email(),
        })
    });
    Ok(DemoGuide {
        accounts: staff
            .chain(partners)
            .chain(cast.customers.iter().cloned())
            .collect(),
        ..DemoGuide::default()
    })
}

/// Sets the addresses of this run.
pub(super) fn address(guide: &mut DemoGuide, public_url: &str, trust: Option<&Path>) {
    guide.portal_url = format!("{public_url}/");
    guide.console_url = format!("{public_url}/ops");
    if let Some(program) = &mut guide.program {
        program.api_url = public_url.to_owned();
        program.token_url = format!("{public_url}/{}/oauth2/v2.0/token", program.tenant_id);
        program.scope = format!("{public_url}/.default");
        program.trust_file = trust
            .map(|path| path.display().to_string())
            .unwrap_or_default();
    }
}

/// The guide as text for the terminal.
pub(super) fn text(guide: &DemoGuide, directory: &Path, started_in_ms: i64) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = writeln!(
        text,
        "\nTongdao is running, with invented companies (ready in {started_in_ms} ms).\n"
    );
    let _ = writeln!(text, "  Portal   {}", guide.portal_url);
    let _ = writeln!(text, "  Console  {}", guide.console_url);
    let _ = writeln!(
        text,
        "  Data     {} (accounts with authenticator secrets: demo.json)\n",
        directory.display()
    );
    if let Some(program) = &guide.program {
        let _ = writeln!(
            text,
            "The programming interface, for {}",
            program.organisation
        );
        let _ = writeln!(text, "  Address  {}/v1", program.api_url);
        let _ = writeln!(text, "  Tokens   {}", program.token_url);
        let _ = writeln!(
            text,
            "  Program  {}  key {}",
            program.client_id, program.client_secret
        );
        if !program.trust_file.is_empty() {
            let _ = writeln!(text, "  Trust    {}", program.trust_file);
        }
        text.push('\n');
    }
    let _ = writeln!(text, "Every password is {PASSWORD}\n");
    for (kind, title) in [
        ("staff", "The operator's staff"),
        ("partner", "Partners, and where their application stands"),
        (
            "customer",
            "Administrators of customers, in their own centre (/admin)",
        ),
        (
            "work-account",
            "Work accounts of organisations that have not registered",
        ),
        ("work-account-user", "A colleague without the role"),
    ] {
        let _ = writeln!(text, "{title}");
        for account in guide.accounts.iter().filter(|account| account.kind == kind) {
            let roles: Vec<&str> = account
                .roles
                .iter()
                .map(|role: &StaffRole| role.text())
                .collect();
            let place = if kind == "staff" {
                roles.join(", ")
            } else {
                account.application_state.clone()
            };
            let _ = writeln!(
                text,
                "  {:<42} {place:<16} authenticator {}  {}",
                account.sign_in_name, account.totp_secret, account.name
            );
        }
        text.push('\n');
    }
    text.push_str("What to try\n");
    let tries = [
        "Register a company from the portal. The code of the text message is in the console's outbox".to_owned(),
        "  (sign in as platform-admin), because nothing leaves this machine.".to_owned(),
        format!("In the application use network number {}; {} is a headquarters, {} has ended,", network::FREE, network::HEADQUARTERS, network::INACTIVE),
        format!("  {} is abroad: the form says so.", network::ABROAD),
        "Register an organisation with the work account it has: choose “I have a work account”.".to_owned(),
        "Decide the waiting checks as a reviewer and the credit as the analyst, then approve.".to_owned(),
        "Sign the agreement as the partner that is approved; download the PDF and verify its hash.".to_owned(),
        "Sell as the partner that is active: add a customer, order, change a quantity.".to_owned(),
        "Turn the clock by a month (/demo, or POST /v1/sandbox/clock) and read the bill under Billing.".to_owned(),
        "Read what happened as the auditor; `tongdao audit verify` recomputes the chains.".to_owned(),
    ];
    for line in tries {
        let _ = writeln!(text, "  {line}");
    }
    text.push_str("\nStop with Ctrl-C; the data stays for the next start.\n");
    text
}
