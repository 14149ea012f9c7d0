//! E-mail addresses: kept as typed for sending, compared by a normalised key (`docs/architecture.md`).

use super::field::Fault;
use unicode_normalization::UnicodeNormalization;

/// The longest address, in octets (RFC 5321 §4.5.3.1.3: a path of 256 with its two brackets).
pub const MAX_ADDRESS: usize = 254;

/// An address that a mail can be sent to.
#[derive(Clone, PartialEq, Eq)]
pub struct EmailAddress {
    address: String,
    key: String,
}

impl EmailAddress {
    /// Reads an address: a dot-atom before the `@` (RFC 5322 §3.2.3, or its UTF-8 form of RFC 6531), a domain name of
    /// at least two labels after it. Quoted local parts and address literals are refused on purpose: people who invite
    /// never mean them, and attackers do.
    ///
    /// # Errors
    /// [`Fault::Missing`], [`Fault::TooLong`] or [`Fault::NotAnAddress`].
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Fault::Missing);
        }
        if text.len() > MAX_ADDRESS {
            return Err(Fault::TooLong { max: MAX_ADDRESS });
        }
        let (local, domain) = text.rsplit_once('@').ok_or(Fault::NotAnAddress)?;
        let ascii = idna::domain_to_ascii_strict(domain).map_err(|_| Fault::NotAnAddress)?;
        let local: String = local.nfc().collect();
        let folded = folded(&local);
        let readable = local.len() <= 64
            && is_dot_atom(&local)
            && is_dot_atom(&folded)
            && ascii.contains('.')
            && !ascii.ends_with(|c: char| c == '.' || c.is_ascii_digit());
        if !readable {
            return Err(Fault::NotAnAddress);
        }
        // Beyond ASCII, what is typed may hold letters that are not seen and do not count.
        let shown = if domain.is_ascii() { domain.to_owned() } else { idna::domain_to_unicode(&ascii).0 };
        let address = format!("{local}@{shown}");
        if address.len() > MAX_ADDRESS {
            return Err(Fault::TooLong { max: MAX_ADDRESS });
        }
        Ok(Self { address, key: format!("{folded}@{ascii}") })
    }

    /// The address as typed, in Unicode form NFC, for sending and showing.
    pub fn as_str(&self) -> &str {
        &self.address
    }

    /// The form by which two addresses are the same: lower case, NFKC, domain in its ASCII form. Unique per user.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// Logs hold addresses masked: first letter and domain.
impl std::fmt::Debug for EmailAddress {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&masked(&self.address))
    }
}

/// An address for a log: `m…@example.org`.
pub fn masked(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{}…@{domain}", local.chars().take(1).collect::<String>()),
        None => "…".into(),
    }
}

/// The part before the `@` as it is compared. The small form of `İ` is `i`, which would else carry a second dot.
fn folded(local: &str) -> String {
    let small = |c: char| if c == 'İ' { 'i'.to_lowercase() } else { c.to_lowercase() };
    local.nfkc().flat_map(small).collect()
}

/// RFC 5322 §3.2.3. Beyond ASCII only letters and digits: other signs are refused where mail is sent, and some are not seen.
fn is_dot_atom(local: &str) -> bool {
    let is_atom = |c: char| c.is_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    // `=?` begins an encoded word (RFC 2047), which readers of mail take for the letters it stands for, `@` among them.
    !local.contains("=?") && local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(is_atom))
}

#[cfg(test)]
#[path = "address_fuzz.rs"]
mod address_fuzz;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_s_addresses_are_read() {
        for good in
            ["mara@example.org", "o'neil+x@sub.example.co", "мара@пример.рф", "a.b@xn--bcher-kva.example"]
        {
            assert!(EmailAddress::parse(good).is_ok(), "{good}");
        }
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let long = format!("{}@example.org", "a".repeat(65));
        for bad in [
            "mara",
            "@example.org",
            "mara@",
            "mara@localhost",
            "a b@example.org",
            "a@b@example.org",
            ".a@example.org",
            "a..b@example.org",
            "\"a b\"@example.org",
            "a@[127.0.0.1]",
            "a@127.0.0.1",
            "a@exa_mple.org",
            "a@-x.org",
            "a@example.org\r\nBcc: b@example.org",
            "a\0@example.org",
            "a,b@example.org",
            "<a@example.org>",
            // Not seen, not sent, or with another `@` or blank in the form that is compared.
            "ma\u{ad}ra@example.org",
            "ma\u{200b}ra@example.org",
            "😀@example.org",
            "a＠b@example.org",
            "=?utf-8?q?b=40evil.example?=@example.org",
            "\u{fdfa}@example.org",
            &long,
        ] {
            assert_eq!(EmailAddress::parse(bad).map(|a| a.key), Err(Fault::NotAnAddress), "{bad:?}");
        }
        assert_eq!(EmailAddress::parse("  ").map(|a| a.key), Err(Fault::Missing));
        let longest = format!("a@{}.org", "b.".repeat(200));
        assert_eq!(EmailAddress::parse(&longest).map(|a| a.key), Err(Fault::TooLong { max: MAX_ADDRESS }));
    }

    #[test]
    fn case_and_encoding_do_not_make_another_person() {
        let key = |text: &str| EmailAddress::parse(text).map(|a| a.key);
        assert_eq!(key("Mara@Example.ORG"), key("mara@example.org"));
        assert_eq!(key("a@bücher.example"), key("a@xn--bcher-kva.example"));
        assert_eq!(key("\u{212a}a@example.org"), key("ka@example.org"));
        assert_eq!(key("İsa@example.org"), key("isa@example.org"));
    }

    #[test]
    fn what_is_not_seen_is_not_kept() {
        let address = EmailAddress::parse("e\u{301}@b\u{fc}\u{ad}cher。example").unwrap();
        assert_eq!(address.as_str(), "\u{e9}@b\u{fc}cher.example");
    }

    #[test]
    fn a_log_never_holds_the_address() {
        assert_eq!(masked("mara@example.org"), "m…@example.org");
    }
}
