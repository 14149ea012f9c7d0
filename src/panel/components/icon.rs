//! The pictures, drawn in the colour of the text around them on a 16 by 16 grid.

use leptos::prelude::*;

/// A picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Picture {
    /// The product's mark: a doorway.
    Mark,
    /// Done, working.
    Check,
    /// A letter on its way.
    Mail,
    /// Waiting.
    Clock,
    /// Trying again.
    Again,
    /// Something is wrong.
    Alert,
    /// Over.
    Ended,
    /// Gone.
    Gone,
    /// More actions.
    Dots,
    /// Add.
    Plus,
    /// Look for.
    Search,
    /// Several people.
    People,
    /// A link.
    Link,
    /// Upwards, or opens upwards.
    Up,
    /// Downwards, or opens downwards.
    Down,
    /// Either way.
    UpDown,
    /// Take away.
    Close,
    /// To a file.
    Download,
    /// Held back.
    Pause,
}

impl Picture {
    /// The strokes.
    const fn path(self) -> &'static str {
        match self {
            Self::Mark => {
                "M3 14.25V3.5A1.75 1.75 0 0 1 4.75 1.75h6.5A1.75 1.75 0 0 1 13 3.5v10.75M1.5 14.25h13M5.75 14.25V5.5l4.5-1.25v10M8.4 9v1.25"
            }
            Self::Check => "M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5ZM5.25 8.25 7.2 10.1l3.6-4",
            Self::Mail => {
                "M2.75 3.25h10.5a1 1 0 0 1 1 1v7.5a1 1 0 0 1-1 1H2.75a1 1 0 0 1-1-1v-7.5a1 1 0 0 1 1-1ZM2 4.5l6 4.5 6-4.5"
            }
            Self::Clock => "M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5ZM8 4.5V8l2.5 1.5",
            Self::Again => "M13.5 8a5.5 5.5 0 1 1-1.7-4M13.75 1.75v2.9h-2.9",
            Self::Alert => "M8 2.25 14.5 13.5h-13L8 2.25ZM8 6.5v3M8 11.4v.1",
            Self::Ended => {
                "M4 1.75h8M4 14.25h8M5 1.75c0 4 6 4.5 6 6.25s-6 2.25-6 6.25M11 1.75c0 4-6 4.5-6 6.25s6 2.25 6 6.25"
            }
            Self::Gone => "M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5ZM5 8h6",
            Self::Dots => "M3.2 8h.1M8 8h.1M12.8 8h.1",
            Self::Plus => "M8 3v10M3 8h10",
            Self::Search => "M7 2.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5ZM10.5 10.5l3.25 3.25",
            Self::People => {
                "M6 2.25a2.5 2.5 0 1 1 0 5 2.5 2.5 0 0 1 0-5ZM1.5 13.5c0-2.5 1.75-4 4.5-4s4.5 1.5 4.5 4M10.75 2.6a2.4 2.4 0 0 1 0 4.3M12.4 9.8c1.4.6 2.1 1.9 2.1 3.7"
            }
            Self::Up => "M4.5 9.75 8 6.25l3.5 3.5",
            Self::Down => "m4.5 6.25 3.5 3.5 3.5-3.5",
            Self::UpDown => "M5 6.25 8 3.25l3 3M5 9.75l3 3 3-3",
            Self::Close => "m4.75 4.75 6.5 6.5M11.25 4.75l-6.5 6.5",
            Self::Download => "M8 2.25v7.5M4.75 6.75 8 10l3.25-3.25M2.75 13.25h10.5",
            Self::Pause => {
                "M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5ZM6.25 5.75v4.5M9.75 5.75v4.5"
            }
            Self::Link => {
                "M6.75 9.25a3 3 0 0 0 4.3 0l2.2-2.2a3 3 0 0 0-4.3-4.3l-.7.7M9.25 6.75a3 3 0 0 0-4.3 0l-2.2 2.2a3 3 0 0 0 4.3 4.3l.7-.7"
            }
        }
    }
}

/// A picture beside words that say the same; screen readers pass over it.
#[component]
pub fn Icon(
    /// Which.
    picture: Picture,
) -> impl IntoView {
    let class = if picture == Picture::Dots { "icon icon-dots" } else { "icon" };
    view! {
        <svg class=class viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d=picture.path()></path>
        </svg>
    }
}
