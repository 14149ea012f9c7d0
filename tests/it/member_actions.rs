//! What administrators do to people: what it changes, what forbids it, and what happens when two do it at once.

use crate::support::{PASSWORD, TestApp, accept_new, invite_form, on_both_databases, refused, token_in};
use futures::future::join_all;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        ids::MembershipId,
        member::{MembershipState, Standing, Status},
        role::{AccountRole, ProjectRole},
        scope::Access,
        secret::Token,
        time::Span,
    },
    service::{
        self, Ctx, Error, acceptance,
        edit_form::Edit,
        invitations::{Invite, invite, offering},
        member_actions::{remove, restore, revoke, sign_out, suspend},
        member_edit::edit,
        members::{ListMembers, Member, list},
        person::{person, plan},
    },
    store::api_tokens::{self, NewApiToken},
};

fn whole_form(fault: Fault) -> FieldErrors {
    FieldErrors::one(Field::Form, fault)
}

/// Somebody who has joined, with a role.
async fn joined(t: &TestApp, ada: &Ctx, email: &str, role: AccountRole) -> (Ctx, MembershipId) {
    let form = Invite { role: role.id().to_string(), ..invite_form(email) };
    let issued = invite(&t.app, &t.later(ada), &form).await.unwrap();
    let mails = t.deliver().await;
    let token = token_in(mails.iter().find(|mail| mail.to == email).unwrap(), "/invitations/");
    let who = accept_new(&t.app, &t.anonymous(), token.hash(), "Somebody New", PASSWORD).await.unwrap();
    t.deliver().await;
    (t.as_person(who).await, issued.membership_id)
}

async fn issue_token(t: &TestApp, ctx: &Ctx, role: AccountRole, ends: Option<Span>) {
    let principal = ctx.principal.as_ref().unwrap();
    let mut tx = t.app.db.write().await.unwrap();
    let new = NewApiToken {
        uuid: t.app.new_uuid(t.clock_now()),
        account_id: principal.account_id,
        user_id: principal.user_id,
        name: "deploy",
        description: "",
        role,
        secret_hash: Token::from_random([1; 32]).hash(),
        expires_at: ends.map(|span| t.clock_now() + span),
    };
    api_tokens::insert(&mut tx, &new, t.clock_now()).await.unwrap();
    tx.commit_without_audit("test").await.unwrap();
}

async fn row(t: &TestApp, ada: &Ctx, id: MembershipId, query: &str) -> Option<Member> {
    let page = list(&t.app, &t.later(ada), &ListMembers::from_query(query)).await.unwrap();
    page.members.into_iter().find(|member| member.id == id)
}

/// The edit form of a person as it stands.
async fn form_of(t: &TestApp, ada: &Ctx, id: MembershipId) -> Edit {
    let person = person(&t.app, ada, id).await.unwrap();
    let projects = person.project_roles.iter();
    Edit {
        email: String::new(),
        name: person.member.name.clone(),
        language: person.member.language.code().into(),
        role: person.member.role.id().to_string(),
        scope: if person.project_roles.is_empty() { "client" } else { "project" }.into(),
        client_role: if person.member.client_administrator { "administrator" } else { "none" }.into(),
        projects: projects.map(|(id, role)| (id.to_string(), role.name().to_owned())).collect(),
        access_ends: String::new(),
        seen: String::new(),
    }
}

