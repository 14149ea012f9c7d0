//! Many invited at once: looked at, sent in small steps, each row once.

use crate::support::{
    PASSWORD, TestApp, accept_new,
    browser::Browser,
    database::{execute, number},
    invite_form, on_both_databases, token_in,
};
use futures::future::{join, join_all};
use tokio_util::sync::CancellationToken;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        ids::{BatchId, MembershipId, ProjectId},
        time::Span,
    },
    service::{
        Ctx, Error, acceptance,
        batches::{self, Batch, BatchState, Outlook, Reason, look},
        invitations::{Invite, invite},
        member_actions, projects,
    },
    worker::batches::send_due,
};

async fn prepare(t: &TestApp, ada: &Ctx, emails: &str) -> BatchId {
    let form = invite_form(emails);
    let people = batches::several(&form).unwrap();
    batches::prepare(&t.app, ada, &form, people).await.unwrap()
}

fn many(count: usize) -> String {
    (0..count).map(|n| format!("m{n}@example.org\n")).collect()
}

async fn send(t: &TestApp, ada: &Ctx, id: BatchId) {
    batches::send(&t.app, ada, id).await.unwrap();
    send_due(&t.app, &CancellationToken::new()).await.unwrap();
}

fn reasons(batch: &Batch) -> Vec<Option<Reason>> {
    let reason = |outlook: &Outlook| match outlook {
        Outlook::Not { reason, .. } => Some(*reason),
        _ => None,
    };
    batch.lines.iter().map(|line| reason(&line.outlook)).collect()
}

fn sent(batch: &Batch) -> usize {
    batch.lines.iter().filter(|line| matches!(line.outlook, Outlook::Sent { .. })).count()
}

const INVITED: &str = "SELECT count(*) FROM invitations";

/// Bo, who joined as an administrator by invitation, and the membership.
async fn another_administrator(t: &TestApp, ada: &Ctx) -> (Ctx, MembershipId) {
    let form = Invite { role: "1".into(), ..invite_form("bo@example.org") };
    let membership = invite(&t.app, ada, &form).await.unwrap().membership_id;
    let token = token_in(&t.deliver().await[0], "/invitations/");
    let who = accept_new(&t.app, &t.anonymous(), token.hash(), "Bo", PASSWORD).await.unwrap();
    t.deliver().await;
    (t.as_person(who).await, membership)
}

