//! Accepting: one link, one winner, nothing spent by looking.

use crate::support::{PASSWORD, accept_new, on_both_databases, token_in};
use futures::future::join_all;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        invitation::LinkState,
        member::{MembershipState, Status},
        secret::Token,
        time::Span,
    },
    service::{
        Error, acceptance,
        invitations::{Invite, invite},
        members::{ListMembers, list},
        sign_in::sign_in,
    },
};

on_both_databases! {
    async fn a_new_person_sets_a_password_and_is_in(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        for _ in 0..20 {
            let offered = acceptance::look(&t.app, &t.anonymous(), token.hash()).await.unwrap();
            assert_eq!((offered.state, offered.has_password), (LinkState::Open, false));
        }
        let who = accept_new(&t.app, &t.anonymous(), token.hash(), " Mara Lind ", PASSWORD).await.unwrap();
        assert_eq!(who.user_id, issued.user_id);
        assert_eq!(sign_in(&t.app, &t.anonymous(), "mara@example.org", PASSWORD).await.unwrap(), who);
        let members = list(&t.app, &ada, &ListMembers::default()).await.unwrap();
        let row = members.members.iter().find(|member| member.id == issued.membership_id).unwrap();
        assert_eq!((row.name.as_str(), &row.status), ("Mara Lind", &Status::Active));
        let told = t.deliver().await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].to, "ada@example.org");
        assert!(told[0].rendered.subject.contains("Mara Lind"), "{}", told[0].rendered.subject);
    }

    async fn of_fifty_at_once_one_wins(t) {
        let t = t.without_limits().with_worthless_hashes();
        let ada = t.administrator().await;
        for round in 0..200 {
            let issued = t.invite(&ada, &format!("mara{round}@example.org")).await;
            let mails = t.deliver().await;
            let mail = mails.iter().find(|mail| mail.to == issued.email).unwrap();
            let token = token_in(mail, "/invitations/");
            // Hashing fifty passwords is not what is raced here: some of them find its queue full, the others meet at the
            // link.
            let tries = join_all((0..50).map(|n| {
                let (app, ctx, hash) = (t.app.clone(), t.anonymous(), token.hash());
                async move { accept_new(&app, &ctx, hash, &format!("Mara {n}"), PASSWORD).await }
            }))
            .await;
            assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1, "round {round}");
            for error in tries.into_iter().filter_map(Result::err) {
                let expected = matches!(error, Error::LinkClosed(LinkState::Used) | Error::Busy(None));
                assert!(expected || matches!(error, Error::Conflict), "{error:?}");
            }
        }
    }

    async fn a_link_ends_with_its_day(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        t.advance(Span::hours(24));
        let late = accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await;
        assert!(matches!(late, Err(Error::LinkClosed(LinkState::Expired))), "{late:?}");
        let members = list(&t.app, &t.later(&ada), &ListMembers::default()).await.unwrap();
        assert!(members.members.iter().any(|member| matches!(member.status, Status::Expired { .. })));
    }

    async fn a_used_link_says_so_and_an_unknown_one_is_unknown(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await.unwrap();
        let again = accept_new(&t.app, &t.anonymous(), token.hash(), "Eve", PASSWORD).await;
        assert!(matches!(again, Err(Error::LinkClosed(LinkState::Used))), "{again:?}");
        let unknown = accept_new(&t.app, &t.anonymous(), Token::from_random([9; 32]).hash(), "Eve", PASSWORD).await;
        assert!(matches!(unknown, Err(Error::NotFound)));
    }

    async fn wrong_values_leave_the_link_open(t) {
        let ada = t.administrator().await;
        let issued = t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        let refused = accept_new(&t.app, &t.anonymous(), token.hash(), "", "mara@example.org").await;
        let Err(Error::Invalid(FieldErrors(errors))) = refused else { panic!("{refused:?}") };
        assert_eq!(errors, [(Field::Name, Fault::Missing), (Field::Password, Fault::OwnWords)]);
        assert_eq!(t.membership(&ada, issued.membership_id).await.state, MembershipState::Pending);
        accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await.unwrap();
    }

    async fn the_inviter_s_right_is_checked_again(t) {
        let ada = t.administrator().await;
        let form = Invite { role: "1".into(), ..crate::support::invite_form("bo@example.org") };
        invite(&t.app, &ada, &form).await.unwrap();
        let token = token_in(&t.deliver().await[0], "/invitations/");
        let bo = accept_new(&t.app, &t.anonymous(), token.hash(), "Bo", PASSWORD).await.unwrap();
        let bo = t.as_person(bo).await;
        t.invite(&bo, "mara@example.org").await;
        let mails = t.deliver().await;
        let mail = mails.iter().find(|mail| mail.to == "mara@example.org").unwrap();
        let bo_id = bo.principal.as_ref().unwrap().user_id.0;
        // Taking a role away is a page of its own; here only its effect matters.
        let sql = "UPDATE memberships SET role_id = 2 WHERE user_id = $1";
        match &t.app.db {
            vestibule::store::Db::Sqlite { writer, .. } => {
                sqlx::query(sql).bind(bo_id).execute(writer).await.map(|_| ()).unwrap();
            }
            vestibule::store::Db::Postgres(pool) => {
                sqlx::query(sql).bind(bo_id).execute(pool).await.map(|_| ()).unwrap();
            }
        }
        let hash = token_in(mail, "/invitations/").hash();
        assert_eq!(acceptance::look(&t.app, &t.anonymous(), hash).await.unwrap().state, LinkState::NeedsApproval);
        let refused = accept_new(&t.app, &t.anonymous(), hash, "Mara", PASSWORD).await;
        assert!(matches!(refused, Err(Error::LinkClosed(LinkState::NeedsApproval))), "{refused:?}");
        assert_eq!(sign_in(&t.app, &t.anonymous(), "mara@example.org", PASSWORD).await.ok(), None);
    }
}
