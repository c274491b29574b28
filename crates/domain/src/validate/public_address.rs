//! Which network addresses belong to the public internet.
//!
//! Names that strangers give us (a support website, later a webhook) are looked up, and what they
//! lead to may be our own network: the addresses decide, not the names. Sources: the special-purpose
//! registries of IANA for IPv4 and IPv6 (RFC 6890 and what follows it).

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// A range nobody outside may lead us to: first address, length of its prefix, what it is.
type Range<A> = (A, u32, &'static str);

const V4: &[Range<[u8; 4]>] = &[
    ([0, 0, 0, 0], 8, "unspecified"),
    ([10, 0, 0, 0], 8, "private"),
    // Also where some clouds keep their metadata service.
    ([100, 64, 0, 0], 10, "carrier"),
    ([127, 0, 0, 0], 8, "loopback"),
    // The metadata service of an Azure-like cloud: a public address only in appearance.
    ([168, 63, 129, 16], 32, "platform"),
    ([169, 254, 0, 0], 16, "link-local"),
    ([172, 16, 0, 0], 12, "private"),
    ([192, 0, 0, 0], 24, "protocol"),
    ([192, 0, 2, 0], 24, "documentation"),
    ([192, 88, 99, 0], 24, "relay"),
    ([192, 168, 0, 0], 16, "private"),
    ([198, 18, 0, 0], 15, "benchmark"),
    ([198, 51, 100, 0], 24, "documentation"),
    ([203, 0, 113, 0], 24, "documentation"),
    ([224, 0, 0, 0], 4, "multicast"),
    ([240, 0, 0, 0], 4, "reserved"),
];

/// Inside 2000::/3; everything outside of it is refused anyway.
const V6: &[Range<[u16; 8]>] = &[
    ([0x2001, 0, 0, 0, 0, 0, 0, 0], 23, "protocol"),
    ([0x2001, 0xdb8, 0, 0, 0, 0, 0, 0], 32, "documentation"),
    ([0x3fff, 0, 0, 0, 0, 0, 0, 0], 20, "documentation"),
];

/// What an address is, if it is not one of the public internet.
#[must_use]
pub fn not_public(address: IpAddr) -> Option<&'static str> {
    match address {
        IpAddr::V4(v4) => special_v4(v4),
        IpAddr::V6(v6) => special_v6(v6),
    }
}

/// The first of some addresses that is not public. One is enough to refuse a name: who answers with
/// two addresses may be connected to at either.
#[must_use]
pub fn first_not_public(addresses: &[IpAddr]) -> Option<(IpAddr, &'static str)> {
    addresses
        .iter()
        .find_map(|address| Some((*address, not_public(*address)?)))
}

fn special_v4(address: Ipv4Addr) -> Option<&'static str> {
    let bits = u32::from(address);
    V4.iter()
        .find(|(first, length, _)| {
            let mask = u32::MAX.checked_shl(32 - length).unwrap_or(0);
            bits & mask == u32::from_be_bytes(*first)
        })
        .map(|(_, _, what)| *what)
}

fn special_v6(address: Ipv6Addr) -> Option<&'static str> {
    if let Some(inside) = embedded(address) {
        return match inside {
            // A translator's address is as public as the one behind it.
            (v4, true) => special_v4(v4),
            // Nobody writes these into the public DNS but to get around a check.
            (_, false) => Some("embedded"),
        };
    }
    let bits = u128::from(address);
    let within = |first: u128, length: u32| {
        let mask = u128::MAX.checked_shl(128 - length).unwrap_or(0);
        bits & mask == first
    };
    let value = |groups: [u16; 8]| u128::from(Ipv6Addr::from(groups));
    if within(value([0xfc00, 0, 0, 0, 0, 0, 0, 0]), 7) {
        return Some("private");
    }
    if within(value([0xfe80, 0, 0, 0, 0, 0, 0, 0]), 10) {
        return Some("link-local");
    }
    if address.is_multicast() {
        return Some("multicast");
    }
    if address.is_loopback() {
        return Some("loopback");
    }
    if !within(value([0x2000, 0, 0, 0, 0, 0, 0, 0]), 3) {
        return Some("reserved");
    }
    V6.iter()
        .find(|(first, length, _)| within(value(*first), *length))
        .map(|(_, _, what)| *what)
}

