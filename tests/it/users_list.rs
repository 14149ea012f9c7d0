//! The list behind the Users page: order, paging, search.

use crate::support::{PASSWORD, browser::Browser, invite_form, on_both_databases};
use vestibule::{
    config::Config,
    domain::{email::EmailAddress, language::Language, member::MembershipState, role::AccountRole},
    service::{
        invitations::{Invite, invite},
        members::{ListMembers, MemberList, list},
    },
    store::{
        member_places,
        members::{self, NewMembership},
        users::{self, NewUser},
    },
};

fn emails(page: &MemberList) -> Vec<&str> {
    page.members.iter().map(|member| member.email.as_str()).collect()
}

on_both_databases! {
    async fn paging_forth_and_back_shows_everybody_once_in_order(t) {
        let ada = t.administrator().await;
        let vars = [("VESTIBULE_INVITES_PER_HOUR".to_owned(), "0".to_owned())];
        let config = std::sync::Arc::new(Config::from_vars(vars).unwrap());
        let app = vestibule::app::App { config, ..t.app.clone() };
        for n in 0..34 {
            // Ten share a name, so that the number has to decide.
            let name = if n % 3 == 0 { "Same Name".to_owned() } else { format!("Person {}", 99 - n) };
            let form = Invite { name, ..invite_form(&format!("m{n}@example.org")) };
            invite(&app, &ada, &form).await.unwrap();
        }
        let all = list(&t.app, &ada, &ListMembers { size: 100, ..Default::default() }).await.unwrap();
        assert_eq!((all.members.len(), all.counts.total), (35, 35));
        assert_eq!((all.next.as_ref(), all.previous.as_ref()), (None, None));
        let mut seen = Vec::new();
        let mut pages = Vec::new();
        let mut after = String::new();
        loop {
            let wanted = ListMembers { size: 10, after: after.clone(), ..Default::default() };
            let page = list(&t.app, &ada, &wanted).await.unwrap();
            seen.extend(emails(&page).into_iter().map(str::to_owned));
            pages.push(page.clone());
            let Some(next) = page.next else { break };
            after = next;
        }
        assert_eq!(seen, emails(&all));
        assert_eq!(pages.len(), 4);
        let before = pages[3].previous.clone().unwrap();
        let back = list(&t.app, &ada, &ListMembers { size: 10, before, ..Default::default() }).await.unwrap();
        assert_eq!(emails(&back), emails(&pages[2]));
        assert!(back.next.is_some() && back.previous.is_some());
        let first = pages[1].previous.clone().unwrap();
        let first = ListMembers { size: 10, before: first, ..Default::default() };
        let first = list(&t.app, &ada, &first).await.unwrap();
        assert_eq!((emails(&first), first.previous.clone()), (emails(&pages[0]), None));
    }

    async fn what_is_said_to_be_found_is_never_the_number_of_rows_alone(t) {
        let t = t.without_limits();
        let ada = t.administrator().await;
        for n in 0..12 {
            invite(&t.app, &ada, &Invite { name: "Same".into(), ..invite_form(&format!("m{n}@example.org")) }).await.unwrap();
        }
        let mut browser = Browser::new(&t);
        browser.sign_in("ada@example.org", PASSWORD).await;
        let mut said = async |query: &str| {
            let body = browser.get(&format!("/users?size=10{query}")).await.body;
            let (_, rest) = body.split_once("id=\"users-found\"").unwrap();
            let text = rest.split_once('>').unwrap().1.split_once('<').unwrap().0.to_owned();
            (text, body)
        };
        let (first, body) = said("&search=same").await;
        assert_eq!(first, "More than 10 people found");
        let (_, after) = body.split_once("after=").unwrap();
        let after = after.split(['"', '&']).next().unwrap();
        assert_eq!(said(&format!("&search=same&after={after}")).await.0, "Showing 2");
        assert_eq!(said("&search=kern").await.0, "1 person found");
        assert_eq!(said("&status=active").await.0, "1 person found");
        assert_eq!(said("").await.0, "Showing 10 of 13");
        assert_eq!(said("&status=queued&status=invited").await.0, "Showing 10 of 12");
    }

    async fn people_are_found_by_name_address_and_id(t) {
        let ada = t.administrator().await;
        let mut ids = Vec::new();
        for (name, email) in [("Mara Zoë Lind", "mara@example.org"), ("王伟", "w@example.com"), ("", "noname@x.example")] {
            let form = Invite { name: name.into(), ..invite_form(email) };
            ids.push(invite(&t.app, &ada, &form).await.unwrap().user_id);
        }
        let find = async |search: &str| {
            let page = list(&t.app, &ada, &ListMembers { search: search.into(), ..Default::default() }).await.unwrap();
            emails(&page).into_iter().map(str::to_owned).collect::<Vec<_>>()
        };
        for search in ["mara", "LIND", "zoe mara", "mara@ex", &ids[0].to_string()] {
            assert!(find(search).await.contains(&"mara@example.org".to_owned()), "{search}");
        }
        assert_eq!(find("伟").await, ["w@example.com"]);
        assert_eq!(find("noname").await, ["noname@x.example"]);
        assert_eq!(find("example.org").await.len(), 2);
        for search in ["nobody", "mara 王", "%", "_", "' OR 1=1 --", "\u{10FFFF}"] {
            assert_eq!(find(search).await, Vec::<String>::new(), "{search:?}");
        }
        for blank in ["   ", "\0", "\r\n"] {
            assert_eq!(find(blank).await.len(), 4, "{blank:?}: blanks alone look for nothing");
        }
    }

    async fn a_frequent_word_is_found_by_walking_the_list(t) {
        let ada = t.administrator().await;
        let account = ada.principal.as_ref().unwrap().account_id;
        let mut tx = t.app.db.write().await.unwrap();
        for n in 0..1100 {
            let email = EmailAddress::parse(&format!("p{n:04}@crowd.example")).unwrap();
            let new = NewUser {
                uuid: t.app.new_uuid(ada.now),
                email: &email,
                name: "",
                language: Language::En,
                password_hash: None,
                is_operator: false,
                activated_at: None,
            };
            let user_id = users::insert(&mut tx, &new, ada.now).await.unwrap().unwrap();
            let membership = NewMembership {
                account_id: account,
                user_id,
                role: AccountRole::Users,
                client_administrator: false,
                state: MembershipState::Active,
                name: "",
                language: Language::En,
            };
            let id = members::insert(&mut tx, &membership, ada.now).await.unwrap().unwrap();
            member_places::refresh(&mut tx, id).await.unwrap();
        }
        tx.commit_without_audit("test").await.unwrap();
        let wanted = ListMembers { search: "crowd".into(), size: 10, ..Default::default() };
        let page = list(&t.app, &ada, &wanted).await.unwrap();
        assert_eq!((emails(&page)[0], emails(&page).len()), ("p0000@crowd.example", 10));
        let after = ListMembers { after: page.next.unwrap(), ..wanted };
        assert_eq!(emails(&list(&t.app, &ada, &after).await.unwrap())[0], "p0010@crowd.example");
        let both = ListMembers { search: "crowd p0777".into(), ..Default::default() };
        assert_eq!(emails(&list(&t.app, &ada, &both).await.unwrap()), ["p0777@crowd.example"]);
    }

    async fn places_and_sizes_that_make_no_sense_count_as_not_said(t) {
        let ada = t.administrator().await;
        for after in ["x", "MTp4", "!!", "OmE", "MTphAA", "MTowOgA", "MToxMjM0NTY3ODkwOmE"] {
            let wanted = ListMembers { after: after.into(), ..Default::default() };
            list(&t.app, &ada, &wanted).await.unwrap();
        }
    }
}
