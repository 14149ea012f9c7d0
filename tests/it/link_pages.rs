//! The pages of invitation links over HTTP: each state with its heading and status, nothing spent by looking, and too many
//! tries.

use crate::support::{
    PASSWORD, TestApp, accept_new, browser::Browser, invite_form, on_both_databases, token_in,
};
use axum::http::{StatusCode, header};
use vestibule::{
    domain::{ids::MembershipId, invitation::LinkState, member::MembershipState, secret::Token, time::Span},
    service::{
        Ctx,
        acceptance::{self, Way, decline},
        invitations::{Invite, invite, reissue},
        member_actions,
        renewal::ask,
    },
};

const MARA: &str = "mara@example.org";

async fn invited(t: &TestApp, ada: &Ctx) -> (MembershipId, Token) {
    let issued = t.invite(ada, MARA).await;
    let mails = t.deliver().await;
    let mail = mails.iter().rev().find(|mail| mail.to == MARA).unwrap();
    (issued.membership_id, token_in(mail, "/invitations/"))
}

/// What somebody sees who follows a link.
async fn seen(browser: &mut Browser, link: &Token) -> (u16, String) {
    let followed = browser.get(&format!("/invitations/{}", link.reveal())).await;
    assert_eq!(followed.status, StatusCode::SEE_OTHER);
    let page = browser.get(followed.location()).await;
    let heading = page.body.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap();
    (page.status.as_u16(), heading.to_owned())
}

