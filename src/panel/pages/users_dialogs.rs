//! What the island of the Users page opens, and the words it says by itself. Without scripts nothing here shows.

use crate::{domain::language::Language, panel::islands::UsersLive, t};
use leptos::prelude::*;

/// The dialogs, the list of shortcuts, and the island.
pub(super) fn live(language: Language) -> AnyView {
    view! {
        {invite(language)}
        <dialog class="dialog dialog-small" id="confirm-dialog" role="alertdialog">
            <div id="confirm-body"></div>
        </dialog>
        <div
            id="users-live"
            data-problem=t!(language, "form-problem")
            data-transport=t!(language, "live-transport")
            data-selected=t!(language, "people-selected")
        >
            <p class="visually-hidden" id="users-said" role="status"></p>
            <p class="visually-hidden" id="users-selected" role="status"></p>
            {shortcuts(language)}
            <UsersLive/>
        </div>
    }
    .into_any()
}

/// The invite form over the page, what it asks before it throws away what was typed, and what it says when the session
/// has ended meanwhile.
fn invite(language: Language) -> AnyView {
    view! {
        <dialog class="dialog" id="invite-dialog" aria-labelledby="invite-dialog-heading">
            <h2 id="invite-dialog-heading">{t!(language, "invite-heading")}</h2>
            <div class="ask" id="invite-ask" role="group" aria-labelledby="invite-ask-text" hidden>
                <p id="invite-ask-text">{t!(language, "people-discard")}</p>
                <button type="button" class="button button-small button-danger" data-action="discard">
                    {t!(language, "people-discard-yes")}
                </button>
                <button type="button" class="button button-small" data-action="keep">{t!(language, "people-discard-no")}</button>
            </div>
            <div class="ask" id="invite-signed-out" role="group" aria-labelledby="invite-signed-out-text" hidden>
                <p id="invite-signed-out-text">{t!(language, "people-signed-out")}</p>
                <a class="button button-small" href="/sign-in" target="_blank">{t!(language, "people-sign-in-again")}</a>
            </div>
            <div id="invite-dialog-body"></div>
        </dialog>
    }
    .into_any()
}

fn shortcuts(language: Language) -> AnyView {
    let keys = [
        ("/", t!(language, "shortcut-search")),
        ("i", t!(language, "shortcut-invite")),
        ("?", t!(language, "people-shortcut-help")),
    ];
    let keys = keys.map(|(key, words)| view! { <dt><kbd>{key}</kbd></dt> <dd>{words}</dd> }).collect_view();
    view! {
        <p class="shortcuts" hidden>
            <button type="button" class="button button-small button-quiet" id="shortcuts-button" popovertarget="shortcuts">
                {t!(language, "shortcuts")}
                <kbd>"?"</kbd>
            </button>
        </p>
        <div class="shortcut-list" popover="auto" id="shortcuts" role="dialog" aria-labelledby="shortcuts-heading">
            <h2 id="shortcuts-heading">{t!(language, "shortcuts")}</h2>
            <dl>{keys}</dl>
            <label for="shortcuts-on">
                <input type="checkbox" id="shortcuts-on" autocomplete="off" autofocus/>
                {t!(language, "people-shortcuts-use")}
            </label>
        </div>
    }
    .into_any()
}
