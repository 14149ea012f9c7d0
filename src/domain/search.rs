//! How the search box finds people: every typed word must begin a word of the name, the address or the id
//! (`docs/adr/0006`). The words are rows with an ordinary index, the same on both databases.

use unicode_normalization::UnicodeNormalization;

/// The longest word kept and looked for, in characters.
const MAX_WORD: usize = 64;
/// The most words looked for at once.
const MAX_WORDS: usize = 6;

/// Lower case, NFKC, without accents: "Žoë" is found by "zoe". Also the order of names in lists.
pub fn fold(text: &str) -> String {
    text.nfkd()
        // PostgreSQL keeps no NUL in text, and nobody looks for control characters.
        .map(|c| if c.is_control() { ' ' } else { c })
        .filter(|c| !unicode_normalization::char::is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .nfkc()
        .collect()
}

/// What stands between the words of a name within one kept word. It sorts before every letter, and no name and no search
/// holds it.
const JOINT: char = '\u{1}';

/// The words under which a person is found: every word of the name with those behind it, and then round to those before it
/// (so that the whole name is found at one place, whichever of its words is typed first), parts of words, for scripts
/// written without spaces every ending of one, the whole address, its parts without the top-level domain, and the id. A
/// word that only begins another one is left out: whoever looks for it finds the other one.
pub fn words_of(name: &str, email_key: &str, id: i64) -> Vec<String> {
    let mut words = Vec::new();
    let name = fold(name);
    let parts: Vec<&str> = name.split_whitespace().collect();
    for (at, word) in parts.iter().enumerate() {
        words.push(joined(parts.iter().cycle().skip(at).take(parts.len())));
        words.extend(parts_of(word, 1));
        if word.chars().all(is_ideograph) {
            words.extend(word.char_indices().skip(1).filter_map(|(at, _)| word.get(at..)).map(str::to_owned));
        }
    }
    let address = fold(email_key);
    let (local, domain) = address.split_once('@').unwrap_or((&address, ""));
    words.extend(parts_of(local, 2));
    words.extend(parts_of(domain.rsplit_once('.').map_or("", |(below, _)| below), 2));
    if !domain.is_empty() {
        words.push(domain.to_owned());
    }
    words.push(id.to_string());
    words.push(address);
    for word in &mut words {
        *word = shortened(word);
    }
    // From behind, so that a word comes right after those that it begins.
    words.sort_unstable_by(|one, other| other.cmp(one));
    words.dedup_by(|word, longer| longer.starts_with(word.as_str()));
    words.reverse();
    words
}

/// The parts of a text between its signs that are no shorter than so many characters.
fn parts_of(text: &str, shortest: usize) -> impl Iterator<Item = String> {
    let parts = text.split(|c: char| !c.is_alphanumeric());
    parts.filter(move |part| part.chars().nth(shortest - 1).is_some()).map(str::to_owned)
}

fn joined<'a>(words: impl Iterator<Item = &'a &'a str>) -> String {
    let mut text = String::new();
    for word in words {
        if !text.is_empty() {
            text.push(JOINT);
        }
        text.push_str(word);
    }
    text
}

/// A text and the first text behind all that begin with it, so that `word >= from AND word < until` is an index range.
pub type Range = (String, String);

fn range_of(word: &str) -> Range {
    let word = shortened(word);
    let until = format!("{word}\u{10FFFF}");
    (word, until)
}

/// The words of a search as ranges, the longest first.
pub fn ranges_of(query: &str) -> Vec<Range> {
    let mut words: Vec<String> = fold(query).split_whitespace().map(shortened).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words.truncate(MAX_WORDS);
    words.iter().map(|word| range_of(word)).collect()
}

/// The range of those whose name has the words of a search one behind the other, the last one perhaps unfinished; none for
/// a single word.
pub fn phrase_of(query: &str) -> Option<Range> {
    let query = fold(query);
    let words: Vec<&str> = query.split_whitespace().take(MAX_WORDS).collect();
    (words.len() > 1).then(|| range_of(&joined(words.iter())))
}

/// The beginnings of words as bits: somebody whose words lack a bit of what is looked for is not found, which is seen
/// without looking at the words. A word of one letter has none.
pub fn bits_of<'a>(words: impl IntoIterator<Item = &'a str>) -> i64 {
    words.into_iter().fold(0, |bits, word| {
        let mut chars = word.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else { return bits };
        bits | 1 << ((u32::from(first) * 31 + u32::from(second)) % 63)
    })
}

fn shortened(word: &str) -> String {
    word.chars().take(MAX_WORD).collect()
}

fn is_ideograph(c: char) -> bool {
    ('\u{3400}'..='\u{9FFF}').contains(&c) || ('\u{20000}'..='\u{3FFFF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(query: &str, name: &str, email: &str) -> bool {
        let words = words_of(name, email, 5003);
        ranges_of(query).iter().all(|(from, until)| words.iter().any(|word| word >= from && word < until))
    }

    #[test]
    fn a_person_is_found_by_the_beginning_of_every_word() {
        for query in ["mar", "lind", "LIND mara", "mara@ex", "example", "example.org", "5003", "žoe"] {
            assert!(finds(query, "Mara Zoë Lind", "mara@example.org"), "{query}");
        }
        for query in ["ara", "mara bo", "xample", "503", "org"] {
            assert!(!finds(query, "Mara Zoë Lind", "mara@example.org"), "{query}");
        }
    }

    #[test]
    fn names_without_spaces_are_found_by_any_part() {
        assert!(finds("伟", "王伟", "w@example.org"));
        assert!(finds("王", "王伟", "w@example.org"));
        assert!(finds("neil", "O'Neil", "o@example.org"));
        assert!(finds("мар", "МАРА", "м@пример.рф"));
    }

    #[test]
    fn a_whole_name_is_found_at_one_place_whichever_word_is_typed_first() {
        let words = words_of("Mara Zoë Lind", "m@example.org", 7);
        for query in ["mara zoe", "Zoë Li", "lind mara", "mara zoe lind"] {
            let (from, until) = phrase_of(query).unwrap();
            assert!(words.iter().any(|word| *word >= from && *word < until), "{query}");
        }
        let (from, until) = phrase_of("mara lind").unwrap();
        assert!(!words.iter().any(|word| *word >= from && *word < until), "there is one between");
        assert_eq!(phrase_of("mara"), None);
        assert_eq!(phrase_of(" \0 "), None);
    }

    #[test]
    fn whoever_is_found_has_the_bits_of_what_is_looked_for() {
        let words = words_of("Mara Zoë O'Neil 王伟", "mara.lind@mail.example.org", 5003);
        let bits = bits_of(words.iter().map(String::as_str));
        for query in
            ["m", "ma", "zoe", "neil", "o'n", "王伟", "伟", "mail.ex", "example", "50", "mara lind", "伟 zo"]
        {
            let ranges = ranges_of(query);
            let wanted = bits_of(ranges.iter().map(|(from, _)| from.as_str()));
            assert_eq!(bits & wanted, wanted, "{query}");
        }
        assert_eq!(bits_of(["a", ""]), 0);
        // A single word may share its bit with another one by chance.
        let others = ["thomas", "yusuf", "quentin", "ivy", "olga"].map(|word| bits_of([word]));
        assert!(others.iter().any(|other| bits & other != *other));
    }

    #[test]
    fn no_word_is_kept_that_only_begins_another_one() {
        let words = words_of("Mara Lind", "mara.lind@example.org", 7);
        assert_eq!(words, ["7", "example.org", "lind\u{1}mara", "mara\u{1}lind", "mara.lind@example.org"]);
    }

    #[test]
    fn hostile_searches_stay_small() {
        assert!(ranges_of(&"a b c d e f g h i j".repeat(100)).len() <= MAX_WORDS);
        assert!(ranges_of(&"x".repeat(10_000)).iter().all(|(from, _)| from.len() <= MAX_WORD));
        assert!(ranges_of(" \0 ").len() <= 1);
    }
}
