//! A sheet of paper, typed or photographed later by whoever holds it: its code is the permission.

use crate::{
    App, Fault, Markup, Shell, Visit,
    errors::status_of,
    fields::Fields,
    limits::Deed,
    render::{self, Answer},
    routes::lab::run::said,
};
use askama::Template;
use axum::{
    extract::{FromRequest as _, FromRequestParts as _, Multipart, Request},
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::{IntoResponse as _, Redirect},
};
use reticolo_base::{Lang, Refusal as _};
use reticolo_lab::{
    Refused,
    run::{
        Hall,
        photo::{self, MOST_BYTES},
        sheet::{self, Sheet},
    },
};
use uuid::Uuid;

const KINDS: [&str; 6] = ["experience", "analysis", "challenge", "idea", "reflection", "question"];

#[derive(Template)]
#[template(path = "lab/run/sheet.html")]
struct Page {
    shell: Shell,
    here: String,
    typed_code: String,
    problem: Option<String>,
    sheet: Option<Shown>,
    words: String,
    kind: String,
    langs: Vec<(&'static str, &'static str, bool)>,
    kinds: Vec<(&'static str, String)>,
    most: usize,
}

struct Shown {
    code: String,
    heading: String,
    question: Option<Markup>,
    written: Vec<(Option<String>, String, String)>,
    photos: Vec<Uuid>,
}

/// A code as somebody copies it from paper: signs that look alike are one, dashes and spaces do not count.
fn read(typed: &str) -> Option<String> {
    let mut code = String::new();
    for sign in typed.chars().take(40).filter(|c| c.is_alphanumeric()) {
        code.push(match sign.to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            sign if sign.is_ascii_alphanumeric() && sign != 'U' => sign,
            _ => return None,
        });
    }
    (code.len() == 8).then_some(code)
}

fn parted(code: &str) -> String {
    code.get(..4).zip(code.get(4..)).map_or_else(|| code.to_owned(), |(a, b)| format!("{a}-{b}"))
}

async fn found(visit: &Visit, typed: &str) -> Result<Sheet, Fault> {
    visit.app.limits.count(Deed::Ask, visit)?;
    let code = read(typed).ok_or_else(Fault::not_found)?;
    Ok(sheet::by_code(&visit.app.db, &code).await?)
}

pub async fn page(visit: Visit) -> Answer {
    let fields = Fields::of_query(visit.query.as_deref());
    let Some(typed) = fields.one("code") else {
        return render::private(&Page::of(&visit, None, String::new(), None).await?);
    };
    match found(&visit, typed).await {
        Ok(sheet) => render::private(&Page::of(&visit, Some(sheet), String::new(), None).await?),
        Err(fault) if fault.status == StatusCode::NOT_FOUND => {
            let problem = visit.words().say("lab-run-sheet-unknown").into_owned();
            let typed = typed.chars().take(40).collect();
            render::with_status(StatusCode::NOT_FOUND, &Page::of(&visit, None, typed, Some(problem)).await?)
        }
        Err(fault) => Err(fault),
    }
}

/// Types one contribution from the sheet.
pub async fn write(visit: Visit, fields: Fields) -> Answer {
    let sheet = found(&visit, fields.one("code").unwrap_or_default()).await?;
    let words = fields.one("words").unwrap_or_default();
    let lang = fields.one("lang").and_then(Lang::from_tag).unwrap_or(visit.lang());
    let note = sheet::Note { id: Uuid::now_v7(), words, kind: fields.one("kind"), lang };
    match sheet::type_in(&visit.app.db, &visit.ctx, &sheet, note).await {
        Ok(()) => Ok(back(&visit, &sheet)),
        Err(refused @ (Refused::Invalid(..) | Refused::Conflict(_) | Refused::TooMany(_))) => {
            let status = status_of(refused.kind());
            let problem = said::refused(&refused, visit.words());
            let mut page = Page::of(&visit, Some(sheet), String::new(), Some(problem)).await?;
            page.words = words.chars().take(20_000).collect();
            fields.one("kind").unwrap_or_default().clone_into(&mut page.kind);
            render::with_status(status, &page)
        }
        Err(refused) => Err(refused.into()),
    }
}

fn back(visit: &Visit, sheet: &Sheet) -> axum::response::Response {
    Redirect::to(&visit.href(&format!("sheet?code={}#written", parted(&sheet.code)))).into_response()
}

