//! Which addresses lie inside: on this machine or in its own network.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether `address` is no public address of one machine: loopback, private, link-local, shared by
/// a carrier's customers, unspecified, multicast or broadcast (RFC 6890), also as IPv4 inside IPv6,
/// however it got in there.
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
    if inner(address).is_some_and(v4_leads_inward) {
        return true;
    }
    address.is_loopback()
        || address.is_unspecified()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || address.is_multicast()
        || is_site_local(address)
}

/// The IPv4 address that stands for `address` or that its network is reached by: mapped, compatible
/// (RFC 4291), translated by a gateway (RFC 6052) or tunnelled (RFC 3056).
fn inner(address: Ipv6Addr) -> Option<Ipv4Addr> {
    let of = |high: u16, low: u16| Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low));
    match address.segments() {
        [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
            Some(of(high, low))
        }
        [0x2002, high, low, ..] => Some(of(high, low)),
        _ => None,
    }
}

/// What was private before `fc00::/7` (RFC 3879); some networks still have it.
fn is_site_local(address: Ipv6Addr) -> bool {
    address.segments()[0] & 0xffc0 == 0xfec0
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
    #[case("::127.0.0.1", true)]
    #[case("::52.29.1.1", false)]
    #[case("64:ff9b::10.0.0.1", true)]
    #[case("64:ff9b::52.29.1.1", false)]
    #[case("2002:7f00:1::1", true)]
    #[case("2002:341d:101::1", false)]
    #[case("fec0::1", true)]
    fn private_addresses_lead_inward(#[case] address: &str, #[case] inward: bool) {
        assert_eq!(leads_inward(address.parse().unwrap()), inward);
    }
}
