//! A program of an active partner, a customer, an order and subscriptions, so that integrators can
//! begin with a call.

use super::cast::Cast;
use super::story::Lived;
use app::Failure;
use app::integration::apps;
use app::sandbox::reset;
use domain::caller::{AdminSetting, AgentSetting};
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
        let samples = reset::samples(&app, &request, "demonstration")?;
        cast.work_off()?;
        let name = "Demonstration";
        let (agent, admin) = (AgentSetting::AdminAgent, AdminSetting::GlobalAdmin);
        let (client, _, secret) = apps::provide(&app, tenant, name, agent, admin)?;
        let organisation = request.caller.person().map(|p| p.organisation.clone());
        return Ok(Some(DemoProgram {
            organisation: organisation.unwrap_or_default(),
            tenant_id: tenant.to_string(),
            client_id: client.to_string(),
            client_secret: secret.to_string(),
            customer_id: samples.customer_id,
            order_id: samples.order_id,
            subscription_ids: samples.subscription_ids,
            offer_ids: samples.offer_ids,
            ..DemoProgram::default()
        }));
    }
    Ok(None)
}
