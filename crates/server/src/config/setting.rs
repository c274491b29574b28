//! Every setting there is: its name, what it means, what holds without it.

/// One setting. Its environment variable is [`Setting::variable`].
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Its place in the file: a key, or table and key, such as `mail.host`.
    pub(crate) field: &'static str,
    /// What holds when it is not set, for people; empty where nothing does.
    pub(crate) default: &'static str,
    /// What it means, one line.
    pub(crate) about: &'static str,
    /// Whether it must not be seen: never accepted as `--set`, may be read from `<field>_file`.
    pub(crate) secret: bool,
}

impl Setting {
    /// The environment variable: `mail.host` is `TONGDAO_MAIL_HOST`.
    pub(crate) fn variable(&self) -> String {
        format!("TONGDAO_{}", self.field.replace('.', "_").to_uppercase())
    }
}

const fn plain(field: &'static str, default: &'static str, about: &'static str) -> Setting {
    Setting {
        field,
        default,
        about,
        secret: false,
    }
}

const fn secret(field: &'static str, about: &'static str) -> Setting {
    Setting {
        field,
        default: "",
        about,
        secret: true,
    }
}

/// All settings, in the order of `docs/operate/configuration.md`.
pub(crate) const SETTINGS: &[Setting] = &[
    plain(
        "listen",
        "127.0.0.1:8080",
        "Address and port to listen on; [::]:8080 for all interfaces.",
    ),
    plain(
        "public_url",
        "http:// and the address listened on",
        "How browsers and mails reach this installation; https in production.",
    ),
    plain(
        "metrics_listen",
        "",
        "A separate address and port for /metrics; see \"Metrics\".",
    ),
    plain(
        "trust_forwarded_for",
        "false",
        "Take the client's address from X-Forwarded-For. Only behind a proxy that sets it.",
    ),
    plain(
        "workers",
        "2",
        "Threads that send mail and do other work after requests, 1 to 64.",
    ),
    plain(
        "shutdown_seconds",
        "20",
        "How long running requests may take after SIGTERM, 0 to 600.",
    ),
    plain(
        "resolver",
        "",
        "Name servers for domain proofs and website checks: system, or addresses separated by commas.",
    ),
    plain(
        "resolver_timeout_seconds",
        "2",
        "Patience with one name server, 1 to 30.",
    ),
    plain(
        "webhooks.allow_local",
        "false",
        "Send events also to programs on this machine, without encryption too. For development only.",
    ),
    plain(
        "data_dir",
        "data/tongdao",
        "Directory for the secret key, the SQLite database and documents.",
    ),
    secret(
        "secret_key",
        "The installation's key, 32 bytes in Base64. Without it, secret.key in data_dir is used and made at the first start.",
    ),
    secret(
        "secret_key_former",
        "The key before it, while that is being replaced; see keys.md.",
    ),
    secret(
        "database.url",
        "sqlite:PATH or postgres://USER:PASSWORD@HOST/NAME. Without it, tongdao.db in data_dir.",
    ),
    plain(
        "database.connections",
        "one for each processor",
        "Connections to the database, 1 to 256. For PostgreSQL twice as many, because they mostly wait; for SQLite as many again, for short reads.",
    ),
    plain(
        "programme.dir",
        "the built-in china-csp",
        "Directory with a programme.toml of your own.",
    ),
    plain(
        "mail.host",
        "",
        "SMTP server. Without one, mails are kept in the database and shown in the console.",
    ),
    plain(
        "mail.port",
        "587, 465 or 25 by mail.security",
        "Port of the SMTP server.",
    ),
    plain(
        "mail.security",
        "starttls",
        "starttls, tls, none (this machine only) or plain-remote (not encrypted, by your wish).",
    ),
    plain(
        "mail.from",
        "",
        "Sender, such as Partner Centre <noreply@example.com>. Needed with mail.host.",
    ),
    plain(
        "mail.replies",
        "",
        "Mailbox for answers to mails of support requests, such as support@example.com; its mails go to tongdao receive. Needs mail.host.",
    ),
    plain("mail.username", "", "User name at the SMTP server."),
    secret("mail.password", "Password at the SMTP server."),
    plain(
        "mail.timeout_seconds",
        "20",
        "Patience with the SMTP server, 1 to 300.",
    ),
    plain(
        "mail.authority_file",
        "the public authorities",
        "PEM certificates to trust instead.",
    ),
    plain(
        "telephone.url",
        "",
        "Telephone gateway. Without one, codes are kept in the database and shown in the console.",
    ),
    plain(
        "telephone.key_id",
        "",
        "Name of the shared secret. Needed with telephone.url.",
    ),
    secret(
        "telephone.secret",
        "Shared secret with the gateway, at least 32 characters. Needed with telephone.url.",
    ),
    plain(
        "telephone.timeout_seconds",
        "10",
        "Patience with the gateway, 1 to 60.",
    ),
    plain(
        "telephone.retries",
        "2",
        "Extra tries inside one delivery, 0 to 5.",
    ),
    plain(
        "telephone.extensions",
        "true",
        "Whether the gateway waits for the answer and dials an extension.",
    ),
    plain(
        "telephone.allow_http",
        "false",
        "Let plain http leave this machine, inside a private network.",
    ),
    plain(
        "telephone.authority_file",
        "the public authorities",
        "PEM certificates to trust instead.",
    ),
    plain(
        "documents.dir",
        "documents in data_dir",
        "Directory for documents, when no bucket is set.",
    ),
    plain(
        "documents.bucket",
        "",
        "S3 bucket for documents; must exist.",
    ),
    plain(
        "documents.endpoint",
        "",
        "Address of the storage without the bucket. Needed with documents.bucket.",
    ),
    plain(
        "documents.region",
        "us-east-1",
        "Region the signatures name.",
    ),
    plain(
        "documents.access_key",
        "",
        "Access key id. Needed with documents.bucket.",
    ),
    secret(
        "documents.secret_key",
        "Secret key of the bucket. Needed with documents.bucket.",
    ),
    plain(
        "documents.path_style",
        "true",
        "Bucket in the path; false for the host name (AWS, Aliyun, Tencent).",
    ),
    plain(
        "documents.timeout_seconds",
        "60",
        "Longest time for one request, 1 to 600.",
    ),
    plain(
        "documents.allow_http",
        "false",
        "Let plain http leave this machine, inside a private network.",
    ),
    plain(
        "documents.authority_file",
        "the public authorities",
        "PEM certificates to trust instead.",
    ),
    plain(
        "credit.url",
        "",
        "Credit bureau's HTTP service. Without one, analysts decide by hand.",
    ),
    plain(
        "credit.key_id",
        "",
        "Name of the shared secret. Needed with credit.url.",
    ),
    secret(
        "credit.secret",
        "Shared secret that signs questions, at least 32 characters. Needed with credit.url.",
    ),
    secret(
        "credit.call_back_secret",
        "Shared secret that signs call-backs, at least 32 characters. Needed with credit.url.",
    ),
    plain(
        "credit.timeout_seconds",
        "10",
        "Patience with the bureau, 1 to 60.",
    ),
    plain(
        "credit.retries",
        "2",
        "Extra tries inside one delivery, 0 to 5.",
    ),
    plain(
        "credit.allow_http",
        "false",
        "Let plain http leave this machine, inside a private network.",
    ),
    plain(
        "credit.authority_file",
        "the public authorities",
        "PEM certificates to trust instead.",
    ),
    plain(
        "health.url",
        "",
        "HTTP service that measures the services. Without one, nothing is measured.",
    ),
    plain(
        "health.key_id",
        "",
        "Name of the shared secret. Needed with health.url.",
    ),
    secret(
        "health.secret",
        "Shared secret that signs questions, at least 32 characters. Needed with health.url.",
    ),
    plain(
        "health.every_seconds",
        "60",
        "Time between two questions, 15 to 3600.",
    ),
    plain(
        "health.unknown_seconds",
        "900",
        "How long a measurement holds, 60 to 86400; twice every_seconds at least.",
    ),
    plain(
        "health.timeout_seconds",
        "5",
        "Patience with the feed, 1 to 10.",
    ),
    plain(
        "health.allow_http",
        "false",
        "Let plain http leave this machine, inside a private network.",
    ),
    plain(
        "health.authority_file",
        "the public authorities",
        "PEM certificates to trust instead.",
    ),
    plain(
        "scanner.address",
        "",
        "Malware scanner for uploads, clamd's host:port or unix:/path/of/its/socket. Without one, nobody scans.",
    ),
    plain(
        "scanner.timeout_seconds",
        "30",
        "Patience with the scanner, 1 to 300.",
    ),
    plain(
        "log.format",
        "text",
        "text for people, json for machines; one line per event on standard error.",
    ),
    plain(
        "log.level",
        "info",
        "error, warn, info, debug, trace, or a filter such as info,tongdao::http=warn.",
    ),
];

/// Finds a setting; `<secret>_file` is found under the secret's name.
pub(crate) fn find(field: &str) -> Option<&'static Setting> {
    let exact = SETTINGS.iter().find(|s| s.field == field);
    exact.or_else(|| {
        let secret = field.strip_suffix("_file")?;
        SETTINGS.iter().find(|s| s.secret && s.field == secret)
    })
}

/// The setting whose name is nearest to a mistyped one, if any is near.
pub(crate) fn nearest(field: &str) -> Option<&'static str> {
    let by_distance = SETTINGS.iter().map(|s| (distance(field, s.field), s.field));
    by_distance
        .min()
        .filter(|(distance, _)| *distance <= 3)
        .map(|(_, field)| field)
}

/// Letters to insert, remove or replace to turn one word into the other.
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, y) in b.iter().enumerate() {
            let replaced = diagonal + usize::from(x != *y);
            diagonal = row[j + 1];
            row[j + 1] = replaced.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row.last().copied().unwrap_or(0)
}
