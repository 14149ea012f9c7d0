//! The invitations offered to whoever has signed in, by their address.

use super::{
    accept::set_up_address,
    words::{AccessInWords, AccessList, ArchivedProjects, FactorTerm},
};
use crate::{
    domain::{language::Language, time::Timestamp},
    i18n::format,
    panel::{
        components::{ErrorSummary, Moment},
        forms::FormState,
        shell::PersonData,
    },
    t,
};
use leptos::prelude::*;

/// What the page shows.
#[derive(Debug, Clone)]
pub struct OffersPage {
    /// The open invitations, the newest first.
    pub offers: Vec<OfferLine>,
    /// The address they were sent to.
    pub email: String,
    /// Whether the person belongs to an account already.
    pub is_member: bool,
    /// What went wrong with the last try.
    pub form: FormState,
    /// The moment the spans are counted from.
    pub now: Timestamp,
}

/// An invitation. Posts to `/invitations/offers/{id}/accept`; `/decline` is the page that asks first.
#[derive(Debug, Clone)]
pub struct OfferLine {
    /// The number of the invitation.
    pub id: i64,
    /// The account's name.
    pub account: String,
    /// Who invites.
    pub inviter: PersonData,
    /// What the person will be able to do.
    pub access: AccessInWords,
    /// The projects among those offered that have been put away.
    pub archived: Vec<String>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Whether an administrator has to confirm first.
    pub needs_approval: bool,
    /// Whether nobody joins by it without a second factor.
    pub needs_factor: bool,
    /// Whether it is needed and the person has none: then a link leads to where it is set up.
    pub lacks_factor: bool,
}

impl OffersPage {
    /// The page's title.
    pub fn title(language: Language) -> String {
        t!(language, "offers-heading")
    }
}

/// The page.
#[component]
pub fn OffersView(language: Language, page: OffersPage) -> impl IntoView {
    let now = page.now;
    let is_empty = page.offers.is_empty();
    let lead = if is_empty {
        t!(language, "offers-none", email = page.email.as_str())
    } else {
        t!(language, "offers-lead", email = page.email.as_str())
    };
    let offers = page.offers.into_iter().map(|offer| line(language, offer, now)).collect_view();
    let on = page.is_member.then(|| {
        let label = if is_empty { t!(language, "offers-on") } else { t!(language, "offers-later") };
        view! { <p><a class="button" href="/">{label}</a></p> }
    });
    view! {
        <div class="page-head"><h1>{OffersPage::title(language)}</h1></div>
        <ErrorSummary language form=page.form/>
        <p class="lead">{lead}</p>
        <div class="offers">{offers}</div>
        {on}
    }
}

fn line(language: Language, offer: OfferLine, now: Timestamp) -> AnyView {
    let heading = format!("offer-{}", offer.id);
    let (labelled, own_id) = (heading.clone(), heading.clone());
    let action = |what: &str| format!("/invitations/offers/{}/{what}", offer.id);
    let inviter = &offer.inviter;
    let account = offer.account.as_str();
    let invites = if inviter.name.is_empty() {
        t!(language, "accept-by-address", email = inviter.email.as_str(), account = account)
    } else {
        let (name, email) = (inviter.name.as_str(), inviter.email.as_str());
        t!(language, "accept-by", name = name, email = email, account = account)
    };
    let until = t!(language, "accept-until", when = format::relative(language, offer.expires_at, now));
    let accept = if offer.needs_approval {
        view! { <p class="notice notice-warning"><span>{t!(language, "offers-needs-approval", account = account)}</span></p> }
            .into_any()
    } else if offer.lacks_factor {
        let words = t!(language, "door-factor-first", account = account);
        view! {
            <p class="notice notice-warning"><span>{words}</span></p>
            <p>
                <a class="button button-primary" href=set_up_address("/invitations") aria-describedby=heading.clone()>
                    {t!(language, "door-set-up")}
                </a>
            </p>
        }
        .into_any()
    } else {
        view! {
            <form method="post" action=action("accept")>
                <button class="button button-primary" aria-describedby=heading.clone()>{t!(language, "accept-accept")}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="panel" aria-labelledby=labelled>
            <h2 id=own_id>{offer.account.clone()}</h2>
            <p>{invites}</p>
            <dl class="facts">
                <AccessList language access=offer.access.clone()/>
                <ArchivedProjects language names=offer.archived.clone()/>
                {offer.needs_factor.then(|| view! { <FactorTerm language/> })}
                <dt>{t!(language, "offers-valid")}</dt>
                <dd><Moment language at=offer.expires_at text=until/></dd>
            </dl>
            <div class="answers">
                {accept}
                <form action=action("decline")>
                    <button class="button" aria-describedby=heading.clone()>{t!(language, "accept-decline")}</button>
                </form>
            </div>
        </section>
    }
    .into_any()
}
