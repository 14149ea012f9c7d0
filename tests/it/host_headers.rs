//! Links in mails begin with the public URL, whatever the requests that led to them claim about the host.

use crate::{
    support::{PASSWORD, TestApp, browser::Browser, on_both_databases},
    two_factor::Phone,
};
use std::collections::BTreeSet;
use vestibule::{
    domain::{email::EmailAddress, ids::AccountId, time::Span},
    mail::Outgoing,
    service::notices,
    store::{outbox::MailKind, users},
    worker::api_tokens::tell_of_ends,
};

/// What proxies, caches and attackers put into a request to make a server believe that it has another name.
const TRICKS: [&[(&str, &str)]; 12] = [
    &[("host", "evil.example")],
    &[("host", "panel.example.org:1234")],
    &[("host", "panel.example.org@evil.example")],
    &[("host", "panel.example.org.evil.example")],
    &[("x-forwarded-host", "evil.example")],
    &[("x-forwarded-host", "panel.example.org, evil.example"), ("x-forwarded-proto", "http")],
    &[("x-forwarded-server", "evil.example"), ("x-host", "evil.example")],
    &[("forwarded", "for=192.0.2.1;host=evil.example;proto=http")],
    &[("x-original-url", "https://evil.example/"), ("x-rewrite-url", "https://evil.example/")],
    &[("x-forwarded-port", "1234"), ("x-forwarded-scheme", "http"), ("x-forwarded-ssl", "off")],
    &[("x-forwarded-prefix", "//evil.example"), ("x-http-host-override", "evil.example")],
    &[("referer", "https://evil.example/users"), ("true-client-ip", "evil.example")],
];

/// Every address in both parts of a mail.
fn addresses(mail: &Outgoing) -> Vec<String> {
    let mut found = Vec::new();
    for part in [&mail.rendered.text, &mail.rendered.html] {
        for (at, _) in part.match_indices("://") {
            let start = part[..at].rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |place| place + 1);
            let end = part[at..].find(['"', '<', ' ', '\n']).map_or(part.len(), |place| at + place);
            found.push(part[start..end].to_owned());
        }
    }
    found
}

/// The path of the link in a mail.
fn path(mail: &Outgoing) -> String {
    addresses(mail)[0].strip_prefix("https://panel.example.org").expect("our own address").to_owned()
}

