//! The page of the audit log and its exports: filters, places, other accounts, hostile values.

use crate::{
    audit::{account_of, another_account, behind_our_back, write},
    support::{PASSWORD, START, TestApp, browser::Browser, on_both_databases},
};
use axum::http::{StatusCode, header};
use serde_json::json;
use vestibule::{
    domain::{
        audit::{
            Action,
            chain::{Broken, Gaps, Verifier},
            line::Line,
        },
        email::EmailAddress,
        ids::UserId,
        language::Language,
        member::MembershipState,
        role::AccountRole,
        time::Span,
    },
    service::{
        Ctx, Error,
        audit::{EventList, Place, Unfit, Wanted, list},
        audit_export::{Format, begin},
        audit_subjects::Subject,
        export::Export as _,
    },
    store::{
        members::{self, NewMembership},
        users::{self, NewUser},
    },
};

async fn listed(t: &TestApp, ctx: &Ctx, wanted: &Wanted) -> EventList {
    list(&t.app, ctx, wanted, &Place { size: "100".into(), ..Place::default() }).await.unwrap()
}

fn subjects(list: &EventList) -> Vec<&str> {
    list.events.iter().map(|event| event.subject.as_str()).collect()
}

/// The whole export.
async fn exported(t: &TestApp, ctx: &Ctx, wanted: &Wanted, format: Format) -> String {
    let mut export = begin(&t.app, ctx, wanted, format).await.unwrap();
    let mut text = String::new();
    while let Some(part) = export.next().await.unwrap() {
        text.push_str(&part);
    }
    text
}

fn verify(file: &str, gaps: Gaps) -> Result<Verifier, (usize, Broken)> {
    let mut verifier = Verifier::new(gaps);
    for (number, line) in file.lines().enumerate() {
        let line: Line = serde_json::from_str(line).unwrap();
        let link = line.link().unwrap().unwrap();
        verifier.add(&link).map_err(|broken| (number, broken))?;
    }
    Ok(verifier)
}

/// A person without a password, in an account or in none.
async fn person(
    t: &TestApp,
    email: &str,
    name: &str,
    account: Option<vestibule::domain::ids::AccountId>,
) -> UserId {
    let mut tx = t.app.db.write().await.unwrap();
    let email = EmailAddress::parse(email).unwrap();
    let new = NewUser {
        uuid: t.app.new_uuid(START),
        email: &email,
        name,
        language: Language::En,
        password_hash: None,
        is_operator: false,
        activated_at: None,
    };
    let user_id = users::insert(&mut tx, &new, START).await.unwrap().unwrap();
    if let Some(account_id) = account {
        let membership = NewMembership {
            account_id,
            user_id,
            role: AccountRole::Users,
            client_administrator: false,
            state: MembershipState::Removed,
            name,
            language: Language::En,
        };
        members::insert(&mut tx, &membership, START).await.unwrap().unwrap();
    }
    tx.commit_without_audit("test").await.unwrap();
    user_id
}

