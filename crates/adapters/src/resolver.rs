//! Looking names up in the DNS, by asking the servers the operator named.
//!
//! Only the transport is ours: messages are read and written by `simple-dns`. The servers resolve
//! for us (recursion desired), so one question and one answer are all there is. What an answer leads
//! to is judged by the rules, not here.

use crate::SetupError;
use domain::effects::{LookupError, Resolver};
use simple_dns::rdata::{OPT, RData};
use simple_dns::{CLASS, Label, Name, Packet, PacketFlag, QTYPE, Question, RCODE, TYPE};
use std::fmt;
use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpStream, UdpSocket};
use std::sync::atomic::{AtomicUsize, Ordering};
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
/// Most bytes between two dots of a name (RFC 1035).
const LABEL_BYTES: usize = 63;
/// Most bytes of a name on the wire (RFC 1035).
const NAME_BYTES: usize = 255;
/// Most questions at once: each holds a thread for as long as the servers are silent, and strangers
/// can have questions asked.
const AT_ONCE: usize = 16;
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
    asking: AtomicUsize,
}

/// A question that is being asked; over with the value.
struct Turn<'a>(&'a AtomicUsize);

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Release);
    }
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
    Refused(RCODE),
}

impl fmt::Display for Useless {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Transport(reason) => f.write_str(reason),
            Self::Refused(code) => write!(f, "the server says {code:?}"),
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
            asking: AtomicUsize::new(0),
        }
    }

    /// Begins a question, unless too many are being asked.
    fn turn(&self) -> Option<Turn<'_>> {
        let one_more = |n: usize| (n < AT_ONCE).then_some(n + 1);
        self.asking
            .fetch_update(Ordering::Acquire, Ordering::Relaxed, one_more)
            .ok()
            .map(|_| Turn(&self.asking))
    }

    /// The data of one type at a name, aliases followed.
    fn ask(&self, name: &str, kind: TYPE) -> Result<Vec<RData<'static>>, LookupError> {
        let name = name_of(name).ok_or(LookupError::NoSuchName)?;
        let _turn = self
            .turn()
            .ok_or_else(|| LookupError::Unavailable("too many questions at once".to_owned()))?;
        let mut last = String::new();
        for _ in 0..ROUNDS {
            for server in &self.servers {
                match self.ask_one(*server, &name, kind) {
                    Ok(answer) if answer.rcode() == RCODE::NameError => {
                        return Err(LookupError::NoSuchName);
                    }
                    Ok(answer) => return Ok(answers(&answer, name, kind)),
                    Err(useless) => last = format!("{server}: {useless}"),
                }
            }
        }
        Err(LookupError::Unavailable(last))
    }

    fn ask_one(
        &self,
        server: SocketAddr,
        name: &Name<'_>,
        kind: TYPE,
    ) -> Result<Packet<'static>, Useless> {
        let mut extended = true;
        let mut answer = self.over_udp(server, &question(name, kind, extended)?)?;
        // A server of old does not know the extension and says the question is malformed.
        if matches!(answer.rcode(), RCODE::FormatError | RCODE::NotImplemented) {
            extended = false;
            answer = self.over_udp(server, &question(name, kind, extended)?)?;
        }
        if answer.has_flags(PacketFlag::TRUNCATION) {
            answer = self.over_tcp(server, &question(name, kind, extended)?)?;
        }
        match answer.rcode() {
            RCODE::NoError | RCODE::NameError => Ok(answer),
            other => Err(Useless::Refused(other)),
        }
    }

    #[expect(
        clippy::disallowed_methods,
        reason = "waiting for others is measured here"
    )]
    fn over_udp(&self, server: SocketAddr, asked: &Packet<'_>) -> Result<Packet<'static>, Useless> {
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
    fn over_tcp(&self, server: SocketAddr, asked: &Packet<'_>) -> Result<Packet<'static>, Useless> {
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

/// A name as it is asked for; none when it cannot be one.
fn name_of(text: &str) -> Option<Name<'static>> {
    let text = text.strip_suffix('.').unwrap_or(text);
    // What stands between the dots is taken as it is: no escapes, nothing left out.
    let labels = text.split('.').map(|label| {
        let fits = (1..=LABEL_BYTES).contains(&label.len());
        fits.then(|| Label::new_unchecked(label.as_bytes().to_vec()))
    });
    let labels = labels.collect::<Option<Vec<_>>>()?;
    // Each label has a length before it, and a nought ends them.
    (text.len() + 2 <= NAME_BYTES).then(|| Name::new_with_labels(&labels))
}

fn question(name: &Name<'_>, kind: TYPE, extended: bool) -> Result<Packet<'static>, Useless> {
    let mut id = [0; 2];
    getrandom::fill(&mut id).map_err(|error| Useless::Transport(error.to_string()))?;
    let mut packet = Packet::new_query(u16::from_be_bytes(id));
    packet.set_flags(PacketFlag::RECURSION_DESIRED);
    let name = name.clone().into_owned();
    let question = Question::new(name, kind.into(), CLASS::IN.into(), false);
    packet.questions.push(question);
    if extended {
        *packet.opt_mut() = Some(OPT {
            opt_codes: Vec::new(),
            udp_packet_size: UDP_BYTES,
            version: 0,
        });
    }
    Ok(packet)
}

fn bytes_of(packet: &Packet<'_>) -> Result<Vec<u8>, Useless> {
    packet
        .build_bytes_vec()
        .map_err(|error| Useless::Transport(error.to_string()))
}

/// The answer in some bytes, if they are one, and to this question.
fn answer_to(asked: &Packet<'_>, bytes: &[u8]) -> Option<Packet<'static>> {
    let read = Packet::parse(bytes).ok()?;
    let same = read.id() == asked.id()
        && read.has_flags(PacketFlag::RESPONSE)
        && match (asked.questions.as_slice(), read.questions.as_slice()) {
            ([asked], [answered]) => asked.qname == answered.qname && asked.qtype == answered.qtype,
            // A server that cannot read a question cannot repeat it either. Whatever else an answer
            // says, it says about its question.
            (_, []) => read.rcode() == RCODE::FormatError,
            _ => false,
        };
    if !same {
        return None;
    }
    let mut answer = Packet::new_reply(read.id());
    *answer.rcode_mut() = read.rcode();
    if read.has_flags(PacketFlag::TRUNCATION) {
        answer.set_flags(PacketFlag::TRUNCATION);
    }
    answer.answers = read.answers.into_iter().map(|r| r.into_owned()).collect();
    Some(answer)
}

/// The data of the wanted type at the name itself or where its aliases lead.
fn answers(answer: &Packet<'static>, mut name: Name<'static>, kind: TYPE) -> Vec<RData<'static>> {
    for _ in 0..ALIASES {
        let here = answer.answers.iter().filter(|r| r.name == name);
        let wanted = here.clone().filter(|r| r.match_qtype(QTYPE::TYPE(kind)));
        let wanted: Vec<RData<'static>> = wanted.map(|r| r.rdata.clone()).collect();
        if !wanted.is_empty() {
            return wanted;
        }
        let alias = here.into_iter().find_map(|record| match &record.rdata {
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
        let records = self.ask(name, TYPE::TXT)?;
        let texts = records.into_iter().filter_map(|record| match record {
            // A long text travels in pieces that belong together. One that is no text proves nothing.
            RData::TXT(txt) => String::try_from(txt).ok(),
            _ => None,
        });
        Ok(texts.collect())
    }

    fn addresses(&self, name: &str) -> Result<Vec<IpAddr>, LookupError> {
        let mut addresses = Vec::new();
        for kind in [TYPE::A, TYPE::AAAA] {
            let records = self.ask(name, kind)?;
            addresses.extend(records.iter().filter_map(|record| match record {
                RData::A(a) => Some(IpAddr::V4(Ipv4Addr::from(a.address))),
                RData::AAAA(aaaa) => Some(IpAddr::V6(Ipv6Addr::from(aaaa.address))),
                _ => None,
            }));
        }
        Ok(addresses)
    }

    fn mail_hosts(&self, name: &str) -> Result<Vec<String>, LookupError> {
        let records = self.ask(name, TYPE::MX)?;
        let hosts = records.iter().filter_map(|record| match record {
            RData::MX(mx) => Some(mx.exchange.to_string()),
            _ => None,
        });
        Ok(hosts.collect())
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
    fn names_that_can_be_asked_for() {
        let long = "a".repeat(63);
        let longest = [long.as_str(); 4].join(".");
        for good in [
            "a",
            "_tongdao.contoso.com",
            "contoso.com.",
            &long,
            &longest[..253],
        ] {
            let name = name_of(good).unwrap();
            assert_eq!(name.to_string(), good.trim_end_matches('.'), "{good}");
        }
        for bad in ["", ".", "a..b", ".a", &format!("{long}a"), &longest] {
            assert!(name_of(bad).is_none(), "{bad}");
        }
        // A backslash is a backslash, not an escape.
        assert_eq!(name_of("a\\.b").unwrap().get_labels().len(), 2);
    }

    #[test]
    fn nothing_but_the_answer_to_the_question_counts() {
        let name = name_of("contoso.com").unwrap();
        let asked = question(&name, TYPE::TXT, true).ok().unwrap();
        let bytes = |packet: &Packet<'_>| packet.build_bytes_vec().unwrap();
        let mut right = asked.clone().into_reply();
        assert!(answer_to(&asked, &bytes(&right)).is_some());
        assert!(answer_to(&asked, &bytes(&asked)).is_none());
        right.set_id(asked.id() ^ 1);
        assert!(answer_to(&asked, &bytes(&right)).is_none());
        let mut other = question(&name, TYPE::A, true).ok().unwrap().into_reply();
        other.set_id(asked.id());
        assert!(answer_to(&asked, &bytes(&other)).is_none());
        for (code, counts) in [
            (RCODE::FormatError, true),
            (RCODE::NoError, false),
            (RCODE::NameError, false),
            (RCODE::ServerFailure, false),
            (RCODE::NotImplemented, false),
            (RCODE::Refused, false),
        ] {
            let mut bare = Packet::new_reply(asked.id());
            *bare.rcode_mut() = code;
            let taken = answer_to(&asked, &bytes(&bare)).is_some();
            assert_eq!(taken, counts, "{code:?}");
        }
        for garbage in [&[][..], &[0; 3], &[0xff; 64]] {
            assert!(answer_to(&asked, garbage).is_none());
        }
        // A name that points at itself must not be followed for ever.
        let mut endless = bytes(&asked.clone().into_reply());
        endless[12..14].copy_from_slice(&[0xc0, 12]);
        assert!(answer_to(&asked, &endless).is_none());
    }
}
