//! The overview of a partner: how far the application is, what is being set up, what to do next.

use crate::enrolment::application::{own_scope, state_of};
use crate::enrolment::contacts::{Contact, contacts};
use crate::{App, Failure, Intent, Pending, Request};
use domain::enrolment::application::State;
use domain::enrolment::provisioning::CHECKLIST;
use domain::permission::{TenantAction, authorise};
use store::accounts::{self, BillingAccount, ChecklistItem, Partner, ProfileField};
use store::application::{self, Application, Check};
use store::provisioning::{self, Task};
use store::{Reply, confirmation, customers};

/// Most customers that are counted: more are told as that many and more.
pub const MOST_COUNTED: u32 = 1_000;

/// Everything on the overview page.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The newest application with its state.
    pub application: Option<(Application, State)>,
    /// Its checks.
    pub checks: Vec<Check>,
    /// Its contacts, while they are waited for.
    pub contacts: Vec<Contact>,
    /// The partner, from the signature on.
    pub partner: Option<Partner>,
    /// How it is billed, from the signature on.
    pub billing: Option<BillingAccount>,
    /// What is being set up.
    pub tasks: Vec<Task>,
    /// First steps.
    pub checklist: Vec<ChecklistItem>,
    /// Whether the caller may see the credit limit.
    pub shows_limit: bool,
    /// How many customers there are, at most [`MOST_COUNTED`]; none for who may not see them.
    pub customers: Option<u32>,
}

/// The caller's company's overview.
pub fn view(app: &App, request: &Request) -> Reply<Overview, Failure> {
    let Some(person) = request.caller.person() else {
        return Reply::ready(Err(Failure::SignInFirst));
    };
    let scope = match authorise(&request.caller, TenantAction::ViewOverview, person.tenant) {
        Ok(scope) => scope,
        Err(denial) => return Reply::ready(Err(denial.into())),
    };
    let may = |action| authorise(&request.caller, action, person.tenant).is_ok();
    let (shows_billing, shows_limit) = (
        may(TenantAction::ViewBilling),
        may(TenantAction::ViewCreditLimit),
    );
    let sees_customers = may(TenantAction::ViewCustomers);
    let (app, now) = (app.clone(), app.clock.now());
    app.clone().short_read(move |tx| {
        let row = application::newest(tx, scope)?;
        let partner = accounts::partner(tx, scope)?;
        let under_review = row
            .as_ref()
            .filter(|_| partner.is_none())
            .filter(|r| r.submitted_at.is_some());
        let checks = match under_review {
            Some(row) => application::checks(tx, row.id)?,
            None => Vec::new(),
        };
        let waits = |row: &&Application| {
            matches!(
                row.state.as_str(),
                "submitted" | "in-review" | "information-requested"
            )
        };
        let contacts = match row.as_ref().filter(waits) {
            Some(row) => {
                let links = confirmation::of_application(tx, row.id)?;
                contacts(&app, now, row, &links, &checks)
            }
            None => Vec::new(),
        };
        let setting_up = partner.as_ref().is_some_and(|p| p.status == "provisioning");
        let (tasks, checklist) = match (&partner, setting_up) {
            (None, _) => (Vec::new(), Vec::new()),
            (Some(_), true) => (provisioning::tasks(tx, scope)?, Vec::new()),
            (Some(_), false) => (Vec::new(), accounts::checklist(tx, scope)?),
        };
        let billing = match &partner {
            Some(_) if shows_billing => accounts::billing_account(tx, scope)?,
            _ => None,
        };
        let sells = partner
            .as_ref()
            .is_some_and(|p| p.standing().may_call().is_ok());
        let customers = match sells && sees_customers {
            true => Some(customers::count_up_to(tx, scope, MOST_COUNTED)?),
            false => None,
        };
        let application = row
            .map(|row| Ok::<_, Failure>((state_of(&row)?, row)))
            .transpose()?;
        Ok(Overview {
            application: application.map(|(state, row)| (row, state)),
            checks,
            contacts,
            partner,
            billing,
            tasks,
            checklist,
            shows_limit,
            customers,
        })
    })
}

/// The company's profiles.
pub fn profiles(app: &App, request: &Request) -> Reply<Vec<ProfileField>, Failure> {
    match own_scope(request, TenantAction::ViewProfiles) {
        Ok(scope) => app.read(move |tx| Ok(accounts::profiles(tx, scope)?)),
        Err(failure) => Reply::ready(Err(failure)),
    }
}

/// Ticks an item of the first-run checklist.
pub fn tick(app: &App, request: &Request, item: &str) -> Pending<()> {
    let Some(person) = request.caller.person() else {
        return Pending::refused(Failure::SignInFirst);
    };
    let scope = match authorise(
        &request.caller,
        TenantAction::EditApplication,
        person.tenant,
    ) {
        Ok(scope) => scope,
        Err(denial) => return Pending::refused(denial.into()),
    };
    let Some(item) = CHECKLIST.into_iter().find(|known| *known == item) else {
        return Pending::refused(Failure::NotFound);
    };
    let name = person.name.clone();
    let intent = Intent::new(
        "checklist.tick",
        person.tenant.0,
        format!("tenant/{}", person.tenant),
    );
    app.command(request, intent, move |work| {
        // Ticking twice is ticking once.
        accounts::tick_checklist_item(work.tx, scope, item, &name, work.now)?;
        work.audit("item", item);
        Ok(())
    })
}
