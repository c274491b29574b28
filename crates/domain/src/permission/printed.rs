//! `docs/PERMISSIONS.md` is printed from the tables that decide.

use super::centre;
use super::matrix::{Cell, Grant, ROLES, ROWS};
use crate::accounts::staff::APART;
use std::fmt::Write;
use std::path::Path;

fn mark(cell: Cell) -> String {
    let mark = match cell.grant {
        Grant::Yes => "✔".to_owned(),
        Grant::No => "✘".to_owned(),
        Grant::Part(what) => format!("✔ {what}"),
    };
    if cell.ours { format!("({mark})") } else { mark }
}

fn words(role: &str) -> String {
    role.replace('-', " ")
}

fn document() -> String {
    let mut text = String::from(
        "# Permissions\n\n\
        Printed from the tables in `domain::permission` and `domain::accounts::staff`, which decide; \
        do not edit. `TONGDAO_PRINT=1 cargo test -p tongdao-domain printed` prints it anew.\n\n\
        ## A partner's users\n\n\
        Everybody has two settings, one of an agent and one of an admin; the rights add up. \
        ✔ granted, ✘ refused by the programme's published rules; in parentheses what those rules leave open and this product decides.\n\n",
    );
    let heads: Vec<String> = ROLES.iter().map(|role| words(role)).collect();
    writeln!(text, "| # | Permission | {} |", heads.join(" | ")).unwrap();
    writeln!(text, "|---|---|{}", "---|".repeat(ROLES.len())).unwrap();
    for row in ROWS {
        let names: Vec<String> = row.permissions.iter().map(|p| format!("`{p}`")).collect();
        let note = if row.note.is_empty() {
            String::new()
        } else {
            format!(": {}", row.note)
        };
        let cells: Vec<String> = row.cells.into_iter().map(mark).collect();
        writeln!(
            text,
            "| {} | {}{note} | {} |",
            row.number,
            names.join(", "),
            cells.join(" | ")
        )
        .unwrap();
    }
    text.push_str(
        "\n## A customer's users, in the customer's own centre\n\n\
        Everybody has one setting. Nothing of a partner's portal exists for them, and nothing of the centre for anybody else.\n\n",
    );
    let heads: Vec<String> = centre::ROLES.iter().map(|r| words(r.text())).collect();
    writeln!(text, "| Permission | {} |", heads.join(" | ")).unwrap();
    writeln!(text, "|---|{}", "---|".repeat(centre::ROLES.len())).unwrap();
    for row in centre::ROWS {
        let cells = row.cells.map(|may| if may { "✔" } else { "✘" });
        writeln!(text, "| `{}` | {} |", row.permission, cells.join(" | ")).unwrap();
    }
    text.push_str(
        "\n## The operator's staff\n\n\
        Roles one person cannot hold together, because the one watches over the other:\n\n\
        | Role | Not together with | Why |\n|---|---|---|\n",
    );
    for (one, others, why) in APART {
        let others: Vec<String> = others.iter().map(|role| words(role.text())).collect();
        writeln!(
            text,
            "| {} | {} | {why} |",
            words(one.text()),
            others.join(", ")
        )
        .unwrap();
    }
    text
}

#[test]
fn the_document_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/PERMISSIONS.md");
    let wanted = document();
    if std::env::var_os("TONGDAO_PRINT").is_some() {
        std::fs::write(&path, &wanted).unwrap();
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == wanted,
        "docs/PERMISSIONS.md is out of date: run with TONGDAO_PRINT=1"
    );
}
