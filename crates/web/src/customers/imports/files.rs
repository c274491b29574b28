//! Files around an import: an empty one to begin with, the rows that are wrong to correct and send
//! again, and what came of every row.

use super::show::words;
use crate::customers::id_of;
use crate::http::{Answer, Query, Visit, csv};
use app::customers::imports::{self, Row};
use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use domain::customers::imports::{Kind, unguarded};
use std::collections::HashMap;

fn file(table: csv::Table, name: &str) -> Response {
    let headers = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
        (
            header::CONTENT_DISPOSITION,
            format!("attachment; filename=\"{name}.csv\""),
        ),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
    ];
    (headers, table.into_text()).into_response()
}

fn head(kind: Kind) -> Vec<String> {
    let names = domain::customers::imports::names(kind).iter();
    names.map(|name| (*name).to_owned()).collect()
}

/// The columns and one example.
pub async fn template(visit: Visit, Query(query): Query<HashMap<String, String>>) -> Answer {
    imports::list(visit.app(), &visit.request).await?;
    let wanted = query.get("kind").map_or("", String::as_str);
    let kind = Kind::from_text(wanted).unwrap_or(Kind::Customers);
    let mut names = head(kind);
    names.pop();
    let app = visit.app();
    let example: Vec<String> = match kind {
        Kind::Customers => [
            "chenfan",
            "苏州晨帆贸易有限公司",
            "",
            "CN",
            "JS",
            "苏州",
            "",
            "星湖街 328 号",
            "",
            "215000",
            "林",
            "晓",
            "lin@chenfan.example",
            "0512 5555 0100",
            "zh-Hans",
            &app.today().to_string(),
            "华东",
        ]
        .map(str::to_owned)
        .to_vec(),
        Kind::Orders => {
            let today = app.today();
            let catalogue = app.programme.catalogue();
            let sold = catalogue.sold_on(today, None);
            let offer = sold.iter().find(|o| !o.is_trial() && !o.is_add_on());
            let domain = format!("chenfan.{}", app.programme.domain_suffix);
            let offer = offer.map(|offer| offer.id.to_string()).unwrap_or_default();
            vec![
                "PO-0001".to_owned(),
                domain,
                offer,
                "10".to_owned(),
                String::new(),
                String::new(),
                String::new(),
            ]
        }
    };
    let mut table = csv::Table::with_columns(&names);
    table.cells(&example);
    Ok(file(table, &format!("import-{}", kind.text())))
}

/// Writes rows part by part, so that no answer of the database is large.
async fn rows(
    visit: &Visit,
    id: &str,
    problems_only: bool,
    mut write: impl FnMut(Kind, Vec<Row>),
) -> Result<Kind, app::Failure> {
    let (id, mut after) = (id_of(id).0, 0);
    loop {
        let part = imports::part(visit.app(), &visit.request, id, problems_only, after);
        let (kind, rows) = part.await?;
        match rows.last() {
            None => return Ok(kind),
            Some(last) => after = last.number,
        }
        write(kind, rows);
    }
}

fn said(visit: &Visit, row: &Row) -> String {
    let words: Vec<_> = row.said.iter().map(|said| words(visit, said)).collect();
    words.join(" ")
}

/// The rows that are wrong, as they were sent, with what is wrong at their end.
pub async fn problems(visit: Visit, Path(id): Path<String>) -> Answer {
    let mut table: Option<csv::Table> = None;
    let kind = rows(&visit, &id, true, |kind, rows| {
        let table = table.get_or_insert_with(|| csv::Table::with_columns(&head(kind)));
        for row in rows {
            let problem = said(&visit, &row);
            let own = row.cells.iter().map(|cell| unguarded(cell).to_owned());
            let cells: Vec<_> = own.chain([problem]).collect();
            table.cells(&cells);
        }
    });
    let kind = kind.await?;
    let table = table.unwrap_or_else(|| csv::Table::with_columns(&head(kind)));
    Ok(file(table, "import-problems"))
}

/// What came of every row.
pub async fn results(visit: Visit, Path(id): Path<String>) -> Answer {
    let t = visit.t();
    let columns = [
        "network-row",
        "import-what",
        "import-detail",
        "import-state",
        "import-made",
        "network-notes",
    ];
    let mut table = csv::Table::new(columns.map(|id| t.get(id).into_owned()));
    rows(&visit, &id, false, |kind, rows| {
        for row in rows {
            let cell = |at: usize| row.cells.get(at).cloned().unwrap_or_default();
            let (what, detail) = match kind {
                Kind::Customers => (cell(1), cell(0)),
                Kind::Orders => (cell(0), cell(1)),
            };
            let state = t.get(format!("import-row-{}", row.state.text()));
            table.row([
                row.number.to_string(),
                what,
                detail,
                state.into_owned(),
                row.made.map(|id| id.to_string()).unwrap_or_default(),
                said(&visit, &row),
            ]);
        }
    })
    .await?;
    Ok(file(table, "import-results"))
}
