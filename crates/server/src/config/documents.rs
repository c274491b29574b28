//! Section `documents`.

use super::layers::Layers;
use adapters::{S3Config, Secret};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Where documents are kept.
pub(crate) enum DocumentStore {
    /// In a directory.
    Directory(PathBuf),
    /// In a bucket.
    Bucket(Box<S3Config>),
}

/// Settings that mean something for a bucket only.
const BUCKET_ONLY: [&str; 4] = [
    "documents.endpoint",
    "documents.region",
    "documents.access_key",
    "documents.secret_key",
];

/// A bucket if one is set, otherwise a directory.
pub(super) fn read(layers: &mut Layers, data_dir: &Path) -> DocumentStore {
    let Some(bucket) = layers.text("documents.bucket") else {
        for field in BUCKET_ONLY {
            layers.useless_without(field, "documents.bucket");
        }
        let dir = layers.text("documents.dir");
        return DocumentStore::Directory(
            dir.map_or_else(|| data_dir.join("documents"), PathBuf::from),
        );
    };
    let endpoint = layers.needed("documents.endpoint", "documents.bucket");
    let access_key = layers.needed("documents.access_key", "documents.bucket");
    let secret_key = layers.needed_secret("documents.secret_key", "documents.bucket");
    let region = layers
        .text("documents.region")
        .unwrap_or_else(|| "us-east-1".to_owned());
    let timeout = layers.number("documents.timeout_seconds", 1, 600, 60);
    DocumentStore::Bucket(Box::new(S3Config {
        path_style: layers.switch("documents.path_style", true),
        timeout: Duration::from_secs(timeout),
        allow_http: layers.switch("documents.allow_http", false),
        authority: layers.file("documents.authority_file"),
        ..S3Config::new(
            &endpoint,
            &region,
            &bucket,
            &access_key,
            Secret::new(secret_key),
        )
    }))
}
