//! One mail as a list of blocks, written out twice: as text and as HTML. Both parts say the same because both come from
//! the same list.
//!
//! The HTML is what mail programs understand: one table, styles on the elements, no pictures, nothing fetched. It says
//! that it is made for light and dark (`color-scheme`), so that programs that darken mails leave the colours alone.

use html_escape::{encode_double_quoted_attribute, encode_text};

/// A part of a mail as the HTML part shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// The heading.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// What somebody says, under words that name them.
    Quote(String, Vec<String>),
    /// A name and what belongs to it.
    Facts(String, Vec<String>),
    /// The button: its label, the sentence under it, and the link that both lead to.
    Button(String, String, String),
    /// Said smaller.
    Note(String),
}

/// A mail before it is written out. Every text may hold what people typed; escaping happens here and only here.
pub(super) struct Document {
    /// The code of the language, for `lang`.
    pub(super) language: &'static str,
    pub(super) subject: String,
    pub(super) blocks: Vec<Block>,
}

pub(super) enum Block {
    Heading(String),
    Paragraph(String),
    /// What somebody says, in lines, under words that name them.
    Quote(String, Vec<String>),
    /// What has a name and one or more values, such as "Access" and a line per project.
    Facts(String, Vec<String>),
    /// The one thing to do, with the sentence for readers whose program shows no button.
    Button {
        label: String,
        link: String,
        by_hand: String,
    },
    /// Said smaller: to whom the mail went, what to do if it was a mistake.
    Note(String),
}

impl Document {
    /// The text part: paragraphs with an empty line between them, the link on a line of its own.
    pub(super) fn text(&self) -> String {
        let blocks: Vec<String> = self.blocks.iter().map(Block::text).collect();
        format!("{}\n", blocks.join("\n\n"))
    }

    /// What the HTML part shows.
    pub(super) fn shown(self) -> Vec<Shown> {
        let shown = |block| match block {
            Block::Heading(text) => Shown::Heading(text),
            Block::Paragraph(text) => Shown::Paragraph(text),
            Block::Quote(from, lines) => Shown::Quote(from, lines),
            Block::Facts(name, values) => Shown::Facts(name, values),
            Block::Button { label, link, by_hand } => Shown::Button(label, by_hand, link),
            Block::Note(text) => Shown::Note(text),
        };
        self.blocks.into_iter().map(shown).collect()
    }

    /// The HTML part.
    pub(super) fn html(&self) -> String {
        let blocks: String = self.blocks.iter().map(Block::html).collect();
        format!(
            r#"<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{subject}</title>
<style>{DARK}</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f4f5f7;color:#1c2330">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0">
<tr><td align="center" style="padding:24px 12px">
<table role="presentation" class="card" width="100%" cellpadding="0" cellspacing="0" border="0" style="max-width:560px;background:#ffffff;border:1px solid #d9dde3;border-radius:8px">
<tr><td style="padding:28px 28px 16px;font-family:{FONT};font-size:16px;line-height:1.5;text-align:left">
{blocks}</td></tr>
</table>
</td></tr>
</table>
</body>
</html>
"#,
            language = self.language,
            subject = encode_text(&self.subject),
        )
    }
}

impl Block {
    fn text(&self) -> String {
        match self {
            Self::Heading(text) | Self::Paragraph(text) | Self::Note(text) => text.clone(),
            Self::Facts(name, values) => match values.as_slice() {
                [value] => format!("{name}: {value}"),
                values => {
                    let mut lines = format!("{name}:");
                    for value in values {
                        lines.push_str("\n- ");
                        lines.push_str(value);
                    }
                    lines
                }
            },
            Self::Quote(from, lines) => {
                let lines: Vec<String> = lines.iter().map(|line| format!("\n> {line}")).collect();
                format!("{from}{}", lines.concat())
            }
            Self::Button { label, link, .. } => format!("{label}:\n{link}"),
        }
    }

    fn html(&self) -> String {
        match self {
            Self::Heading(text) => {
                format!(
                    "<h1 style=\"margin:0 0 16px;font-size:22px;line-height:1.3\">{}</h1>\n",
                    encode_text(text)
                )
            }
            Self::Paragraph(text) => format!("<p style=\"margin:0 0 16px\">{}</p>\n", encode_text(text)),
            Self::Facts(name, values) => {
                let values: Vec<_> = values.iter().map(|value| encode_text(value)).collect();
                let name = encode_text(name);
                format!(
                    "<p style=\"margin:0 0 16px\"><strong>{name}:</strong><br>{}</p>\n",
                    values.join("<br>\n")
                )
            }
            Self::Quote(from, lines) => {
                let lines: Vec<_> = lines.iter().map(|line| encode_text(line)).collect();
                format!(
                    "<p style=\"margin:0 0 4px\">{}</p>\n<blockquote class=\"quote\" style=\"margin:0 0 16px;padding:2px 0 2px 14px;\
                     border-left:3px solid #d9dde3\">{}</blockquote>\n",
                    encode_text(from),
                    lines.join("<br>\n")
                )
            }
            Self::Button { label, link, by_hand } => format!(
                "<p style=\"margin:24px 0\"><a class=\"button\" href=\"{}\" style=\"display:inline-block;padding:12px 20px;\
                 border-radius:6px;background:#1f5fbf;color:#ffffff;font-weight:600;text-decoration:none\">{}</a></p>\n\
                 <p class=\"note\" style=\"{NOTE}\">{}<br><span style=\"word-break:break-all\">{}</span></p>\n",
                encode_double_quoted_attribute(link),
                encode_text(label),
                encode_text(by_hand),
                encode_text(link),
            ),
            Self::Note(text) => format!("<p class=\"note\" style=\"{NOTE}\">{}</p>\n", encode_text(text)),
        }
    }
}

const FONT: &str = "system-ui,-apple-system,'Segoe UI',Roboto,'Noto Sans',sans-serif";
const NOTE: &str = "margin:0 0 12px;font-size:14px;color:#57606c";
/// Styles on elements win over a sheet; only `!important` turns them dark.
const DARK: &str = ":root{color-scheme:light dark}@media (prefers-color-scheme:dark){\
.page{background:#14171c!important;color:#e6e9ee!important}\
.card{background:#1d2128!important;border-color:#363c47!important}\
.quote{border-color:#4a5160!important}\
.note{color:#a3abb8!important}.button{background:#2a6bcb!important}}";
