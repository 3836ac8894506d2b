//! One file per noun; each gives its routes.

pub mod about;
pub mod accessibility;
pub mod account;
pub mod api;
pub mod card;
pub mod demo;
pub mod desk;
pub mod feeds;
pub mod find;
pub mod health;
pub mod home;
pub mod keeping;
pub mod lab;
pub(crate) mod live;
pub mod mine;
pub mod near;
pub mod needs;
pub mod path;
pub mod privacy;
pub mod referral_link;
pub mod said;
pub mod sitemap;
pub mod wrong;

use crate::{App, Fault, assets, map};
use axum::Router;

/// All routes.
pub fn all() -> Router<App> {
    Router::new()
        .merge(assets::routes())
        .merge(health::routes())
        .merge(home::routes())
        .merge(needs::routes())
        .merge(about::routes())
        .merge(accessibility::routes())
        .merge(privacy::routes())
        .merge(demo::routes())
        .merge(api::routes())
        .merge(feeds::routes())
        .merge(sitemap::routes())
        .merge(card::routes())
        .merge(find::routes())
        .merge(near::routes())
        .merge(path::routes())
        .merge(wrong::routes())
        .merge(account::routes())
        .merge(keeping::routes())
        .merge(lab::routes())
        .merge(mine::routes())
        .merge(referral_link::routes())
        .merge(desk::routes())
        .merge(map::routes())
        .fallback(|| async { Fault::not_found() })
}