/// Keeps a photograph of the sheet, without what the camera wrote beside the picture.
pub async fn keep(axum::extract::State(app): axum::extract::State<App>, request: Request) -> Answer {
    let (mut parts, body) = request.into_parts();
    let visit = Visit::from_request_parts(&mut parts, &app).await?;
    let form = Multipart::from_request(Request::from_parts(parts, body), &app).await;
    let form = form.map_err(|_| Fault::of(StatusCode::UNSUPPORTED_MEDIA_TYPE))?;
    let (code, file) = uploaded(form).await?;
    let sheet = found(&visit, &code).await?;
    let kept = match photo::clean(&file) {
        Ok(photo) => sheet::keep_photo(&app.db, &visit.ctx, &sheet.code, Uuid::now_v7(), &photo).await,
        Err(refused) => Err(refused),
    };
    match kept {
        Ok(()) => Ok(back(&visit, &sheet)),
        Err(refused @ (Refused::Invalid(..) | Refused::TooMany(_))) => {
            let status = status_of(refused.kind());
            let problem = said::refused(&refused, visit.words());
            render::with_status(status, &Page::of(&visit, Some(sheet), String::new(), Some(problem)).await?)
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The code and the file of a form. A file that is too large is cut at a byte more than may be, and refused where it is read.
async fn uploaded(mut form: Multipart) -> Result<(String, Vec<u8>), Fault> {
    let broken = |_| Fault::of(StatusCode::PAYLOAD_TOO_LARGE);
    let (mut code, mut file) = (String::new(), Vec::new());
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        let name = field.name().unwrap_or_default().to_owned();
        let mut bytes = Vec::new();
        while let Some(chunk) = field.chunk().await.map_err(broken)? {
            if bytes.len() <= MOST_BYTES {
                bytes.extend_from_slice(&chunk);
            }
        }
        match name.as_str() {
            "code" => code = String::from_utf8_lossy(&bytes).chars().take(40).collect(),
            "photo" => file = bytes,
            _ => {}
        }
    }
    Ok((code, file))
}

/// A photograph, for whoever has the sheet's code.
pub async fn photo(visit: Visit) -> Answer {
    let fields = Fields::of_query(visit.query.as_deref());
    let sheet = found(&visit, fields.one("code").unwrap_or_default()).await?;
    let id: Uuid = fields.one("id").and_then(|id| id.parse().ok()).ok_or_else(Fault::not_found)?;
    let (kind, bytes) = sheet::photo(&visit.app.db, &sheet.code, id).await?;
    let kind = HeaderValue::try_from(kind).map_err(|_| Fault::broken())?;
    let headers: [(HeaderName, HeaderValue); 3] = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    Ok((headers, bytes).into_response())
}

impl Page {
    async fn of(
        visit: &Visit,
        sheet: Option<Sheet>,
        typed_code: String,
        problem: Option<String>,
    ) -> Result<Self, Fault> {
        let (words, lang) = (visit.words(), visit.lang());
        let shown = match sheet {
            Some(sheet) => Some(Shown::of(visit, &sheet).await?),
            None => None,
        };
        Ok(Self {
            shell: visit.shell(words.say("lab-run-sheet").into_owned()).kept_from_robots(),
            here: visit.href("sheet"),
            typed_code,
            problem,
            sheet: shown,
            words: String::new(),
            kind: String::new(),
            langs: Lang::ALL.map(|one| (one.code(), one.endonym(), one == lang)).into(),
            kinds: KINDS.map(|kind| (kind, words.say(&format!("lab-run-word-{kind}")).into_owned())).into(),
            most: sheet::MOST_CHARS,
        })
    }
}

impl Shown {
    async fn of(visit: &Visit, sheet: &Sheet) -> Result<Self, Fault> {
        let (db, words) = (&visit.app.db, visit.words());
        let hall = Hall::load(db, sheet.session, sheet.block).await?;
        let question = hall.table(sheet.table).and_then(|table| {
            hall.block.questions.iter().find(|question| Some(question.id) == table.question)
        });
        let values = [("table", sheet.table.into()), ("round", sheet.round.into())];
        let kind = |code: &String| {
            KINDS.contains(&code.as_str()).then(|| words.say(&format!("lab-run-word-{code}")).into_owned())
        };
        let written = sheet::written(db, sheet).await?;
        Ok(Self {
            code: parted(&sheet.code),
            heading: words.say_with("lab-run-sheet-heading", &values),
            question: question.map(|question| said::shown(&question.words, visit.lang())),
            written: written
                .into_iter()
                .map(|one| (one.kind.as_ref().and_then(kind), one.words, one.lang))
                .collect(),
            photos: sheet::photos(db, &sheet.code).await?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_from_paper_as_people_copy_it() {
        assert_eq!(read("ab3d-9xyz"), Some("AB3D9XYZ".to_owned()));
        assert_eq!(read(" oil0 1111 "), Some("01101111".to_owned()));
        for other in ["", "AB3D", "AB3D-9XYZ-Q", "UUUU-UUUU", "<script>"] {
            assert_eq!(read(other), None, "{other}");
        }
        assert_eq!(parted("AB3D9XYZ"), "AB3D-9XYZ");
    }
}
