//! `kill -9` at every place where the state is between two truths (`src/kill.rs`), with the program itself, a real mail server
//! and both databases. Afterwards the program is started again, and everything must come out: nothing lost, no mail more than
//! twice, and then under one `Message-ID` with one link, and no link mailed that the database does not know.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a test fails by panicking, and waits for another process"
)]

mod lists;
#[path = "../smtp/mod.rs"]
mod smtp;
mod tokens;
mod undo;
mod world;

use smtp::{Fault, Stage};
use std::collections::BTreeSet;
use vestibule::kill;
use world::{Engine, MARA, Template, World, act};

/// Places that a mail meets on its way, whichever it is: met with the mail of an invitation.
fn is_of_sending(point: &str) -> bool {
    ["claim.", "send.", "settle."].iter().any(|step| point.starts_with(step))
}

/// Lets the program die at a place, starts it again, and looks.
async fn die_at(template: &Template, point: &str) {
    let mut world = World::from(template, point).await;
    world.start(Some(point)).await;
    let step = point.split('.').next().unwrap();
    let step = if is_of_sending(point) { "invite" } else { step };
    let answered = act(&mut world, step).await;
    world.died().await;
    let before = world.facts().await;
    // Whoever was told that it is done can rely on it.
    if answered {
        assert!(before.is_done(step), "{point}: acknowledged, and lost");
    }
    world.end_leases().await;
    world.start(None).await;
    world.all_is_handled().await;
    if !before.is_done(step) {
        // Nothing of it happened: the same once more, and it does.
        assert_eq!(world.facts().await, before, "{point}: half of it happened");
        assert!(act(&mut world, step).await, "{point}: it cannot be done again");
        world.all_is_handled().await;
    }
    world.check(point, step).await;
    world.end().await;
}

/// Dies while the server has the mail and has not said so: the one moment in which nobody can know.
async fn die_unanswered(template: &Template) {
    let mut world = World::from(template, "unanswered").await;
    world.smtp.misbehave(Stage::End, Fault::Silent);
    world.start(None).await;
    assert!(act(&mut world, "invite").await);
    world.is_held().await;
    world.kill().await;
    world.smtp.behave();
    world.end_leases().await;
    world.start(None).await;
    world.all_is_handled().await;
    world.check("unanswered", "invite").await;
    world.end().await;
}

/// The server takes the mail and is cut off before it can say so: the mail comes a second time, and can be told to be the same.
async fn taken_without_a_word(template: &Template) {
    let mut world = World::from(template, "taken").await;
    world.smtp.misbehave(Stage::End, Fault::TakesAndCuts);
    world.start(None).await;
    assert!(act(&mut world, "invite").await);
    world.smtp.wait_for(1).await;
    world.kill().await;
    world.smtp.behave();
    world.end_leases().await;
    world.start(None).await;
    world.all_is_handled().await;
    assert_eq!(world.smtp.taken().len(), 2);
    world.check("taken", "invite").await;
    world.end().await;
}

async fn every_point(engine: Engine) {
    let empty = Template::set_up(engine).await;
    let invited = empty.with_an_invitation().await;
    let fresh = empty.with_a_fresh_invitation().await;
    let ending = empty.with_an_ending_token().await;
    let list = empty.with_a_list(lists::PEOPLE).await;
    for point in kill::POINTS.iter().chain(lists::LATER) {
        match point.split('.').next().unwrap() {
            "undo" => undo::die_undoing(&fresh, point).await,
            "tell" => tokens::die_telling(&ending, point).await,
            "batch" => lists::die_sending(&list, point).await,
            "resend" | "accept" | "door" => die_at(&invited, point).await,
            _ => die_at(&empty, point).await,
        }
    }
    die_unanswered(&empty).await;
    taken_without_a_word(&empty).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_at_any_point_sqlite() {
    every_point(Engine::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nothing_is_lost_at_any_point_postgres() {
    match std::env::var("TEST_POSTGRES_URL") {
        Ok(url) => every_point(Engine::Postgres(url)).await,
        Err(_) => {
            assert!(std::env::var("CI").is_err(), "TEST_POSTGRES_URL is not set");
            eprintln!("TEST_POSTGRES_URL is not set: not run on PostgreSQL");
        }
    }
}

#[test]
fn no_point_stands_twice() {
    let all: BTreeSet<_> = kill::POINTS.iter().collect();
    assert_eq!(all.len(), kill::POINTS.len());
    assert!(MARA.contains('@'));
}
