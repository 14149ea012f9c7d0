//! People who do not exist, for trying out and measuring. One account after the other is made in a transaction of its own;
//! everything that lists, counts and finds them holds what the use cases would have written.

use super::setup::DEFAULT_PROJECT;
use crate::{
    app::App,
    domain::{
        audit::{Action, Entry, Origin},
        facet::Facet,
        ids::{AccountId, InvitationId, MembershipId, ProjectId, UserId},
        invitation::MailState,
        member::{MembershipState, Standing},
        name::Name,
        role::AccountRole,
        search,
        seed::{self, Life, Maker, Person, Plan, PlanFault},
        time::Timestamp,
    },
    store::{
        StoreError, Tx, accounts, assignments,
        member_places::{self, WHOLE_ACCOUNT},
        members::{self, NewMembership},
        seed::{self as rows, NewOffer, NewPerson, Numbered, Operator},
    },
};
use std::collections::HashMap;
use tokio::sync::mpsc;
use uuid::Uuid;

/// How many people are handed on at once.
const CHUNK: usize = 4_000;
/// After how many people their words are put in order and handed on.
const WORDS_OF: usize = 1_000_000;

/// Why nothing was made, or not everything.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// Nobody could look at it.
    #[error("there is no operator yet: set the installation up first (`vestibule setup`)")]
    NotSetUp,
    /// Too much, or nothing.
    #[error(transparent)]
    Plan(#[from] PlanFault),
    /// The database failed; what stands in its message was not made, the accounts before it were.
    #[error("the account of number {0} was not made")]
    Store(u64, #[source] StoreError),
    /// A defect of ours.
    #[error("internal error: {0}")]
    Internal(&'static str),
}

/// What was made.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made {
    /// Accounts.
    pub accounts: u64,
    /// Projects.
    pub projects: u64,
    /// People, the operator aside.
    pub users: u64,
}

/// Makes accounts with projects and people as planned. The operator becomes an administrator of each.
///
/// # Errors
/// When nobody has set up the installation, the plan is too large, or the database fails.
pub async fn seed(app: &App, plan: Plan) -> Result<Made, SeedError> {
    let plan = plan.check()?;
    let now = app.clock.now();
    let mut made = Made::default();
    for number in 0..plan.accounts {
        rows::prepare(&app.db).await.map_err(|error| SeedError::Store(number, error))?;
        let result = account(app, plan, number, now).await;
        rows::end(&app.db).await.map_err(|error| SeedError::Store(number, error))?;
        result?;
        made.accounts += 1;
        made.projects += plan.projects;
        made.users += plan.users_of(number);
    }
    Ok(made)
}

async fn account(app: &App, plan: Plan, number: u64, now: Timestamp) -> Result<(), SeedError> {
    let failed = |error: StoreError| SeedError::Store(number, error);
    let wrong_name = |_| SeedError::Internal("a name that is none");
    let mut dice = plan.dice(number);
    let mut tx = app.db.write().await.map_err(failed)?;
    let operator = rows::operator(&mut tx).await.map_err(failed)?.ok_or(SeedError::NotSetUp)?;
    rows::begin(&mut tx).await.map_err(failed)?;
    let name = Name::parse(&seed::account_name(number)).map_err(wrong_name)?;
    let account = accounts::insert(&mut tx, uuid_of(dice.octets(), now), &name, now).await.map_err(failed)?;
    let mut projects = Vec::new();
    for place in 0..plan.projects {
        let is_default = place == 0;
        let name = if is_default { DEFAULT_PROJECT.to_owned() } else { seed::project_name(place - 1) };
        let uuid = uuid_of(dice.octets(), now);
        let id =
            accounts::insert_project(&mut tx, uuid, account, &name, is_default, now).await.map_err(failed)?;
        projects.push(id);
    }
    let_in(&mut tx, account, &operator, now).await.map_err(failed)?;
    let users = plan.users_of(number);
    let many = i64::try_from(users).unwrap_or(0);
    if many > 0 {
        let first = First {
            user: rows::first_number(&mut tx, Numbered::Users, many).await.map_err(failed)?,
            membership: rows::first_number(&mut tx, Numbered::Memberships, many).await.map_err(failed)?,
            // As many as there could be.
            invitation: rows::first_number(&mut tx, Numbered::Invitations, many).await.map_err(failed)?,
        };
        // Where more people are there already than come now, the indexes stay.
        let indexes = if first.membership <= many {
            rows::drop_indexes(&mut tx).await.map_err(failed)?
        } else {
            Vec::new()
        };
        let maker = Maker::new(dice, now, users, projects.len());
        let (sender, mut receiver) = mpsc::channel(4);
        let making =
            tokio::task::spawn_blocking(move || Making { maker, first, projects, users }.run(&sender));
        while let Some(part) = receiver.recv().await {
            match part {
                Part::People(people) => rows::insert_people(&mut tx, account, operator.id, &people).await,
                Part::Words(words) => rows::insert_words(&mut tx, account, &words).await,
                Part::Counts(counts) => rows::insert_counts(&mut tx, account, &counts).await,
            }
            .map_err(failed)?;
        }
        rows::make_indexes(&mut tx, indexes).await.map_err(failed)?;
        making.await.map_err(|_| SeedError::Internal("the making of people broke off"))??;
    }
    let entry = Entry {
        account_id: Some(account),
        actor_id: None,
        action: Action::AccountSeeded,
        subject: format!("account:{account}"),
        detail: serde_json::json!({ "users": users, "projects": plan.projects, "seed": plan.seed }),
    };
    tx.commit(&entry, &Origin { at: now, request_id: "seed", ip: "" }).await.map_err(failed)
}

/// Makes the operator an administrator of the account.
async fn let_in(
    tx: &mut Tx,
    account: AccountId,
    operator: &Operator,
    now: Timestamp,
) -> Result<(), StoreError> {
    let new = NewMembership {
        account_id: account,
        user_id: operator.id,
        name: &operator.name,
        language: operator.language(),
        role: AccountRole::Administrators,
        client_administrator: true,
        state: MembershipState::Active,
    };
    if let Some(id) = members::insert(tx, &new, now).await? {
        member_places::refresh(tx, id).await?;
        assignments::follow(tx, id, None, now).await?;
        // Whoever signs in comes to the account that was used last: it is there to be looked at.
        members::touch(tx, account, operator.id, now).await?;
    }
    Ok(())
}

/// The first number of each table's rows.
#[derive(Clone, Copy)]
struct First {
    user: i64,
    membership: i64,
    invitation: i64,
}

/// Words, each with those whose it is and the bits of all words of theirs.
type Words = Vec<(String, Vec<(MembershipId, i64)>)>;

/// What is handed on to be written.
enum Part {
    People(Vec<NewPerson>),
    Words(Words),
    Counts(Vec<(ProjectId, Facet, i64)>),
}

/// Makes people in a thread of its own, while others are written.
struct Making {
    maker: Maker,
    first: First,
    projects: Vec<ProjectId>,
    users: u64,
}

impl Making {
    /// Stops early when nobody takes what is made.
    fn run(mut self, sender: &mpsc::Sender<Part>) -> Result<(), SeedError> {
        let mut chunk = Vec::with_capacity(CHUNK);
        let mut words = HashMap::new();
        let mut counts: HashMap<(ProjectId, i64), (Facet, i64)> = HashMap::new();
        let mut waiting = 0;
        for at in 0..i64::try_from(self.users).unwrap_or(0) {
            let person = self.maker.person(self.first.user + at);
            let person = person.map_err(|_| SeedError::Internal("an address that is none"))?;
            let (person, own_words) = self.row(at, person);
            let bits = search::bits_of(own_words.iter().map(String::as_str));
            for word in own_words {
                words.entry(word).or_insert_with(Vec::new).push((person.membership_id, bits));
            }
            let own_projects = person.projects.iter().map(|(project, _)| *project);
            for project in own_projects.chain([WHOLE_ACCOUNT]) {
                counts.entry((project, person.facet.code())).or_insert((person.facet, 0)).1 += 1;
            }
            chunk.push(person);
            waiting += 1;
            if chunk.len() == CHUNK && sender.blocking_send(Part::People(std::mem::take(&mut chunk))).is_err()
            {
                return Ok(());
            }
            if waiting == WORDS_OF {
                waiting = 0;
                // Whose words they are has to stand there before.
                let people = sender.blocking_send(Part::People(std::mem::take(&mut chunk)));
                if people.is_err() || sender.blocking_send(in_order(&mut words)).is_err() {
                    return Ok(());
                }
            }
        }
        let mut counts: Vec<_> =
            counts.into_iter().map(|((project, _), (facet, members))| (project, facet, members)).collect();
        counts.sort_unstable_by_key(|(project, facet, _)| (*project, facet.code()));
        for part in [Part::People(chunk), in_order(&mut words), Part::Counts(counts)] {
            if sender.blocking_send(part).is_err() {
                return Ok(());
            }
        }
        Ok(())
    }

    /// The rows of a person, and the words.
    fn row(&self, at: i64, person: Person) -> (NewPerson, Vec<String>) {
        let (user_id, membership_id) =
            (UserId(self.first.user + at), MembershipId(self.first.membership + at));
        let words = search::words_of(&person.name, person.email.key(), user_id.0);
        let mut row = NewPerson {
            user_id,
            uuid: uuid_of(person.octets, person.created_at),
            email: person.email.as_str().to_owned(),
            email_key: person.email.key().to_owned(),
            own_name: person.name.clone(),
            activated_at: None,
            membership_id,
            language: person.language,
            role: person.role,
            client_administrator: person.client_administrator,
            state: MembershipState::Active,
            accepted_at: None,
            suspended_at: None,
            removed_at: None,
            last_seen_at: person.last_seen.unwrap_or(Timestamp::from_micros(0)),
            created_at: person.created_at,
            facet: Facet {
                standing: Standing::Active,
                role: person.role,
                language: person.language,
                two_factor: false,
            },
            sort_key: member_places::sort_key_of(&person.name, person.email.as_str()),
            words: member_places::joined(&words),
            invitation: None,
            projects: Vec::new(),
            name: person.name,
        };
        let of_number = |(place, role)| Some((*self.projects.get(place)?, role));
        row.projects = person.projects.into_iter().filter_map(of_number).collect();
        let mut mail = None;
        match person.life {
            Life::Active { accepted_at, suspended_at } => {
                (row.activated_at, row.accepted_at) = (Some(accepted_at), Some(accepted_at));
                row.suspended_at = suspended_at;
            }
            Life::Removed { accepted_at, removed_at } => {
                (row.activated_at, row.accepted_at) = (Some(accepted_at), Some(accepted_at));
                (row.state, row.removed_at) = (MembershipState::Removed, Some(removed_at));
            }
            Life::Pending(offer) => {
                // The name is what the account was told; the person says theirs when joining.
                (row.state, row.own_name) = (MembershipState::Pending, String::new());
                mail = Some((offer.mail, offer.lapsed_at.is_some()));
                row.invitation = Some(NewOffer {
                    id: InvitationId(self.first.invitation + at),
                    token_hash: offer.token_hash,
                    expires_at: offer.expires_at,
                    lapsed_at: offer.lapsed_at,
                    mail_state: offer.mail.as_str(),
                    by_hand: offer.mail == MailState::ByHand,
                    mail_reason: offer.reason,
                    issued_at: offer.issued_at,
                });
            }
        }
        let lapsed = mail.is_some_and(|(_, lapsed)| lapsed);
        let offer = mail.map(|(mail, _)| mail);
        row.facet.standing = Standing::of(row.state, row.suspended_at.is_some(), offer, false, lapsed);
        (row, words)
    }
}

fn in_order(words: &mut HashMap<String, Vec<(MembershipId, i64)>>) -> Part {
    let mut words: Words = std::mem::take(words).into_iter().collect();
    words.sort_unstable();
    Part::Words(words)
}

/// A UUID of version 7 (RFC 9562 §5.7) of the given time.
fn uuid_of<const N: usize>(octets: [u8; N], at: Timestamp) -> Uuid {
    let millis = u64::try_from(at.as_micros() / 1000).unwrap_or(0);
    let random = octets.first_chunk::<10>().copied().unwrap_or_default();
    uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid()
}
