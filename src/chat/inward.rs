//! Which addresses lie inside: on this machine or in its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether `address` is no public address of one machine: loopback, private, link-local, shared by
/// a carrier's customers, unspecified, multicast or broadcast (RFC 6890), also as IPv4 inside IPv6.
pub(super) fn leads_inward(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => v4_leads_inward(address),
        IpAddr::V6(address) => v6_leads_inward(address),
    }
}

fn v4_leads_inward(address: Ipv4Addr) -> bool {
    let [first, second, ..] = address.octets();
    let is_shared_by_carrier = first == 100 && (64..128).contains(&second);
    let is_reserved = first == 0 || first >= 240;
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || is_shared_by_carrier
        || is_reserved
}

fn v6_leads_inward(address: Ipv6Addr) -> bool {
    if let Some(inner) = address.to_ipv4_mapped() {
        return v4_leads_inward(inner);
    }
    address.is_loopback()
        || address.is_unspecified()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || address.is_multicast()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::leads_inward;

    #[rstest]
    #[case("127.0.0.1", true)]
    #[case("10.1.2.3", true)]
    #[case("172.16.0.1", true)]
    #[case("192.168.1.1", true)]
    #[case("169.254.169.254", true)]
    #[case("100.64.0.1", true)]
    #[case("100.128.0.1", false)]
    #[case("0.0.0.0", true)]
    #[case("255.255.255.255", true)]
    #[case("224.0.0.1", true)]
    #[case("52.29.1.1", false)]
    #[case("::1", true)]
    #[case("::", true)]
    #[case("fd00::1", true)]
    #[case("fe80::1", true)]
    #[case("ff02::1", true)]
    #[case("::ffff:10.0.0.1", true)]
    #[case("::ffff:52.29.1.1", false)]
    #[case("2603:1020::1", false)]
    fn private_addresses_lead_inward(#[case] address: &str, #[case] inward: bool) {
        assert_eq!(leads_inward(address.parse().unwrap()), inward);
    }
}
