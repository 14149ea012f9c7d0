//! The first administrator, and signing in.

use crate::support::{PASSWORD, TestApp, on_both_databases, token_in};
use futures::future::join_all;
use vestibule::{
    domain::{
        field::{Fault, Field, FieldErrors},
        secret::Token,
        time::Span,
    },
    service::{Error, resets, setup, setup::FirstAdministrator, sign_in::sign_in},
};

fn form() -> FirstAdministrator {
    FirstAdministrator {
        name: "Ada Kern".into(),
        email: "ada@example.org".into(),
        password: PASSWORD.into(),
        company: "Northwind".into(),
    }
}

async fn link(t: &TestApp) -> Token {
    let link = setup::mint_link(&t.app, t.anonymous().now).await.unwrap().unwrap();
    Token::parse(link.strip_prefix("https://panel.example.org/setup/").unwrap()).unwrap()
}

fn is_wrong_credentials(error: &Error) -> bool {
    matches!(error, Error::Invalid(errors) if *errors == FieldErrors::one(Field::Form, Fault::WrongCredentials))
}

on_both_databases! {
    async fn the_link_makes_one_administrator_and_ends(t) {
        let older = link(&t).await;
        let link = link(&t).await;
        let refused = setup::create_first_administrator(&t.app, &t.anonymous(), &form(), Some(older.hash())).await;
        assert!(matches!(refused, Err(Error::NotFound)));
        let made = setup::create_first_administrator(&t.app, &t.anonymous(), &form(), Some(link.hash())).await;
        let who = made.unwrap();
        assert_eq!(sign_in(&t.app, &t.anonymous(), "ADA@example.org", PASSWORD).await.unwrap(), who);
        let again = setup::create_first_administrator(&t.app, &t.anonymous(), &form(), Some(link.hash())).await;
        assert!(matches!(again, Err(Error::NotFound)));
        assert_eq!(setup::mint_link(&t.app, t.anonymous().now).await.unwrap(), None);
    }

    async fn of_many_at_once_one_becomes_the_first(t) {
        let link = link(&t).await;
        let tries = join_all((0..8).map(|n| {
            let app = t.app.clone();
            let ctx = t.anonymous();
            let form = FirstAdministrator { email: format!("ada{n}@example.org"), ..form() };
            // Half of them from the command line, which needs no link.
            let link = (n % 2 == 0).then(|| link.hash());
            async move { setup::create_first_administrator(&app, &ctx, &form, link).await }
        }))
        .await;
        assert_eq!(tries.iter().filter(|result| result.is_ok()).count(), 1);
        for result in tries.iter().filter_map(|result| result.as_ref().err()) {
            assert!(matches!(result, Error::NotFound), "{result:?}");
        }
    }

    async fn all_faults_come_back_at_once_and_the_link_stays(t) {
        let link = link(&t).await;
        let form = FirstAdministrator { email: "no address".into(), password: "short".into(), ..Default::default() };
        let refused = setup::create_first_administrator(&t.app, &t.anonymous(), &form, Some(link.hash())).await;
        let Err(Error::Invalid(errors)) = refused else { panic!("{refused:?}") };
        assert_eq!(errors.0, [
            (Field::Name, Fault::Missing),
            (Field::Email, Fault::NotAnAddress),
            (Field::Password, Fault::TooShort { min: 15 }),
            (Field::Company, Fault::Missing),
        ]);
        assert!(setup::is_open(&t.app, t.anonymous().now, link.hash()).await.unwrap());
    }

    async fn whatever_is_wrong_the_answer_is_the_same(t) {
        t.administrator().await;
        for (email, password) in [
            ("ada@example.org", "another password of mine"),
            ("nobody@example.org", PASSWORD),
            ("no address", PASSWORD),
            ("ada@example.org", ""),
            ("", ""),
        ] {
            let error = sign_in(&t.app, &t.anonymous(), email, password).await.unwrap_err();
            assert!(is_wrong_credentials(&error), "{email} {password}: {error:?}");
        }
    }

    async fn a_mailed_link_sets_a_new_password_once(t) {
        let ada = t.administrator().await;
        resets::ask(&t.app, &t.anonymous(), "ada@example.org").await.unwrap();
        let older = token_in(&t.deliver().await[0], "/reset-password/");
        resets::ask(&t.app, &t.anonymous(), "ada@example.org").await.unwrap();
        let token = token_in(&t.deliver().await[0], "/reset-password/");
        let new = "four herons by the weir";
        for (token, password) in [(&older, new), (&Token::from_random([1; 32]), new)] {
            assert!(matches!(resets::set(&t.app, &ada, token.hash(), password).await, Err(Error::NotFound)));
        }
        let short = resets::set(&t.app, &ada, token.hash(), "short").await;
        assert!(matches!(short, Err(Error::Invalid(_))));
        resets::set(&t.app, &ada, token.hash(), new).await.unwrap();
        assert!(matches!(resets::set(&t.app, &ada, token.hash(), new).await, Err(Error::NotFound)));
        assert!(sign_in(&t.app, &t.anonymous(), "ada@example.org", new).await.is_ok());
        assert!(sign_in(&t.app, &t.anonymous(), "ada@example.org", PASSWORD).await.is_err());
        assert_eq!(t.deliver().await.len(), 1, "the person is told");
    }

    async fn a_reset_link_ends_after_half_an_hour(t) {
        t.administrator().await;
        resets::ask(&t.app, &t.anonymous(), "ada@example.org").await.unwrap();
        let token = token_in(&t.deliver().await[0], "/reset-password/");
        t.advance(Span::minutes(30));
        assert_eq!(resets::look(&t.app, &t.anonymous(), token.hash()).await.unwrap(), None);
    }

    async fn an_unknown_address_gets_no_mail_and_the_same_answer(t) {
        t.administrator().await;
        resets::ask(&t.app, &t.anonymous(), "nobody@example.org").await.unwrap();
        assert!(t.deliver().await.is_empty());
    }
}
