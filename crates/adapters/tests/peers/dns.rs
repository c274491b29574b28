//! The resolver against a real name server (dnsmasq) and against rude ones.

use adapters::{DnsResolver, ResolverConfig};
use domain::effects::{LookupError, Resolver};
use simple_dns::rdata::{CNAME, RData, TXT};
use simple_dns::{CLASS, Name, Packet, PacketFlag, RCODE, ResourceRecord};
use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, UdpSocket};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// Where Debian keeps it; not on everybody's path.
const DNSMASQ: &str = "/usr/sbin/dnsmasq";

/// A real name server with a small zone; ends with the value.
struct NameServer {
    child: Child,
    address: SocketAddr,
}

impl NameServer {
    fn start(zone: &[&str]) -> Self {
        // A port that was free a moment ago, for UDP and TCP alike.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))
            .and_then(|l| l.local_addr())
            .unwrap()
            .port();
        let child = Command::new(DNSMASQ)
            .args([
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--pid-file",
            ])
            .args([
                "--no-resolv",
                "--no-hosts",
                "--no-poll",
                "--bind-interfaces",
            ])
            .args([
                "--listen-address=127.0.0.1",
                "--user=root",
                "--log-facility=-",
            ])
            .arg(format!("--port={port}"))
            // Nothing is asked of anybody else.
            .args(["--local=/test/"])
            .args(zone)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("these tests need dnsmasq: apt-get install dnsmasq-base");
        let address = (Ipv4Addr::LOCALHOST, port).into();
        let mut server = Self { child, address };
        server.wait();
        server
    }

    fn wait(&mut self) {
        let until = Instant::now() + Duration::from_secs(20);
        while std::net::TcpStream::connect(self.address).is_err() {
            let ended = self.child.try_wait().unwrap();
            assert!(ended.is_none(), "dnsmasq ended: {ended:?}");
            assert!(Instant::now() < until, "dnsmasq does not come up");
            thread::sleep(Duration::from_millis(20));
        }
    }
}

impl Drop for NameServer {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

fn resolver(servers: &[SocketAddr], millis: u64) -> DnsResolver {
    DnsResolver::new(ResolverConfig {
        servers: servers.to_vec(),
        timeout: Duration::from_millis(millis),
    })
}

fn sorted<T: Ord>(mut all: Vec<T>) -> Vec<T> {
    all.sort();
    all
}

#[test]
fn a_real_server_is_understood() {
    let long = "x".repeat(240);
    // Far more than fits into one datagram: the answer is cut and asked for again over TCP.
    let many: Vec<String> = (0..40)
        .map(|n| format!("--txt-record=many.test,n{n}-{long}"))
        .collect();
    let mut zone = vec![
        "--txt-record=_tongdao.shop.test,tongdao-verification=abc123",
        "--txt-record=_tongdao.shop.test,v=spf1 -all",
        "--txt-record=pieces.test,one,two",
        "--host-record=www.shop.test,192.0.2.10,2001:db8::10",
        "--host-record=four.test,198.51.100.7",
        "--cname=alias.test,www.shop.test",
        "--mx-host=shop.test,mail2.shop.test,20",
        "--mx-host=shop.test,mail1.shop.test,10",
    ];
    zone.extend(many.iter().map(String::as_str));
    let server = NameServer::start(&zone);
    let dns = resolver(&[server.address], 3000);
    assert_eq!(
        sorted(dns.txt("_tongdao.shop.test").unwrap()),
        ["tongdao-verification=abc123", "v=spf1 -all"]
    );
    assert_eq!(dns.txt("pieces.test").unwrap(), ["onetwo"]);
    assert_eq!(dns.txt("many.test").unwrap().len(), 40);
    let both: Vec<IpAddr> = vec![
        "192.0.2.10".parse().unwrap(),
        "2001:db8::10".parse().unwrap(),
    ];
    assert_eq!(sorted(dns.addresses("www.shop.test").unwrap()), both);
    assert_eq!(sorted(dns.addresses("WWW.Shop.Test").unwrap()), both);
    assert_eq!(sorted(dns.addresses("alias.test").unwrap()), both);
    let four: Vec<IpAddr> = vec!["198.51.100.7".parse().unwrap()];
    assert_eq!(dns.addresses("four.test").unwrap(), four);
    assert_eq!(
        sorted(dns.mail_hosts("shop.test").unwrap()),
        ["mail1.shop.test", "mail2.shop.test"]
    );
    // There, but without what was asked for; and not there.
    assert_eq!(dns.txt("four.test"), Ok(vec![]));
    assert_eq!(dns.mail_hosts("four.test"), Ok(vec![]));
    assert_eq!(dns.addresses("nobody.test"), Err(LookupError::NoSuchName));
    assert_eq!(
        dns.txt("_tongdao.nobody.test"),
        Err(LookupError::NoSuchName)
    );
    for no_name in ["a..test", &"a".repeat(64), &"a.".repeat(200)] {
        assert_eq!(dns.txt(no_name), Err(LookupError::NoSuchName), "{no_name}");
    }
    // A silent server first: the next one is asked.
    let silent = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let dns = resolver(&[silent.local_addr().unwrap(), server.address], 300);
    assert_eq!(dns.addresses("four.test").unwrap(), four);
}

/// A server whose answers are whatever a function makes of a question: datagrams to send back.
fn rude(
    answer: impl Fn(Packet<'static>, usize) -> Vec<Vec<u8>> + Send + 'static,
) -> (SocketAddr, Arc<AtomicUsize>) {
    let socket = UdpSocket::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = socket.local_addr().unwrap();
    let asked = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&asked);
    thread::spawn(move || {
        let mut buffer = [0; 2048];
        while let Ok((length, from)) = socket.recv_from(&mut buffer) {
            let n = count.fetch_add(1, Ordering::SeqCst);
            let question = read(&buffer[..length]);
            for datagram in answer(question, n) {
                drop(socket.send_to(&datagram, from));
            }
        }
    });
    (address, asked)
}

/// A question as it came, kept beyond its datagram.
fn read(datagram: &[u8]) -> Packet<'static> {
    let question = Packet::parse(datagram).unwrap();
    let mut kept = Packet::new_query(question.id());
    *kept.opt_mut() = question.opt().cloned().map(|opt| opt.into_owned());
    kept.questions = question
        .questions
        .into_iter()
        .map(|q| q.into_owned())
        .collect();
    kept
}

