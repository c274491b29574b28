//! Looking names up in the DNS, by asking the servers the operator named.
//!
//! Only the transport is ours: messages are read and written by `hickory-proto`. The servers resolve
//! for us (recursion desired), so one question and one answer are all there is. What an answer leads
//! to is judged by the rules, not here.

use crate::SetupError;
use domain::effects::{LookupError, Resolver};
use hickory_proto::op::{Edns, Message, MessageType, OpCode, Query, ResponseCode};
use hickory_proto::rr::{Name, RData, RecordType};
use std::fmt;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::time::{Duration, Instant};

/// The port of name servers.
const PORT: u16 = 53;
/// Bytes of an answer over UDP: what passes everywhere without fragments (DNS flag day 2020).
const UDP_BYTES: u16 = 1232;
/// Most bytes of an answer over TCP that are read.
const TCP_BYTES: usize = 16 * 1024;
/// How often all servers are asked before giving up.
const ROUNDS: u32 = 2;
/// Most answers to other questions that are thrown away while waiting for ours.
const STRAYS: u32 = 32;
/// Most aliases that are followed.
const ALIASES: u32 = 8;
/// Where the system keeps its servers.
const SYSTEM: &str = "/etc/resolv.conf";

/// How to reach name servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResolverConfig {
    /// The servers, asked in order.
    pub servers: Vec<SocketAddr>,
    /// Longest wait for one answer.
    pub timeout: Duration,
}

impl ResolverConfig {
    /// Reads `system`, or addresses with or without a port, separated by commas.
    ///
    /// # Errors
    /// [`SetupError::Resolver`] for anything else, and when the system names no server.
    pub fn parse(text: &str, timeout: Duration) -> Result<Self, SetupError> {
        let servers = if text.trim() == "system" {
            let file = std::fs::read_to_string(SYSTEM)
                .map_err(|error| SetupError::Resolver(format!("{SYSTEM}: {error}")))?;
            system_servers(&file)
        } else {
            let all = text.split(',').map(str::trim);
            all.map(server).collect::<Result<Vec<_>, _>>()?
        };
        if servers.is_empty() {
            return Err(SetupError::Resolver(format!("{SYSTEM} names no server")));
        }
        Ok(Self { servers, timeout })
    }
}

fn server(text: &str) -> Result<SocketAddr, SetupError> {
    let with_port = text.parse::<SocketAddr>().ok();
    let bare = || {
        let bare = text.trim_start_matches('[').trim_end_matches(']');
        let address = bare.parse::<IpAddr>().ok()?;
        Some(SocketAddr::new(address, PORT))
    };
    with_port.or_else(bare).ok_or_else(|| {
        let wanted = "must be `system`, or addresses such as 192.0.2.53 or [2001:db8::53]:5353";
        SetupError::Resolver(format!("{text:?} {wanted}"))
    })
}

/// The `nameserver` lines of `resolv.conf`. Addresses of one link only are left out.
fn system_servers(file: &str) -> Vec<SocketAddr> {
    file.lines()
        .filter_map(|line| line.trim().strip_prefix("nameserver"))
        .filter_map(|rest| rest.split_whitespace().next()?.parse::<IpAddr>().ok())
        .map(|address| SocketAddr::new(address, PORT))
        .collect()
}

/// Asks name servers over UDP, and over TCP what does not fit.
pub struct DnsResolver {
    servers: Vec<SocketAddr>,
    timeout: Duration,
}

impl fmt::Debug for DnsResolver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.describe())
    }
}

/// Why one server's answer is of no use; another server may do better.
enum Useless {
    /// Not even the transport worked, or nothing came in time.
    Transport(String),
    /// The server answered that it cannot or will not.
    Refused(ResponseCode),
}

impl fmt::Display for Useless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(reason) => f.write_str(reason),
            Self::Refused(code) => write!(f, "the server says {code}"),
        }
    }
}

impl From<io::Error> for Useless {
    fn from(error: io::Error) -> Self {
        let late = matches!(
            error.kind(),
            io::ErrorKind::WouldBlock | io::ErrorKind::TimedOut
        );
        Self::Transport(if late {
            "no answer in time".to_owned()
        } else {
            error.to_string()
        })
    }
}

impl DnsResolver {
    /// A resolver; nothing is asked before the first lookup.
    #[must_use]
    pub fn new(config: ResolverConfig) -> Self {
        Self {
            servers: config.servers,
            timeout: config.timeout,
        }
    }

    /// The data of one type at a name, aliases followed.
    fn ask(&self, name: &str, kind: RecordType) -> Result<Vec<RData>, LookupError> {
        let mut name = Name::from_ascii(name).map_err(|_| LookupError::NoSuchName)?;
        name.set_fqdn(true);
        let mut last = String::new();
        for _ in 0..ROUNDS {
            for server in &self.servers {
                match self.ask_one(*server, &name, kind) {
                    Ok(message) if message.metadata.response_code == ResponseCode::NXDomain => {
                        return Err(LookupError::NoSuchName);
                    }
                    Ok(message) => return Ok(answers(&message, name, kind)),
                    Err(useless) => last = format!("{server}: {useless}"),
                }
            }
        }
        Err(LookupError::Unavailable(last))
    }

