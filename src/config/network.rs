//! Networks in CIDR notation (RFC 4632, RFC 4291 §2.3).

use std::net::{IpAddr, Ipv6Addr};

/// A network such as `10.0.0.0/8` or `2001:db8::/32`; a single address is a network of one.
///
/// An IPv4-mapped IPv6 address lies in the network of the IPv4 address it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    first: IpAddr,
    prefix: u32,
}

impl Network {
    /// Reads `ADDRESS` or `ADDRESS/BITS`.
    ///
    /// # Errors
    /// With a sentence that says what is wrong; bits set behind the prefix are refused, since they show that
    /// something else was meant.
    pub fn parse(text: &str) -> Result<Self, String> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
        let first: IpAddr =
            address.parse().map_err(|_| format!("`{text}` is no network such as 10.0.0.0/8"))?;
        let longest = if first.is_ipv4() { 32 } else { 128 };
        let prefix = match bits.map(str::parse::<u32>) {
            None => longest,
            Some(Ok(prefix)) if prefix <= longest => prefix,
            Some(_) => return Err(format!("`{text}`: the prefix is no number from 0 to {longest}")),
        };
        // Addresses are looked at in the form that is not mapped, so no address would lie in it.
        if first.to_canonical() != first {
            return Err(format!("`{text}`: write the IPv4 address or network itself"));
        }
        let network = Self { first, prefix };
        if network.masked(first) == Some(first) {
            Ok(network)
        } else {
            Err(format!("`{text}` has bits behind its prefix"))
        }
    }

    /// Whether the address lies in the network.
    pub fn contains(&self, address: IpAddr) -> bool {
        self.masked(address.to_canonical()) == Some(self.first)
    }

    /// The address with every bit behind the prefix cleared; `None` for one of the other family.
    fn masked(&self, address: IpAddr) -> Option<IpAddr> {
        match (self.first, address) {
            (IpAddr::V4(_), IpAddr::V4(address)) => {
                let mask = u32::MAX.checked_shl(32_u32.saturating_sub(self.prefix)).unwrap_or(0);
                Some(std::net::Ipv4Addr::from_bits(address.to_bits() & mask).into())
            }
            (IpAddr::V6(_), IpAddr::V6(address)) => {
                let mask = u128::MAX.checked_shl(128_u32.saturating_sub(self.prefix)).unwrap_or(0);
                Some(Ipv6Addr::from_bits(address.to_bits() & mask).into())
            }
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lie_in_their_networks() {
        for (network, address, inside) in [
            ("10.0.0.0/8", "10.255.1.2", true),
            ("10.0.0.0/8", "11.0.0.1", false),
            ("10.0.0.0/8", "::ffff:10.1.2.3", true),
            ("10.0.0.0/8", "::1", false),
            ("0.0.0.0/0", "198.51.100.7", true),
            ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false),
            ("2001:db8::/32", "2001:db8:ffff::1", true),
            ("2001:db8::/32", "2001:db9::1", false),
            ("::/0", "2001:db8::1", true),
            ("::1", "::1", true),
        ] {
            let inside_it = Network::parse(network).unwrap().contains(address.parse().unwrap());
            assert_eq!(inside_it, inside, "{address} in {network}");
        }
    }

    #[test]
    fn whatever_is_no_network_is_refused() {
        for bad in [
            "",
            "10.0.0.0/33",
            "10.0.0.0/",
            "10.0.0.0/-1",
            "10.0.0.1/8",
            "::1/64",
            "::/129",
            "proxy",
            "10/8",
            "::ffff:10.0.0.0/104",
        ] {
            assert!(Network::parse(bad).is_err(), "{bad}");
        }
    }
}