on_both_databases! {
    async fn every_row_says_before_what_would_become_of_it_and_after_what_did(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "bo@example.org").await;
        let gone = t.invite(&ada, "gone@example.org").await;
        member_actions::revoke(&t.app, &ada, gone.membership_id).await.unwrap();
        let emails = "new@example.org, ada@example.org bo@example.org wrong@ NEW@example.org gone@example.org";
        let id = prepare(&t, &ada, emails).await;
        t.advance(Span::minutes(2));
        let ada = t.later(&ada);
        let batch = look(&t.app, &ada, id).await.unwrap();
        assert_eq!(batch.state, BatchState::Review);
        let expected = [None, Some(Reason::Here), Some(Reason::Invited), Some(Reason::WrongAddress), Some(Reason::Double), None];
        assert_eq!(reasons(&batch), expected);
        let Outlook::Not { by: Some((by, _)), .. } = &batch.lines[2].outlook else { panic!() };
        assert_eq!(by, "Ada Kern");
        t.deliver().await;
        assert_eq!(number(&t, INVITED).await, 2, "looking invites nobody");
        send(&t, &ada, id).await;
        let batch = look(&t.app, &ada, id).await.unwrap();
        assert_eq!((batch.state, sent(&batch)), (BatchState::Done, 2));
        assert_eq!(reasons(&batch), expected);
        let mut to: Vec<String> = t.deliver().await.into_iter().map(|mail| mail.to).collect();
        to.sort();
        assert_eq!(to, ["gone@example.org", "new@example.org"]);
        t.counts_are_true().await;
    }

    async fn a_row_may_have_a_name_and_a_language_of_its_own(t) {
        let ada = t.administrator().await;
        let people = batches::in_file("email;name;language\nmara@x.org;Mara Lind;de\nbo@x.org;;\nzoe@x.org;;xx\n".as_bytes()).unwrap();
        let form = Invite { language: "en".into(), note: "Welcome".into(), ..invite_form("") };
        let id = batches::prepare(&t.app, &ada, &form, people).await.unwrap();
        send(&t, &ada, id).await;
        let mails = t.deliver().await;
        let mail = |to: &str| mails.iter().find(|mail| mail.to == to).unwrap();
        assert!(mail("mara@x.org").rendered.text.contains("Mara Lind") && mail("mara@x.org").rendered.html.contains("lang=\"de\""));
        assert!(mail("bo@x.org").rendered.text.contains("Welcome"));
        let batch = look(&t.app, &ada, id).await.unwrap();
        assert_eq!(reasons(&batch)[2], Some(Reason::WrongLanguage));
        assert_eq!(batch.lines[2].place, 4);
    }

    async fn what_a_batch_cannot_be_is_said_beside_the_field(t) {
        let ada = t.administrator().await;
        let form = Invite { name: "Mara".into(), by_hand: "1".into(), ..invite_form("a@x.org b@x.org") };
        let people = batches::several(&form).unwrap();
        let result = batches::prepare(&t.app, &ada, &form, people.clone()).await;
        let Err(Error::Invalid(errors)) = result else { panic!("{result:?}") };
        assert_eq!(errors.0, [(Field::Name, Fault::OneAddressOnly), (Field::ByHand, Fault::OneAddressOnly)]);
        let without = batches::prepare(&t.without_mail(), &ada, &invite_form(""), people).await;
        let Err(Error::Invalid(errors)) = without else { panic!("{without:?}") };
        assert_eq!(errors, FieldErrors::one(Field::Email, Fault::NoMail));
    }

    async fn a_batch_waits_once_and_cancelling_takes_all_of_it_back(t) {
        let t = t.with_settings(&[("VESTIBULE_UNDO_SECONDS", "10")]);
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, &many(30)).await;
        send(&t, &ada, id).await;
        assert_eq!(number(&t, INVITED).await, 0, "not before its time");
        batches::cancel(&t.app, &ada, id).await.unwrap();
        t.advance(Span::seconds(10));
        assert_eq!(send_due(&t.app, &CancellationToken::new()).await.unwrap(), 0);
        assert!(matches!(batches::send(&t.app, &ada, id).await, Err(Error::Conflict)));
        let id = prepare(&t, &ada, &many(30)).await;
        batches::send(&t.app, &t.later(&ada), id).await.unwrap();
        t.advance(Span::seconds(10));
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        assert_eq!(t.deliver().await.len(), 30, "no mail waits a second time");
    }

    async fn cancelling_in_the_middle_leaves_what_went_out(t) {
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, &many(50)).await;
        batches::send(&t.app, &ada, id).await.unwrap();
        let held = batches::claim(&t.app, t.clock_now() + Span::seconds(30)).await.unwrap().unwrap();
        assert!(batches::step(&t.app, &held, t.clock_now() + Span::seconds(30)).await.unwrap());
        batches::cancel(&t.app, &ada, id).await.unwrap();
        assert!(!batches::step(&t.app, &held, t.clock_now() + Span::seconds(30)).await.unwrap());
        let batch = look(&t.app, &ada, id).await.unwrap();
        let cancelled = batch.lines.iter().filter(|line| line.outlook == Outlook::Cancelled).count();
        assert_eq!((sent(&batch), cancelled), (20, 30));
        assert_eq!(t.deliver().await.len(), 20);
    }

    async fn a_worker_that_died_is_followed_and_comes_too_late(t) {
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, &many(50)).await;
        batches::send(&t.app, &ada, id).await.unwrap();
        let died = batches::claim(&t.app, t.clock_now() + Span::seconds(30)).await.unwrap().unwrap();
        batches::step(&t.app, &died, t.clock_now() + Span::seconds(30)).await.unwrap();
        assert_eq!(send_due(&t.app, &CancellationToken::new()).await.unwrap(), 0, "the lease holds");
        t.advance(Span::seconds(30));
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        assert!(!batches::step(&t.app, &died, t.clock_now() + Span::seconds(30)).await.unwrap());
        assert_eq!(sent(&look(&t.app, &ada, id).await.unwrap()), 50);
        assert_eq!((number(&t, INVITED).await, t.deliver().await.len()), (50, 50));
    }

    async fn of_many_workers_each_row_is_one_s(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        for round in 0..5 {
            let emails: String = (0..60).map(|n| format!("r{round}m{n}@example.org ")).collect();
            let id = prepare(&t, &ada, &emails).await;
            batches::send(&t.app, &ada, id).await.unwrap();
            let stop = CancellationToken::new();
            for result in join_all((0..4).map(|_| send_due(&t.app, &stop))).await {
                result.unwrap();
            }
            assert_eq!(sent(&look(&t.app, &ada, id).await.unwrap()), 60);
        }
        assert_eq!(number(&t, INVITED).await, 300);
        assert_eq!(t.deliver().await.len(), 300);
        t.counts_are_true().await;
    }

    async fn a_batch_and_an_invitation_for_one_address_make_one(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        for round in 0..20 {
            let (one, other) = (format!("x{round}@example.org"), format!("y{round}@example.org"));
            let id = prepare(&t, &ada, &format!("{one} {other}")).await;
            batches::send(&t.app, &ada, id).await.unwrap();
            let stop = CancellationToken::new();
            let form = invite_form(&one);
            let (alone, all) = join(invite(&t.app, &ada, &form), send_due(&t.app, &stop)).await;
            all.unwrap();
            let batch = look(&t.app, &ada, id).await.unwrap();
            assert_eq!(usize::from(alone.is_ok()) + sent(&batch), 2, "round {round}");
        }
        assert_eq!(number(&t, INVITED).await, 40);
        t.counts_are_true().await;
    }

    async fn two_thousand_rows_let_others_through(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, &many(2000)).await;
        batches::send(&t.app, &ada, id).await.unwrap();
        let stop = CancellationToken::new();
        let work = tokio::spawn({
            let (app, stop) = (t.app.clone(), stop.clone());
            async move { send_due(&app, &stop).await.unwrap() }
        });
        let mut between = 0;
        while !work.is_finished() {
            projects::create(&t.app, &ada, &format!("Project {between}")).await.unwrap();
            between += 1;
        }
        assert_eq!(work.await.unwrap(), 101);
        assert!(between > 10, "only {between} other changes came through");
        assert_eq!(sent(&look(&t.app, &ada, id).await.unwrap()), 2000);
    }

    async fn over_the_limit_nobody_is_invited_and_the_row_says_so(t) {
        let t = t.with_settings(&[("VESTIBULE_INVITES_PER_HOUR", "3")]);
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, &many(5)).await;
        let expected = [None, None, None, Some(Reason::OverLimit), Some(Reason::OverLimit)];
        assert_eq!(reasons(&look(&t.app, &ada, id).await.unwrap()), expected);
        send(&t, &ada, id).await;
        assert_eq!(reasons(&look(&t.app, &ada, id).await.unwrap()), expected);
        assert_eq!(t.deliver().await.len(), 3);
    }

    async fn whoever_may_no_longer_invite_sends_nothing_more(t) {
        let ada = t.administrator().await;
        let (bo, bo_s) = another_administrator(&t, &ada).await;
        let id = prepare(&t, &bo, &many(5)).await;
        batches::send(&t.app, &bo, id).await.unwrap();
        member_actions::suspend(&t.app, &ada, bo_s).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        assert_eq!(reasons(&look(&t.app, &ada, id).await.unwrap()), [Some(Reason::NotAllowed); 5]);
        assert!(t.deliver().await.is_empty());
    }

    async fn a_batch_is_sent_in_the_name_of_whoever_sends_it(t) {
        let ada = t.administrator().await;
        let (bo, bo_s) = another_administrator(&t, &ada).await;
        let id = prepare(&t, &bo, "one@example.org two@example.org").await;
        batches::send(&t.app, &ada, id).await.unwrap();
        // Who made it is gone; who sent it stands for it.
        member_actions::suspend(&t.app, &ada, bo_s).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        let batch = look(&t.app, &ada, id).await.unwrap();
        assert_eq!((sent(&batch), batch.by.as_str()), (2, "Ada Kern"));
        let mails = t.deliver().await;
        let invited: Vec<_> = mails.iter().filter(|mail| mail.to.ends_with("o@example.org") || mail.to.starts_with("one")).collect();
        assert!(invited.iter().all(|mail| mail.rendered.text.contains("Ada Kern")), "{}", invited.len());
        let by_ada = "SELECT count(*) FROM invitations i JOIN users u ON u.id = i.inviter_id WHERE u.email = 'ada@example.org'";
        assert_eq!(number(&t, by_ada).await, 3);
    }

    async fn nothing_is_sent_whose_access_is_over(t) {
        let ada = t.administrator().await;
        let form = Invite { access_ends: "2026-11-21".into(), ..invite_form("one@example.org two@example.org") };
        let mut ids = Vec::new();
        for _ in 0..2 {
            ids.push(batches::prepare(&t.app, &ada, &form, batches::several(&form).unwrap()).await.unwrap());
        }
        batches::send(&t.app, &ada, ids[0]).await.unwrap();
        t.advance(Span::hours(24 * 3));
        let ada = t.later(&ada);
        let refused = batches::send(&t.app, &ada, ids[1]).await;
        let Err(Error::Invalid(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors, FieldErrors::one(Field::Form, Fault::ListAccessOver));
        assert_eq!(reasons(&look(&t.app, &ada, ids[1]).await.unwrap()), [Some(Reason::AccessOver); 2], "said before sending");
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let address = format!("/users/invite/batches/{}", ids[1]);
        assert_eq!(browser.post(&address, &[]).await.location(), address);
        let page = browser.get(&address).await;
        assert!(page.holds("so nobody of this list can be invited") && page.holds("with a later day"), "{}", page.body);
        assert!(!page.holds("Edit it first") && page.holds("Discard"), "{}", page.body);
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        assert_eq!(reasons(&look(&t.app, &ada, ids[0]).await.unwrap()), [Some(Reason::AccessOver); 2]);
        assert_eq!(number(&t, INVITED).await, 0);
    }

    async fn a_project_that_is_gone_is_said_before_sending_and_after(t) {
        let ada = t.administrator().await;
        projects::create(&t.app, &ada, "Web").await.unwrap();
        let web = number(&t, "SELECT id FROM projects WHERE name = 'Web'").await;
        let roles = [(web.to_string(), "User".to_owned())].into();
        let form = Invite { scope: "project".into(), projects: roles, ..invite_form("one@example.org two@example.org") };
        let mut ids = Vec::new();
        for _ in 0..2 {
            ids.push(batches::prepare(&t.app, &ada, &form, batches::several(&form).unwrap()).await.unwrap());
        }
        batches::send(&t.app, &ada, ids[0]).await.unwrap();
        projects::archive(&t.app, &ada, ProjectId(web)).await.unwrap();
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        for id in ids {
            assert_eq!(reasons(&look(&t.app, &ada, id).await.unwrap()), [Some(Reason::OfferGone); 2]);
        }
        assert_eq!(number(&t, INVITED).await, 0);
        let ended = "SELECT count(*) FROM audit_events WHERE action = 'batch.ended' AND actor_id IS NULL";
        assert_eq!(number(&t, ended).await, 1);
    }

    async fn that_a_batch_ended_is_written_down_once_with_what_became_of_it(t) {
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, &format!("{} ada@example.org wrong@", many(25))).await;
        send(&t, &ada, id).await;
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        let ended = "SELECT count(*) FROM audit_events WHERE action = 'batch.ended'";
        assert_eq!(number(&t, ended).await, 1);
        let whole = "SELECT count(*) FROM audit_events WHERE action = 'batch.ended' AND actor_id IS NULL
            AND account_id IS NOT NULL AND subject = 'batch:1' AND detail = '{\"invited\":25,\"skipped\":2}'";
        assert_eq!(number(&t, whole).await, 1);
    }

    async fn what_stops_one_person_stops_nobody_else(t) {
        let ada = t.administrator().await;
        t.invite(&ada, "no@example.org").await;
        let token = token_in(&t.deliver().await[0], "/invitations/");
        acceptance::decline(&t.app, &t.anonymous(), None, acceptance::Way::Link(token.hash())).await.unwrap();
        let blocked = t.invite(&ada, "blocked@example.org").await;
        member_actions::revoke(&t.app, &ada, blocked.membership_id).await.unwrap();
        t.block(blocked.user_id).await;
        execute(&t, "UPDATE accounts SET allowed_domains = 'example.org'").await;
        t.advance(Span::hours(25));
        t.deliver().await;
        let ada = t.later(&ada);
        let list = format!(
            "email;name\nno@example.org;\nblocked@example.org;\nx@quay.example;\nlong@example.org;{}\nfine@example.org;\n",
            "x".repeat(300)
        );
        let form = invite_form("");
        let id = batches::prepare(&t.app, &ada, &form, batches::in_file(list.as_bytes()).unwrap()).await.unwrap();
        let expected =
            [Some(Reason::Declined), Some(Reason::Blocked), Some(Reason::OtherDomain), Some(Reason::WrongName), None];
        assert_eq!(reasons(&look(&t.app, &ada, id).await.unwrap()), expected, "said before");
        send(&t, &ada, id).await;
        let batch = look(&t.app, &ada, id).await.unwrap();
        assert_eq!((reasons(&batch), sent(&batch)), (expected.to_vec(), 1));
        let to: Vec<_> = t.deliver().await.into_iter().map(|mail| mail.to).collect();
        assert_eq!(to, ["fine@example.org"]);
        t.counts_are_true().await;
    }

    async fn a_list_that_cannot_be_sent_on_stops_no_other(t) {
        let ada = t.administrator().await;
        let broken = prepare(&t, &ada, &many(2)).await;
        let whole = prepare(&t, &ada, "x@example.org y@example.org").await;
        for id in [broken, whole] {
            batches::send(&t.app, &ada, id).await.unwrap();
        }
        execute(&t, "UPDATE batches SET wanted = '{}' WHERE id = (SELECT min(id) FROM batches)").await;
        let stop = CancellationToken::new();
        assert!(send_due(&t.app, &stop).await.is_err());
        assert_eq!(send_due(&t.app, &stop).await.unwrap(), 1, "the lease keeps the broken one away");
        assert_eq!(sent(&look(&t.app, &ada, whole).await.unwrap()), 2);
        // It comes again, and nothing of it happened.
        t.advance(Span::seconds(30));
        assert!(send_due(&t.app, &stop).await.is_err());
        assert_eq!(number(&t, INVITED).await, 2);
        batches::cancel(&t.app, &t.later(&ada), broken).await.unwrap();
        t.advance(Span::seconds(30));
        assert_eq!(send_due(&t.app, &stop).await.unwrap(), 0);
    }

    async fn told_to_stop_a_worker_ends_its_step_and_lets_the_batch_go(t) {
        let ada = t.administrator().await;
        let id = prepare(&t, &ada, &many(50)).await;
        batches::send(&t.app, &ada, id).await.unwrap();
        let held = batches::claim(&t.app, t.clock_now() + Span::seconds(30)).await.unwrap().unwrap();
        batches::step(&t.app, &held, t.clock_now() + Span::seconds(30)).await.unwrap();
        assert!(batches::claim(&t.app, t.clock_now() + Span::seconds(30)).await.unwrap().is_none());
        batches::release(&t.app, &held).await.unwrap();
        // Nobody waits for the lease to end.
        assert_eq!(send_due(&t.app, &CancellationToken::new()).await.unwrap(), 2);
        assert_eq!(sent(&look(&t.app, &ada, id).await.unwrap()), 50);
        let stop = CancellationToken::new();
        stop.cancel();
        let id = prepare(&t, &ada, "x@example.org y@example.org").await;
        batches::send(&t.app, &ada, id).await.unwrap();
        assert_eq!(send_due(&t.app, &stop).await.unwrap(), 0);
        assert_eq!(sent(&look(&t.app, &ada, id).await.unwrap()), 0);
    }

    async fn the_review_says_everything_that_will_be_done(t) {
        let ada = t.administrator().await;
        let web = projects::create(&t.app, &ada, "web").await.unwrap();
        let form = Invite {
            role: "2".into(),
            scope: "project".into(),
            projects: [(web.to_string(), "Observer".to_owned())].into(),
            note: "See you on Monday".into(),
            lifetime: "72".into(),
            access_ends: "2026-12-31".into(),
            language: "ru".into(),
            ..invite_form("")
        };
        let people = batches::in_file(b"email,name,language\nmara@x.org,Mara,de\nbo@x.org,,\nzoe@x.org,,xx\n").unwrap();
        let id = batches::prepare(&t.app, &ada, &form, people).await.unwrap();
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let address = format!("/users/invite/batches/{id}");
        let page = browser.get(&address).await;
        let said = [
            "<strong>Users</strong>", "Looks around, changes nothing.", "web – Observer", "See you on Monday", "Link valid for", "3 days", "Dec 31, 2026",
            "Language: Deutsch", "Language: Русский",
        ];
        let text = page.body.replace("<!>", "").replace("<!---->", "");
        for words in said {
            assert!(text.contains(words), "{words}: {text}");
        }
        assert_eq!(text.matches("Language: ").count(), 2, "nobody writes to the third");
        // Without a span of its own it is the account's; a project put away meanwhile is named.
        let form = Invite { lifetime: String::new(), note: String::new(), ..form };
        let people = batches::several(&Invite { email: "a@x.org b@x.org".into(), ..form.clone() }).unwrap();
        let id = batches::prepare(&t.app, &ada, &form, people).await.unwrap();
        projects::archive(&t.app, &ada, web).await.unwrap();
        let page = browser.get(&format!("/users/invite/batches/{id}")).await;
        assert!(page.holds("24 hours") && page.holds("No longer in use"), "{}", page.body);
        assert!(!page.holds("<blockquote"));
    }

    async fn several_addresses_lead_to_the_review_and_a_file_too(t) {
        t.administrator().await;
        let mut ada = Browser::new(&t);
        ada.sign_in("ada@example.org", PASSWORD).await;
        let form = [("email", "mara@example.org\r\nbo@example.org"), ("role", "2"), ("scope", "client"), ("client_role", "none")];
        let answer = ada.post("/users/invite", &form).await;
        let address = answer.location().to_owned();
        let page = ada.get(&address).await;
        assert!(page.holds("Review before sending") && page.holds("Send 2 invitations"), "{}", page.body);
        assert_eq!(ada.post(&address, &[]).await.location(), address);
        let page = ada.get(&address).await;
        assert!(page.holds("http-equiv=\"refresh\"") && page.holds("0 of 2 done"), "{}", page.body);
        send_due(&t.app, &CancellationToken::new()).await.unwrap();
        let page = ada.get(&address).await;
        assert!(page.holds("Queued: 2") && page.holds("href=\"/users/") && !page.holds("http-equiv=\"refresh\""));
        let boundary = "XXbXX";
        let part = |name: &str, value: &str| {
            let file = if name == "people" { "; filename=\"people.csv\"" } else { "" };
            format!("--{boundary}\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n{value}\r\n")
        };
        let upload = |file: &str| {
            let fields = [("role", "2"), ("scope", "client"), ("client_role", "none"), ("people", file)];
            let body: String = fields.iter().map(|(name, value)| part(name, value)).collect();
            (format!("multipart/form-data; boundary={boundary}"), format!("{body}--{boundary}--\r\n"))
        };
        let mut post = async |file: &str| {
            let (kind, body) = upload(file);
            let origin = Some("https://panel.example.org");
            ada.send("POST", "/users/invite/people", Some((&kind, body)), "text/html", origin).await
        };
        let answer = post("email;name\r\nzoe@example.org;Zoë\r\nmara@example.org;Mara\r\n").await;
        assert_eq!(answer.status, 303, "{}", answer.body);
        let review = answer.location().to_owned();
        let answer = post("\"open").await;
        assert_eq!(answer.status, 422);
        assert!(answer.holds("cannot be read from line 1 on"));
        let large = post(&"x".repeat(2_300_000)).await;
        assert_eq!(large.status, 413);
        assert!(large.holds("The file may be at most 2 MiB large."), "{}", large.body);
        assert_eq!(large.body.matches("<main").count(), 1, "the page itself, not a second one of the layers");
        let many: String = (0..=2000).map(|n| format!("m{n}@example.org\r\n")).collect();
        let answer = post(&many).await;
        assert_eq!(answer.status, 422);
        assert!(answer.holds("At most 2000 people can be invited at once"), "{}", answer.body);
        // In the language of whoever sent it, which the layers do not know.
        ada.post("/preferences", &[("language", "de"), ("back", "/users")]).await;
        let (kind, body) = upload(&"x".repeat(2_300_000));
        let origin = Some("https://panel.example.org");
        let large = ada.send("POST", "/users/invite/people", Some((&kind, body)), "text/html", origin).await;
        assert_eq!(large.status, 413);
        assert!(large.holds("Die Datei darf höchstens 2 MiB groß sein."), "{}", large.body);
        ada.post("/preferences", &[("language", "en"), ("back", "/users")]).await;
        let page = ada.get(&review).await;
        assert!(page.holds("Send 1 invitation") && page.holds("Invited by Ada Kern on"), "{}", page.body);
    }
}
