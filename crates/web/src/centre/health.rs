//! `/admin/health`: incidents of services the company uses.

use super::page as frame_of;
use crate::health::{incident, list, maintenance, measured, title};
use crate::http::{Answer, Visit, frame};
use app::health;
use axum::extract::Path;
use domain::permission::centre::CustomerAction;

/// Where they are.
const BASE: &str = "/admin/health";

/// All of them.
pub async fn index(visit: Visit) -> Answer {
    let lines = health::centre(visit.app(), &visit.request).await?;
    let planned = health::maintenance::centre(visit.app(), &visit.request).await?;
    let services = health::feed::centre(visit.app(), &visit.request).await?;
    let chrome = frame_of(&visit, visit.t().get("nav-health"));
    let both = (lines.as_slice(), planned.as_slice());
    Ok(list(
        &visit,
        &chrome,
        "health-lead-centre",
        both,
        &services,
        BASE,
    ))
}

/// How a service does that the company uses.
pub async fn service(visit: Visit, Path(service): Path<String>) -> Answer {
    let service = service.parse().unwrap_or_default();
    let sheet = health::feed::centre_one(visit.app(), &visit.request, service).await?;
    let name = measured::name(&visit, service);
    let chrome = frame::centre(&visit, name.clone())
        .crumb(BASE, visit.t().get("nav-health"))
        .crumb("", name);
    Ok(measured::page(&visit, &chrome, &sheet))
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

/// Planned maintenance.
pub async fn planned(visit: Visit, Path(number): Path<String>) -> Answer {
    let sheet = health::maintenance::centre_one(visit.app(), &visit.request, &number).await?;
    let chrome = frame::centre(&visit, maintenance::title(&visit, &sheet.line.row))
        .crumb(BASE, visit.t().get("nav-health"))
        .crumb("", sheet.line.row.number.clone());
    Ok(maintenance::page(&visit, &chrome, &sheet))
}
