//! What a browser calls itself, in words. Browsers name each other for the sake of old servers; what is not known for sure
//! is not said.

use crate::{domain::language::Language, t};

/// Marks of browsers, the ones that others also carry behind those that carry them.
const BROWSERS: [(&str, &str); 8] = [
    ("Edg/", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("CriOS/", "Chrome"),
    ("Chrome/", "Chrome"),
    ("Version/", "Safari"),
];
/// Marks of systems, in the same manner.
const SYSTEMS: [(&str, &str); 7] = [
    ("Android", "Android"),
    ("iPhone", "iOS"),
    ("iPad", "iPadOS"),
    ("Windows", "Windows"),
    ("CrOS", "ChromeOS"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];
/// How much of an unknown name is shown, in characters.
const MOST: usize = 60;

/// "Firefox 145 on Linux"; of an unknown browser what it calls itself, cut.
pub fn name(language: Language, user_agent: &str) -> String {
    let browser = BROWSERS.iter().find_map(|(mark, name)| {
        let (_, rest) = user_agent.split_once(mark)?;
        // Only Safari writes its own number behind "Version/".
        (*name != "Safari" || user_agent.contains("Safari/")).then(|| (*name, major(rest)))
    });
    let system = SYSTEMS.iter().find(|(mark, _)| user_agent.contains(mark)).map(|(_, name)| *name);
    match (browser, system) {
        (Some((browser, version)), Some(system)) => {
            let browser = [browser, version].join(" ");
            t!(language, "person-browser", browser = browser.trim_end(), system = system)
        }
        (Some((browser, version)), None) => [browser, version].join(" ").trim_end().to_owned(),
        (None, _) if user_agent.is_empty() => t!(language, "person-browser-unknown"),
        (None, _) => user_agent.chars().take(MOST).collect(),
    }
}

/// The digits a text begins with.
fn major(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    text.get(..end).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_are_told_apart() {
        for (user_agent, expected) in [
            (
                "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
                "Firefox 145 on Linux",
            ),
            (
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
                "Edge 142 on Windows",
            ),
            (
                "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36",
                "Chrome 142 on Android",
            ),
            (
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
                "Safari 26 on iOS",
            ),
            (
                "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.1 Safari/605.1.15",
                "Safari 26 on macOS",
            ),
            ("Firefox/", "Firefox"),
            ("curl/8.14.1", "curl/8.14.1"),
            ("Version/4", "Version/4"),
            ("", "Unknown browser"),
        ] {
            assert_eq!(name(Language::En, user_agent), expected);
        }
        assert_eq!(name(Language::En, &"x".repeat(200)).len(), MOST);
    }
}
