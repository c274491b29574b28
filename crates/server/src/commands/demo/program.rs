//! A program of an active partner, a customer, an order and subscriptions, so that integrators can
//! begin with a call.

use super::cast::Cast;
use super::story::Lived;
use app::customers;
use app::integration::apps;
use app::orders::{self, NewOrder};
use app::{App, Failure};
use domain::caller::{AdminSetting, AgentSetting};
use domain::catalogue::Kind;
use domain::enrolment::form::Answers;
use domain::orders::Line;
use web::DemoProgram;

/// Sets everything up for the first company that may order; none when there is none.
///
/// # Errors
/// [`Failure`] of the use cases.
pub(super) fn set_up(cast: &mut Cast, lived: &[Lived]) -> Result<Option<DemoProgram>, Failure> {
    let now = cast.app.clock.now();
    for company in lived.iter().filter(|lived| lived.admin.is_some()) {
        let request = cast.admin(company)?;
        if request.caller.standing().may_order(now).is_err() {
            continue;
        }
        let Some(tenant) = request.caller.tenant() else {
            continue;
        };
        let app = cast.app.clone();
        let customer = customers::create(&app, &request, &customer(), "")?.customer;
        customers::attest(&app, &request, customer, &word(&app), "").wait()?;
        let offers = bases(&app);
        let lines = offers.iter().take(2).zip(0..).map(|(offer, number)| Line {
            number,
            offer: *offer,
            quantity: 5,
            friendly_name: String::new(),
            cycle: None,
            base: None,
        });
        let new = NewOrder {
            cycle: None,
            lines: lines.collect(),
        };
        let order = orders::place(&app, &request, customer, &new, "")?;
        cast.work_off()?;
        let placed = orders::get(&app, &request, customer, order).wait()?;
        let name = "Demonstration";
        let (agent, admin) = (AgentSetting::AdminAgent, AdminSetting::GlobalAdmin);
        let (client, _, secret) = apps::provide(&app, tenant, name, agent, admin)?;
        let organisation = request.caller.person().map(|p| p.organisation.clone());
        return Ok(Some(DemoProgram {
            organisation: organisation.unwrap_or_default(),
            tenant_id: tenant.to_string(),
            client_id: client.to_string(),
            client_secret: secret.to_string(),
            customer_id: customer.to_string(),
            order_id: order.to_string(),
            subscription_ids: placed.lines.iter().map(|row| row.id.to_string()).collect(),
            offer_ids: offers.iter().map(ToString::to_string).collect(),
            ..DemoProgram::default()
        }));
    }
    Ok(None)
}

/// Base offers anybody can buy, in the order of the catalogue.
fn bases(app: &App) -> Vec<uuid::Uuid> {
    let sold = app.programme.catalogue().sold_on(app.today(), None);
    let open = sold.into_iter().filter(|offer| {
        offer.kind == Kind::Base
            && offer.minimum <= 5
            && offer.qualification == domain::catalogue::Qualification::None
    });
    open.map(|offer| offer.id).collect()
}

fn answers<const N: usize>(pairs: [(&str, &str); N]) -> Answers {
    pairs
        .map(|(field, value)| (field.to_owned(), value.to_owned()))
        .into()
}

fn customer() -> Answers {
    answers([
        ("company_name", "苏州晨帆贸易有限公司"),
        ("country", "CN"),
        ("province", "JS"),
        ("city", "苏州"),
        ("address1", "星湖街 328 号"),
        ("postal_code", "215000"),
        ("family_name", "林"),
        ("given_name", "晓"),
        ("email", "lin@chenfan.example"),
        ("phone", "0512 6655 0101"),
        ("language", "zh-Hans"),
        ("culture", "zh-CN"),
        ("domain_prefix", "chenfan"),
    ])
}

fn word(app: &App) -> Answers {
    answers([
        ("family_name", "林"),
        ("given_name", "晓"),
        ("email", "lin@chenfan.example"),
        ("agreed_on", &app.today().to_string()),
    ])
}
