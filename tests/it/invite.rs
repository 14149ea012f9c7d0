//! Inviting: who may, what is refused, and what is written together.

use crate::support::{accept_new, invite_form, on_both_databases, refused, token_in};
use futures::future::join_all;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        member::{MembershipState, Status},
        role::{AccountRole, ProjectRole},
        scope::Access,
        time::Span,
    },
    service::{
        Error, acceptance,
        invitations::{Invite, invite, offering, reissue},
        members::{ListMembers, list},
    },
};

on_both_databases! {
    async fn one_invitation_is_a_row_a_mail_and_a_link(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, "Mara@Example.org").await;
        assert_eq!(issued.link, None);
        let status = list(&t.app, &ada, &ListMembers::default()).await.unwrap();
        assert_eq!(status.counts.total, 2);
        let row = status.members.iter().find(|member| member.id == issued.membership_id).unwrap();
        assert_eq!(row.status, Status::Queued);
        let mails = t.deliver().await;
        assert_eq!(mails.len(), 1);
        assert_eq!(mails[0].to, "Mara@Example.org");
        let row = list(&t.app, &ada, &ListMembers::default()).await.unwrap();
        let row = row.members.iter().find(|member| member.id == issued.membership_id).unwrap().clone();
        assert_eq!(row.status, Status::Invited { expires_at: ada.now + Span::hours(24) });
        let offered = acceptance::look(&t.app, &t.anonymous(), token_in(&mails[0], "/invitations/").hash()).await;
        assert_eq!(offered.unwrap().email, "Mara@Example.org");
        assert!(t.deliver().await.is_empty(), "a mail goes out once");
    }

    async fn project_scope_gives_a_role_in_each_chosen_project(t) {
        let ada = t.administrator().await;
        let project = offering(&t.app, &ada).await.unwrap().projects[0].id;
        let form = Invite {
            role: "5".into(),
            scope: "project".into(),
            client_role: "administrator".into(),
            projects: [(project.to_string(), "Observer".to_owned())].into(),
            ..invite_form("mara@example.org")
        };
        invite(&t.app, &ada, &form).await.unwrap();
        let token = token_in(&t.deliver().await[0], "/invitations/");
        let offered = acceptance::look(&t.app, &t.anonymous(), token.hash()).await.unwrap();
        assert_eq!(offered.role, AccountRole::Engineers);
        assert_eq!(offered.access, Access::Projects(vec![("Default".into(), ProjectRole::Observer)]));
    }

    async fn nobody_is_invited_twice_or_while_here(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let twice = refused(invite(&t.app, &ada, &invite_form("MARA@example.org")).await);
        assert_eq!(twice, FieldErrors::one(Field::Email, Fault::AlreadyInvited));
        let here = refused(invite(&t.app, &ada, &invite_form("ada@example.org")).await);
        assert_eq!(here, FieldErrors::one(Field::Email, Fault::AlreadyHere));
        assert_eq!(list(&t.app, &ada, &ListMembers::default()).await.unwrap().counts.total, 2);
        assert_eq!(t.deliver().await.len(), 1);
    }

    async fn of_many_invitations_at_once_one_is_made(t) {
        let ada = t.administrator().await;
        for round in 0..20 {
            let form = invite_form(&format!("mara{round}@example.org"));
            let tries = join_all((0..6).map(|_| invite(&t.app, &ada, &form))).await;
            assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1);
            for result in tries.into_iter().filter(Result::is_err) {
                assert_eq!(refused(result), FieldErrors::one(Field::Email, Fault::AlreadyInvited));
            }
        }
        assert_eq!(list(&t.app, &ada, &ListMembers::default()).await.unwrap().counts.total, 21);
        assert_eq!(t.deliver().await.len(), 20);
    }

    async fn every_fault_comes_back_at_once_and_nothing_is_written(t) {
        let ada = t.administrator().await;
        let form = Invite {
            email: "mara".into(),
            name: "a\r\nBcc: b@example.org".into(),
            language: "xx".into(),
            role: "4711".into(),
            scope: "project".into(),
            ..Invite::default()
        };
        assert_eq!(refused(invite(&t.app, &ada, &form).await).0, [
            (Field::Email, Fault::NotAnAddress),
            (Field::Name, Fault::Unprintable),
            (Field::Language, Fault::NotAChoice),
            (Field::Role, Fault::NotAChoice),
            (Field::Projects(None), Fault::NoProject),
        ]);
        assert_eq!(list(&t.app, &ada, &ListMembers::default()).await.unwrap().counts.total, 1);
        assert!(t.deliver().await.is_empty());
    }

    async fn only_administrators_invite(t) {
        let ada = t.administrator().await;
        assert!(matches!(invite(&t.app, &t.anonymous(), &invite_form("m@example.org")).await, Err(Error::SignedOut)));
        for role in AccountRole::ALL.into_iter().skip(1) {
            let email = format!("m{}@example.org", role.id());
            let form = Invite { role: role.id().to_string(), ..invite_form(&email) };
            invite(&t.app, &ada, &form).await.unwrap();
            let token = token_in(&t.deliver().await[0], "/invitations/");
            let password = crate::support::PASSWORD;
            let who = accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", password).await.unwrap();
            let mara = t.as_person(who).await;
            let refused = invite(&t.app, &mara, &invite_form("n@example.org")).await;
            assert!(matches!(refused, Err(Error::Forbidden)), "{role:?}");
            assert!(matches!(list(&t.app, &mara, &ListMembers::default()).await, Err(Error::Forbidden)));
            t.deliver().await;
        }
    }

    async fn a_new_link_ends_the_older_one(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, "mara@example.org").await;
        let older = token_in(&t.deliver().await[0], "/invitations/");
        let soon = reissue(&t.app, &ada, issued.membership_id, false).await;
        assert!(matches!(soon, Err(Error::TooMany(wait)) if wait == Span::seconds(60)), "{soon:?}");
        t.advance(Span::seconds(60));
        let ada = t.later(&ada);
        reissue(&t.app, &ada, issued.membership_id, false).await.unwrap();
        let newer = token_in(&t.deliver().await[0], "/invitations/");
        let state = async |token: &vestibule::domain::secret::Token| {
            acceptance::look(&t.app, &ada, token.hash()).await.unwrap().state
        };
        assert_eq!(state(&older).await, vestibule::domain::invitation::LinkState::Replaced);
        assert_eq!(state(&newer).await, vestibule::domain::invitation::LinkState::Open);
    }

    async fn a_waiting_mail_with_a_replaced_link_never_goes_out(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, "mara@example.org").await;
        let by_hand = reissue(&t.app, &ada, issued.membership_id, true).await.unwrap();
        assert!(by_hand.link.is_some());
        assert!(t.deliver().await.is_empty());
    }

    async fn without_mail_the_link_is_handed_over(t) {
        let ada = t.administrator().await;
        let issued = invite(&t.without_mail(), &ada, &invite_form("mara@example.org")).await.unwrap();
        let link = issued.link.unwrap();
        let token = link.strip_prefix("https://panel.example.org/invitations/").unwrap();
        let token = vestibule::domain::secret::Token::parse(token).unwrap();
        assert!(acceptance::look(&t.app, &t.anonymous(), token.hash()).await.is_ok());
        assert!(t.deliver().await.is_empty());
        assert_eq!(t.membership(&ada, issued.membership_id).await.state, MembershipState::Pending);
    }

    async fn the_hourly_limit_holds_and_passes(t) {
        let ada = t.administrator().await;
        for n in 0..60 {
            t.invite(&t.later(&ada), &format!("m{n}@example.org")).await;
            t.advance(Span::seconds(30));
        }
        // The first is half an hour old: in another half there is room again.
        let more = invite(&t.app, &t.later(&ada), &invite_form("one.more@example.org")).await;
        assert!(matches!(more, Err(Error::TooMany(wait)) if wait == Span::minutes(30)), "{more:?}");
        t.advance(Span::minutes(30));
        invite(&t.app, &t.later(&ada), &invite_form("one.more@example.org")).await.unwrap();
    }
}