on_both_databases! {
    async fn each_filter_finds_its_entries_newest_first(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        t.advance(Span::hours(24));
        write(&t, Some(account), Action::SignedOut, "x:1", json!({})).await;
        t.advance(Span::hours(24));
        write(&t, Some(account), Action::InvitationCreated, "x:2", json!({})).await;
        write(&t, Some(account), Action::SignedOut, "x:3", json!({})).await;
        let find = async |wanted: Wanted| {
            let list = listed(&t, &ada, &wanted).await;
            assert_eq!(list.unfit, []);
            subjects(&list).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        let none = Wanted::default();
        assert_eq!(find(none.clone()).await, ["x:3", "x:2", "x:1", "user:1", "user:1"]);
        let of = |actions: &[&str]| Wanted { actions: actions.iter().map(|a| (*a).into()).collect(), ..none.clone() };
        assert_eq!(find(of(&["session.ended"])).await, ["x:3", "x:1"]);
        assert_eq!(find(of(&["session.ended", "invitation.created"])).await, ["x:3", "x:2", "x:1"]);
        assert_eq!(find(of(&["invitation.accepted"])).await, Vec::<String>::new());
        let everything = Action::ALL.iter().map(|action| action.as_str()).collect::<Vec<_>>();
        assert_eq!(find(of(&everything)).await.len(), 5);
        for who in ["ada@example.org", "ADA@example.org", " 1 "] {
            let wanted = Wanted { person: who.into(), ..none.clone() };
            assert_eq!(find(wanted).await, ["user:1", "user:1"], "{who}");
        }
        assert_eq!(find(Wanted { actor: "1".into(), ..none.clone() }).await, ["user:1", "user:1"]);
        assert_eq!(find(Wanted { subject: "x:2".into(), ..none.clone() }).await, ["x:2"]);
        let days = |from: &str, to: &str| Wanted { from: from.into(), to: to.into(), ..none.clone() };
        assert_eq!(find(days("2026-11-21", "")).await, ["x:3", "x:2", "x:1"]);
        assert_eq!(find(days("", "2026-11-21")).await, ["x:1", "user:1", "user:1"]);
        assert_eq!(find(days("2026-11-21", "2026-11-21")).await, ["x:1"]);
        assert_eq!(find(days("2027-01-01", "")).await, Vec::<String>::new());
        assert_eq!(find(days("0000-01-01", "9999-12-31")).await.len(), 5);
        let all = Wanted { subject: "x:3".into(), ..days("2026-11-22", "2026-11-22") };
        assert_eq!(find(Wanted { actions: vec!["session.ended".into()], ..all }).await, ["x:3"]);
        write(&t, Some(account), Action::MemberEdited, "membership:1", json!({})).await;
        for whom in ["ada@example.org", " 1 "] {
            let wanted = Wanted { target: whom.into(), subject: "x:2".into(), ..none.clone() };
            assert_eq!(find(wanted).await, ["membership:1", "user:1", "user:1"], "{whom}");
        }
        let both = Wanted { target: "1".into(), ..of(&["member.edited", "session.created"]) };
        assert_eq!(find(both).await, ["membership:1", "user:1"]);
    }

    async fn what_was_written_late_by_an_earlier_request_is_found_by_its_day(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        t.advance(Span::hours(48));
        write(&t, Some(account), Action::SignedOut, "x:late", json!({})).await;
        t.advance(Span::hours(-24));
        write(&t, Some(account), Action::SignedOut, "x:early", json!({})).await;
        let day = |day: &str| Wanted { from: day.into(), to: day.into(), ..Wanted::default() };
        assert_eq!(subjects(&listed(&t, &ada, &day("2026-11-21")).await), ["x:early"]);
        assert_eq!(subjects(&listed(&t, &ada, &day("2026-11-22")).await), ["x:late"]);
        assert_eq!(exported(&t, &ada, &day("2026-11-22"), Format::JsonLines).await.lines().count(), 1);
    }

    async fn a_filter_that_cannot_be_followed_lists_nothing_and_says_so(t) {
        let ada = t.administrator().await;
        person(&t, "else@example.org", "Else", None).await;
        let none = Wanted::default();
        let hostile = ["' OR 1=1 --", "\0", "%", "\u{10FFFF}", "-1", "9223372036854775808", "<script>", "=1+1"];
        for bad in hostile.iter().copied().chain(["nobody@example.org", "else@example.org", "2", "0"]) {
            let list = listed(&t, &ada, &Wanted { person: bad.into(), ..none.clone() }).await;
            assert_eq!((list.unfit.as_slice(), list.events.len()), (&[Unfit::Person][..], 0), "{bad:?}");
        }
        for bad in hostile {
            let wanted = [
                (Wanted { actor: bad.into(), ..none.clone() }, Unfit::Person),
                (Wanted { actions: vec![bad.into()], ..none.clone() }, Unfit::Link),
                (Wanted { subject: bad.into(), ..none.clone() }, Unfit::Link),
                (Wanted { from: bad.into(), ..none.clone() }, Unfit::From),
                (Wanted { to: bad.into(), ..none.clone() }, Unfit::To),
            ];
            for (wanted, unfit) in wanted {
                let list = listed(&t, &ada, &wanted).await;
                assert_eq!((list.unfit.as_slice(), list.events.len()), (&[unfit][..], 0), "{wanted:?}");
                assert!(matches!(begin(&t.app, &ada, &wanted, Format::Csv).await, Err(Error::NotFound)));
            }
        }
        let turned = Wanted { from: "2026-11-21".into(), to: "2026-11-20".into(), ..none };
        assert_eq!(listed(&t, &ada, &turned).await.unfit, [Unfit::Order]);
    }

    async fn paging_forth_and_back_shows_every_entry_once(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        for n in 0..60 {
            let action = if n % 2 == 0 { Action::SignedOut } else { Action::SignedIn };
            write(&t, Some(account), action, &format!("x:{n}"), json!({})).await;
        }
        for actions in [vec![], vec!["session.ended".to_owned(), "session.created".to_owned()]] {
            let wanted = Wanted { actions, ..Wanted::default() };
            let page = async |after: &str, before: &str| {
                let place = Place { after: after.into(), before: before.into(), size: "25".into() };
                list(&t.app, &ada, &wanted, &place).await.unwrap()
            };
            let (mut seen, mut pages, mut after) = (Vec::new(), Vec::new(), String::new());
            loop {
                let page = page(&after, "").await;
                pages.push(subjects(&page).join(" "));
                seen.extend(page.events.iter().map(|event| event.id));
                let Some(next) = page.next else { break };
                after = next;
            }
            let mut sorted = seen.clone();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            sorted.dedup();
            assert_eq!(seen, sorted);
            assert_eq!(seen.len(), if wanted.actions.is_empty() { 62 } else { 61 });
            let mut before = page(&after, "").await.previous.unwrap();
            for expected in pages.iter().rev().skip(1) {
                let page = page("", &before).await;
                assert_eq!(subjects(&page).join(" "), *expected);
                before = page.previous.unwrap_or_default();
            }
            assert_eq!(before, "");
        }
        for nonsense in ["x", "-5", "0", "99999999999999999999", "\0"] {
            let place = Place { after: nonsense.into(), before: nonsense.into(), size: nonsense.into() };
            let page = list(&t.app, &ada, &Wanted::default(), &place).await.unwrap();
            assert_eq!((page.size, page.events.len()), (50, 50), "{nonsense:?}");
        }
    }

    async fn another_account_s_entries_do_not_exist(t) {
        let ada = t.administrator().await;
        let other = another_account(&t).await;
        let stranger = person(&t, "stranger@example.org", "Stranger Danger", Some(other)).await;
        write(&t, Some(other), Action::InvitationCreated, "secret:1", json!({"to": "secret"})).await;
        write(&t, None, Action::LanguageChosen, "user:1", json!({"language": "de"})).await;
        write(&t, Some(account_of(&ada)), Action::SignedIn, &format!("user:{stranger}"), json!({})).await;
        let wanted = [
            Wanted::default(),
            Wanted { actions: vec!["invitation.created".into(), "user.language_chosen".into()], ..Wanted::default() },
            Wanted { subject: "secret:1".into(), ..Wanted::default() },
            Wanted { actor: stranger.to_string(), ..Wanted::default() },
            Wanted { from: "2000-01-01".into(), ..Wanted::default() },
        ];
        for wanted in wanted {
            let list = listed(&t, &ada, &wanted).await;
            assert!(list.events.iter().all(|event| event.subject != "secret:1"), "{wanted:?}");
            assert!(list.events.iter().all(|event| event.action != Some(Action::LanguageChosen)), "{wanted:?}");
            assert!(list.events.iter().all(|event| !matches!(&event.on, Some(Subject::Person(p)) if p.user_id == stranger)));
            for format in [Format::Csv, Format::JsonLines] {
                let file = exported(&t, &ada, &wanted, format).await;
                assert!(!file.contains("\"secret\"") && !file.contains("language_chosen,"), "{file}");
                assert!(!file.contains("Stranger"), "{file}");
            }
        }
        let typed = listed(&t, &ada, &Wanted { person: "stranger@example.org".into(), ..Wanted::default() }).await;
        assert_eq!(typed.unfit, [Unfit::Person], "whether an address is known elsewhere is not said");
        let typed = listed(&t, &ada, &Wanted { target: "stranger@example.org".into(), ..Wanted::default() }).await;
        assert_eq!(typed.unfit, [Unfit::Target], "nor here");
    }

    async fn what_has_a_name_is_called_by_it_and_only_in_its_own_account(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        let other = another_account(&t).await;
        let account_subject = format!("account:{account}");
        for subject in ["project:1", "project:99", "mail:7", "batch:8", "token:9", "x:1", &account_subject] {
            write(&t, Some(account), Action::ProjectRenamed, subject, json!({})).await;
        }
        write(&t, Some(account), Action::AccountRenamed, &format!("account:{other}"), json!({})).await;
        let list = listed(&t, &ada, &Wanted::default()).await;
        let on = |subject: &str| list.events.iter().find(|event| event.subject == subject).unwrap().on.clone();
        let Some(Subject::Project { name, .. }) = on("project:1") else { panic!("a project without a name") };
        assert!(!name.is_empty());
        assert_eq!(on(&account_subject), Some(Subject::Account(ada.signed_in().unwrap().account_name.clone())));
        assert_eq!((on("mail:7"), on("batch:8")), (Some(Subject::Mail(7)), Some(Subject::Batch(8))));
        for nobody in ["project:99", "token:9", "x:1", &format!("account:{other}")] {
            assert_eq!(on(nobody), None, "{nobody}");
        }
    }

    async fn an_exported_file_verifies_and_a_changed_line_is_found(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        // More than are read at once.
        for n in 0..1010 {
            write(&t, Some(account), Action::SignedOut, &format!("x:{n}"), json!({"n": n})).await;
        }
        let none = Wanted::default();
        let file = exported(&t, &ada, &none, Format::JsonLines).await;
        let verifier = verify(&file, Gaps::Refused).unwrap();
        assert_eq!((verifier.count(), verifier.first()), (1013, Some(1)));
        let last: Line = serde_json::from_str(file.lines().last().unwrap()).unwrap();
        assert_eq!((last.action.as_str(), last.actor, last.ip.as_str()), ("audit.exported", Some(1), ""));
        assert_eq!(last.detail, r#"{"format":"jsonl"}"#);
        let changed = file.replace("\"x:500\"", "\"x:501\"");
        assert_eq!(verify(&changed, Gaps::Refused).unwrap_err(), (502, Broken::Hash));
        let excerpt = exported(&t, &ada, &Wanted { actions: vec!["session.created".into()], ..none.clone() }, Format::JsonLines).await;
        assert!(verify(&excerpt, Gaps::Allowed).unwrap().is_excerpt());
        let csv = exported(&t, &ada, &none, Format::Csv).await;
        assert_eq!(csv.lines().count(), 1 + 1013 + 2);
        assert!(csv.starts_with("seq,time,actor_id,actor_name,"), "{}", &csv[..80]);
    }

    async fn cells_of_a_spreadsheet_are_never_formulas(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        let formula = "=HYPERLINK(\"http://evil.example\",\"x\")";
        let actor = person(&t, "'+1'@example.org", formula, Some(account)).await;
        let entry = vestibule::domain::audit::Entry {
            account_id: Some(account),
            actor_id: Some(actor),
            action: Action::SignedIn,
            subject: "@SUM(1)".into(),
            detail: json!("-2+3"),
        };
        let origin = vestibule::domain::audit::Origin { at: START, request_id: "+1", ip: "\t=1" };
        t.app.db.write().await.unwrap().commit(&entry, &origin).await.unwrap();
        let csv = exported(&t, &ada, &Wanted::default(), Format::Csv).await;
        let line = csv.split("\r\n").find(|line| line.contains("HYPERLINK")).unwrap();
        assert!(line.contains(",\"'=HYPERLINK(\"\"http://evil.example\"\",\"\"x\"\")\","), "{line}");
        assert!(line.contains(",'@SUM(1),'\t=1,'+1,"), "{line}");
    }

    async fn the_page_shows_people_of_hostile_names_and_keeps_its_filters(t) {
        let ada = t.administrator().await;
        let account = account_of(&ada);
        let name = "\"><script>alert(1)</script>";
        let removed = person(&t, "removed@example.org", name, Some(account)).await;
        let mut tx = t.app.db.read().await.unwrap();
        let membership = members::find_by_user(&mut tx, account, removed).await.unwrap().unwrap().id;
        drop(tx);
        write(&t, Some(account), Action::InvitationCreated, &format!("membership:{membership}"), json!({"to": name})).await;
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let page = browser.get("/audit").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(!page.holds("<script>alert") && page.holds("&lt;script&gt;alert(1)&lt;/script&gt;"));
        assert!(page.holds(&format!("href=\"/users/{membership}\"")) && page.holds("Invited somebody"));
        assert!(page.holds("aria-current=\"page\">Audit log") && page.holds("192.0.2.9"));
        let page = browser.get("/audit?action=invitation.created&person=1&from=2026-01-01&size=25&evil=1").await;
        let kept = "action=invitation.created&amp;person=1&amp;from=2026-01-01";
        assert!(page.holds(&format!("href=\"/audit/export.csv?{kept}\"")), "{}", page.body);
        assert!(page.holds(&format!("href=\"/audit/export.jsonl?{kept}\"")) && page.holds("Nothing was found"));
        let page = browser.get("/audit?person=%22%3E%3Cscript%3E&from=x&subject=%00&action=%27").await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.holds("Nobody in this account has this address") && !page.holds("\"><script>"));
        assert!(!page.holds("/audit/export.csv") && !page.holds("Nothing was found"), "nothing was looked for");
    }

    async fn an_export_is_a_file_for_administrators_and_is_written_down(t) {
        let ada = t.administrator().await;
        let mut browser = Browser::new(&t);
        for path in ["/audit", "/audit/export.csv", "/audit/export.jsonl"] {
            let answer = browser.get(path).await;
            assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}");
            assert!(answer.location().starts_with("/sign-in"));
        }
        browser.sign_in("ada@example.org", PASSWORD).await;
        let answer = browser.get("/audit/export.jsonl?action=session.created").await;
        let account = account_of(&ada);
        let name = format!("attachment; filename=\"audit-{account}-2026-11-20.jsonl\"");
        assert_eq!(answer.headers[header::CONTENT_DISPOSITION], name.as_str());
        assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
        assert_eq!(answer.body.lines().count(), 2);
        let list = listed(&t, &ada, &Wanted { actions: vec!["audit.exported".into()], ..Wanted::default() }).await;
        assert_eq!(list.events.len(), 1);
        assert_eq!(list.events[0].detail, json!({"format": "jsonl", "actions": ["session.created"]}));
        assert_eq!(browser.get("/audit/export.csv?from=x").await.status, StatusCode::NOT_FOUND);

        behind_our_back(&t.app.db, "UPDATE memberships SET role_id = 5").await;
        for path in ["/audit", "/audit/export.csv", "/audit/export.jsonl"] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(browser.get("/").await.status, StatusCode::OK);
    }
}

