//! The shell around every page: what the layout template needs.

use crate::{Markup, Settings, Visit, assets, markup::escaped};
use reticolo_base::{Direction, Lang, Text};
use reticolo_words::{Value, Words};
use std::sync::Arc;

/// The shell of one page. A page's template has it as the field `shell` and extends `layout.html`.
#[derive(Debug, Clone)]
pub struct Shell {
    /// The language of the page.
    pub lang: Lang,
    /// The title, without the name of the network.
    pub title: String,
    /// How this network presents itself.
    pub settings: Arc<Settings>,
    /// Whether the page has a quick exit.
    pub sensitive: bool,
    /// Where the quick exit leads.
    pub exit: String,
    /// Whether search engines are told to stay away, as from every page of a demonstration.
    pub hidden: bool,
    words: &'static Words,
    path: String,
    query: Option<String>,
    /// The name of the member who is signed in.
    pub member: Option<String>,
    /// Whether anybody is signed in, a participant too.
    pub signed_in: bool,
}

/// One language of the switch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Switch {
    /// The code, for `lang` and `hreflang`.
    pub code: &'static str,
    /// The language's own name.
    pub name: &'static str,
    /// This page in that language.
    pub href: String,
    /// Whether the page is in that language now.
    pub current: bool,
}

impl Shell {
    pub(crate) fn new(visit: &Visit, title: String) -> Self {
        Self {
            lang: visit.ctx.lang,
            title,
            settings: Arc::clone(&visit.app.settings),
            sensitive: false,
            exit: visit.app.settings.exit_url.clone(),
            hidden: visit.app.settings.demonstration,
            words: visit.words(),
            path: visit.path.clone(),
            query: visit.query.clone(),
            member: visit.holder.as_ref().and_then(|holder| holder.name.clone()),
            signed_in: visit.holder.is_some(),
        }
    }

    /// The same with a quick exit: the theme may put the reader in danger.
    #[must_use]
    pub fn with_exit(mut self) -> Self {
        self.sensitive = true;
        self
    }

    /// The same with a quick exit by way of a page of ours, which first ends the sign-in of whoever leaves.
    #[must_use]
    pub fn with_exit_by(mut self, path: &str) -> Self {
        self.exit = self.href(path);
        self.with_exit()
    }

    /// The same kept from search engines.
    #[must_use]
    pub fn kept_from_robots(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// The same where the language switch leads to another page: this one's address opens only once, or holds a secret.
    #[must_use]
    pub fn switching_at(mut self, path: &str) -> Self {
        path.clone_into(&mut self.path);
        self.query = None;
        self
    }

    /// The text of a key.
    pub fn say(&self, key: &str) -> String {
        self.words.say(key).into_owned()
    }

    /// The text of a key with variables.
    pub fn say_with(&self, key: &str, values: &[(&str, Value)]) -> String {
        self.words.say_with(key, values)
    }

    /// The texts, for numbers, dates and lists.
    pub fn words(&self) -> &'static Words {
        self.words
    }

    /// A text as the reader sees it: words in another language are marked with `lang` and `dir`, never hidden.
    pub fn show(&self, text: &Text) -> Markup {
        let Some(seen) = text.seen(self.lang) else { return Markup::default() };
        let words = escaped(seen.text);
        if seen.lang == self.lang {
            return Markup(words);
        }
        Markup(format!(
            "<span lang=\"{}\" dir=\"{}\">{words}</span>",
            seen.lang,
            seen.lang.direction().code()
        ))
    }

    /// A page in the same language: `shell.href("find")` is `/fr/find`.
    pub fn href(&self, path: &str) -> String {
        format!("/{}/{path}", self.lang)
    }

    /// The address of a built asset, by its plain name: `site.css`.
    pub fn asset(&self, name: &str) -> String {
        assets::address(name)
    }

    /// The style sheet of the page's direction.
    pub fn style(&self) -> String {
        assets::address(match self.lang.direction() {
            Direction::Ltr => "site.css",
            Direction::Rtl => "site.rtl.css",
        })
    }

    /// An outline icon by its name, hidden from screen readers: words stand beside it.
    pub fn icon(&self, name: &str) -> Markup {
        assets::icon(name)
    }

    /// The name of the network.
    pub fn network(&self) -> &str {
        self.settings.name.words(self.lang)
    }

    /// The direction of writing, for `dir`.
    pub fn direction(&self) -> &'static str {
        self.lang.direction().code()
    }

    /// This page in every language.
    pub fn switch(&self) -> Vec<Switch> {
        Lang::ALL.map(|lang| self.in_language(lang)).into()
    }

    fn in_language(&self, lang: Lang) -> Switch {
        let query = self.query.as_ref().map(|q| format!("?{q}")).unwrap_or_default();
        Switch {
            code: lang.code(),
            name: lang.endonym(),
            href: format!("/{lang}/{}{query}", self.path),
            current: lang == self.lang,
        }
    }

    /// This page's own public address, without the query.
    pub fn canonical(&self) -> String {
        format!("{}/{}/{}", self.settings.base_url, self.lang, self.path)
    }

    /// This page's public address in another language, without the query.
    pub fn alternate(&self, code: &str) -> String {
        format!("{}/{code}/{}", self.settings.base_url, self.path)
    }

    /// The telephone number as an address to dial.
    pub fn dial(&self, phone: &str) -> String {
        let digits: String = phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect();
        format!("tel:{digits}")
    }
}