/// Everything a browser can do that makes a mail, and all the mails.
async fn every_mail(t: &TestApp, number: usize, trick: &[(&str, &str)]) -> Vec<Outgoing> {
    let mut mails = Vec::new();
    let fresh = || {
        let mut browser = Browser::new(t);
        browser.claims(trick);
        browser
    };
    let mut ada = fresh();
    assert_eq!(ada.sign_in("ada@example.org", PASSWORD).await.status, 303);
    let email = format!("m{number}@example.org");
    let form = [("email", email.as_str()), ("role", "2"), ("scope", "client"), ("client_role", "none")];
    assert_eq!(ada.post("/users/invite", &form).await.status, 303);
    mails.extend(t.deliver_with_news().await);

    let mut mara = fresh();
    let invitation = mails.iter().find(|mail| mail.to == email).unwrap();
    let clean = mara.get(&path(invitation)).await.location().to_owned();
    assert!(clean.starts_with('/'), "{clean}");
    assert_eq!(mara.post(&clean, &[("name", "Mara"), ("password", PASSWORD)]).await.status, 303);
    mails.extend(t.deliver().await);

    let other = "another quiet harbour wall";
    let form = [("current_password", PASSWORD), ("new_password", other)];
    let answer = mara.post("/account/password", &form).await;
    assert_eq!(answer.status, 303, "{}", answer.body);
    assert_eq!(fresh().post("/forgot-password", &[("email", &email)]).await.status, 303);
    // A taken address, then a free one, which is confirmed.
    for new in ["ada@example.org", &format!("new{number}@example.org")] {
        let form = [("new_email", new), ("password", other)];
        let answer = mara.post("/account/email/change", &form).await;
        assert_eq!(answer.status, 303, "{}", answer.body);
    }
    let before = mails.len();
    mails.extend(t.deliver().await);
    let confirm = mails[before..].iter().find(|mail| mail.message_id.starts_with("address_change-")).unwrap();
    mara.get(&path(confirm)).await;
    let page = mara.get("/account/email").await.body;
    let handle = page.split("name=\"handle\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    assert_eq!(mara.post("/account/email", &[("handle", &handle)]).await.status, 303);
    assert_eq!(mara.post("/account/two-factor", &[("password", other)]).await.status, 303);
    let page = mara.get("/account/two-factor/set-up").await.body;
    let code = Phone::on(&page).shows(t.clock_now());
    assert_eq!(mara.post("/account/two-factor/set-up", &[("code", &code)]).await.status, 303);
    mails.extend(t.deliver().await);
    mails.extend(of_the_worker(t, number, &mut ada).await);
    mails
}

/// What is mailed later, and by a server that no request led to: it has nothing but the settings to go by.
async fn of_the_worker(t: &TestApp, number: usize, ada: &mut Browser) -> Vec<Outgoing> {
    let email = format!("later{number}@example.org");
    let form = [("email", email.as_str()), ("role", "2"), ("scope", "client"), ("client_role", "none")];
    assert_eq!(ada.post("/users/invite", &form).await.status, 303);
    assert_eq!(ada.post("/settings/installation/test-mail", &[]).await.status, 303);
    let last_day = (t.clock_now() + Span::hours(24 * 8)).to_day();
    let form = [("name", "ci"), ("role", "5"), ("expires", &*last_day), ("description", "")];
    assert_eq!(ada.post("/api-tokens/create", &form).await.location(), "/api-tokens/created");
    let seen = if number == 0 { "" } else { "2027-12-01" };
    let form = [("two_factor_from", "2027-12-01"), ("seen", seen)];
    assert_eq!(ada.post("/settings/two-factor", &form).await.status, 303);
    // To Ada alone: everybody else has one.
    assert_eq!(ada.post("/settings/two-factor/remind", &[("count", "1")]).await.status, 303);
    let mut tx = t.app.db.write().await.unwrap();
    let address = EmailAddress::parse("ada@example.org").unwrap();
    let person = users::find_by_email(&mut tx, &address).await.unwrap().unwrap();
    let (account, now) = ((AccountId(1), "Northwind"), t.clock_now());
    notices::queue_declined(&t.app, &mut tx, &person, account, ("Bo", "bo@example.org"), now).await.unwrap();
    let (own, end) = (vestibule::domain::ids::MembershipId(1), now + Span::hours(24 * 7));
    // A mail about an end goes out only while there is that end.
    vestibule::store::invite_terms::set_access_end(&mut tx, own, Some(end)).await.unwrap();
    let end = (own, "Ada", end);
    notices::queue_access_ends(&t.app, &mut tx, &person, account, end, now).await.unwrap();
    tx.commit_without_audit("test").await.unwrap();
    let mut mails = t.deliver().await;
    // The reminder.
    t.advance(Span::hours(20));
    mails.extend(t.deliver().await);
    // And that a token ends.
    t.advance(Span::hours(28));
    assert!(tell_of_ends(&t.app).await.unwrap() >= 1);
    mails.extend(t.deliver().await);
    mails
}

on_both_databases! {
    async fn every_link_in_every_kind_of_mail_begins_with_the_public_url(t) {
        let t = t.without_limits();
        t.administrator().await;
        for (number, trick) in TRICKS.iter().enumerate() {
            let mails = every_mail(&t, number, trick).await;
            let kinds: BTreeSet<&str> =
                mails.iter().map(|mail| mail.message_id.split('-').next().unwrap()).collect();
            let all: BTreeSet<&str> = MailKind::ALL.iter().map(|kind| kind.as_str()).collect();
            assert_eq!(kinds, all, "each kind of mail is made by something a browser does above");
            for mail in &mails {
                for address in addresses(mail) {
                    assert!(address.starts_with("https://panel.example.org/"), "{trick:?}: {address}");
                }
                let whole = format!("{:?}", mail.rendered);
                assert!(!whole.contains("evil") && !whole.contains("1234"), "{trick:?}: {whole}");
                assert!(mail.message_id.ends_with("@panel.example.org"), "{}", mail.message_id);
            }
            // Another reminder of the second factor may go out.
            t.advance(Span::hours(5));
        }
    }
}