/// The list is put together from parts, and names the index to SQLite: each is one that gives the order as well.
#[tokio::test]
async fn every_filter_walks_its_index_in_order() {
    let t = TestApp::on_sqlite().await;
    let vestibule::store::Db::Sqlite { writer, .. } = &t.app.db else { unreachable!() };
    for (filter, columns, index) in [
        ("", "", "account"),
        ("AND action = ?", "action=? AND ", "action"),
        ("AND actor_id = ?", "actor_id=? AND ", "actor"),
        ("AND subject = ?", "subject=? AND ", "subject"),
        ("AND at >= ? AND at < ?", "", "account"),
        ("AND action = ? AND actor_id = ? AND subject = ?", "subject=? AND ", "subject"),
    ] {
        for order in ["DESC", ""] {
            let sql = format!(
                "EXPLAIN QUERY PLAN SELECT id, detail, hash FROM audit_events INDEXED BY audit_events_by_{index}
                 WHERE account_id = ? {filter} AND id >= ? AND id <= ? ORDER BY id {order} LIMIT ?"
            );
            let plan: Vec<(i64, i64, i64, String)> =
                sqlx::query_as(sqlx::AssertSqlSafe(sql)).fetch_all(writer).await.unwrap();
            let plan: Vec<String> = plan.into_iter().map(|(.., text)| text).collect();
            let whole = format!("audit_events_by_{index} (account_id=? AND {columns}id>? AND id<?)");
            assert_eq!(plan, [format!("SEARCH audit_events USING INDEX {whole}")], "{filter}");
        }
    }
}

#[tokio::test]
async fn every_other_statement_of_the_log_walks_an_index() {
    let t = TestApp::on_sqlite().await;
    let vestibule::store::Db::Sqlite { writer, .. } = &t.app.db else { unreachable!() };
    for (name, index) in [
        ("audit.in_chain", "audit_events_in_chain (<expr>=? AND seq>?)"),
        ("audit.outside", "audit_events_in_chain (<expr>=? AND seq=?)"),
        ("audit_list.span", "audit_events_by_time (account_id=? AND at>? AND at<?)"),
        ("audit_list.last", "audit_events_by_account (account_id=?)"),
    ] {
        let (_, sql) =
            vestibule::store::all_statements().into_iter().find(|(known, _)| known == name).unwrap();
        let sql = sqlx::AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sql.sqlite));
        let plan: Vec<(i64, i64, i64, String)> = sqlx::query_as(sql).fetch_all(writer).await.unwrap();
        let plan: Vec<String> = plan.into_iter().map(|(.., text)| text).collect();
        assert!(plan.concat().ends_with(index) && !plan.concat().contains("SCAN"), "{name}: {plan:?}");
    }
}