on_both_databases! {
    async fn a_suspended_person_is_out_at_the_next_request_and_stays_out_of_the_old_browser(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let session = t.open_session(&mara).await;
        assert!(t.is_live(&session).await);
        suspend(&t.app, &ada, id).await.unwrap();
        assert!(!t.is_live(&session).await);
        assert!(matches!(row(&t, &ada, id, "").await.unwrap().status, Status::Suspended { .. }));
        assert_eq!(row(&t, &ada, id, "status=suspended").await.unwrap().id, id);
        let wrong = service::sign_in::sign_in(&t.app, &t.anonymous(), "mara@example.org", PASSWORD).await;
        assert_eq!(refused(wrong), whole_form(Fault::WrongCredentials));
        assert!(matches!(suspend(&t.app, &ada, id).await, Err(Error::Conflict)));
        restore(&t.app, &ada, id).await.unwrap();
        assert!(!t.is_live(&session).await, "the session of before stays dead");
        service::sign_in::sign_in(&t.app, &t.anonymous(), "mara@example.org", PASSWORD).await.unwrap();
        assert!(matches!(restore(&t.app, &ada, id).await, Err(Error::Conflict)));
    }

    async fn signing_somebody_out_ends_all_their_sessions_here(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, "mara@example.org", AccountRole::Users).await;
        let (one, other) = (t.open_session(&mara).await, t.open_session(&mara).await);
        // The one that `joined` opened, and these two.
        assert_eq!(sign_out(&t.app, &ada, id).await.unwrap().1, 3);
        assert!(!t.is_live(&one).await && !t.is_live(&other).await);
        assert_eq!(sign_out(&t.app, &ada, id).await.unwrap().1, 0);
    }

    async fn a_lower_role_is_in_force_at_the_next_request(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, "mara@example.org", AccountRole::Administrators).await;
        let session = t.open_session(&mara).await;
        let form = Edit { role: AccountRole::Users.id().to_string(), ..form_of(&t, &ada, id).await };
        edit(&t.app, &ada, id, &form).await.unwrap();
        let principal = t.principal(&session).await.unwrap();
        assert_eq!(principal.role, AccountRole::Users);
        let ctx = Ctx { principal: Some(principal), ..t.anonymous() };
        assert!(matches!(list(&t.app, &ctx, &ListMembers::default()).await, Err(Error::Forbidden)));
    }

    async fn a_revoked_invitation_opens_nothing_and_its_mail_is_not_sent(t) {
        let ada = t.administrator().await;
        let sent = t.invite(&ada, "mara@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        revoke(&t.app, &ada, sent.membership_id).await.unwrap();
        let accepted = accept_new(&t.app, &t.anonymous(), token.hash(), "Mara", PASSWORD).await;
        assert!(matches!(accepted, Err(Error::LinkClosed(_))));
        let waiting = t.invite(&ada, "noor@example.org").await;
        revoke(&t.app, &ada, waiting.membership_id).await.unwrap();
        assert!(t.deliver().await.is_empty());
        assert!(row(&t, &ada, sent.membership_id, "").await.is_none());
        let since = t.clock_now();
        let revoked = row(&t, &ada, sent.membership_id, "status=removed").await.unwrap().status;
        assert_eq!(revoked, Status::Withdrawn { since });
        let (_, id) = joined(&t, &ada, "bo@example.org", AccountRole::Users).await;
        assert!(matches!(revoke(&t.app, &ada, id).await, Err(Error::Conflict)));
    }

    async fn somebody_with_working_tokens_stays_unless_these_go_too(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        issue_token(&t, &mara, AccountRole::Engineers, Some(Span::hours(1))).await;
        assert_eq!(plan(&t.app, &ada, id).await.unwrap().tokens.len(), 1);
        assert_eq!(refused(remove(&t.app, &ada, id, false).await), whole_form(Fault::ActiveTokens));
        assert_eq!(t.membership(&ada, id).await.state, MembershipState::Active);
        // An ended token stands in nobody's way.
        t.advance(Span::hours(1));
        remove(&t.app, &t.later(&ada), id, false).await.unwrap();

        let (noor, id) = joined(&t, &ada, "noor@example.org", AccountRole::Engineers).await;
        issue_token(&t, &noor, AccountRole::Users, None).await;
        remove(&t.app, &t.later(&ada), id, true).await.unwrap();
        let account = noor.principal.as_ref().unwrap().account_id;
        let mut tx = t.app.db.read().await.unwrap();
        let user = noor.principal.as_ref().unwrap().user_id;
        assert!(api_tokens::live_of_issuer(&mut tx, account, user, t.clock_now()).await.unwrap().is_empty());
    }

    async fn a_role_below_that_of_a_token_is_refused(t) {
        let ada = t.administrator().await;
        let (mara, id) = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        issue_token(&t, &mara, AccountRole::Engineers, None).await;
        let form = Edit { role: AccountRole::Users.id().to_string(), ..form_of(&t, &ada, id).await };
        let errors = refused(edit(&t.app, &ada, id, &form).await);
        assert_eq!(errors, FieldErrors::one(Field::Role, Fault::TokenAbove));
        let form = Edit { role: AccountRole::Administrators.id().to_string(), ..form };
        edit(&t.app, &ada, id, &form).await.unwrap();
    }

    async fn removed_people_are_invited_again_with_what_they_had(t) {
        let ada = t.administrator().await;
        let project = offering(&t.app, &ada).await.unwrap().projects[0].id;
        let (mara, id) = joined(&t, &ada, "mara@example.org", AccountRole::Engineers).await;
        let form = Edit {
            scope: "project".into(),
            projects: [(project.to_string(), "Observer".to_owned())].into(),
            ..form_of(&t, &ada, id).await
        };
        edit(&t.app, &ada, id, &form).await.unwrap();
        remove(&t.app, &ada, id, false).await.unwrap();
        let session = mara.principal.as_ref().unwrap().user_id;
        let former = service::invitations::former(&t.app, &ada, id).await.unwrap();
        assert_eq!((former.role, former.projects.as_slice()), (AccountRole::Engineers, &[(project, ProjectRole::Observer)][..]));
        assert_eq!(former.name, "Somebody New");
        t.advance(Span::minutes(1));
        let again = t.invite(&t.later(&ada), "mara@example.org").await;
        assert_eq!((again.membership_id, again.user_id), (id, session));
        let token = token_in(&t.deliver().await[0], "/invitations/");
        let offered = acceptance::look(&t.app, &t.anonymous(), token.hash()).await.unwrap();
        assert!(offered.has_password);
        assert_eq!((offered.role, offered.access), (AccountRole::Users, Access::AccountOnly));
        assert!(matches!(service::invitations::former(&t.app, &ada, id).await, Err(Error::NotFound)));
    }

    async fn another_address_gets_a_new_link_and_the_old_one_is_dead(t) {
        let ada = t.administrator().await;
        let sent = t.invite(&ada, "mraa@example.org").await;
        let old = token_in(&t.deliver().await[0], "/invitations/");
        let id = sent.membership_id;
        let form = Edit { email: "mara@example.org".into(), ..form_of(&t, &ada, id).await };
        let edited = edit(&t.app, &ada, id, &form).await.unwrap();
        assert_eq!(edited.issued.unwrap().email, "mara@example.org");
        let mails = t.deliver().await;
        assert_eq!(mails[0].to, "mara@example.org");
        let new = token_in(&mails[0], "/invitations/");
        let late = accept_new(&t.app, &t.anonymous(), old.hash(), "Mara", PASSWORD).await;
        assert!(matches!(late, Err(Error::LinkClosed(_))));
        accept_new(&t.app, &t.anonymous(), new.hash(), "Mara", PASSWORD).await.unwrap();
        assert_eq!(row(&t, &ada, id, "search=mara@example.org").await.unwrap().id, id);
        assert!(row(&t, &ada, id, "search=mraa").await.is_none());
        let form = Edit { email: "other@example.org".into(), ..form_of(&t, &ada, id).await };
        let unread = edit(&t.app, &ada, id, &form).await.unwrap();
        assert!(unread.issued.is_none(), "nobody changes the address of somebody who has joined");
    }

    async fn an_address_that_is_here_already_is_refused(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        t.invite(&ada, "noor@example.org").await;
        for (email, fault) in [("ada@example.org", Fault::AlreadyHere), ("NOOR@example.org", Fault::AlreadyInvited)] {
            let form = Edit { email: email.into(), ..form_of(&t, &ada, id).await };
            assert_eq!(refused(edit(&t.app, &ada, id, &form).await), FieldErrors::one(Field::Email, fault));
        }
        let form = Edit { email: "MARA@example.org".into(), ..form_of(&t, &ada, id).await };
        assert!(edit(&t.app, &ada, id, &form).await.unwrap().issued.is_none(), "the same address in capitals");
    }

    async fn nobody_does_these_things_to_themselves(t) {
        let ada = t.administrator().await;
        let id = ada.principal.as_ref().unwrap().membership_id;
        joined(&t, &ada, "bo@example.org", AccountRole::Administrators).await;
        let oneself = || whole_form(Fault::NotOneself);
        assert_eq!(refused(suspend(&t.app, &ada, id).await), oneself());
        assert_eq!(refused(remove(&t.app, &ada, id, true).await), oneself());
        // Name and language one may change, the role stays whatever the form says.
        let form = Edit { name: "Ada K".into(), role: "2".into(), ..form_of(&t, &ada, id).await };
        edit(&t.app, &ada, id, &form).await.unwrap();
        assert_eq!(t.membership(&ada, id).await.role, AccountRole::Administrators);
        assert_eq!(row(&t, &ada, id, "search=k").await.unwrap().name, "Ada K");
    }

    async fn what_is_another_account_s_does_not_exist(t) {
        let ada = t.administrator().await;
        for id in [MembershipId(0), MembershipId(-1), MembershipId(999_999), MembershipId(i64::MAX)] {
            assert!(matches!(suspend(&t.app, &ada, id).await, Err(Error::NotFound)));
            assert!(matches!(remove(&t.app, &ada, id, true).await, Err(Error::NotFound)));
            assert!(matches!(edit(&t.app, &ada, id, &Edit::default()).await, Err(Error::NotFound)));
            assert!(matches!(person(&t.app, &ada, id).await, Err(Error::NotFound)));
        }
    }

    async fn of_two_administrators_who_turn_on_each_other_one_stays(t) {
        let ada = t.administrator().await;
        let (bo, bo_id) = joined(&t, &ada, "bo@example.org", AccountRole::Administrators).await;
        let ada_id = ada.principal.as_ref().unwrap().membership_id;
        for round in 0..race_rounds() {
            let demote = |ctx: Ctx, id| {
                let app = t.app.clone();
                async move {
                    let form = Edit {
                        name: "Name".into(),
                        language: "en".into(),
                        role: "5".into(),
                        scope: "client".into(),
                        client_role: "none".into(),
                        ..Edit::default()
                    };
                    edit(&app, &ctx, id, &form).await.map(|edited| edited.changed)
                }
            };
            let (one, other) = match round % 3 {
                0 => tokio::join!(suspend(&t.app, &ada, bo_id), suspend(&t.app, &bo, ada_id)),
                1 => tokio::join!(remove(&t.app, &ada, bo_id, true), remove(&t.app, &bo, ada_id, true)),
                _ => tokio::join!(demote(ada.clone(), bo_id), demote(bo.clone(), ada_id)),
            };
            let done = usize::from(one.is_ok()) + usize::from(other.is_ok());
            assert_eq!(done, 1, "round {round}: {one:?} {other:?}");
            let lost = if one.is_ok() { bo_id } else { ada_id };
            let (won, failed) = if one.is_ok() { (true, other) } else { (false, one) };
            // Whoever comes second has lost the right to do it.
            assert!(matches!(failed, Err(Error::Forbidden)), "round {round}: {failed:?}");
            let left = if won { ada_id } else { bo_id };
            let left = t.membership(&ada, left).await;
            assert!(left.is_in_force(t.clock_now()) && left.role == AccountRole::Administrators, "round {round}");
            t.make_administrator_again(&ada, lost).await;
        }
    }

    async fn an_administrator_who_cannot_sign_in_does_not_count(t) {
        let ada = t.administrator().await;
        let (bo, bo_id) = joined(&t, &ada, "bo@example.org", AccountRole::Administrators).await;
        let ada_id = ada.principal.as_ref().unwrap().membership_id;
        t.block(bo.principal.as_ref().unwrap().user_id).await;
        // A request of Bo's that was under way when the operator shut him out.
        let form = Edit { role: "5".into(), ..form_of(&t, &bo, ada_id).await };
        for refusal in [
            suspend(&t.app, &bo, ada_id).await,
            remove(&t.app, &bo, ada_id, true).await,
            edit(&t.app, &bo, ada_id, &form).await.map(|edited| edited.changed),
        ] {
            assert!(matches!(refusal, Err(Error::Forbidden)), "{refusal:?}");
        }
        suspend(&t.app, &ada, bo_id).await.unwrap();
    }

    async fn editing_and_removing_at_once_leaves_one_of_the_two(t) {
        let ada = t.administrator().await;
        for round in 0..10 {
            let (_, id) = joined(&t, &ada, &format!("m{round}@example.org"), AccountRole::Users).await;
            let form = Edit { role: "5".into(), ..form_of(&t, &ada, id).await };
            let (edited, removed) = tokio::join!(edit(&t.app, &ada, id, &form), remove(&t.app, &ada, id, false));
            removed.unwrap();
            assert!(matches!(edited, Ok(_) | Err(Error::Conflict)), "{edited:?}");
            let left = t.membership(&ada, id).await;
            assert_eq!(left.state, MembershipState::Removed);
            t.counts_are_true().await;
        }
    }

    async fn of_many_invitations_and_removals_at_once_the_counts_stay_true(t) {
        let ada = t.administrator().await;
        let bo = joined(&t, &ada, "bo@example.org", AccountRole::Users).await.1;
        for round in 0..4 {
            let form = invite_form(&format!("same{round}@example.org"));
            let invites = join_all((0..4).map(|_| invite(&t.app, &ada, &form)));
            let others = join_all((0..4).map(|n| t.invite_quietly(&ada, format!("o{round}.{n}@example.org"))));
            let (invited, _, out) = tokio::join!(invites, others, suspend(&t.app, &ada, bo));
            assert_eq!(invited.iter().filter(|result| result.is_ok()).count(), 1);
            out.unwrap();
            restore(&t.app, &ada, bo).await.unwrap();
            t.counts_are_true().await;
        }
    }

    async fn an_ended_link_is_counted_as_expired(t) {
        let ada = t.administrator().await;
        let id = t.invite(&ada, "mara@example.org").await.membership_id;
        t.deliver().await;
        t.advance(Span::hours(24));
        let ada = t.later(&ada);
        assert!(matches!(row(&t, &ada, id, "").await.unwrap().status, Status::Expired { .. }));
        assert_eq!(vestibule::worker::expiry::lapse_due(&t.app).await.unwrap(), 1);
        assert_eq!(vestibule::worker::expiry::lapse_due(&t.app).await.unwrap(), 0);
        let page = list(&t.app, &ada, &ListMembers::from_query("status=expired")).await.unwrap();
        assert_eq!((page.members.len(), page.matching), (1, Some(1)));
        assert!(page.counts.standings.contains(&(Standing::Expired, 1)));
        service::invitations::reissue(&t.app, &ada, id, true).await.unwrap();
        let page = list(&t.app, &ada, &ListMembers::from_query("status=invited")).await.unwrap();
        assert_eq!(page.matching, Some(1));
        t.counts_are_true().await;
    }

    async fn what_one_account_was_told_stays_there(t) {
        let ada = t.administrator().await;
        let form = Invite { name: "Dr. Mara from Accounting".into(), ..invite_form("mara@example.org") };
        let issued = invite(&t.app, &ada, &form).await.unwrap();
        let mut tx = t.app.db.read().await.unwrap();
        let user = vestibule::store::users::find(&mut tx, issued.user_id).await.unwrap().unwrap();
        assert_eq!(user.name, "");
    }
}

/// How often a race is run: enough to meet every order, on a machine with two cores.
const fn race_rounds() -> usize {
    500
}
