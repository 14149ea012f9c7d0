//! Where members stand in lists: order, search words, and how many stand where. All of it follows from the rows of the
//! membership, the person, their second factor and the invitation; [`refresh`] works it out anew after any of them changed.
//! Whoever calls it holds the account (`super::accounts::lock`), so the counts are changed by one transaction at a time.

use super::{Sql, StoreError, Tx, assignments, members, members::known};
use crate::domain::{
    facet::Facet,
    ids::{AccountId, MembershipId, ProjectId, UserId},
    invitation::MailState,
    language::Language,
    member::{MembershipState, Standing},
    role::{AccountRole, ProjectRole},
    search,
    time::Timestamp,
};
use sqlx::FromRow;

// An account learns of its own people only whether they have a second factor, and of nobody whom it has merely invited.
const TRUTH: Sql = Sql::same(
    "SELECT m.account_id, m.user_id, m.name, m.language, m.role_id, m.state, m.suspended_at, m.facet,
        m.state = 'active' AND EXISTS (SELECT 1 FROM factors f
            WHERE f.user_id = m.user_id AND f.confirmed_at IS NOT NULL) AS two_factor,
        m.sort_key, m.words, m.last_seen_at, u.email, u.email_key, i.mail_state, i.lapsed_at,
        i.asked_at, i.needs_approval_at
     FROM memberships m JOIN users u ON u.id = m.user_id LEFT JOIN invitations i ON i.id = m.invitation_id
     WHERE m.id = $1",
);
const PLACE: Sql =
    Sql::same("UPDATE memberships SET facet = $2, sort_key = $3, words = $4, two_factor = $5 WHERE id = $1");
const PLACE_IN_PROJECTS: Sql =
    Sql::same("UPDATE project_roles SET facet = $2, sort_key = $3 WHERE membership_id = $1");
const ADD_WORD: Sql = Sql::same(
    "INSERT INTO member_words (account_id, word, membership_id, bits) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id, word, membership_id) DO UPDATE SET bits = excluded.bits",
);
const FORGET_WORD: Sql =
    Sql::same("DELETE FROM member_words WHERE account_id = $1 AND word = $2 AND membership_id = $3");
const COUNT: Sql = Sql::same(
    "INSERT INTO member_counts (account_id, project_id, facet, members) VALUES ($1, $2, $3, $4)
     ON CONFLICT (account_id, project_id, facet) DO UPDATE SET members = member_counts.members + excluded.members",
);
const COUNT_IN_PROJECT: Sql =
    Sql::same("UPDATE projects SET members_total = members_total + $2 WHERE id = $1");
const PROJECTS: Sql = Sql::same(
    "SELECT r.project_id, r.role, p.archived_at FROM project_roles r JOIN projects p ON p.id = r.project_id
     WHERE r.membership_id = $1 ORDER BY r.project_id",
);
const ADD_PROJECT: Sql = Sql::same(
    "INSERT INTO project_roles (membership_id, project_id, role, facet, sort_key, last_seen_at)
     VALUES ($1, $2, $3, $4, $5, $6)",
);
const SET_PROJECT: Sql =
    Sql::same("UPDATE project_roles SET role = $3 WHERE membership_id = $1 AND project_id = $2");
const DROP_PROJECT: Sql = Sql::same("DELETE FROM project_roles WHERE membership_id = $1 AND project_id = $2");
const COUNTS: Sql = Sql::same(
    "SELECT facet, members FROM member_counts WHERE account_id = $1 AND project_id = $2 AND members > 0",
);

/// The statements here.
pub const ALL: &[(&str, Sql)] = &[
    ("truth", TRUTH),
    ("place", PLACE),
    ("place_in_projects", PLACE_IN_PROJECTS),
    ("add_word", ADD_WORD),
    ("forget_word", FORGET_WORD),
    ("count", COUNT),
    ("count_in_project", COUNT_IN_PROJECT),
    ("projects", PROJECTS),
    ("add_project", ADD_PROJECT),
    ("set_project", SET_PROJECT),
    ("drop_project", DROP_PROJECT),
    ("counts", COUNTS),
];

/// The project number under which a whole account is counted.
pub const WHOLE_ACCOUNT: ProjectId = ProjectId(0);

#[derive(FromRow)]
struct Truth {
    account_id: AccountId,
    user_id: UserId,
    name: String,
    language: String,
    role_id: i64,
    state: String,
    suspended_at: Option<Timestamp>,
    two_factor: bool,
    facet: i64,
    sort_key: String,
    words: String,
    last_seen_at: Timestamp,
    email: String,
    email_key: String,
    mail_state: Option<String>,
    lapsed_at: Option<Timestamp>,
    asked_at: Option<Timestamp>,
    needs_approval_at: Option<Timestamp>,
}

