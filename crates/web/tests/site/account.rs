//! Signing in, joining and keeping members, as a browser does it.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic)] // What helps the tests is a test.

use crate::common::attribute;
use crate::staff::{Browser, PASSWORD, Staff, said};
use axum::http::StatusCode;
use reticolo_accounts::{demo, mail};
use reticolo_base::Lang;
use reticolo_store::job;
use reticolo_web::Settings;

#[tokio::test]
async fn anna_joins_by_her_link_signs_out_and_in_again() {
    let staff = Staff::open().await;
    let code = staff.invite("anna@comune.example", "facilitator").await;
    let mut browser = Browser::of(&staff);
    let page = browser.get(&format!("/it/invitation/{code}")).await;
    assert_eq!((page.status, page.header("cache-control")), (StatusCode::OK, "no-store"));
    let text = page.text();
    assert!(
        text.contains("Comune di Foggia") && text.contains("<svg") && text.contains("otpauth://totp/"),
        "{text}"
    );
    assert!(!text.contains("<?xml") && !text.contains("style="));

    let secret = staff.secret_of(&code).await;
    let digits = secret.digits(staff.now()).unwrap();
    let fields = [("password", PASSWORD), ("again", PASSWORD), ("digits", digits.as_str())];
    let short = browser.post(&format!("/it/invitation/{code}"), &[("password", "a"), ("again", "a")]).await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains(&said(Lang::It, "account-problem-password-short")));
    assert!(short.text().contains("aria-describedby=\"password-problem\""));
    let twice =
        browser.post(&format!("/it/invitation/{code}"), &[("password", PASSWORD), ("again", "x")]).await;
    assert!(twice.text().contains(&said(Lang::It, "account-problem-password-twice")));

    let joined = browser.post(&format!("/it/invitation/{code}"), &fields).await;
    assert_eq!(joined.status, StatusCode::OK);
    assert_eq!(joined.text().matches("<li><code>").count(), 8, "spare codes are shown once");
    let account = browser.get("/it/account").await.text();
    assert!(account.contains("Anna Rossi") && account.contains(&said(Lang::It, "account-role-facilitator")));
    assert!(account.contains(&said(Lang::It, "account-sign-out")));
    assert_eq!(browser.get(&format!("/it/invitation/{code}")).await.status, StatusCode::NOT_FOUND);

    let out = browser.post("/it/sign-out", &[]).await;
    assert_eq!((out.status, out.header("location")), (StatusCode::SEE_OTHER, "/it/"));
    assert_eq!(browser.get("/it/account").await.header("location"), "/it/sign-in");

    staff.later(60);
    browser.sign_in(&staff, "anna@comune.example", &secret).await;
    assert!(browser.get("/it/account").await.text().contains("Anna Rossi"));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_address_look_the_same() {
    let staff = Staff::open().await;
    staff.anna("facilitator").await;
    let mut answers = Vec::new();
    for email in ["anna@comune.example", "nobody@comune.example"] {
        let mut browser = Browser::of(&staff);
        let fields = [("email", email), ("password", "sbagliata sbagliata")];
        let answer = browser.post("/en/sign-in", &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.header("set-cookie").is_empty());
        answers.push(answer.text().replace(email, "…"));
    }
    assert_eq!(answers[0], answers[1]);
    assert!(answers[0].contains(&said(Lang::En, "account-problem-sign-in")));
}

