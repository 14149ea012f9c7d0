//! Filters, orders and places of the Users page, held against the same done by hand over everybody.

use crate::support::{START, TestApp, invite_form, on_both_databases};
use std::collections::BTreeMap;
use vestibule::{
    config::Config,
    domain::{
        email::EmailAddress,
        ids::{MembershipId, ProjectId},
        language::Language,
        member::{MembershipState, Standing},
        role::{AccountRole, ProjectRole},
        search,
        time::Span,
    },
    entropy::{SeededEntropy, octets},
    service::{
        Ctx,
        invitations::{Invite, invite},
        members::{ListMembers, Member, Sort, SortBy, list},
    },
    store::{
        accounts, invitations, member_places,
        members::{self, NewMembership},
        users::{self, NewUser},
    },
};

/// Chances that are the same at every run.
struct Dice(SeededEntropy);

impl Dice {
    fn roll(&self, sides: usize) -> usize {
        usize::from(u16::from_be_bytes(octets(&self.0))) % sides
    }

    fn pick<T: Copy>(&self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    fn some<T: Copy>(&self, of: &[T]) -> Vec<T> {
        of.iter().copied().filter(|_| self.roll(3) == 0).collect()
    }
}

/// A hundred people of every kind; which projects each has a role in.
async fn crowd(t: &TestApp, ada: &Ctx, dice: &Dice) -> BTreeMap<MembershipId, Vec<ProjectId>> {
    let account = ada.principal.as_ref().unwrap().account_id;
    let vars = [("VESTIBULE_INVITES_PER_HOUR".to_owned(), "0".to_owned())];
    let config = std::sync::Arc::new(Config::from_vars(vars).unwrap());
    let app = vestibule::app::App { config, ..t.app.clone() };
    let mut tx = t.app.db.write().await.unwrap();
    let first = accounts::projects(&mut tx, account).await.unwrap()[0].id;
    let second = accounts::insert_project(&mut tx, t.app.new_uuid(START), account, "second", false, START)
        .await
        .unwrap();
    tx.commit_without_audit("test").await.unwrap();
    let mut projects = BTreeMap::new();
    for n in 0..99 {
        // Names repeat, so that the number has to decide.
        let name = format!("{} {}", dice.pick(&["Mara", "Žoë", "Bo", "王伟"]), dice.pick(&["Lind", "Kern"]));
        let email = format!("p{n}@{}.example", dice.pick(&["north", "south"]));
        let (role, language) = (dice.pick(&AccountRole::ALL), dice.pick(&Language::ALL));
        let kind = dice.roll(7);
        let id = if kind < 3 {
            let form = Invite {
                name: name.clone(),
                language: language.code().into(),
                role: role.id().to_string(),
                ..invite_form(&email)
            };
            invite(&app, ada, &form).await.unwrap().membership_id
        } else {
            let email = EmailAddress::parse(&email).unwrap();
            let mut tx = t.app.db.write().await.unwrap();
            let new = NewUser {
                uuid: t.app.new_uuid(START),
                email: &email,
                name: &name,
                language,
                password_hash: None,
                is_operator: false,
                activated_at: Some(START),
            };
            let user_id = users::insert(&mut tx, &new, START).await.unwrap().unwrap();
            let membership = NewMembership {
                account_id: account,
                user_id,
                name: &name,
                language,
                role,
                client_administrator: false,
                state: MembershipState::Active,
            };
            let id = members::insert(&mut tx, &membership, START).await.unwrap().unwrap();
            if dice.roll(2) == 0 {
                let seen = START - Span::minutes(i64::try_from(dice.roll(20)).unwrap());
                members::touch(&mut tx, account, user_id, seen).await.unwrap();
            }
            tx.commit_without_audit("test").await.unwrap();
            id
        };
        let mut tx = t.app.db.write().await.unwrap();
        accounts::lock(&mut tx, account).await.unwrap();
        let row = members::find(&mut tx, account, id).await.unwrap().unwrap();
        match (kind, row.invitation_id) {
            (1, Some(invitation)) => {
                let state = vestibule::domain::invitation::MailState::Refused;
                invitations::set_mail(&mut tx, invitation, 1, state, "550", None).await.unwrap();
            }
            (5, _) => assert!(members::suspend(&mut tx, id, START).await.unwrap()),
            (6, _) => assert!(members::remove(&mut tx, id, START).await.unwrap()),
            _ => {}
        }
        member_places::refresh(&mut tx, id).await.unwrap();
        let roles: Vec<_> =
            dice.some(&[first, second]).into_iter().map(|id| (id, ProjectRole::Observer)).collect();
        member_places::set_project_roles(&mut tx, id, &roles, t.clock_now()).await.unwrap();
        tx.commit_without_audit("test").await.unwrap();
        projects.insert(id, roles.into_iter().map(|(id, _)| id).collect());
    }
    projects
}

/// Whom a page should show, in order.
fn by_hand(
    all: &[Member],
    projects: &BTreeMap<MembershipId, Vec<ProjectId>>,
    wanted: &ListMembers,
) -> Vec<MembershipId> {
    let mut found: Vec<&Member> = all
        .iter()
        .filter(|member| {
            let word = member.status.standing();
            let shown = if wanted.statuses.is_empty() {
                word != Standing::Removed
            } else {
                wanted.statuses.contains(&word)
            };
            shown
                && (wanted.roles.is_empty() || wanted.roles.contains(&member.role))
                && (wanted.languages.is_empty() || wanted.languages.contains(&member.language))
                && wanted
                    .project
                    .is_none_or(|id| projects.get(&member.id).is_some_and(|own| own.contains(&id)))
        })
        .collect();
    let place = |member: &Member| match wanted.sort.by {
        SortBy::Role => i64::from(member.role.rank()),
        SortBy::Status => member.status.standing().number(),
        SortBy::Language => {
            i64::try_from(Language::ALL.iter().position(|each| *each == member.language).unwrap()).unwrap()
        }
        SortBy::LastSeen => member.last_seen.map_or(0, vestibule::domain::time::Timestamp::as_micros),
        SortBy::Name | SortBy::TwoFactor => 0,
    };
    let name = |member: &Member| match wanted.sort.by {
        SortBy::LastSeen => String::new(),
        _ => search::fold(if member.name.is_empty() { &member.email } else { &member.name }),
    };
    found.sort_by_key(|member| (place(member), name(member), member.id));
    if wanted.sort.descending {
        match wanted.sort.by {
            SortBy::Name | SortBy::LastSeen => found.reverse(),
            // The groups are turned round, not the names within them.
            _ => found.sort_by_key(|member| (-place(member), name(member), member.id)),
        }
    }
    found.into_iter().map(|member| member.id).collect()
}

fn ids(members: &[Member]) -> Vec<MembershipId> {
    members.iter().map(|member| member.id).collect()
}

on_both_databases! {
    async fn every_filter_order_and_place_shows_what_is_there(t) {
        let ada = t.administrator().await;
        let dice = Dice(SeededEntropy::new(7));
        let projects = crowd(&t, &ada, &dice).await;
        t.counts_are_true().await;
        let everybody = ListMembers { statuses: Standing::ALL.into(), size: 100, ..ListMembers::default() };
        let all = list(&t.app, &ada, &everybody).await.unwrap();
        assert_eq!((all.members.len(), all.matching), (100, Some(100)));
        let known: Vec<ProjectId> = all.projects.iter().map(|project| project.id).collect();
        for round in 0..120 {
            let wanted = ListMembers {
                statuses: dice.some(&Standing::ALL),
                roles: dice.some(&AccountRole::ALL),
                languages: dice.some(&Language::ALL),
                project: (dice.roll(3) == 0).then(|| dice.pick(&known)),
                sort: Sort { by: dice.pick(&SortBy::ALL), descending: dice.roll(2) == 0 },
                size: 10,
                ..ListMembers::default()
            };
            let expected = by_hand(&all.members, &projects, &wanted);
            let mut page = list(&t.app, &ada, &wanted).await.unwrap();
            assert_eq!(page.matching, Some(i64::try_from(expected.len()).unwrap()), "{wanted:?}");
            let mut pages = vec![ids(&page.members)];
            while let Some(after) = page.next.clone() {
                page = list(&t.app, &ada, &ListMembers { after, ..wanted.clone() }).await.unwrap();
                pages.push(ids(&page.members));
            }
            assert_eq!(pages.concat(), expected, "round {round}: {wanted:?}");
            // And back again.
            while let Some(before) = page.previous.clone() {
                pages.pop();
                page = list(&t.app, &ada, &ListMembers { before, ..wanted.clone() }).await.unwrap();
                assert_eq!(Some(&ids(&page.members)), pages.last(), "round {round}: {wanted:?}");
            }
            assert_eq!(pages.len(), 1, "round {round}: {wanted:?}");
        }
    }

    async fn the_number_beside_a_choice_is_what_choosing_it_shows(t) {
        let ada = t.administrator().await;
        let dice = Dice(SeededEntropy::new(8));
        crowd(&t, &ada, &dice).await;
        let known = list(&t.app, &ada, &ListMembers::default()).await.unwrap().projects;
        for round in 0..20 {
            let wanted = ListMembers {
                statuses: dice.some(&Standing::ALL),
                roles: dice.some(&AccountRole::ALL),
                languages: dice.some(&Language::ALL),
                project: (round % 2 == 0).then(|| dice.pick(&known.iter().map(|each| each.id).collect::<Vec<_>>())),
                size: 100,
                ..ListMembers::default()
            };
            let counts = list(&t.app, &ada, &wanted).await.unwrap().counts;
            let shown = async |wanted: ListMembers| {
                i64::try_from(list(&t.app, &ada, &wanted).await.unwrap().members.len()).unwrap()
            };
            for (each, count) in counts.standings {
                assert_eq!(shown(ListMembers { statuses: vec![each], ..wanted.clone() }).await, count, "{each:?}");
            }
            for (each, count) in counts.roles {
                assert_eq!(shown(ListMembers { roles: vec![each], ..wanted.clone() }).await, count, "{each:?}");
            }
            for (each, count) in counts.languages {
                assert_eq!(shown(ListMembers { languages: vec![each], ..wanted.clone() }).await, count, "{each:?}");
            }
            for (on, count) in counts.two_factor {
                assert_eq!(shown(ListMembers { two_factor: vec![on], ..wanted.clone() }).await, count, "{on:?}");
            }
        }
        for project in known {
            let wanted = ListMembers { project: Some(project.id), size: 100, ..ListMembers::default() };
            let page = list(&t.app, &ada, &wanted).await.unwrap();
            assert_eq!(page.matching, Some(project.members_total));
        }
    }

    async fn a_search_keeps_to_the_filters_and_finds_everybody_once(t) {
        let ada = t.administrator().await;
        let dice = Dice(SeededEntropy::new(9));
        let projects = crowd(&t, &ada, &dice).await;
        let everybody = ListMembers { statuses: Standing::ALL.into(), size: 100, ..ListMembers::default() };
        let all = list(&t.app, &ada, &everybody).await.unwrap();
        for search in ["mara", "m", "lind mar", "zoe kern", "王", "p1", "north", "north.example lind", "5"] {
            for _ in 0..4 {
                let wanted = ListMembers {
                    search: search.into(),
                    statuses: dice.some(&Standing::ALL),
                    roles: dice.some(&AccountRole::ALL),
                    project: (dice.roll(4) == 0).then(|| all.projects[0].id),
                    size: 10,
                    ..ListMembers::default()
                };
                let ranges = search::ranges_of(search);
                let mut expected = by_hand(&all.members, &projects, &wanted);
                expected.retain(|id| {
                    let member = all.members.iter().find(|member| member.id == *id).unwrap();
                    let key = EmailAddress::parse(&member.email).unwrap();
                    let words = search::words_of(&member.name, key.key(), member.user_id.0);
                    ranges.iter().all(|(from, until)| words.iter().any(|word| word >= from && word < until))
                });
                let mut page = list(&t.app, &ada, &wanted).await.unwrap();
                assert_eq!(page.matching, None);
                let mut found = ids(&page.members);
                let mut count = 1;
                while let Some(after) = page.next.clone() {
                    page = list(&t.app, &ada, &ListMembers { after, ..wanted.clone() }).await.unwrap();
                    found.extend(ids(&page.members));
                    count += 1;
                }
                let mut sorted = found.clone();
                sorted.sort();
                expected.sort();
                assert_eq!(sorted, expected, "{wanted:?}");
                while let Some(before) = page.previous.clone() {
                    page = list(&t.app, &ada, &ListMembers { before, ..wanted.clone() }).await.unwrap();
                    count -= 1;
                    let start = (count - 1) * 10;
                    assert_eq!(ids(&page.members), found[start..start + page.members.len()], "{wanted:?}");
                }
                assert_eq!(count, 1);
            }
        }
    }
}