fn bytes(packet: &Packet<'_>) -> Vec<u8> {
    packet.build_bytes_vec().unwrap()
}

fn record(name: Name<'static>, data: RData<'static>) -> ResourceRecord<'static> {
    ResourceRecord::new(name, CLASS::IN, 60, data)
}

fn text(text: &'static str) -> RData<'static> {
    RData::TXT(TXT::new().with_string(text).unwrap())
}

fn with_text(question: &Packet<'static>, words: &'static str) -> Packet<'static> {
    let mut answer = question.clone().into_reply();
    let name = question.questions[0].qname.clone();
    answer.answers.push(record(name, text(words)));
    answer
}

fn with_code(question: &Packet<'static>, code: RCODE) -> Vec<u8> {
    let mut answer = question.clone().into_reply();
    *answer.rcode_mut() = code;
    bytes(&answer)
}

#[test]
fn strangers_answers_and_nonsense_are_passed_over() {
    let (address, _) = rude(|question, _| {
        let mut forged = with_text(&question, "forged");
        forged.set_id(question.id() ^ 1);
        let mut other = with_text(&question, "other");
        other.questions[0].qname = Name::new_unchecked("other.test");
        vec![
            vec![],
            vec![0xff; 700],
            b"HTTP/1.1 200 OK\r\n\r\n".to_vec(),
            bytes(&question),
            bytes(&forged),
            bytes(&other),
            bytes(&with_text(&question, "right")),
            bytes(&with_text(&question, "late")),
        ]
    });
    assert_eq!(resolver(&[address], 3000).txt("a.test").unwrap(), ["right"]);
}

#[test]
fn records_of_other_names_and_endless_aliases_prove_nothing() {
    let (address, _) = rude(|question, _| {
        let mut answer = question.clone().into_reply();
        let stranger = Name::new_unchecked("stranger.test");
        let proof = text("tongdao-verification=abc");
        answer.answers.push(record(stranger, proof));
        let name = question.questions[0].qname.clone();
        let turn = RData::CNAME(CNAME(name.clone()));
        answer.answers.push(record(name, turn));
        vec![bytes(&answer)]
    });
    assert_eq!(resolver(&[address], 3000).txt("a.test"), Ok(vec![]));
}

#[test]
fn silence_ends_in_time() {
    let (address, asked) = rude(|_, _| vec![]);
    let began = Instant::now();
    let found = resolver(&[address], 200).txt("a.test");
    assert!(
        matches!(found, Err(LookupError::Unavailable(_))),
        "{found:?}"
    );
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
    assert_eq!(asked.load(Ordering::SeqCst), 2);
    // Chatter does not keep it waiting either.
    let (address, _) = rude(|question, _| {
        let mut wrong = with_text(&question, "x");
        wrong.set_id(question.id() ^ 1);
        vec![bytes(&wrong); 100]
    });
    let began = Instant::now();
    assert!(resolver(&[address], 200).txt("a.test").is_err());
    assert!(
        began.elapsed() < Duration::from_secs(3),
        "{:?}",
        began.elapsed()
    );
}