impl Truth {
    fn facet(&self) -> Result<Facet, StoreError> {
        let state = known("state", MembershipState::from_name(&self.state))?;
        let mail = self.mail_state.as_deref().map(|name| known("mail_state", MailState::from_name(name)));
        Ok(Facet {
            standing: Standing::of(
                state,
                self.suspended_at.is_some(),
                mail.transpose()?,
                self.asked_at.is_some() || self.needs_approval_at.is_some(),
                self.lapsed_at.is_some(),
            ),
            role: known("role_id", AccountRole::from_id(self.role_id))?,
            language: known("language", Language::from_code(&self.language))?,
            two_factor: self.two_factor,
        })
    }

    async fn of(tx: &mut Tx, id: MembershipId) -> Result<Self, StoreError> {
        let sql = tx.pick(&TRUTH);
        Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_one(c).await)?)
    }
}

/// By what a member stands in the order of names: the name, or the address where there is none.
pub fn sort_key_of(name: &str, email: &str) -> String {
    search::fold(if name.is_empty() { email } else { name })
}

/// Words as a row of the membership keeps them: sorted, each between blanks.
pub fn joined(words: &[String]) -> String {
    let mut text = String::from(" ");
    for word in words {
        text.push_str(word);
        text.push(' ');
    }
    text
}

/// Works out anew where a member stands, after anything it follows from was changed. A member who was just added is counted
/// from now on.
///
/// # Errors
/// When the database fails.
pub async fn refresh(tx: &mut Tx, id: MembershipId) -> Result<(), StoreError> {
    let truth = Truth::of(tx, id).await?;
    let facet = truth.facet()?.code();
    let sort_key = sort_key_of(&truth.name, &truth.email);
    let words = search::words_of(&truth.name, &truth.email_key, truth.user_id.0);
    let kept = joined(&words);
    if (facet, &sort_key, &kept) == (truth.facet, &truth.sort_key, &truth.words) {
        return Ok(());
    }
    change_words(tx, id, &truth, &words, &kept).await?;
    let (place, in_projects) = (tx.pick(&PLACE), tx.pick(&PLACE_IN_PROJECTS));
    on_db!(tx, c => sqlx::query(place)
        .bind(id).bind(facet).bind(&sort_key).bind(&kept).bind(truth.two_factor)
        .execute(c).await.map(|_| ()))?;
    on_db!(tx, c => sqlx::query(in_projects).bind(id).bind(facet).bind(&sort_key).execute(c).await.map(|_| ()))?;
    if facet != truth.facet {
        let mut projects: Vec<ProjectId> = vec![WHOLE_ACCOUNT];
        projects.extend(projects_of(tx, id).await?.into_iter().map(|held| held.project_id));
        for project in projects {
            if truth.facet != Facet::NOT_COUNTED {
                count(tx, truth.account_id, project, truth.facet, -1).await?;
            }
            count(tx, truth.account_id, project, facet, 1).await?;
        }
    }
    Ok(())
}

/// Works out anew where all memberships of a person stand. The accounts are held
/// ([`members::hold_all_of_user`]).
///
/// # Errors
/// When the database fails.
pub async fn refresh_user(tx: &mut Tx, user: UserId) -> Result<(), StoreError> {
    for (_, id) in members::of_user(tx, user).await? {
        refresh(tx, id).await?;
    }
    Ok(())
}

/// Gives a member these roles in projects and no others. No form shows archived projects, so roles in them stay for the
/// day they are restored, unless every role goes. The member has been placed before ([`refresh`]); rights that are new get
/// their numbers by [`assignments::follow`].
///
/// # Errors
/// When the database fails.
pub async fn set_project_roles(
    tx: &mut Tx,
    id: MembershipId,
    wanted: &[(ProjectId, ProjectRole)],
    now: Timestamp,
) -> Result<(), StoreError> {
    let truth = Truth::of(tx, id).await?;
    let before = projects_of(tx, id).await?;
    for held in before.iter().filter(|held| !wanted.iter().any(|(project, _)| *project == held.project_id)) {
        if held.archived_at.is_some() && !wanted.is_empty() {
            continue;
        }
        drop_project(tx, id, &truth, held.project_id).await?;
    }
    for (project, role) in wanted {
        put_project(tx, id, &truth, &before, (*project, *role), now).await?;
    }
    Ok(())
}

