//! `/admin/health`: incidents of services the company uses.

use super::page as frame_of;
use crate::health::{incident, list, title};
use crate::http::{Answer, Visit, frame};
use app::health;
use axum::extract::Path;
use domain::permission::centre::CustomerAction;

/// Where they are.
const BASE: &str = "/admin/health";

/// All of them.
pub async fn index(visit: Visit) -> Answer {
    let lines = health::centre(visit.app(), &visit.request).await?;
    let chrome = frame_of(&visit, visit.t().get("nav-health"));
    Ok(list(&visit, &chrome, "health-lead-centre", &lines, BASE))
}

/// One of them.
pub async fn show(visit: Visit, Path(number): Path<String>) -> Answer {
    let sheet = health::centre_one(visit.app(), &visit.request, &number).await?;
    let chrome = frame::centre(&visit, title(&visit, &sheet.line.row))
        .crumb(BASE, visit.t().get("nav-health"))
        .crumb("", sheet.line.row.number.clone());
    let may = super::may(&visit, CustomerAction::AskPartners);
    let ask = may.then_some("/admin/requests/new");
    Ok(incident(&visit, &chrome, &sheet, ask))
}