#[test]
fn strangers_questions_do_not_hold_every_thread() {
    let (silent, asked) = rude(|_, _| vec![]);
    let dns = resolver(&[silent], 1500);
    thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| assert!(dns.txt("a.test").is_err()));
        }
        let until = Instant::now() + Duration::from_secs(10);
        while asked.load(Ordering::SeqCst) < 16 {
            assert!(Instant::now() < until, "they are not asked");
            thread::sleep(Duration::from_millis(5));
        }
        let found = dns.txt("b.test");
        assert!(
            matches!(&found, Err(LookupError::Unavailable(why)) if why.contains("too many")),
            "{found:?}"
        );
    });
    // Over, they make room.
    let found = dns.txt("c.test");
    assert!(
        matches!(&found, Err(LookupError::Unavailable(why)) if why.contains("no answer")),
        "{found:?}"
    );
}

#[test]
fn a_server_that_cannot_is_left_for_the_next() {
    for code in [RCODE::ServerFailure, RCODE::Refused] {
        let (broken, asked) = rude(move |question, _| vec![with_code(&question, code)]);
        let (sound, _) = rude(|question, _| vec![bytes(&with_text(&question, "sound"))]);
        let found = resolver(&[broken, sound], 3000).txt("a.test");
        assert_eq!(found.unwrap(), ["sound"], "{code:?}");
        assert_eq!(asked.load(Ordering::SeqCst), 1);
        let alone = resolver(&[broken], 3000).txt("a.test");
        assert!(
            matches!(alone, Err(LookupError::Unavailable(_))),
            "{code:?}: {alone:?}"
        );
    }
}

#[test]
fn a_server_of_old_is_asked_in_the_old_way() {
    let (address, asked) = rude(|question, _| {
        vec![match question.opt() {
            Some(_) => with_code(&question, RCODE::FormatError),
            None => bytes(&with_text(&question, "old")),
        }]
    });
    assert_eq!(resolver(&[address], 3000).txt("a.test").unwrap(), ["old"]);
    assert_eq!(asked.load(Ordering::SeqCst), 2);
}

#[test]
fn a_server_of_old_is_asked_in_the_old_way_over_tcp_as_well() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
    let address = listener.local_addr().unwrap();
    let socket = UdpSocket::bind(address).unwrap();
    thread::spawn(move || {
        let mut buffer = [0; 2048];
        while let Ok((length, from)) = socket.recv_from(&mut buffer) {
            let question = read(&buffer[..length]);
            let answer = if question.opt().is_some() {
                with_code(&question, RCODE::FormatError)
            } else {
                let mut cut = question.into_reply();
                cut.set_flags(PacketFlag::TRUNCATION);
                bytes(&cut)
            };
            drop(socket.send_to(&answer, from));
        }
    });
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut length = [0; 2];
            stream.read_exact(&mut length).unwrap();
            let mut question = vec![0; usize::from(u16::from_be_bytes(length))];
            stream.read_exact(&mut question).unwrap();
            let question = read(&question);
            let answer = match question.opt() {
                Some(_) => with_code(&question, RCODE::FormatError),
                None => bytes(&with_text(&question, "old and long")),
            };
            let length = u16::try_from(answer.len()).unwrap().to_be_bytes();
            stream
                .write_all(&[&length, answer.as_slice()].concat())
                .unwrap();
        }
    });
    let found = resolver(&[address], 3000).txt("a.test");
    assert_eq!(found.unwrap(), ["old and long"]);
}

#[test]
fn an_answer_that_is_cut_and_cannot_be_had_whole_is_no_answer() {
    // UDP says "too long for here"; TCP on the same port does what it likes.
    for manner in 0..4 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let address = listener.local_addr().unwrap();
        let socket = UdpSocket::bind(address).unwrap();
        thread::spawn(move || {
            let mut buffer = [0; 2048];
            while let Ok((length, from)) = socket.recv_from(&mut buffer) {
                let mut cut = read(&buffer[..length]).into_reply();
                cut.set_flags(PacketFlag::TRUNCATION);
                drop(socket.send_to(&bytes(&cut), from));
            }
        });
        thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let mut length = [0; 2];
                stream.read_exact(&mut length).unwrap();
                let mut question = vec![0; usize::from(u16::from_be_bytes(length))];
                stream.read_exact(&mut question).unwrap();
                drop(match manner {
                    0 => stream.write_all(&[0, 100, 1]),
                    1 => stream.write_all(&[0xff, 0xff]),
                    2 => stream.write_all(&[0, 3, 1, 2, 3]),
                    // Says nothing and holds the line.
                    _ => {
                        thread::sleep(Duration::from_secs(2));
                        Ok(())
                    }
                });
            }
        });
        let found = resolver(&[address], 300).txt("a.test");
        assert!(
            matches!(found, Err(LookupError::Unavailable(_))),
            "{manner}: {found:?}"
        );
    }
}
