//! Dying while many are invited.

use crate::{
    smtp::Taken,
    world::{Template, World, act},
};
use std::collections::BTreeMap;
use vestibule::domain::secret::Token;

/// How many people a list has here: two steps of the worker.
pub const PEOPLE: usize = 25;
/// Places met again in the second step, when twenty are invited already, or at the last person of all.
pub const LATER: &[&str] = &["batch.begun:2", "batch.placed:25", "batch.settled:25", "batch.committed:2"];

/// Counted in a database after a step: each of them says how many people were invited.
const INVITED: &[&str] = &[
    "SELECT count(*) FROM invitations",
    "SELECT count(*) FROM invitation_links",
    "SELECT count(*) FROM batch_rows WHERE state = 'invited'",
    "SELECT count(*) FROM outbox WHERE kind = 'invitation'",
    "SELECT count(*) FROM memberships WHERE state = 'pending'",
    "SELECT count(*) FROM audit_events WHERE action = 'invitation.created'",
];

/// Lets the program die at a place while a list is sent, and starts it again: whole steps happened, what is left follows, and
/// everybody is invited once.
pub async fn die_sending(template: &Template, point: &str) {
    let mut world = World::from(template, point).await;
    world.start(Some(point)).await;
    // The worker may be faster than the answer.
    act(&mut world, "batch").await;
    world.died().await;
    let invited = world.number(INVITED[0]).await.unwrap();
    assert!([0, 20, 25].contains(&invited), "{point}: {invited} are no whole steps");
    all_say(&mut world, point, invited).await;
    world.end_leases().await;
    world.start(None).await;
    world.all_is_handled().await;
    let people = PEOPLE.try_into().unwrap();
    all_say(&mut world, point, people).await;
    let state = world.text("SELECT state FROM batches").await;
    assert_eq!(state.as_deref(), Some("done"), "{point}");
    let ended =
        "SELECT count(*) FROM audit_events WHERE action = 'batch.ended' AND detail = '{\"invited\":25}'";
    assert_eq!(world.number(ended).await, Some(1), "{point}");
    let sent = "SELECT count(*) FROM outbox WHERE kind = 'invitation' AND state = 'sent'";
    assert_eq!(world.number(sent).await, Some(people), "{point}");
    everybody_has_one_link(&mut world, point).await;
    world.end().await;
}

async fn all_say(world: &mut World, point: &str, expected: i64) {
    for what in INVITED {
        assert_eq!(world.number(what).await, Some(expected), "{point}: {what}");
    }
}

/// One mail to each, twice at the most and then the same, with a link that the database knows.
async fn everybody_has_one_link(world: &mut World, point: &str) {
    let mut mails: BTreeMap<String, Vec<Taken>> = BTreeMap::new();
    for mail in world.smtp.taken() {
        mails.entry(mail.to.clone()).or_default().push(mail);
    }
    assert_eq!(mails.len(), PEOPLE, "{point}");
    for (to, copies) in &mails {
        assert!(copies.len() <= 2, "{point}: {to} was mailed {} times", copies.len());
        let same =
            |copy: &Taken| copy.message_id == copies[0].message_id && copy.links() == copies[0].links();
        assert!(copies.iter().all(same), "{point}: {to} was mailed two things");
        let links = copies[0].links();
        let link = links.iter().find(|link| link.contains("/invitations/")).unwrap();
        let token = Token::parse(link.rsplit('/').next().unwrap()).unwrap();
        assert!(world.knows(&token).await, "{point}: a link that the database does not know");
    }
}