on_both_databases! {
    async fn every_state_of_a_link_has_its_own_page(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let mut browser = Browser::new(&t);
        let mut headings = std::collections::BTreeSet::new();
        let mut expect = |(status, heading): (u16, String), wanted: u16, text: &str| {
            assert_eq!((status, heading.as_str()), (wanted, text));
            headings.insert(heading);
        };

        let (id, link) = invited(&t, &ada).await;
        expect(seen(&mut browser, &link).await, 200, "Join Northwind");
        let mut signed_in = Browser::new(&t);
        signed_in.sign_in("ada@example.org", PASSWORD).await;
        expect(seen(&mut signed_in, &link).await, 403, "This invitation is for somebody else");

        t.advance(Span::minutes(2));
        let ada = t.later(&ada);
        reissue(&t.app, &ada, id, false).await.unwrap();
        let newer = token_in(&t.deliver().await[0], "/invitations/");
        expect(seen(&mut browser, &link).await, 410, "A newer invitation was sent");
        t.advance(Span::hours(24));
        expect(seen(&mut browser, &newer).await, 410, "This invitation has expired");
        ask(&t.app, &t.anonymous(), newer.hash()).await.unwrap();
        expect(seen(&mut browser, &newer).await, 410, "You asked for a new link");
        member_actions::revoke(&t.app, &t.later(&ada), id).await.unwrap();
        expect(seen(&mut browser, &newer).await, 410, "This invitation was withdrawn");

        let ada = t.proven_now(&ada);
        t.invite(&ada, "no@example.org").await;
        let link = token_in(&t.deliver().await[0], "/invitations/");
        decline(&t.app, &t.anonymous(), None, Way::Link(link.hash())).await.unwrap();
        expect(seen(&mut browser, &link).await, 410, "This invitation was declined");

        // Of somebody who may no longer invite.
        let form = Invite { role: "1".into(), ..invite_form("bo@example.org") };
        let bo = invite(&t.app, &ada, &form).await.unwrap();
        let mails = t.deliver().await;
        let mail = mails.iter().find(|mail| mail.to == "bo@example.org").unwrap();
        let joined = accept_new(&t.app, &t.anonymous(), token_in(mail, "/invitations/").hash(), "Bo", PASSWORD).await;
        let bo_ctx = t.as_person(joined.unwrap()).await;
        let (id, link) = invited(&t, &bo_ctx).await;
        member_actions::suspend(&t.app, &ada, bo.membership_id).await.unwrap();
        expect(seen(&mut browser, &link).await, 409, "An administrator has to confirm first");
        vestibule::service::renewal::approve(&t.app, &ada, id).await.unwrap();

        accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.unwrap();
        expect(seen(&mut browser, &link).await, 410, "This invitation has already been used");

        // Mara has a password now, and is invited once more.
        member_actions::remove(&t.app, &ada, id, false).await.unwrap();
        let (_, link) = invited(&t, &ada).await;
        expect(seen(&mut browser, &link).await, 200, "Sign in to join Northwind");
        let handle = link.hash().handle();
        let clean = format!("/invitations/{handle}");
        let form = [("email", MARA), ("password", PASSWORD), ("next", clean.as_str())];
        assert_eq!(browser.post("/sign-in", &form).await.location(), clean);
        let page = browser.get(&clean).await;
        assert!(page.holds(">Accept<") && page.holds(">Decline<") && page.holds("Join Northwind"));
        expect(seen(&mut browser, &Token::from_random([9; 32])).await, 404, "This link is not valid");
        assert_eq!(headings.len(), 11, "each has a heading of its own");
    }

    async fn signing_out_to_go_on_as_somebody_else_comes_back_to_the_invitation(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let (id, link) = invited(&t, &ada).await;
        accept_new(&t.app, &t.anonymous(), link.hash(), "Mara", PASSWORD).await.unwrap();
        member_actions::remove(&t.app, &ada, id, false).await.unwrap();
        t.deliver().await;
        let (_, link) = invited(&t, &ada).await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let clean = format!("/invitations/{}", link.hash().handle());
        browser.get(&format!("/invitations/{}", link.reveal())).await;
        let page = browser.get(&clean).await;
        assert!(page.holds("ada@example.org") && page.holds(MARA));
        assert!(page.holds("Sign out and continue as mara@example.org"));
        let out = browser.post("/sign-out", &[("next", clean.as_str())]).await;
        assert_eq!(out.location(), clean);
        assert!(browser.get(&clean).await.holds("Sign in to join Northwind"));
        let form = [("email", MARA), ("password", PASSWORD), ("next", clean.as_str())];
        assert_eq!(browser.post("/sign-in", &form).await.location(), clean);
        let joined = browser.post(&clean, &[]).await;
        assert_eq!((joined.status, joined.location()), (StatusCode::SEE_OTHER, "/"));
        assert!(browser.get("/").await.holds("Welcome to Northwind"));
        assert_eq!(t.membership(&ada, id).await.state, MembershipState::Active);
    }

    async fn looking_two_hundred_times_spends_nothing(t) {
        let ada = t.administrator().await;
        let (id, link) = invited(&t, &ada).await;
        let (whole, clean) =
            (format!("/invitations/{}", link.reveal()), format!("/invitations/{}", link.hash().handle()));
        let mut browser = Browser::new(&t);
        for _ in 0..200 {
            let mut scanner = Browser::new(&t);
            assert_eq!(scanner.send("HEAD", &whole, None, "*/*", None).await.status, StatusCode::SEE_OTHER);
            assert_eq!(scanner.send("HEAD", &clean, None, "*/*", None).await.status, StatusCode::OK);
            assert_eq!(browser.get(&whole).await.location(), clean);
            assert!(browser.get(&clean).await.holds("Join Northwind"));
            assert_eq!(browser.post(&clean, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(browser.get(&format!("{clean}/decline")).await.status, StatusCode::OK);
            assert_eq!(browser.get(&format!("{clean}/ask")).await.location(), clean);
        }
        assert_eq!(t.membership(&ada, id).await.state, MembershipState::Pending);
        let offered = acceptance::look(&t.app, &t.anonymous(), link.hash()).await.unwrap();
        assert_eq!(offered.state, LinkState::Open);
        let joined = browser.post(&clean, &[("name", "Mara"), ("password", PASSWORD)]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);
    }

    async fn asking_says_the_same_whatever_came_of_it(t) {
        let ada = t.administrator().await;
        for (policy, text) in [("ask", "As soon as one of them agrees"), ("mail", "is on its way")] {
            t.set_renewal(policy).await;
            let (id, link) = invited(&t, &t.later(&ada)).await;
            let clean = format!("/invitations/{}", link.hash().handle());
            t.advance(Span::hours(24));
            let mut answers = Vec::new();
            for _ in 0..2 {
                let mut browser = Browser::new(&t);
                browser.get(&format!("/invitations/{}", link.reveal())).await;
                let asked = browser.post(&format!("{clean}/ask"), &[]).await;
                if asked.status == StatusCode::SEE_OTHER {
                    assert_eq!(asked.location(), format!("{clean}/asked"));
                }
                let page = browser.get(&format!("{clean}/asked")).await;
                assert_eq!(page.status, StatusCode::OK);
                assert!(page.holds("You asked for a new link") && page.holds(text), "{policy}: {}", page.body);
                answers.push(page.body.split("<main").nth(1).unwrap().split("</main>").next().unwrap().to_owned());
                assert!(!page.holds("/invitations/A") && !page.body.contains(&link.reveal()), "no secret is shown");
            }
            assert_eq!(answers[0], answers[1]);
            let mailed = t.deliver().await.iter().filter(|mail| mail.to == MARA).count();
            assert_eq!(mailed, usize::from(policy == "mail"));
            member_actions::revoke(&t.app, &t.later(&ada), id).await.unwrap();
            t.advance(Span::minutes(2));
        }
    }

    async fn this_is_not_for_me_asks_first_and_then_ends_it(t) {
        let ada = t.administrator().await;
        let (id, link) = invited(&t, &ada).await;
        let clean = format!("/invitations/{}", link.hash().handle());
        let mut browser = Browser::new(&t);
        browser.get(&format!("/invitations/{}", link.reveal())).await;
        let page = browser.get(&clean).await;
        assert!(page.holds("This is not for me") && page.holds(&format!("{clean}/decline")));
        assert!(browser.get(&format!("{clean}/decline")).await.holds("Decline the invitation to Northwind?"));
        assert_eq!(t.membership(&ada, id).await.state, MembershipState::Pending);
        let declined = browser.post(&format!("{clean}/decline"), &[]).await;
        assert_eq!((declined.status, declined.location()), (StatusCode::SEE_OTHER, clean.as_str()));
        let page = browser.get(&clean).await;
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.holds("This invitation was declined"));
        let mut signed_in = Browser::new(&t);
        signed_in.sign_in("ada@example.org", PASSWORD).await;
        assert!(signed_in.get(&format!("/users/{id}")).await.holds("Declined"));
    }

    async fn projects_put_away_meanwhile_are_said_to_be(t) {
        let ada = t.administrator().await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        for name in ["web", "ledger"] {
            browser.post("/projects", &[("name", name)]).await;
        }
        let projects = vestibule::service::invitations::offering(&t.app, &ada).await.unwrap().projects;
        let number = |name: &str| projects.iter().find(|project| project.name == name).unwrap().id;
        let form = Invite {
            scope: "project".into(),
            projects: [("web", "User"), ("ledger", "Observer")]
                .map(|(name, role)| (number(name).to_string(), role.to_owned()))
                .into(),
            ..invite_form(MARA)
        };
        invite(&t.app, &ada, &form).await.unwrap();
        let link = token_in(&t.deliver().await[0], "/invitations/");
        let clean = format!("/invitations/{}", link.hash().handle());
        let mut mara = Browser::new(&t);
        mara.get(&format!("/invitations/{}", link.reveal())).await;
        assert!(!mara.get(&clean).await.holds("Archived projects"));
        browser.post(&format!("/projects/{}/archive", number("ledger")), &[]).await;
        let page = mara.get(&clean).await;
        assert!(page.holds("Archived projects") && page.holds("Nobody enters an archived project"));
        assert!(!page.holds("<!>Observer") && page.holds("<!>User"), "{}", page.body);
        let joined = mara.post(&clean, &[("name", "Mara"), ("password", PASSWORD)]).await;
        assert_eq!(joined.status, StatusCode::SEE_OTHER);
        let page = mara.get("/projects").await;
        assert!(page.holds("web") && !page.holds("ledger"), "nobody enters what is put away");
    }

    async fn twenty_unknown_links_a_minute_and_then_every_link_waits(t) {
        let ada = t.administrator().await;
        let (_, link) = invited(&t, &ada).await;
        let mut browser = Browser::new(&t);
        for n in 0..20_u8 {
            let path = match n % 4 {
                0 => format!("/invitations/{n:016x}"),
                1 => "/reset-password".to_owned(),
                2 => "/setup".to_owned(),
                _ => "/invitations/nothing".to_owned(),
            };
            let status = browser.get(&path).await.status;
            assert!([StatusCode::NOT_FOUND, StatusCode::GONE].contains(&status), "{path}: {status}");
        }
        for path in [format!("/invitations/{}", link.reveal()), "/invitations/x".into(), "/reset-password".into()] {
            let refused = browser.get(&path).await;
            assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
            assert_eq!(refused.headers[header::RETRY_AFTER], "60");
            assert!(refused.holds("Too many tries"), "{}", refused.body);
        }
        let island = browser.call("invitations/accept", &serde_json::json!({ "handle": "x" })).await;
        assert_eq!(island.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(browser.get("/sign-in").await.status, StatusCode::OK, "everything else goes on");
        assert!(browser.get("/invitations").await.location().starts_with("/sign-in"));
        t.advance(Span::minutes(1));
        assert_eq!(seen(&mut browser, &link).await, (200, "Join Northwind".to_owned()));
        // What is known is looked at as often as one likes.
        for _ in 0..50 {
            assert_eq!(seen(&mut browser, &link).await.0, 200);
        }
    }
}
