//! Words that carry no meaning in a search: folded, per language. "I look for", "I need" are among them: everybody
//! who searches does.

use crate::Tongue;
use std::collections::HashMap;
use std::sync::LazyLock;

const IT: &str = "a ad al allo alla ai agli alle un uno una il lo la i gli le l d di del dello della dei degli delle \
    e ed o in nel nello nella nei negli nelle con col su sul sullo sulla sui sugli sulle per da dal dallo dalla dai \
    dagli dalle fra tra che chi cui mi ti ci vi si ne io tu lui lei noi voi loro mio mia miei mie tuo tua suo sua \
    sono sei siamo essere e ho hai ha abbiamo hanno avere devo posso vorrei voglio come dove quando quale quali \
    non anche se ma piu questo questa questi queste quello quella c qui \
    cerco cercare trovo trovare bisogno serve servono chiedere chiedo voler volere voglia fare faccio";
const EN: &str = "a an the of to in on at for from by with and or not no is are was were be been am i me my we our you your \
    he she it its they them their this that these those do does did can could how what where when which who whom \
    why there here if as has have had will would should may might must so than then into about any some s t \
    look looking find get getting need needs want wants wanted seek seeking please";
const FR: &str = "a au aux un une des du de d la le les l et ou en dans sur sous par pour avec sans que qui quoi dont est \
    sont suis etre ai as ont avoir je j tu il elle on nous vous ils elles me m te se mon ma mes ton ta tes son sa ses \
    notre nos votre vos leur leurs ce cette ces cet c qu n ne pas plus comment quand quel quelle quels quelles y s \
    cherche chercher trouver trouve besoin veux voudrais faut obtenir avoir faire fais peux";
const AR: &str = "في من الي علي عن مع هل ما ماذا متي اين كيف كم لماذا من هو هي هم انا نحن انت هذا هذه ذلك تلك التي الذي \
    الذين ان او و ثم لا لم لن قد كان كانت يكون تكون عند عندي لدي لي لك له لها كل اي بعد قبل بين حتي اذا غير يمكن \
    يمكنني اريد احتاج هناك بها به فيها فيه منها منه عليها عليه \
    ابحث اجد اطلب بحاجه احصل الحصول عندنا اريده محتاج عايز بدي";
const RO: &str = "a al ale ai un o unei unui la cu de din pe in pentru prin si sau ca sa se mi ma te ne va ei el ea noi \
    voi eu tu este sunt e am are avem au fi fost nu mai ce care cine unde cum cand cat acest aceasta acesta meu mea mei \
    mele lui lor imi iti isi vreau trebuie pot poate \
    caut gasesc gasi nevoie vreau doresc obtin obtine fac face";
const SQ: &str = "e i te ne nga per me pa dhe ose se qe nje ky kjo keto ata une ti ai ajo ne ju ata jam eshte jane kam ka \
    kemi kane si ku kur cila cili cfare pse mua ty im ime tim tende tij saj tyre do mund duhet nuk s u \
    kerkoj gjej gjeni nevoje dua duan marr bej";
const DE: &str = "der die das den dem des ein eine einen einem einer eines und oder in im an am auf aus bei mit nach von vom zu \
    zum zur fur ist sind war bin bist sein haben hat habe ich du er sie es wir ihr mich mir dich dir sich mein meine dein \
    kann konnen konnte muss mussen soll sollen wie was wo wann wer welche welcher welches welchen warum nicht kein keine \
    auch wenn dass man als um es gibt werden wird uber unter durch ohne gegen bis dieser diese dieses \
    suche suchen finde finden brauche brauchen mochte will bekomme bekommen machen mache";

/// The languages in which a word is a stop word, one bit each.
static STOPS: LazyLock<HashMap<&'static str, u8>> = LazyLock::new(|| {
    let mut stops = HashMap::new();
    for tongue in Tongue::ALL {
        for word in list(tongue).split_whitespace() {
            *stops.entry(word).or_insert(0) |= 1 << tongue as u8;
        }
    }
    stops
});

fn list(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::It => IT,
        Tongue::En => EN,
        Tongue::Fr => FR,
        Tongue::Ar => AR,
        Tongue::Ro => RO,
        Tongue::Sq => SQ,
        Tongue::De => DE,
        Tongue::Other => "",
    }
}

/// Whether a folded word carries no meaning in a language.
pub fn is_stop(tongue: Tongue, word: &str) -> bool {
    tongue != Tongue::Other && STOPS.get(word).is_some_and(|tongues| tongues & (1 << tongue as u8) != 0)
}

/// Whether a folded word carries no meaning in some language.
pub fn is_stop_anywhere(word: &str) -> bool {
    STOPS.contains_key(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use reticolo_base::folding::fold;

    #[test]
    fn every_stop_word_is_written_as_it_is_looked_up() {
        for tongue in Tongue::ALL {
            for word in list(tongue).split_whitespace() {
                assert_eq!(fold(word), word, "{tongue:?}");
                assert!(is_stop(tongue, word) && is_stop_anywhere(word));
            }
        }
    }

    #[test]
    fn a_stop_word_of_one_language_may_mean_something_in_another() {
        assert!(is_stop(Tongue::It, "come") && !is_stop(Tongue::En, "come"));
        assert!(!is_stop(Tongue::Other, "come") && !is_stop_anywhere("permesso"));
    }
}
