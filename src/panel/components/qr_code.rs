//! A QR code as a drawing in the page: dark on white in every colour scheme, since cameras know it no other way.

use fast_qr::{ECL, QRBuilder, QRCode};
use leptos::prelude::*;

/// The light border that the standard wants around a code (ISO/IEC 18004 §6.3.8), in modules.
const QUIET: usize = 4;

/// The QR code of a text. What it says must stand beside it in words; nothing is drawn of a text that is too long for one.
#[component]
pub fn QrCodeImage(
    /// What it says.
    text: String,
    /// What it is, for whoever does not see it.
    label: String,
) -> impl IntoView {
    QRBuilder::new(text).ecl(ECL::M).build().ok().map(|code| {
        let size = (code.size + 2 * QUIET).to_string();
        view! {
            <svg
                class="qr-code"
                role="img"
                aria-label=label
                viewBox=format!("0 0 {size} {size}")
                shape-rendering="crispEdges"
            >
                <rect width=size.clone() height=size.clone() fill="#fff"/>
                <path fill="#000" d=dark(&code)/>
            </svg>
        }
    })
}

/// The dark modules as one path, each run of them in a row as one box.
fn dark(code: &QRCode) -> String {
    let mut boxes = Vec::new();
    for (row, modules) in code.data.chunks(code.size).take(code.size).enumerate() {
        let mut from = 0;
        for run in modules.chunk_by(|one, other| one.value() == other.value()) {
            if run.first().is_some_and(|module| module.value()) {
                let (x, y, width) = (from + QUIET, row + QUIET, run.len());
                boxes.push(format!("M{x} {y}h{width}v1h-{width}z"));
            }
            from += run.len();
        }
    }
    boxes.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The modules that a path draws, by painting every box of it.
    fn painted(path: &str, size: usize) -> Vec<bool> {
        let mut grid = vec![false; size * size];
        for run in path.split('M').skip(1) {
            let numbers: Vec<usize> =
                run.split(|c: char| !c.is_ascii_digit()).filter_map(|number| number.parse().ok()).collect();
            let [x, y, width, ..] = numbers[..] else { panic!("{run}") };
            grid[(y - QUIET) * size + x - QUIET..][..width].fill(true);
        }
        grid
    }

    #[test]
    fn what_is_drawn_is_the_code() {
        let code = QRBuilder::new("otpauth://totp/Vestibule").ecl(ECL::M).build().unwrap();
        let wanted: Vec<bool> =
            code.data[..code.size * code.size].iter().map(|module| module.value()).collect();
        assert_eq!(painted(&dark(&code), code.size), wanted);
        assert!(wanted.iter().any(|dark| *dark) && wanted.iter().any(|dark| !*dark));
    }

    #[test]
    fn it_says_what_it_is_and_is_drawn_without_styles() {
        let html =
            Owner::new().with(|| view! { <QrCodeImage text="a".into() label="QR code".into()/> }.to_html());
        assert!(html.contains("role=\"img\"") && html.contains("aria-label=\"QR code\""), "{html}");
        assert!(!html.contains("style="), "{html}");
        let too_long = Owner::new()
            .with(|| view! { <QrCodeImage text="a".repeat(5000) label="QR code".into()/> }.to_html());
        assert!(!too_long.contains("<svg"), "{too_long}");
    }
}
