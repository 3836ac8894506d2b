//! A translation by a configured server that speaks LibreTranslate's `POST /translate`. Off without settings; nobody is
//! translated unasked, and what comes back is marked as a machine's.

use crate::state::Translate;
use reticolo_base::Lang;
use std::time::Duration;

/// How long the server may take.
const PATIENCE: Duration = Duration::from_secs(8);
/// The longest answer that is read, in bytes.
const MOST: u64 = 64 * 1024;

/// The words in another language; `None` when the server gave none in time. The cause is logged, the words are not.
pub async fn translate(server: Translate, words: String, from: String, into: Lang) -> Option<String> {
    let asked = tokio::task::spawn_blocking(move || ask(&server, &words, &from, into)).await;
    match asked {
        Ok(Ok(words)) => Some(words).filter(|words| !words.trim().is_empty()),
        Ok(Err(cause)) => {
            tracing::warn!(%cause, "the translation server did not translate");
            None
        }
        Err(cause) => {
            tracing::warn!(%cause, "the translation was not finished");
            None
        }
    }
}

#[derive(serde::Deserialize)]
struct Translated {
    #[serde(rename = "translatedText")]
    words: String,
}

fn ask(server: &Translate, words: &str, from: &str, into: Lang) -> Result<String, ureq::Error> {
    let agent: ureq::Agent =
        ureq::Agent::config_builder().timeout_global(Some(PATIENCE)).max_redirects(0).build().into();
    let body = serde_json::json!({
        "q": words, "source": from, "target": into.code(), "format": "text", "api_key": server.key,
    });
    let address = format!("{}/translate", server.url.trim_end_matches('/'));
    let mut answer =
        agent.post(&address).header("content-type", "application/json").send(body.to_string())?;
    let text = answer.body_mut().with_config().limit(MOST).read_to_string()?;
    serde_json::from_str::<Translated>(&text)
        .map(|translated| translated.words)
        .map_err(|_| ureq::Error::BadUri("no translation in the answer".to_owned()))
}
