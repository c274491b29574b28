//! A name service that tests fill.

use domain::effects::{LookupError, Resolver};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Mutex, MutexGuard};

/// Every name has a public address and takes mail, and nothing else, until a test says otherwise.
#[derive(Debug, Default)]
pub struct TestNames(Mutex<Names>);

#[derive(Debug, Default)]
struct Names {
    silent: bool,
    gone: Vec<String>,
    texts: BTreeMap<String, Vec<String>>,
    addresses: BTreeMap<String, Vec<IpAddr>>,
    asked: Vec<String>,
}

/// Where names lead that no test has said anything about.
const SOMEWHERE: IpAddr = IpAddr::V4(Ipv4Addr::new(1, 1, 1, 1));

impl TestNames {
    fn names(&self) -> MutexGuard<'_, Names> {
        self.0.lock().expect("the names")
    }

    /// Publishes the text records of a name, in place of those before.
    pub fn publish(&self, name: &str, texts: &[&str]) {
        let texts = texts.iter().map(|t| (*t).to_owned()).collect();
        self.names().texts.insert(name.to_owned(), texts);
    }

    /// Lets a name lead somewhere; nowhere without addresses.
    pub fn lead(&self, name: &str, addresses: &[&str]) {
        let parsed = addresses.iter().map(|a| a.parse().expect("an address"));
        let addresses = parsed.collect();
        self.names().addresses.insert(name.to_owned(), addresses);
    }

    /// Takes a name out of the DNS.
    pub fn remove(&self, name: &str) {
        self.names().gone.push(name.to_owned());
    }

    /// Whether nobody answers any more.
    pub fn fall_silent(&self, silent: bool) {
        self.names().silent = silent;
    }

    /// What was asked so far.
    #[must_use]
    pub fn asked(&self) -> Vec<String> {
        self.names().asked.clone()
    }

    fn ask(&self, name: &str) -> Result<MutexGuard<'_, Names>, LookupError> {
        let mut names = self.names();
        names.asked.push(name.to_owned());
        if names.silent {
            return Err(LookupError::Unavailable("silence".to_owned()));
        }
        if names.gone.iter().any(|gone| gone == name) {
            return Err(LookupError::NoSuchName);
        }
        Ok(names)
    }
}

impl Resolver for TestNames {
    fn txt(&self, name: &str) -> Result<Vec<String>, LookupError> {
        let names = self.ask(name)?;
        names
            .texts
            .get(name)
            .cloned()
            .ok_or(LookupError::NoSuchName)
    }

    fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, LookupError> {
        let names = self.ask(name)?;
        let found = names.addresses.get(name).cloned();
        Ok(found.unwrap_or_else(|| vec![SOMEWHERE]))
    }

    fn mail_hosts(&self, name: &str) -> Result<Vec<String>, LookupError> {
        self.ask(name).map(|_| vec![format!("mx.{name}")])
    }

    fn describe(&self) -> String {
        "test names".to_owned()
    }
}