/// Gives a member this role in one project, or none, and leaves those in all others alone. The member has been placed before;
/// a right that is new gets its number by [`assignments::follow`].
///
/// # Errors
/// When the database fails.
pub async fn set_project_role(
    tx: &mut Tx,
    id: MembershipId,
    project: ProjectId,
    role: Option<ProjectRole>,
    now: Timestamp,
) -> Result<(), StoreError> {
    let truth = Truth::of(tx, id).await?;
    let before = projects_of(tx, id).await?;
    match role {
        Some(role) => put_project(tx, id, &truth, &before, (project, role), now).await,
        None if before.iter().any(|held| held.project_id == project) => {
            drop_project(tx, id, &truth, project).await
        }
        None => Ok(()),
    }
}

async fn put_project(
    tx: &mut Tx,
    id: MembershipId,
    truth: &Truth,
    before: &[Held],
    (project, role): (ProjectId, ProjectRole),
    now: Timestamp,
) -> Result<(), StoreError> {
    let (add, set) = (tx.pick(&ADD_PROJECT), tx.pick(&SET_PROJECT));
    match before.iter().find(|held| held.project_id == project) {
        Some(held) if held.role == role.name() => {}
        Some(_) => {
            on_db!(tx, c => sqlx::query(set)
                .bind(id).bind(project).bind(role.name()).execute(c).await.map(|_| ()))?;
            assignments::changed(tx, id, project, now).await?;
        }
        None => {
            on_db!(tx, c => sqlx::query(add)
                .bind(id).bind(project).bind(role.name()).bind(truth.facet).bind(&truth.sort_key)
                .bind(truth.last_seen_at).execute(c).await.map(|_| ()))?;
            count(tx, truth.account_id, project, truth.facet, 1).await?;
        }
    }
    Ok(())
}

async fn drop_project(
    tx: &mut Tx,
    id: MembershipId,
    truth: &Truth,
    project: ProjectId,
) -> Result<(), StoreError> {
    let sql = tx.pick(&DROP_PROJECT);
    on_db!(tx, c => sqlx::query(sql).bind(id).bind(project).execute(c).await.map(|_| ()))?;
    count(tx, truth.account_id, project, truth.facet, -1).await
}

/// How many members of an account, or of one of its projects, stand where.
///
/// # Errors
/// When the database fails.
pub async fn counts(
    tx: &mut Tx,
    account: AccountId,
    project: ProjectId,
) -> Result<Vec<(Facet, i64)>, StoreError> {
    let sql = tx.pick(&COUNTS);
    let rows: Vec<(i64, i64)> =
        on_db!(tx, c => sqlx::query_as(sql).bind(account).bind(project).fetch_all(c).await)?;
    rows.into_iter().map(|(code, members)| Ok((known("facet", Facet::from_code(code))?, members))).collect()
}

/// A role in a project, archived or not.
#[derive(FromRow)]
struct Held {
    project_id: ProjectId,
    role: String,
    archived_at: Option<Timestamp>,
}

async fn projects_of(tx: &mut Tx, id: MembershipId) -> Result<Vec<Held>, StoreError> {
    let sql = tx.pick(&PROJECTS);
    Ok(on_db!(tx, c => sqlx::query_as(sql).bind(id).fetch_all(c).await)?)
}

/// Every word carries the bits of all, so all are written when one of them changes.
async fn change_words(
    tx: &mut Tx,
    id: MembershipId,
    truth: &Truth,
    words: &[String],
    kept: &str,
) -> Result<(), StoreError> {
    if truth.words == kept {
        return Ok(());
    }
    let (add, forget) = (tx.pick(&ADD_WORD), tx.pick(&FORGET_WORD));
    for word in truth.words.split_whitespace().filter(|word| !kept.contains(&format!(" {word} "))) {
        on_db!(tx, c => sqlx::query(forget).bind(truth.account_id).bind(word).bind(id).execute(c).await.map(|_| ()))?;
    }
    let bits = search::bits_of(words.iter().map(String::as_str));
    for word in words {
        on_db!(tx, c => sqlx::query(add)
            .bind(truth.account_id).bind(word).bind(id).bind(bits).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// So many more, or less. The total of a project leaves the removed out.
pub(super) async fn count(
    tx: &mut Tx,
    account: AccountId,
    project: ProjectId,
    facet: i64,
    more: i64,
) -> Result<(), StoreError> {
    let (count, in_project) = (tx.pick(&COUNT), tx.pick(&COUNT_IN_PROJECT));
    on_db!(tx, c => sqlx::query(count)
        .bind(account).bind(project).bind(facet).bind(more).execute(c).await.map(|_| ()))?;
    let removed = Facet::from_code(facet).is_some_and(|facet| facet.standing == Standing::Removed);
    if project != WHOLE_ACCOUNT && !removed {
        on_db!(tx, c => sqlx::query(in_project).bind(project).bind(more).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}
