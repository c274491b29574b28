//! TLS for programs that insist on https on a developer's machine: a certificate made here, and the
//! certificate of its issuer for clients to trust.

use crate::files;
use crate::trouble::Trouble;
use axum::extract::connect_info::Connected;
use axum::serve::{IncomingStream, Listener};
use rcgen::{
    BasicConstraints, CertificateParams, DnType, ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair,
    KeyUsagePurpose,
};
use std::io;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring::default_provider;
use tokio_rustls::rustls::pki_types::pem::PemObject;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::server::TlsStream;

/// Names the certificate is good for besides this machine: hosts that clients of the programme have
/// built in, and that a developer may lead here with a hosts file of the client alone.
const NAMES: &[&str] = &[
    "localhost",
    "127.0.0.1",
    "::1",
    "login.microsoftonline.com",
    "login.partner.microsoftonline.cn",
    "login.chinacloudapi.cn",
    "api.partnercenter.microsoft.com",
    "partner.partnercenterapi.microsoftonline.cn",
];
/// Longest a client may take to greet.
const HANDSHAKE: Duration = Duration::from_secs(10);
/// Connections that wait for being served.
const WAITING: usize = 64;

/// Certificate, key, and what clients have to trust.
pub(crate) struct Identity {
    /// How connections are secured.
    pub(crate) config: Arc<ServerConfig>,
    /// The issuer's certificate, PEM.
    pub(crate) trust: PathBuf,
}

/// Takes the certificate of a directory, or makes one there. The issuer's key is thrown away, so that
/// nobody can ever make another certificate that whoever trusts this one would take.
///
/// # Errors
/// [`Trouble::File`] and [`Trouble::Runtime`].
pub(crate) fn self_signed(dir: &Path) -> Result<Identity, Trouble> {
    let [trust, certificate, key] =
        ["trust.pem", "certificate.pem", "key.pem"].map(|n| dir.join(n));
    if !(trust.exists() && certificate.exists() && key.exists()) {
        files::make_private_dir(dir)?;
        let made = make().map_err(|error| wrong(&error))?;
        for (path, text) in [(&key, &made.2), (&certificate, &made.1), (&trust, &made.0)] {
            files::write_private(path, text.as_bytes())?;
        }
    }
    let chain = CertificateDer::pem_file_iter(&certificate).map_err(|error| wrong(&error))?;
    let chain = chain
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| wrong(&error))?;
    let key = PrivateKeyDer::from_pem_file(&key).map_err(|error| wrong(&error))?;
    let config = ServerConfig::builder_with_provider(Arc::new(default_provider()))
        .with_safe_default_protocol_versions()
        .and_then(|builder| builder.with_no_client_auth().with_single_cert(chain, key))
        .map_err(|error| wrong(&error))?;
    Ok(Identity {
        config: Arc::new(config),
        trust,
    })
}

fn wrong(error: &dyn std::fmt::Display) -> Trouble {
    Trouble::Runtime {
        what: "TLS",
        reason: error.to_string(),
    }
}

/// The issuer's certificate, the chain and the key, each in PEM.
fn make() -> Result<(String, String, String), rcgen::Error> {
    let mut issuer = CertificateParams::new(Vec::new())?;
    issuer.distinguished_name.push(
        DnType::CommonName,
        "tongdao demonstration, this machine only",
    );
    issuer.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    issuer.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    let issuer_key = KeyPair::generate()?;
    let trust = issuer.self_signed(&issuer_key)?;
    let names: Vec<_> = NAMES.iter().map(|name| (*name).to_owned()).collect();
    let mut leaf = CertificateParams::new(names)?;
    leaf.distinguished_name
        .push(DnType::CommonName, "tongdao demonstration");
    leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    leaf.use_authority_key_identifier_extension = true;
    let key = KeyPair::generate()?;
    let leaf = leaf.signed_by(&key, &Issuer::from_params(&issuer, &issuer_key))?;
    let chain = format!("{}{}", leaf.pem(), trust.pem());
    Ok((trust.pem(), chain, key.serialize_pem()))
}

/// Who is at the other end.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// Connections that have greeted. Those that have not do not hold up the others.
pub(crate) struct TlsListener {
    ready: mpsc::Receiver<(TlsStream<TcpStream>, SocketAddr)>,
    local: SocketAddr,
}

impl TlsListener {
    /// Begins to greet.
    ///
    /// # Errors
    /// When the socket has no address.
    pub(crate) fn new(listener: TcpListener, config: Arc<ServerConfig>) -> io::Result<Self> {
        let local = listener.local_addr()?;
        let acceptor = TlsAcceptor::from(config);
        let (send, ready) = mpsc::channel(WAITING);
        tokio::spawn(async move {
            loop {
                let accepted = tokio::select! {
                    accepted = listener.accept() => accepted,
                    () = send.closed() => return,
                };
                let Ok((stream, peer)) = accepted else {
                    // Out of file descriptors, most likely: others have to end first.
                    tokio::time::sleep(Duration::from_millis(100)).await;
                    continue;
                };
                let (acceptor, send) = (acceptor.clone(), send.clone());
                tokio::spawn(async move {
                    match tokio::time::timeout(HANDSHAKE, acceptor.accept(stream)).await {
                        Ok(Ok(stream)) => drop(send.send((stream, peer)).await),
                        Ok(Err(error)) => tracing::debug!(%error, %peer, "no TLS"),
                        Err(_) => tracing::debug!(%peer, "no greeting"),
                    }
                });
            }
        });
        Ok(Self { ready, local })
    }
}

impl Listener for TlsListener {
    type Io = TlsStream<TcpStream>;
    type Addr = SocketAddr;

    async fn accept(&mut self) -> (Self::Io, Self::Addr) {
        match self.ready.recv().await {
            Some(ready) => ready,
            // Whoever greets ends with this process.
            None => std::future::pending().await,
        }
    }

    fn local_addr(&self) -> io::Result<Self::Addr> {
        Ok(self.local)
    }
}

impl Connected<IncomingStream<'_, TlsListener>> for Peer {
    fn connect_info(stream: IncomingStream<'_, TlsListener>) -> Self {
        Self(*stream.remote_addr())
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn a_certificate_is_made_once_and_its_issuer_signs_no_other() {
        let dir = tempfile::tempdir().unwrap();
        let at = dir.path().join("tls");
        let first = self_signed(&at).unwrap();
        let trust = std::fs::read_to_string(&first.trust).unwrap();
        let again = self_signed(&at).unwrap();
        assert_eq!(std::fs::read_to_string(&again.trust).unwrap(), trust);
        let mut files: Vec<_> = std::fs::read_dir(&at)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        assert_eq!(files, ["certificate.pem", "key.pem", "trust.pem"]);
        let key = std::fs::read_to_string(at.join("key.pem")).unwrap();
        assert_eq!(key.matches("PRIVATE KEY").count(), 2, "one key: the leaf's");
    }
}
