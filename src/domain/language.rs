//! The languages of the product.

use serde::{Deserialize, Serialize};

/// A language that pages and mails exist in.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// English, the language every other one falls back to.
    #[default]
    En,
    /// German.
    De,
    /// Russian.
    Ru,
    /// Chinese, simplified.
    Zh,
    /// Azerbaijani.
    Az,
}

impl Language {
    /// All languages, in the order they are offered.
    pub const ALL: [Self; 5] = [Self::En, Self::De, Self::Ru, Self::Zh, Self::Az];

    /// The two-letter code of ISO 639-1, as kept in the database and sent in `lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::De => "de",
            Self::Ru => "ru",
            Self::Zh => "zh",
            Self::Az => "az",
        }
    }

    /// What its speakers call it.
    pub const fn own_name(self) -> &'static str {
        match self {
            Self::En => "English",
            Self::De => "Deutsch",
            Self::Ru => "Русский",
            Self::Zh => "中文",
            Self::Az => "Azərbaycanca",
        }
    }

    /// The language of a two-letter code, if it is one of ours.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }

    /// The first of ours in an `Accept-Language` header (RFC 9110 §12.5.4), by weight, then by order.
    pub fn from_accept_language(header: &str) -> Option<Self> {
        let mut best: Option<(u16, Self)> = None;
        for part in header.split(',').take(16) {
            let mut pieces = part.split(';');
            let tag = pieces.next().unwrap_or("").trim();
            let primary = tag.split('-').next().unwrap_or("").to_ascii_lowercase();
            let Some(language) = Self::from_code(&primary) else { continue };
            let weight =
                pieces.find_map(|piece| piece.trim().strip_prefix("q=").map(thousandths)).unwrap_or(1000);
            if weight > 0 && best.is_none_or(|(found, _)| weight > found) {
                best = Some((weight, language));
            }
        }
        best.map(|(_, language)| language)
    }
}

/// A weight such as `0.8` in thousandths; anything else counts as nothing.
fn thousandths(weight: &str) -> u16 {
    let (whole, part) = weight.split_once('.').unwrap_or((weight, ""));
    if whole == "1" {
        return 1000;
    }
    format!("{part:0<3.3}").parse().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heaviest_known_language_wins() {
        let chosen = Language::from_accept_language("fr;q=0.9, de-AT;q=0.7, ru;q=0.8");
        assert_eq!(chosen, Some(Language::Ru));
        assert_eq!(Language::from_accept_language("zh-CN"), Some(Language::Zh));
        assert_eq!(Language::from_accept_language("en;q=0"), None);
        assert_eq!(Language::from_accept_language("de;q=x, \u{0}"), None);
    }

    #[test]
    fn every_code_reads_back() {
        for language in Language::ALL {
            assert_eq!(Language::from_code(language.code()), Some(language));
        }
    }
}
