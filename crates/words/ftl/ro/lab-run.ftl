# Laboratorul în desfășurare: locuri, ceas, conducere, hârtie.
lab-run-console = Conduci întâlnirea
lab-run-seating = Locuri la mese
lab-run-screen = Ecran cu nume și mese
lab-run-place = Masa ta
lab-run-table = Masa { $table }
lab-run-turn = Runda { $round }
lab-run-name = Nume
lab-run-host = gazda mesei
lab-run-mediator = mediator
lab-run-gone = a plecat
lab-run-somebody = o persoană
lab-run-speaks-unknown = limbi de întrebat
lab-run-present = Prezenți: { $here } din { $all }
lab-run-ago = { $n ->
    [0] acum
    [one] acum { $n } minut
    [few] acum { $n } minute
   *[other] acum { $n } de minute
}
lab-run-contributions = { $n ->
    [one] { $n } contribuție
    [few] { $n } contribuții
   *[other] { $n } de contribuții
}
lab-run-phase-preparing = Nu a început încă
lab-run-phase-welcome = Primire: oamenii sosesc
lab-run-phase-round = Runda { $round } din { $rounds }
lab-run-phase-between = Runda { $round } din { $rounds } s-a terminat
lab-run-phase-paused = Runda { $round } din { $rounds }, în pauză
lab-run-phase-plenary = Toți împreună
lab-run-phase-closed = Întâlnirea s-a terminat
lab-run-people-preparing = Întâlnirea nu a început încă. Revino aici: masa ta apare singură.
lab-run-people-welcome = Bine ați venit! Începem curând.
lab-run-people-round = Vorbiți la mese.
lab-run-people-between = Runda s-a terminat. Mergi la masa următoare.
lab-run-people-paused = O scurtă pauză: ceasul stă.
lab-run-people-plenary = Acum suntem toți împreună.
lab-run-people-closed = Întâlnirea s-a terminat. Mulțumim!
lab-run-clock-over = Timpul s-a terminat. Tu hotărăști: runda următoare sau câteva minute în plus.
lab-run-tables = Câte mese
lab-run-everybody = Socotește prezente toate persoanele așteptate
lab-run-start = Începe cu cine este aici
lab-run-open = Deschide primirea
lab-run-pause = Pauză
lab-run-resume = Continuă
lab-run-extend = + { $n } minute
lab-run-finish = Termină runda
lab-run-next = Runda următoare
lab-run-plenary = Toți împreună
lab-run-close = Închide întâlnirea
lab-run-alone = Rundele merg singure mai departe
lab-run-is-alone = Când timpul se termină, runda următoare începe singură.
lab-run-alone-stop = Hotărăsc eu când
lab-run-calls = Cer ajutor
lab-run-i-go = Merg eu
lab-run-reseat-title = Ceva s-a schimbat
lab-run-unseated = Sunt aici și nu au loc:
lab-run-vanished = Au loc și nu sunt aici:
lab-run-reseat = Aranjează locurile
lab-run-troubles = Reguli nerespectate
lab-run-what-helps = Ce ar ajuta
lab-run-last = Ultimul lucru făcut:
lab-run-moved = { $n ->
    [one] { $n } loc anunțat se schimbă
    [few] { $n } locuri anunțate se schimbă
   *[other] { $n } de locuri anunțate se schimbă
}
lab-run-column-turn = Runda
lab-run-before = Înainte
lab-run-after = Acum
lab-run-undo = Anulează:
lab-run-all-tables = Mesele
lab-run-no-seats = Locurile nu sunt încă hotărâte.
lab-run-silent = tăcere de câteva minute
lab-run-without-host = fără gazdă
lab-run-people = Persoane și mesaje
lab-run-move = Mută o persoană
lab-run-who = Cine
lab-run-choose = Alege
lab-run-to-table = Masa
lab-run-move-do = Mută
lab-run-arrive = Cineva sosește
lab-run-arrive-do = Este aici
lab-run-leave = Cineva pleacă
lab-run-leave-do = A plecat
lab-run-tell = Un mesaj pentru toți
lab-run-tell-words = Ce vrei să spui
lab-run-tell-lang = În ce limbă este scris
lab-run-tell-do = Trimite tuturor
lab-run-told = Mesaje
lab-run-by-machine = tradus de o mașină
lab-run-more = De arătat și de lipit
lab-run-rooms = Listă pe mese
lab-run-zoom = Camere pentru Zoom
lab-run-zoom-note = Zoom cere o adresă de e-mail pentru fiecare persoană: adaug-o lângă nume sau lasă pe fiecare să aleagă camera.
lab-run-did-plan = locuri hotărâte
lab-run-did-open = primire deschisă
lab-run-did-start = început cu cine este aici
lab-run-did-finish = rundă terminată
lab-run-did-next = runda următoare
lab-run-did-pause = pauză
lab-run-did-resume = reluare
lab-run-did-extend = câteva minute în plus
lab-run-did-plenary = toți împreună
lab-run-did-close = întâlnire închisă
lab-run-did-alone = rundele merg singure
lab-run-did-not-alone = rundele nu mai merg singure
lab-run-did-reseat = locuri aranjate
lab-run-did-arrive = o sosire
lab-run-did-leave = o plecare
lab-run-did-move = o persoană mutată
lab-run-did-pin = un loc fixat
lab-run-did-unpin = un loc eliberat
lab-run-did-host = gazdă aleasă
lab-run-did-table = o masă schimbată
lab-run-did-tell = un mesaj
lab-run-did-help = răspuns la o cerere de ajutor
lab-run-host-replaced = Masa { $table }: { $is } este gazdă în loc de { $was }
lab-run-host-new = Masa { $table }: { $is } este gazdă
lab-run-host-none = Masa { $table }: nicio gazdă
lab-run-table-away = Masa { $table } nu mai este necesară
lab-run-table-back = Masa { $table } este din nou necesară
lab-run-came = A sosit: { $who }
lab-run-went = A plecat: { $who }
lab-run-seats-new = { $n ->
    [one] { $n } persoană are un loc nou
    [few] { $n } persoane au un loc nou
   *[other] { $n } de persoane au un loc nou
}
lab-run-seats-freed = { $n ->
    [one] { $n } loc este liber
    [few] { $n } locuri sunt libere
   *[other] { $n } de locuri sunt libere
}
lab-run-rule-language = Runda { $round }, masa { $table }: { $who } nu înțelege. La masă se vorbește { $language } și nimeni nu interpretează.
lab-run-rule-no-language = Runda { $round }, masa { $table }: nicio limbă comună. Persoane: { $who }.
lab-run-rule-apart = Runda { $round }, masa { $table }: două persoane stau împreună și nu trebuie.
lab-run-rule-steps = Runda { $round }, masa { $table }: { $who } are nevoie de o masă fără trepte.
lab-run-rule-place = Runda { $round }: { $who } trebuie să stea la masa { $table } și nu este acolo.
lab-run-rule-size = Runda { $round }, masa { $table }: sunt { $people } persoane. Numărul potrivit este { $seats }, una în plus sau în minus.
lab-run-rule-seat = Runda { $round }: { $who } nu are loc sau are două.
lab-run-help-interpret = Roag-o pe persoana { $who } să interpreteze: vorbește { $languages }.
lab-run-help-mediator = Este nevoie de încă o persoană care interpretează între { $languages }, de exemplu la masa { $table }.
lab-run-help-step-free = Fă ca la masa { $table } să se ajungă fără trepte.
lab-run-help-release = Lasă persoana { $who } să meargă la altă masă.
lab-run-help-table = Adaugă o masă.
lab-run-place-now = Mergi acum la masa { $table }
lab-run-place-next = Masa ta următoare este { $table }
lab-run-you-host = Ești gazdă: rămâi la această masă
lab-run-with = Cu tine la masă
lab-run-with-nobody = Deocamdată ești doar tu.
lab-run-video = Intră în video
lab-run-again = Reîncarcă
lab-run-by-name = După nume
lab-run-by-table = După masă
lab-run-blocks = Blocuri
lab-run-coming = { $n ->
    [one] { $n } persoană de așezat
    [few] { $n } persoane de așezat
   *[other] { $n } de persoane de așezat
}
lab-run-with-hosts = La fiecare masă rămâne o gazdă
lab-run-seed = Alt număr dă alt plan
lab-run-plan = Hotărăște locurile
lab-run-plan-again = Hotărăște din nou locurile
lab-run-worth = Cât de bun este planul
lab-run-rules-hold = Toate regulile sunt respectate: fiecare înțelege la masa lui.
lab-run-would-help = Ce ar ajuta
lab-run-no-help = Nu am găsit o schimbare mică care să ajungă. Încearcă mai puține mese sau mai mulți mediatori.
lab-run-worth-no-repeats = Nimeni nu întâlnește de două ori aceeași persoană. Perechi care se întâlnesc: { $pairs }.
lab-run-worth-fewest = Întâlniri repetate: { $n }. Mai puține nu se poate. Perechi care se întâlnesc: { $pairs }.
lab-run-worth-repeats = Întâlniri repetate: { $n } (niciun plan nu are sub { $least }). Perechi care se întâlnesc: { $pairs }.
lab-run-worth-bound = { $n ->
    [one] La aceste mese nimeni nu se întâlnește de două ori cel mult { $n } rundă.
    [few] La aceste mese nimeni nu se întâlnește de două ori cel mult { $n } runde.
   *[other] La aceste mese nimeni nu se întâlnește de două ori cel mult { $n } de runde.
}
lab-run-worth-kinds = Perechi din același tip de organizație la o masă: { $n } (minimul este { $least }).
lab-run-worth-territories = Perechi din același teritoriu la o masă: { $n } (minimul este { $least }).
lab-run-worth-unknown = { $n ->
    [one] Nu știm limbile unei persoane ({ $n }): întreabă la intrare.
    [few] Nu știm limbile a { $n } persoane: întreabă la intrare.
   *[other] Nu știm limbile a { $n } de persoane: întreabă la intrare.
}
lab-run-meet-kinds = Cine pe cine întâlnește: tipuri de organizații
lab-run-meet-territories = Cine pe cine întâlnește: teritorii
lab-run-meet-note = Fiecare număr spune câte perechi vorbesc împreună, în toate rundele. Mai închis, mai multe conversații.
lab-run-as-table = Ca tabel
lab-run-by-hand = Cu mâna
lab-run-choose-host = Alege gazda
lab-run-nobody-hosts = Nimeni
lab-run-pin = Fixează un loc
lab-run-pin-note = Persoana rămâne la această masă și când locurile se hotărăsc din nou.
lab-run-all-turns = Toate rundele
lab-run-pinned = { $who }: masa { $table } în runda { $round }
lab-run-pinned-always = { $who }: masa { $table } în toate rundele
lab-run-unpin = Eliberează
lab-run-each-table = Fiecare masă
lab-run-question = Întrebare
lab-run-video-address = Adresa video
lab-run-steps = Se ajunge doar pe trepte
lab-run-save = Salvează
lab-run-paper = Pe hârtie
lab-run-cards = Cartonașe de loc
lab-run-cards-intro = Un cartonaș pentru fiecare persoană, în limba ei: tipărește, taie și dă la intrare.
lab-run-card-heading = Mergi la aceste mese:
lab-run-card-host = Ești gazda mesei { $table }: rămâi acolo în toate rundele.
lab-run-sheets = Foi pentru mese
lab-run-sheets-intro = O foaie pentru fiecare masă și rundă. După aceea, cu codul ei, scrii aici ce este pe foaie:
lab-run-chart = Tabelul rundelor
lab-run-csv = Tabelul locurilor (CSV)
lab-run-sheet-heading = Masa { $table }, runda { $round }
lab-run-sheet-who = La masă:
lab-run-sheet-later = După aceea scrie aici ce ați spus, cu codul:
lab-run-sheet = Copiază o foaie
lab-run-sheet-intro = Ai foaia unei mese? Scrie codul ei: apoi copiezi ce este pe ea sau trimiți o fotografie.
lab-run-sheet-code = Codul foii
lab-run-sheet-open = Deschide foaia
lab-run-sheet-unknown = Nu cunoaștem acest cod. Verifică literele și cifrele de pe foaie.
lab-run-sheet-words = O contribuție a mesei
lab-run-sheet-kind = Ce este
lab-run-sheet-no-kind = Nu știu
lab-run-sheet-add = Adaugă
lab-run-sheet-written = Deja copiate
lab-run-sheet-nothing = Încă nimic.
lab-run-sheet-other = Altă foaie
lab-run-sheet-empty = Scrie câteva cuvinte.
lab-run-sheet-long = Este prea lung: { $written } caractere. Maximul este { $most }. Fă două contribuții.
lab-run-word-experience = experiență
lab-run-word-analysis = analiză
lab-run-word-challenge = provocare
lab-run-word-idea = idee
lab-run-word-reflection = reflecție
lab-run-word-question = întrebare
lab-run-photo = O fotografie a foii
lab-run-photo-note = Scoatem din fotografie locul, ora și telefonul. O vede doar cine are codul.
lab-run-photo-choose = Alege o fotografie (JPEG, PNG sau WebP, până la 8 MB)
lab-run-photo-send = Trimite fotografia
lab-run-photo-alt = Fotografia foii
lab-run-photo-large = Fotografia este prea mare: cel mult { $most } MB.
lab-run-photo-kind = Aceasta nu este o fotografie pe care o putem citi. Trimite un fișier JPEG, PNG sau WebP.
lab-run-photo-many = Există deja destule fotografii ale acestei foi.
lab-run-changed-meanwhile = Între timp altcineva a schimbat ceva. Nimic nu s-a pierdut: uită-te cum este acum și încearcă din nou.
lab-run-nothing-to-undo = Nu este nimic de anulat.
lab-run-has-begun = A început deja.
lab-run-turn-runs = O rundă este în curs: termin-o mai întâi.
lab-run-is-closed = Întâlnirea s-a terminat.
lab-run-no-turn = Acum nu este nicio rundă în curs.
lab-run-last-turn = Aceasta a fost ultima rundă din bloc.
lab-run-not-paused = Ceasul nu este în pauză.
lab-run-nobody = În listă nu este nimeni de așezat. Adaugă mai întâi persoanele.
lab-run-nobody-here = Nu este încă nimeni. Notează cine sosește sau socotește prezente toate persoanele așteptate.
lab-run-no-table = Trebuie cel puțin o masă și o rundă.
lab-run-empty-tables = { $people } persoane nu ajung pentru { $tables } mese. Ia cel mult { $people } mese.
lab-run-too-many = { $is } sunt prea multe: cel mult { $most }.
lab-run-two-hosts = Masa { $table } are două gazde.
lab-run-no-such-table = Masa { $table } nu există.
lab-run-how-many-tables = Alege de la 1 la { $most } mese.
lab-run-how-many-minutes = Alege de la 1 la { $most } minute.
lab-run-choose-person = Alege o persoană din listă.
lab-run-choose-table = Alege o masă.
lab-run-host-stays = Această persoană este gazda mesei { $table } și rămâne acolo. Alege mai întâi altă gazdă.
lab-run-tell-empty = Scrie ce vrei să spui tuturor.
lab-run-no-address = Scrie o adresă care începe cu https://
lab-run-kind-public = Instituție publică
lab-run-kind-third-sector = Sectorul al treilea
lab-run-kind-migrants-association = Asociație de migranți
lab-run-kind-person = Persoană cu experiență de migrație
lab-run-kind-university = Universitate
lab-run-kind-other = Altceva
