//! What was done in the company's name.

use super::call::{Answer, Call, Reply};
use super::json::Node;
use super::pages::Place;
use super::problem::Problem;
use super::show::{collection, known};
use super::table::operations;
use super::wire::moment;
use app::activity::{self, Record, Wanted};
use domain::effects::Instant;
use domain::integration::activity::{KEPT_DAYS, USUAL_DAYS, resource};
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use uuid::Uuid;

operations! {
    GET "/v1/auditrecords" "audit.list" ViewActivity => list;
    GET "/auditactivity/v1/auditrecords/{record_id}" "audit.get" ViewActivity => get;
}

const DAY: i64 = 86_400_000_000;

/// What is searched, as tokens remember it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Search {
    from: i64,
    until: i64,
    company: String,
    customer: Option<Uuid>,
    kind: String,
}

/// The day a client means: `2026-03-02`, a moment, or the American spelling of the documents'
/// example.
fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let whole = || text.parse::<DateTime>().ok().map(DateTime::date);
    let moment = || {
        let at = text.parse::<jiff::Timestamp>().ok()?;
        Some(at.to_zoned(TimeZone::UTC).date())
    };
    let american = || {
        let mut parts = text.split_whitespace().next()?.split('/');
        let mut next = || parts.next()?.parse::<i16>().ok();
        let (month, day, year) = (next()?, next()?, next()?);
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    text.parse::<Date>()
        .ok()
        .or_else(moment)
        .or_else(whole)
        .or_else(american)
        .or_else(|| of_year(text))
}

/// What the official Java library sends: `2026-11-331`, the day of the year where that of the month
/// belongs. It is the same until the end of January, and above every month's last day from then on.
fn of_year(text: &str) -> Option<Date> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| part.bytes().all(|digit| digit.is_ascii_digit());
    if parts.next().is_some() || year.len() != 4 || !is_number(year) || !is_number(day) {
        return None;
    }
    let (month, day) = (month.parse::<i8>().ok()?, day.parse::<i16>().ok()?);
    let first = Date::new(year.parse().ok()?, 1, 1).ok()?;
    let found = first.checked_add(jiff::Span::new().days(day - 1)).ok()?;
    (day > 31 && found.month() == month && found.year() == first.year()).then_some(found)
}

fn start(date: Date) -> Option<i64> {
    let zoned = date.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_microsecond())
}

/// The beginning of a day of the query, if there is one.
fn asked(call: &Call, name: &str) -> Result<Option<i64>, Problem> {
    let Some(text) = call.query(name).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let begin = day(text).and_then(start);
    begin
        .map(Some)
        .ok_or_else(|| Problem::input(name, "problem-date-format"))
}

/// What `{"Field":…,"Value":…,"Operator":…}` narrows the search to.
fn narrow(search: &mut Search, text: &str) -> Result<(), Problem> {
    #[derive(Clone, Copy, PartialEq)]
    enum By {
        Name,
        Customer,
        Resource,
    }
    let at = |pointer: &str, message| Problem::input(&format!("filter{pointer}"), message);
    let filter: Value = serde_json::from_str(text).map_err(|_| at("", "api-malformed"))?;
    let filter = Node::root(&filter);
    let by = filter
        .at("field")
        .choice(&[
            ("CompanyName", By::Name),
            ("CustomerId", By::Customer),
            ("ResourceType", By::Resource),
        ])
        .map_err(|_| at("/field", "api-unknown-value"))?
        .ok_or_else(|| at("/field", "problem-required"))?;
    let operator = filter
        .at("operator")
        .choice(&[("substring", By::Name), ("equals", By::Customer)])
        .map_err(|_| at("/operator", "api-unknown-value"))?;
    if operator.is_some_and(|operator| (operator == By::Name) != (by == By::Name)) {
        return Err(at("/operator", "api-unknown-value"));
    }
    let value = filter.at("value").text();
    let value = value
        .map_err(|_| at("/value", "api-not-a-text"))?
        .filter(|value| !value.is_empty())
        .ok_or_else(|| at("/value", "problem-required"))?;
    match by {
        By::Name => search.company = value.to_lowercase(),
        By::Customer => {
            let id = Uuid::parse_str(value).map_err(|_| at("/value", "api-not-a-guid"))?;
            search.customer = Some(id);
        }
        // What this programme has none of is no mistake: there are no records of it.
        By::Resource => resource(value)
            .unwrap_or("none")
            .clone_into(&mut search.kind),
    }
    Ok(())
}

fn search(call: &Call) -> Result<Search, Problem> {
    let now = call.app().clock.now().0;
    let today = now.div_euclid(DAY) * DAY;
    let (begin, end) = (asked(call, "startDate")?, asked(call, "endDate")?);
    if begin.is_some_and(|begin| begin < today - KEPT_DAYS * DAY) {
        return Err(Problem::input("startDate", "api-too-long-ago"));
    }
    let until = end.unwrap_or(today).min(today) + DAY;
    let from = begin.unwrap_or_else(|| (until - DAY) - USUAL_DAYS * DAY);
    let from = from.max(today - KEPT_DAYS * DAY);
    if from >= until {
        return Err(Problem::input("endDate", "api-ends-before"));
    }
    let mut search = Search {
        from,
        until,
        ..Search::default()
    };
    if let Some(filter) = call.query("filter").filter(|text| !text.is_empty()) {
        narrow(&mut search, filter)?;
    }
    Ok(search)
}

/// `quantity_before` as the interface spells keys: `QuantityBefore`.
fn spelt(name: &str) -> String {
    let word = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or_else(String::new, |first| {
            first.to_ascii_uppercase().to_string() + letters.as_str()
        })
    };
    name.split(['_', '-']).map(word).collect()
}

fn document(call: &Call, record: &Record) -> Value {
    let entry = &record.entry;
    let detail: Value = serde_json::from_str(&entry.detail).unwrap_or_default();
    let text = |value: &Value| match value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    let detail = detail.as_object().cloned().unwrap_or_default();
    let told: Vec<_> = detail
        .iter()
        .map(|(name, value)| json!({ "key": spelt(name), "value": text(value) }))
        .collect();
    // The official library knows fewer words than the documents and stumbles over the others.
    let kinds = ["partner_customer_relationship", "partner_customer_dap"];
    let late = kinds.contains(&record.act.resource) && call.from_library();
    let word = |word: &str| Value::from(if late { "undefined" } else { word });
    let status = match entry.outcome.as_str() {
        "in-progress" => "progress",
        other => other,
    };
    let (customer, name) = record.customer.clone().map_or((None, None), |(id, name)| {
        (Some(id.to_string()), Some(name))
    });
    let by_program = record.program.map(|app| app.to_string());
    let person = by_program.is_none().then(|| entry.actor_name.clone());
    known([
        ("id", format!("{}_{}", entry.chain, entry.sequence).into()),
        ("partnerId", entry.chain.to_string().into()),
        ("customerId", customer.into()),
        ("customerName", name.into()),
        ("userPrincipalName", person.into()),
        ("applicationId", by_program.into()),
        ("resourceType", word(record.act.resource)),
        ("resourceNewValue", Value::Object(detail).to_string().into()),
        ("operationType", word(record.act.operation)),
        ("operationDate", moment(entry.at).into()),
        ("operationStatus", status.into()),
        ("customizedData", told.into()),
        ("attributes", json!({ "objectType": "AuditRecord" })),
    ])
}

/// Records page by page, newest first.
pub async fn list(call: Call) -> Answer {
    let place = match Place::<Search, i64>::sought(&call)? {
        Some(place) => place,
        None => Place::beginning(search(&call)?, call.number("size")?.unwrap_or(0)),
    };
    let search = place.search.clone();
    let wanted = Wanted {
        from: Instant(search.from),
        until: Instant(search.until),
        company: search.company,
        customer: search.customer,
        resource: match search.kind.as_str() {
            "" => None,
            kind => Some(resource(kind).unwrap_or("none")),
        },
        before: place.here,
        size: place.size,
    };
    let page = activity::list(call.app(), &call.request, wanted).await?;
    let items = page.records.iter().map(|record| document(&call, record));
    let mut list = collection(items.collect(), "/auditrecords");
    let place = Place {
        next: page.next,
        ..place
    };
    place.tell(&mut list, "/auditrecords");
    Ok(Reply::ok(list))
}

/// One record.
pub async fn get(call: Call) -> Answer {
    let id = call.part("record_id");
    let (chain, sequence) = id.split_once('_').unwrap_or_default();
    let place = Uuid::parse_str(chain).ok().zip(sequence.parse().ok());
    let (chain, sequence) = place.ok_or_else(Problem::not_found)?;
    let found = activity::get(call.app(), &call.request, chain, sequence).await?;
    Ok(Reply::ok(document(&call, &found)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn days_are_read_however_clients_write_them() {
        for written in [
            "2026-03-02",
            "2026-03-02T10:00:00",
            "2026-03-02T10:00:00Z",
            "3/2/2026 12:00:00 AM",
            "03/02/2026",
            "2026-03-61",
        ] {
            assert_eq!(day(written).unwrap().to_string(), "2026-03-02", "{written}");
        }
        for wrong in [
            "",
            "today",
            "2026-02-30",
            "13/13/2026",
            "2/2026",
            "20260302x",
            "2026-03-60x",
            "2026-03-91",
            "2026-12-366",
        ] {
            assert_eq!(day(wrong), None, "{wrong}");
        }
        assert_eq!(start(day("1970-01-02").unwrap()), Some(DAY));
        assert_eq!(spelt("target_offer"), "TargetOffer");
    }
}