    fn ask_one(
        &self,
        server: SocketAddr,
        name: &Name,
        kind: RecordType,
    ) -> Result<Message, Useless> {
        let answer = self.over_udp(server, &question(name, kind, true)?)?;
        // A server of old does not know the extension and says the question is malformed.
        let answer = match answer.metadata.response_code {
            ResponseCode::FormErr | ResponseCode::NotImp => {
                self.over_udp(server, &question(name, kind, false)?)?
            }
            _ => answer,
        };
        let answer = if answer.metadata.truncation {
            self.over_tcp(server, &question(name, kind, true)?)?
        } else {
            answer
        };
        match answer.metadata.response_code {
            ResponseCode::NoError | ResponseCode::NXDomain => Ok(answer),
            other => Err(Useless::Refused(other)),
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "waiting for others is measured here"
    )]
    fn over_udp(&self, server: SocketAddr, asked: &Message) -> Result<Message, Useless> {
        let any: SocketAddr = match server {
            SocketAddr::V4(_) => (Ipv4Addr::UNSPECIFIED, 0).into(),
            SocketAddr::V6(_) => (Ipv6Addr::UNSPECIFIED, 0).into(),
        };
        // A port of its own for each question, and answers from this server alone: who wants to
        // answer in its stead has to guess port and number.
        let socket = UdpSocket::bind(any)?;
        socket.connect(server)?;
        socket.send(&bytes_of(asked)?)?;
        let until = Instant::now() + self.timeout;
        let mut buffer = [0; UDP_BYTES as usize];
        for _ in 0..STRAYS {
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                break;
            }
            socket.set_read_timeout(Some(left))?;
            let length = socket.recv(&mut buffer)?;
            if let Some(answer) = answer_to(asked, buffer.get(..length).unwrap_or_default()) {
                return Ok(answer);
            }
        }
        Err(Useless::Transport("no answer in time".to_owned()))
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "waiting for others is measured here"
    )]
    fn over_tcp(&self, server: SocketAddr, asked: &Message) -> Result<Message, Useless> {
        let until = Instant::now() + self.timeout;
        let mut stream = TcpStream::connect_timeout(&server, self.timeout)?;
        stream.set_write_timeout(Some(self.timeout))?;
        let message = bytes_of(asked)?;
        let length = u16::try_from(message.len())
            .map_err(|_| Useless::Transport("the question is too long".to_owned()))?;
        stream.write_all(&[&length.to_be_bytes(), message.as_slice()].concat())?;
        let mut read = |buffer: &mut [u8]| -> Result<(), Useless> {
            let mut at = 0;
            while at < buffer.len() {
                let left = until.saturating_duration_since(Instant::now());
                if left.is_zero() {
                    return Err(Useless::Transport("no answer in time".to_owned()));
                }
                stream.set_read_timeout(Some(left))?;
                let rest = buffer.get_mut(at..).unwrap_or_default();
                match stream.read(rest)? {
                    0 => return Err(Useless::Transport("the answer ends early".to_owned())),
                    n => at += n,
                }
            }
            Ok(())
        };
        let mut length = [0; 2];
        read(&mut length)?;
        let length = usize::from(u16::from_be_bytes(length));
        if length > TCP_BYTES {
            return Err(Useless::Transport("the answer is too long".to_owned()));
        }
        let mut answer = vec![0; length];
        read(&mut answer)?;
        answer_to(asked, &answer)
            .ok_or_else(|| Useless::Transport("the answer is to another question".to_owned()))
    }
}

fn question(name: &Name, kind: RecordType, extended: bool) -> Result<Message, Useless> {
    let mut id = [0; 2];
    getrandom::fill(&mut id).map_err(|error| Useless::Transport(error.to_string()))?;
    let id = u16::from_be_bytes(id);
    let mut message = Message::new(id, MessageType::Query, OpCode::Query);
    message.metadata.recursion_desired = true;
    message.add_query(Query::query(name.clone(), kind));
    if extended {
        let mut edns = Edns::new();
        edns.set_max_payload(UDP_BYTES).set_version(0);
        message.set_edns(edns);
    }
    Ok(message)
}

fn bytes_of(message: &Message) -> Result<Vec<u8>, Useless> {
    message
        .to_vec()
        .map_err(|error| Useless::Transport(error.to_string()))
}

/// The answer in some bytes, if they are one, and to this question.
fn answer_to(asked: &Message, bytes: &[u8]) -> Option<Message> {
    let answer = Message::from_vec(bytes).ok()?;
    let same = answer.metadata.id == asked.metadata.id
        && answer.metadata.message_type == MessageType::Response
        && match (asked.queries.as_slice(), answer.queries.as_slice()) {
            ([asked], [answered]) => {
                asked.name() == answered.name() && asked.query_type() == answered.query_type()
            }
            // A server that cannot read a question cannot repeat it either.
            (_, []) => answer.metadata.response_code != ResponseCode::NoError,
            _ => false,
        };
    same.then_some(answer)
}

