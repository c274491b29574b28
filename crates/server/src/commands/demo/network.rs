//! Invented members of the partner network.

use app::{App, Failure, Intent, setup};
use store::registration::{NetworkMember, add_network_member};
use uuid::Uuid;

/// A free number of a location in China, for visitors who register a company.
pub(super) const FREE: &str = "4100021";
/// The number of a headquarters, which the form refuses.
pub(super) const HEADQUARTERS: &str = "4100001";
/// A number whose membership has ended.
pub(super) const INACTIVE: &str = "4100091";
/// The number of a location in another country.
pub(super) const ABROAD: &str = "4300001";

/// Enters the members: one for each company and some to try the form with.
///
/// # Errors
/// [`Failure`] of the store.
pub(super) fn enter(app: &App, companies: &[(&str, &str)]) -> Result<(), Failure> {
    let member = |id: &str, kind: &str, name: &str, country: &str, active| NetworkMember {
        network_id: id.to_owned(),
        kind: kind.to_owned(),
        name: name.to_owned(),
        country: country.to_owned(),
        active,
    };
    let mut members: Vec<NetworkMember> = companies
        .iter()
        .map(|(id, name)| member(id, "location", name, "CN", true))
        .collect();
    members.extend([
        member(FREE, "location", "成都锦澜云科技有限公司", "CN", true),
        member(
            "4100022",
            "location",
            "青岛海岳信息技术有限公司",
            "CN",
            true,
        ),
        member(
            HEADQUARTERS,
            "headquarters",
            "瀚海云帆集团有限公司",
            "CN",
            true,
        ),
        member(
            INACTIVE,
            "location",
            "天津旧港电子商务有限公司",
            "CN",
            false,
        ),
        member(ABROAD, "location", "Straits Cloud Pte. Ltd.", "SG", true),
    ]);
    let intent = Intent::new("network.enter", Uuid::from_u128(0), "partner-network");
    app.command(&setup::system_request(app), intent, move |work| {
        for member in &members {
            let email = format!("network@member-{}.example", member.network_id);
            add_network_member(work.tx, member, &email, work.now)?;
        }
        work.audit("members", members.len());
        Ok(())
    })
    .wait()
}
