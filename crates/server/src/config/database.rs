//! Section `database`.

use super::layers::Layers;
use std::path::{Path, PathBuf};
use store::db::Pool;

/// The database. No `Debug`: the address may hold a password.
pub(crate) struct Database {
    /// `sqlite:PATH` or `postgres://…`.
    pub(crate) url: String,
    /// Connections.
    pub(crate) pool: Pool,
}

impl Database {
    /// The SQLite file; none on PostgreSQL.
    pub(crate) fn file(&self) -> Option<PathBuf> {
        self.url.strip_prefix("sqlite:").map(PathBuf::from)
    }

    /// The address without user and password, for the log.
    pub(crate) fn shown(&self) -> String {
        if self.url.starts_with("sqlite:") {
            return self.url.clone();
        }
        match url::Url::parse(&self.url) {
            Ok(url) => {
                let port = url
                    .port()
                    .map_or_else(String::new, |port| format!(":{port}"));
                format!(
                    "postgres://{}{port}{}",
                    url.host_str().unwrap_or(""),
                    url.path()
                )
            }
            Err(_) => "postgres".to_owned(),
        }
    }
}

/// Reads the section.
pub(super) fn read(layers: &mut Layers, data_dir: &Path) -> Database {
    let usual = || format!("sqlite:{}", data_dir.join("tongdao.db").display());
    let url = layers.secret("database.url").unwrap_or_else(usual);
    let known = ["sqlite:", "postgres://", "postgresql://"];
    if !known.iter().any(|scheme| url.starts_with(scheme)) {
        // Read again for the place alone: the value may hold a password.
        let field = if layers.text("database.url").is_some() {
            "database.url"
        } else {
            "database.url_file"
        };
        layers.read::<()>(field, |_| {
            Err("must begin with sqlite: or postgres://".to_owned())
        });
    }
    let usual = usual_connections(&url);
    let connections = layers.number("database.connections", 1, 256, usual);
    Database {
        url,
        pool: Pool {
            connections: usize::try_from(connections).unwrap_or(4),
        },
    }
}

/// SQLite reads are work for this machine's processors: more threads than processors only wake one
/// another. A connection to a server mostly waits.
fn usual_connections(url: &str) -> u64 {
    let processors = std::thread::available_parallelism().map_or(2, |n| n.get());
    let usual = if url.starts_with("sqlite:") {
        processors.max(2)
    } else {
        (2 * processors).max(4)
    };
    u64::try_from(usual.min(64)).unwrap_or(4)
}