#[tokio::test]
async fn whoever_guesses_is_slowed_down_where_she_sits_and_nobody_is_locked_out() {
    let staff = Staff::open().await;
    let anna = staff.anna("facilitator").await;
    let mut signed_in = Browser::of(&staff);
    staff.later(60);
    signed_in.sign_in(&staff, "anna@comune.example", &anna).await;
    let mut guesser = Browser::from(&staff, "203.0.113.9");
    let mut last = StatusCode::OK;
    for _ in 0..10 {
        let fields = [("email", "anna@comune.example"), ("password", "sbagliata sbagliata")];
        last = guesser.post("/it/sign-in", &fields).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(signed_in.get("/it/account").await.status, StatusCode::OK, "who is in stays in");
    staff.later(60);
    let mut elsewhere = Browser::from(&staff, "198.51.100.7");
    elsewhere.sign_in(&staff, "anna@comune.example", &anna).await;
    let other = [("email", "berta@comune.example"), ("password", "sbagliata sbagliata")];
    assert_eq!(guesser.post("/it/sign-in", &other).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn half_a_sign_in_opens_nothing_and_the_cookie_is_another_one_afterwards() {
    let staff = Staff::open().await;
    let anna = staff.anna("facilitator").await;
    staff.later(60);
    let mut browser = Browser::of(&staff);
    assert_eq!(browser.get("/it/sign-in/code").await.header("location"), "/it/sign-in");
    let fields = [("email", "anna@comune.example"), ("password", PASSWORD)];
    let half = browser.post("/it/sign-in", &fields).await;
    assert_eq!(half.header("location"), "/it/sign-in/code");
    let cookie = half.header("set-cookie").to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    assert_eq!(browser.get("/it/account").await.header("location"), "/it/sign-in");
    let wrong = browser.post("/it/sign-in/code", &[("digits", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let digits = anna.digits(staff.now()).unwrap();
    let whole = browser.post("/it/sign-in/code", &[("digits", &digits)]).await;
    assert_eq!(whole.header("location"), "/it/account");
    assert_ne!(whole.header("set-cookie"), cookie);
    let mut thief = Browser::of(&staff);
    thief.hold(&cookie);
    assert_eq!(thief.get("/it/account").await.header("location"), "/it/sign-in", "the half cookie is dead");
}

#[tokio::test]
async fn a_forgotten_password_tells_nothing_and_is_chosen_again() {
    let staff = Staff::open().await;
    let anna = staff.anna("facilitator").await;
    let mut browser = Browser::of(&staff);
    let known = browser.post("/ar/sign-in/forgotten", &[("email", "anna@comune.example")]).await;
    let unknown = browser.post("/ar/sign-in/forgotten", &[("email", "nobody@comune.example")]).await;
    assert_eq!((known.status, known.text()), (unknown.status, unknown.text()));
    let link = staff.link_in_mail("mail-password").await;
    let chosen = "quattro lupi sotto il tavolo";
    let path = format!("/it/{link}");
    assert_eq!(browser.get(&path).await.status, StatusCode::OK);
    let done = browser.post(&path, &[("password", chosen), ("again", chosen)]).await;
    assert_eq!(done.header("location"), "/it/sign-in?changed");
    assert!(
        browser.get("/it/sign-in?changed").await.text().contains(&said(Lang::It, "account-password-changed"))
    );
    assert_eq!(browser.get(&path).await.status, StatusCode::NOT_FOUND);
    staff.later(60);
    let fields = [("email", "anna@comune.example"), ("password", chosen)];
    assert_eq!(browser.post("/it/sign-in", &fields).await.header("location"), "/it/sign-in/code");
    let digits = anna.digits(staff.now()).unwrap();
    let whole = browser.post("/it/sign-in/code", &[("digits", &digits)]).await;
    assert_eq!(whole.header("location"), "/it/account");
}

#[tokio::test]
async fn an_administrator_invites_changes_and_ends() {
    let staff = Staff::open().await;
    let mut browser = staff.browser_of("administrator").await;
    let page = format!("/it/organizations/{}/members", staff.organization);
    let empty = browser.post(&page, &[("name", "Berta"), ("email", "berta"), ("roles", "operator")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = empty.text();
    assert!(text.contains(&said(Lang::It, "account-problem-email")) && text.contains("value=\"Berta\""));
    assert!(!text.contains("value=\"coordinator\""), "what reaches beyond the house is not hers to give");
    let fields =
        [("name", "Berta"), ("email", "berta@comune.example"), ("roles", "operator"), ("lang", "sq")];
    let invited = browser.post(&page, &fields).await.text();
    assert!(invited.contains("/sq/invitation/") && invited.contains("berta@comune.example"));
    assert!(!browser.get(&page).await.text().contains("/sq/invitation/"), "the link is shown once");

    let actions = attribute(&browser.get(&page).await.text(), "action");
    // She is on the list herself, and cannot end herself.
    let berta = actions.iter().find_map(|action| action.strip_suffix("/end")).unwrap();
    let of = |what: &str| format!("{berta}{what}");
    let changed = browser.post(&of("/roles"), &[("roles", "facilitator")]).await;
    assert_eq!(changed.header("location"), page);
    assert!(browser.get(&page).await.text().contains(&said(Lang::It, "account-role-facilitator")));
    let none = browser.post(&of("/roles"), &[]).await;
    assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY);
    browser.post(&of("/end"), &[]).await;
    assert!(!browser.get(&page).await.text().contains("berta@comune.example"));
}

#[tokio::test]
async fn whoever_keeps_the_network_adds_an_organisation_and_its_first_administrator() {
    let staff = Staff::open().await;
    let mut browser = staff.browser_of("network_administrator").await;
    let same = browser.post("/fr/organizations", &[("name", "Comune di Foggia"), ("kind", "public")]).await;
    assert!(same.text().contains(&said(Lang::Fr, "account-problem-organization-there")));
    let added = browser.post("/fr/organizations", &[("name", "Caritas"), ("kind", "third_sector")]).await;
    let members = added.header("location").to_owned();
    assert!(members.starts_with("/fr/organizations/") && members.ends_with("/members"));
    let fields = [("name", "Zoe"), ("email", "zoe@caritas.example"), ("roles", "administrator")];
    assert!(browser.post(&members, &fields).await.text().contains("/fr/invitation/"));
    assert!(browser.get("/fr/organizations").await.text().contains("Caritas"));
    let mut facilitator = staff.browser_of("facilitator").await;
    assert_eq!(facilitator.get("/fr/organizations").await.status, StatusCode::NOT_FOUND);
    assert_eq!(facilitator.get(&members).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn one_changes_password_telephone_and_codes_with_the_password_one_has() {
    let staff = Staff::open().await;
    let anna = staff.anna("facilitator").await;
    staff.later(60);
    let mut browser = Browser::of(&staff);
    browser.sign_in(&staff, "anna@comune.example", &anna).await;
    let wrong = browser.post("/it/account/recovery", &[("current", "sbagliata")]).await;
    assert!(wrong.text().contains(&said(Lang::It, "account-problem-password-wrong")));
    let codes = browser.post("/it/account/recovery", &[("current", PASSWORD)]).await.text();
    assert_eq!(codes.matches("<li><code>").count(), 8);
    let chosen = "quattro lupi sotto il tavolo";
    let fields = [("current", PASSWORD), ("password", chosen), ("again", chosen)];
    assert_eq!(browser.post("/it/account/password", &fields).await.header("location"), "/it/account");
    assert!(browser.get("/it/account/second-factor").await.text().contains("otpauth://"));
    let digits = [("current", chosen), ("digits", "000000")];
    let tried = browser.post("/it/account/second-factor", &digits).await;
    assert_eq!(tried.status, StatusCode::UNPROCESSABLE_ENTITY);
    let stray = browser.get("/it/about").await.text();
    assert!(stray.contains("Anna Rossi"), "her name is on every page while she is signed in");
}

#[tokio::test]
async fn a_tap_enters_a_role_in_a_demonstration_and_nowhere_else() {
    let staff = Staff::with(Settings { demonstration: true, ..Settings::default() }).await;
    demo::fill(&staff.app.db, &staff.app.vault, &staff.ctx()).await.unwrap();
    for role in demo::roles() {
        let mut visitor = Browser::of(&staff);
        assert!(visitor.get("/it/demo").await.text().contains(&format!("/it/demo/enter/{role}")));
        visitor.post(&format!("/it/demo/enter/{role}"), &[]).await;
        let account = visitor.get("/it/account").await;
        assert!(account.text().contains(&said(Lang::It, &format!("account-role-{role}"))), "{role}");
        assert!(account.text().contains("(dimostrazione)"));
    }
    let mut visitor = Browser::of(&staff);
    assert_eq!(visitor.post("/it/demo/enter/king", &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(visitor.get("/it/demo/enter/facilitator").await.status, StatusCode::METHOD_NOT_ALLOWED);

    let real = Staff::open().await;
    demo::fill(&real.app.db, &real.app.vault, &real.ctx()).await.unwrap();
    for role in demo::roles() {
        let mut visitor = Browser::of(&real);
        let tapped = visitor.post(&format!("/it/demo/enter/{role}"), &[]).await;
        assert_eq!((tapped.status, tapped.header("set-cookie")), (StatusCode::NOT_FOUND, ""));
        assert!(!visitor.get("/it/demo").await.text().contains("demo/enter"));
    }
}

#[tokio::test]
async fn another_site_signs_nobody_in_or_out() {
    let staff = Staff::open().await;
    let mut browser = staff.browser_of("facilitator").await;
    let forged = browser.post_from("https://evil.example", "/it/sign-out", &[]).await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(browser.get("/it/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn every_account_page_speaks_every_language() {
    let staff = Staff::open().await;
    let code = staff.invite("new@comune.example", "administrator").await;
    let mut browser = staff.browser_of("network_administrator").await;
    for lang in Lang::ALL {
        for page in
            ["account", "account/password", "account/second-factor", "account/recovery", "organizations"]
        {
            let answer = browser.get(&format!("/{lang}/{page}")).await;
            assert_eq!(answer.status, StatusCode::OK, "{lang} {page}");
            assert!(!answer.text().contains(">account-"), "{lang} {page}: a text is missing");
        }
        let mut nobody = Browser::of(&staff);
        for page in ["sign-in", "sign-in/forgotten"] {
            assert_eq!(nobody.get(&format!("/{lang}/{page}")).await.status, StatusCode::OK);
        }
    }
    let mut nobody = Browser::of(&staff);
    assert_eq!(nobody.get(&format!("/ro/invitation/{code}")).await.status, StatusCode::OK);
    assert!(job::due_kinds(&staff.app.db, staff.now()).await.unwrap().contains(&mail::JOB.to_owned()));
}