/// The data of the wanted type at the name itself or where its aliases lead.
fn answers(message: &Message, mut name: Name, kind: RecordType) -> Vec<RData> {
    for _ in 0..ALIASES {
        let here = message.answers.iter().filter(|r| r.name == name);
        let wanted = here.clone().filter(|r| r.record_type() == kind);
        let wanted: Vec<RData> = wanted.map(|r| r.data.clone()).collect();
        if !wanted.is_empty() {
            return wanted;
        }
        let alias = here.into_iter().find_map(|record| match &record.data {
            RData::CNAME(target) => Some(target.0.clone()),
            _ => None,
        });
        match alias {
            Some(target) => name = target,
            None => break,
        }
    }
    Vec::new()
}

impl Resolver for DnsResolver {
    fn txt(&self, name: &str) -> Result<Vec<String>, LookupError> {
        let records = self.ask(name, RecordType::TXT)?;
        let texts = records.iter().filter_map(|record| match record {
            // A long text travels in pieces that belong together.
            RData::TXT(txt) => Some(String::from_utf8_lossy(&txt.txt_data.concat()).into_owned()),
            _ => None,
        });
        Ok(texts.collect())
    }

    fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, LookupError> {
        let mut addresses = Vec::new();
        for kind in [RecordType::A, RecordType::AAAA] {
            let records = self.ask(name, kind)?;
            addresses.extend(records.iter().filter_map(|record| match record {
                RData::A(a) => Some(IpAddr::V4(a.0)),
                RData::AAAA(aaaa) => Some(IpAddr::V6(aaaa.0)),
                _ => None,
            }));
        }
        Ok(addresses)
    }

    fn mail_hosts(&self, name: &str) -> Result<Vec<String>, LookupError> {
        let records = self.ask(name, RecordType::MX)?;
        let mut hosts: Vec<(u16, String)> = records
            .iter()
            .filter_map(|record| match record {
                RData::MX(mx) => {
                    let host = mx.exchange.to_ascii();
                    Some((mx.preference, host.trim_end_matches('.').to_owned()))
                }
                _ => None,
            })
            .collect();
        hosts.sort();
        Ok(hosts.into_iter().map(|(_, host)| host).collect())
    }

    fn describe(&self) -> String {
        let servers: Vec<String> = self.servers.iter().map(ToString::to_string).collect();
        format!("name servers {}", servers.join(", "))
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn parsed(text: &str) -> Result<Vec<String>, SetupError> {
        let config = ResolverConfig::parse(text, Duration::from_secs(1))?;
        Ok(config.servers.iter().map(ToString::to_string).collect())
    }

    #[test]
    fn servers_are_addresses() {
        assert_eq!(parsed("192.0.2.53").unwrap(), ["192.0.2.53:53"]);
        assert_eq!(
            parsed("192.0.2.53:5353, 2001:db8::53,[2001:db8::54],[2001:db8::55]:54").unwrap(),
            [
                "192.0.2.53:5353",
                "[2001:db8::53]:53",
                "[2001:db8::54]:53",
                "[2001:db8::55]:54"
            ]
        );
        for bad in [
            "",
            "dns.example",
            "192.0.2.53,",
            "192.0.2.53:x",
            "300.1.1.1",
        ] {
            assert_eq!(parsed(bad).unwrap_err().code(), "resolver_invalid", "{bad}");
        }
    }

    #[test]
    fn the_systems_servers() {
        let file = "# made by dhcp\nsearch example.net\nnameserver 192.0.2.1\n  nameserver 2001:db8::1 # second\nnameserver fe80::1%eth0\noptions edns0\nnameserver\n";
        assert_eq!(
            system_servers(file),
            [
                "192.0.2.1:53".parse().unwrap(),
                "[2001:db8::1]:53".parse().unwrap()
            ]
        );
    }

    #[test]
    fn nothing_but_the_answer_to_the_question_counts() {
        let name = Name::from_ascii("contoso.com.").unwrap();
        let asked = question(&name, RecordType::TXT, true).ok().unwrap();
        let mut right = asked.clone().into_response();
        assert!(answer_to(&asked, &right.to_vec().unwrap()).is_some());
        assert!(answer_to(&asked, &asked.to_vec().unwrap()).is_none());
        right.metadata.id ^= 1;
        assert!(answer_to(&asked, &right.to_vec().unwrap()).is_none());
        let other = question(&name, RecordType::A, true).ok().unwrap();
        let mut other = other.into_response();
        other.metadata.id = asked.metadata.id;
        assert!(answer_to(&asked, &other.to_vec().unwrap()).is_none());
        for garbage in [&[][..], &[0; 3], &[0xff; 64]] {
            assert!(answer_to(&asked, garbage).is_none());
        }
    }
}