/// The IPv4 address inside an IPv6 one, and whether a translator is meant (`64:ff9b::/96`).
fn embedded(address: Ipv6Addr) -> Option<(Ipv4Addr, bool)> {
    let groups = address.segments();
    let v4 = |high: u16, low: u16| {
        let ([a, b], [c, d]) = (high.to_be_bytes(), low.to_be_bytes());
        Ipv4Addr::new(a, b, c, d)
    };
    match groups {
        // ::1 and :: are themselves.
        [0, 0, 0, 0, 0, 0, 0, 0 | 1] => None,
        [0, 0, 0, 0, 0, 0xffff | 0, high, low] | [0, 0, 0, 0, 0xffff, 0, high, low] => {
            Some((v4(high, low), false))
        }
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((v4(high, low), true)),
        [0x64, 0xff9b, 1, ..] => Some((Ipv4Addr::UNSPECIFIED, false)),
        // 6to4, long given up.
        [0x2002, high, low, ..] => Some((v4(high, low), false)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use proptest::prelude::*;

    fn what(address: &str) -> Option<&'static str> {
        not_public(address.parse().unwrap())
    }

    #[test]
    fn the_public_internet() {
        for address in [
            "1.1.1.1",
            "8.8.8.8",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "114.114.114.114",
            "126.255.255.255",
            "128.0.0.1",
            "168.63.129.15",
            "168.63.129.17",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "191.255.255.255",
            "192.0.1.0",
            "192.0.3.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "198.51.99.255",
            "198.51.101.0",
            "203.0.112.255",
            "203.0.114.0",
            "223.255.255.255",
            "2001:200::1",
            "2400:3200::1",
            "2606:4700:4700::1111",
            "2a00:1450:4001::1",
            "64:ff9b::808:808",
        ] {
            assert_eq!(what(address), None, "{address}");
        }
    }

    #[test]
    fn everything_else() {
        for (address, expected) in [
            ("0.0.0.0", "unspecified"),
            ("0.255.255.255", "unspecified"),
            ("10.0.0.0", "private"),
            ("10.255.255.255", "private"),
            ("100.64.0.0", "carrier"),
            ("100.100.100.200", "carrier"),
            ("100.127.255.255", "carrier"),
            ("127.0.0.1", "loopback"),
            ("127.255.255.255", "loopback"),
            ("168.63.129.16", "platform"),
            ("169.254.0.0", "link-local"),
            ("169.254.169.254", "link-local"),
            ("169.254.255.255", "link-local"),
            ("172.16.0.0", "private"),
            ("172.31.255.255", "private"),
            ("192.0.0.0", "protocol"),
            ("192.0.0.170", "protocol"),
            ("192.0.2.1", "documentation"),
            ("192.88.99.1", "relay"),
            ("192.168.0.0", "private"),
            ("192.168.255.255", "private"),
            ("198.18.0.0", "benchmark"),
            ("198.19.255.255", "benchmark"),
            ("198.51.100.1", "documentation"),
            ("203.0.113.1", "documentation"),
            ("224.0.0.1", "multicast"),
            ("239.255.255.255", "multicast"),
            ("240.0.0.0", "reserved"),
            ("255.255.255.255", "reserved"),
            ("::", "reserved"),
            ("::1", "loopback"),
            ("::ffff:127.0.0.1", "embedded"),
            ("::ffff:8.8.8.8", "embedded"),
            ("::ffff:169.254.169.254", "embedded"),
            ("::127.0.0.1", "embedded"),
            ("::ffff:0:127.0.0.1", "embedded"),
            ("64:ff9b::127.0.0.1", "loopback"),
            ("64:ff9b::10.0.0.1", "private"),
            ("64:ff9b:1::1", "embedded"),
            ("100::1", "reserved"),
            ("2001::1", "protocol"),
            ("2001:20::1", "protocol"),
            ("2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "protocol"),
            ("2001:db8::1", "documentation"),
            ("2002:7f00:1::1", "embedded"),
            ("3fff::1", "documentation"),
            ("4000::1", "reserved"),
            ("5f00::1", "reserved"),
            ("fc00::1", "private"),
            ("fd00:ec2::254", "private"),
            ("fe80::1", "link-local"),
            ("febf::1", "link-local"),
            ("fec0::1", "reserved"),
            ("ff02::1", "multicast"),
        ] {
            assert_eq!(what(address), Some(expected), "{address}");
        }
    }

    #[test]
    fn one_inside_is_enough_to_refuse() {
        let addresses = ["1.1.1.1", "10.0.0.1"].map(|a| a.parse().unwrap());
        assert_eq!(
            first_not_public(&addresses),
            Some((addresses[1], "private"))
        );
        assert_eq!(first_not_public(&addresses[..1]), None);
        assert_eq!(first_not_public(&[]), None);
    }

    proptest! {
        /// Whatever the standard library calls special is special here as well.
        #[test]
        fn at_least_as_strict_as_the_library(bits in any::<u32>()) {
            let v4 = Ipv4Addr::from(bits);
            let special = v4.is_private() || v4.is_loopback() || v4.is_link_local()
                || v4.is_broadcast() || v4.is_documentation() || v4.is_multicast()
                || v4.is_unspecified();
            prop_assert!(!special || special_v4(v4).is_some());
            // Dressed as IPv6 it is no more public than bare, and mapped never.
            prop_assert!(not_public(IpAddr::V6(v4.to_ipv6_mapped())).is_some());
        }

        #[test]
        fn no_address_outside_of_global_unicast_is_public(bits in any::<u128>()) {
            let v6 = Ipv6Addr::from(bits);
            let translator = v6.segments()[..6] == [0x64, 0xff9b, 0, 0, 0, 0];
            let global = v6.segments()[0] & 0xe000 == 0x2000;
            prop_assert!(global || translator || special_v6(v6).is_some());
        }
    }
}
