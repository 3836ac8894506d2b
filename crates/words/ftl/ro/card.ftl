may-question = Îl pot folosi?
may-yes = Da, poți
may-unknown = Nu știm: întreabă
may-no = Nu, după regulă
may-not-said = Depinde de lucruri pe care nu le-ai spus.
may-overdue = Regula nu a fost reverificată la timp: nu putem răspunde.
may-checked = Verificată la { $date } de { $steward }. De reverificat până la { $review }.
may-source = Sursa:
may-no-rules = Nu avem o regulă scrisă pentru acest serviciu. Sună și întreabă.
may-position-not-asked = Aici nu au voie să îți ceară permisul de ședere.
may-tell = Spune ceva despre tine ca să știi dacă îl poți folosi
may-tell-find = Ce servicii pot folosi?
may-tell-note = Răspunde doar la ce vrei. Nu salvăm nimic.
may-tell-send = Vezi răspunsul
open-unknown = Nu știm programul: sună înainte să mergi
open-now = Deschis acum
open-always = Deschis zi și noapte
open-until = Deschis acum, până la { $time }
closed-now = Închis acum
closed-today = Închis acum. Se deschide azi la { $time }
closed-tomorrow = Închis acum. Se deschide mâine la { $time }
closed-weekday = Închis acum. Se deschide { $day } la { $time }
closed-date = Închis acum. Se deschide { $date } la { $time }
day-closed = închis
day-whole = toată ziua
day-perhaps = { $times } (poate: sună)
feast-new-year = Anul Nou
feast-epiphany = Boboteaza
feast-easter = Paștele catolic
feast-easter-monday = Lunea Paștelui
feast-liberation = Ziua Eliberării
feast-labour = Ziua Muncii
feast-republic = Ziua Republicii
feast-assumption = Adormirea Maicii Domnului (Ferragosto)
feast-saint-francis = Sfântul Francisc
feast-all-saints = Toți Sfinții
feast-immaculate = Imaculata Concepțiune
feast-christmas = Crăciunul
feast-saint-stephen = Sfântul Ștefan
feast-patron = Sărbătoarea patronului: { $saint }
card-demonstration = Demonstrație: acest serviciu este inventat
card-in-italian = În italiană:
card-first = Mai întâi
card-needs = Ajută la
card-mark-unreviewed = Nimeni nu a verificat încă această traducere.
card-mark-outdated = Textul italian s-a schimbat: această traducere este veche.
card-mark-source = Netradus încă.
call = Sună
way-there = Vezi unde este pe hartă (OpenStreetMap)
share = Trimite
share-copied = Copiat
confirmed-when = Confirmat { $when }.
confirmed-old = A trecut mult timp: sună înainte să mergi.
confirmed-never = Nimeni nu a confirmat încă această fișă: sună înainte să mergi.
confirmed-by = confirmat { $when }, la { $date }, de { $by }
field-all = Toată fișa
field-hours = Program
field-address = Adresa
field-phones = Telefon
field-documents = Documente
field-access = Cine îl poate folosi
field-languages = Limbi
field-capacity = Locuri libere
field-name = Nume
field-description = Descriere
field-cost = Cost
field-contacts = Contacte
field-waiting = Așteptare
section-who = Pentru cine este
section-how = Ce trebuie să faci
section-bring = Ce trebuie să aduci
section-result = Ce primești
section-times = Durată și termene
section-access = Cum ajungi la serviciu
section-conditions = Condițiile serviciului
section-contacts = Contacte
bring-nothing = Nu ai nevoie de niciun document.
bring-unknown = Nu știm ce documente trebuie: sună și întreabă.
bring-show = Arată această listă la ghișeu.
bring-optional = (dacă ai)
bring-or = Sau:
bring-not-asked = Nu au voie să îți ceară
waiting-none = De obicei nu se așteaptă.
waiting-days = { $n ->
    [one] De obicei aștepți { $n } zi.
    [few] De obicei aștepți { $n } zile.
   *[other] De obicei aștepți { $n } de zile.
}
waiting-weeks = { $n ->
    [one] De obicei aștepți cam { $n } săptămână.
    [few] De obicei aștepți cam { $n } săptămâni.
   *[other] De obicei aștepți cam { $n } de săptămâni.
}
places-free = { $n ->
    [one] { $n } loc liber
    [few] { $n } locuri libere
   *[other] { $n } de locuri libere
}
places-none = Niciun loc liber
places-told = Ne-au spus { $when }.
places-age-unknown = Nu știm de când.
places-old = Cifra este veche: sună.
ages-between = De la { $min } la { $max } ani.
ages-from = De la { $min } ani în sus.
ages-to = Până la { $max } ani.
cost-free = Gratuit
status-inactive = Acest serviciu nu este activ acum.
status-closed = Acest serviciu este închis o perioadă. Sună ca să afli când se redeschide.
way-walk-in = Mergi direct, fără programare.
way-by-phone = Sună întâi pentru o programare.
way-online = Programează-te pe internet. Dacă nu poți, cere ajutor la telefon.
way-referral = Te trimite alt serviciu: întreabă la un ghișeu.
received-by-either = Poți cere să vorbești cu o femeie sau cu un bărbat.
received-by-woman = Poți cere să vorbești cu o femeie.
received-by-man = Poți cere să vorbești cu un bărbat.
tongues-title = Limbi vorbite
tongue-interpreted = cu un mediator
tongue-notice = { $n ->
    [one] anunță cu { $n } zi înainte
    [few] anunță cu { $n } zile înainte
   *[other] anunță cu { $n } de zile înainte
}
place-protected = Adresa este protejată, pentru siguranța celor care locuiesc acolo. Sună: îți spun ei ce să faci.
step-free-yes = Se intră fără trepte.
step-free-no = La intrare sunt trepte.
hours-title = Programul următoarelor șapte zile
hours-same = Același program ca la primul loc.
map-of = Harta împrejurimilor: { $name }
map-move = Deschide harta mobilă
map-credit = Limite: ISTAT (CC BY). Desenul nostru.
about-organization = Cine oferă serviciul
take-title = Ia cu tine
take-contact = Salvează în contacte
take-hours = Pune programul în calendar
take-qr = Cod de scanat cu telefonul ca să deschizi pagina
take-link = Adresa acestei pagini, de copiat
truth-title = Cât de sigur este ce citești
truth-changed = Ultima modificare: { $date }
truth-source = Informații date de:
