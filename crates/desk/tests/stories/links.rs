//! A receiver without an account: a link, and a second code that comes by another way.

use crate::fixture::foggia;
use reticolo_base::{Actor, Ctx};
use reticolo_desk::{
    Desk, Refused,
    referral::{self, Acceptance, State},
};
use reticolo_testkit::on_both;
use uuid::Uuid;

const CODE: &str = "WXYZ-1234-5678-9ABC";

#[tokio::test]
async fn with_link_and_second_code_the_receiver_reads_and_answers() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let operator = foggia.ctx(foggia.operator);
        referral::issue_link(foggia.desk(&operator), Uuid::now_v7(), referral, (CODE, "427193"))
            .await
            .unwrap();
        let nobody = foggia.ctx(Actor::Anonymous);
        let desk = foggia.desk(&nobody);
        referral::for_link(desk, CODE).await.unwrap();
        assert!(matches!(referral::for_link(desk, "WXYZ-1234-5678-9ABD").await, Err(Refused::NotFound)));
        let opened = referral::open_link(desk, CODE, "427 193").await.unwrap();
        assert_eq!(opened.capsule.unwrap().fields.len(), 3);
        assert_eq!(opened.referral.state, State::Seen);
        let ctx = Ctx { actor: Actor::Link(opened.link), ..nobody.clone() };
        let by_link = Desk { ctx: &ctx, ..desk };
        let command = foggia.command(ctx.actor, referral).await;
        let how = Acceptance { contact_by: Some(foggia.now.plus_days(2)), ..Acceptance::default() };
        referral::accept(by_link, Uuid::now_v7(), command, how).await.unwrap();
        assert_eq!(foggia.state(referral).await, State::Accepted);
        let elsewhere = foggia.sent(foggia.aissatou().await).await;
        assert!(foggia.at(ctx.actor, elsewhere).await.is_err(), "the link opens its own referral only");
    })
    .await;
}

#[tokio::test]
async fn guessing_the_second_code_ends_the_link_and_so_does_a_withdrawal() {
    on_both(async |db| {
        let foggia = foggia(&db).await;
        let her = foggia.aissatou().await;
        let referral = foggia.sent(her).await;
        let operator = foggia.ctx(foggia.operator);
        referral::issue_link(foggia.desk(&operator), Uuid::now_v7(), referral, (CODE, "427193"))
            .await
            .unwrap();
        let nobody = foggia.ctx(Actor::Anonymous);
        let desk = foggia.desk(&nobody);
        for guess in 0..8 {
            let wrong = referral::open_link(desk, CODE, &format!("00000{guess}")).await;
            assert!(matches!(wrong, Err(Refused::Invalid("second", _))));
        }
        assert!(matches!(referral::open_link(desk, CODE, "427193").await, Err(Refused::TooMany(_))));
        referral::issue_link(foggia.desk(&operator), Uuid::now_v7(), referral, (CODE, "555555"))
            .await
            .unwrap();
        referral::open_link(desk, CODE, "555555").await.unwrap();
        let hers = foggia.ctx(Actor::Person { id: her });
        let command = foggia.command(hers.actor, referral).await;
        referral::withdraw(foggia.desk(&hers), command).await.unwrap();
        assert!(matches!(referral::open_link(desk, CODE, "555555").await, Err(Refused::NotFound)));
    })
    .await;
}

#[tokio::test]
async fn a_link_runs_out() {
    on_both(async |db| {
        let mut foggia = foggia(&db).await;
        let referral = foggia.sent(foggia.aissatou().await).await;
        let operator = foggia.ctx(foggia.operator);
        referral::issue_link(foggia.desk(&operator), Uuid::now_v7(), referral, (CODE, "427193"))
            .await
            .unwrap();
        foggia.later(15);
        let nobody = foggia.ctx(Actor::Anonymous);
        assert!(matches!(referral::for_link(foggia.desk(&nobody), CODE).await, Err(Refused::NotFound)));
    })
    .await;
}
