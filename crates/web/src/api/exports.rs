//! All lines of an invoice as packed files: asked for, waited for, listed in a manifest.

use super::call::{Answer, Call, Reply};
use super::problem::Problem;
use super::table::operations;
use super::wire::moment;
use app::Failure;
use app::billing::exports::{self, Stand};
use domain::billing::export::State;
use serde_json::{Value, json};

operations! {
    POST "/v1/billedreconciliation/invoices/{invoice_id}" "invoices.v2_request_billed_lines" ViewBilling => request;
    GET "/v1/billingoperations/{operation_id}" "invoices.v2_get_operation" ViewBilling => operation;
    GET "/v1/billingmanifests/{manifest_id}" "invoices.v2_get_manifest" ViewBilling => manifest;
}

/// Seconds after which it makes sense to ask how far an export is.
const AGAIN_SECONDS: u32 = 5;

/// Asks for the lines of an invoice.
pub async fn request(call: Call) -> Answer {
    let set = call
        .query("fragment")
        .or_else(|| call.query("attributeSet"));
    let set = set.filter(|set| !set.is_empty()).unwrap_or("full");
    let set = set.to_ascii_lowercase();
    let number = super::invoices::number(&call);
    let asked = exports::ask(call.app(), &call.request, &number, &set, call.key()).await;
    let id = asked.map_err(|failure| Problem::of(failure, &[("set", "fragment")]))?;
    Ok(Reply::accepted(
        format!("/v1/billingoperations/{id}"),
        AGAIN_SECONDS,
    ))
}

fn gone(failure: Failure) -> Problem {
    match failure {
        Failure::Conflict(conflict) if conflict.code == "export-expired" => {
            Problem::gone("conflict-export-expired")
        }
        other => other.into(),
    }
}

/// How far an export is.
pub async fn operation(call: Call) -> Answer {
    let id = call.id("operation_id")?;
    let Stand { export, state } = exports::stand(call.app(), &call.request, id).await?;
    let status = match state {
        State::Waiting => "notstarted",
        State::Running => "running",
        State::Ready => "succeeded",
        State::Expired => return Err(Problem::gone("conflict-export-expired")),
    };
    let mut body = json!({
        "createdDateTime": moment(export.asked_at),
        "lastActionDateTime": moment(export.moved_at),
        "status": status,
    });
    if state == State::Ready {
        let place = format!("/v1/billingmanifests/{id}");
        body["resourceLocation"] = call.app().link(&place).into();
        return Ok(Reply::ok(body));
    }
    Ok(Reply {
        operation: Some((format!("/v1/billingoperations/{id}"), AGAIN_SECONDS)),
        ..Reply::ok(body)
    })
}

/// The files of an export, with addresses that work for a while. Names are spelled as the documents of
/// the interface spell them; `sha256`, `itemCount`, `invoiceId`, `attributeSet` and `expirationDateTime`
/// are ours.
pub async fn manifest(call: Call) -> Answer {
    let id = call.id("manifest_id")?;
    let found = exports::manifest(call.app(), &call.request, id).await;
    let found = found.map_err(gone)?;
    let export = &found.export;
    let size: i64 = found.parts.iter().map(|part| part.size).sum();
    let blobs = found.parts.iter().map(|part| {
        json!({
            "name": exports::name(part.number),
            "sizeinBytes": part.size,
            "partitionValue": part.number.to_string(),
            "itemCount": part.lines,
            "sha256": data_encoding::HEXLOWER.encode(&part.sha256),
        })
    });
    Ok(Reply::ok(json!({
        "version": "1",
        "dataFormat": "compressedJSONLines",
        "utcCretedDateTime": moment(export.moved_at),
        "eTag": super::wire::etag(export.id, 1),
        "partnerTenantId": found.partner.to_string(),
        "rootFolder": call.app().link(&found.folder),
        "rootFolderSAS": found.signature,
        "partitionType": "ItemCount",
        "blobCount": found.parts.len(),
        "sizeInBytes": size,
        "blobs": blobs.collect::<Vec<Value>>(),
        "invoiceId": export.invoice,
        "attributeSet": export.attributes,
        "expirationDateTime": export.expires_at.map(moment),
    })))
}
