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

/// The words under which a person is found: the words of the name (and, for scripts written without spaces, every
/// ending of one), the whole address, its parts, and the id.
pub fn words_of(name: &str, email_key: &str, id: i64) -> Vec<String> {
    let mut words = Vec::new();
    for word in fold(name).split_whitespace() {
        words.push(word.to_owned());
        for part in word.split(|c: char| !c.is_alphanumeric()).filter(|part| !part.is_empty()) {
            words.push(part.to_owned());
        }
        if word.chars().all(is_ideograph) {
            words.extend(word.char_indices().skip(1).filter_map(|(at, _)| word.get(at..)).map(str::to_owned));
        }
    }
    let address = fold(email_key);
    words.push(address.clone());
    words.extend(
        address
            .split(|c: char| !c.is_alphanumeric())
            .filter(|part| part.chars().count() > 1)
            .map(str::to_owned),
    );
    if let Some((_, domain)) = address.split_once('@') {
        words.push(domain.to_owned());
    }
    words.push(id.to_string());
    for word in &mut words {
        *word = shortened(word);
    }
    words.sort();
    words.dedup();
    words
}

/// The words of a search, each with the first text behind all that begin with it, so that `word >= from AND word <
/// until` is an index range.
pub fn ranges_of(query: &str) -> Vec<(String, String)> {
    let mut words: Vec<String> = fold(query).split_whitespace().map(shortened).collect();
    words.sort_by_key(|word| std::cmp::Reverse(word.len()));
    words.dedup();
    words.truncate(MAX_WORDS);
    words.into_iter().map(|word| (word.clone(), format!("{word}\u{10FFFF}"))).collect()
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
        for query in ["mar", "lind", "LIND mara", "mara@ex", "example", "example.org", "org", "5003", "žoe"]
        {
            assert!(finds(query, "Mara Zoë Lind", "mara@example.org"), "{query}");
        }
        for query in ["ara", "mara bo", "xample", "503"] {
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
    fn hostile_searches_stay_small() {
        assert!(ranges_of(&"a b c d e f g h i j".repeat(100)).len() <= MAX_WORDS);
        assert!(ranges_of(&"x".repeat(10_000)).iter().all(|(from, _)| from.len() <= MAX_WORD));
        assert!(ranges_of(" \0 ").len() <= 1);
    }
}
