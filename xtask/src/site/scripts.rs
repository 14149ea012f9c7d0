//! Making scripts smaller without a parser: whole-line comments and indentation go, every line stays a line.

/// The script without what only people read. A script in which a text goes over several lines is left as it is.
pub(super) fn without_comments(script: &str) -> String {
    if script.lines().any(|line| line.matches('`').count() % 2 == 1) {
        return script.to_owned();
    }
    let mut kept = String::with_capacity(script.len());
    let mut in_comment = false;
    for line in script.lines().map(str::trim) {
        if in_comment || line.starts_with("/*") {
            // Code may follow the end of a comment.
            let rest = line.split_once("*/").map(|(_, rest)| rest.trim_start());
            in_comment = rest.is_none();
            if let Some(rest) = rest.filter(|rest| !rest.is_empty()) {
                kept.push_str(rest);
                kept.push('\n');
            }
        } else if !line.is_empty() && !line.starts_with("//") {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_on_their_own_lines_and_indentation_go() {
        let script = "/**\n * @param {number} n\n */\nfunction f(n) {\n    // twice\n    /* one */\n    return n\n        * 2; // kept\n}\n";
        assert_eq!(without_comments(script), "function f(n) {\nreturn n\n* 2; // kept\n}\n");
    }

    #[test]
    fn code_after_a_comment_stays() {
        assert_eq!(without_comments("/* a */ f();\n/*\n b */ g(\"//\");\n"), "f();\ng(\"//\");\n");
    }

    #[test]
    fn a_text_over_several_lines_is_not_touched() {
        let script = "const a = `\n    // text\n`;\n";
        assert_eq!(without_comments(script), script);
        assert_eq!(without_comments("const a = `${b}`;\n"), "const a = `${b}`;\n");
    }
}
