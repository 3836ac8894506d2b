# Il laboratorio che si svolge: posti, orologio, regia, carta.
lab-run-console = Regia dell'incontro
lab-run-seating = Posti ai tavoli
lab-run-screen = Schermo con nomi e tavoli
lab-run-place = Il tuo tavolo
lab-run-table = Tavolo { $table }
lab-run-turn = Turno { $round }
lab-run-name = Nome
lab-run-host = referente
lab-run-mediator = mediatore
lab-run-gone = è andato via
lab-run-somebody = una persona
lab-run-speaks-unknown = lingue da chiedere
lab-run-present = Presenti: { $here } su { $all }
lab-run-ago = { $n ->
    [0] adesso
    [one] { $n } minuto fa
   *[other] { $n } minuti fa
}
lab-run-contributions = { $n ->
    [one] { $n } contributo
   *[other] { $n } contributi
}
lab-run-phase-preparing = Non è ancora iniziato
lab-run-phase-welcome = Accoglienza: le persone arrivano
lab-run-phase-round = Turno { $round } di { $rounds }
lab-run-phase-between = Turno { $round } di { $rounds } finito
lab-run-phase-paused = Turno { $round } di { $rounds }, in pausa
lab-run-phase-plenary = Tutti insieme
lab-run-phase-closed = L'incontro è finito
lab-run-people-preparing = L'incontro non è ancora iniziato. Torna qui: il tuo tavolo appare da solo.
lab-run-people-welcome = Benvenuti! Tra poco iniziamo.
lab-run-people-round = Parlate ai tavoli.
lab-run-people-between = Il turno è finito. Vai al prossimo tavolo.
lab-run-people-paused = Una breve pausa: l'orologio è fermo.
lab-run-people-plenary = Adesso siamo tutti insieme.
lab-run-people-closed = L'incontro è finito. Grazie!
lab-run-clock-over = Il tempo è finito. Decidi tu: prossimo turno o qualche minuto in più.
lab-run-tables = Quanti tavoli
lab-run-everybody = Conta come presenti tutte le persone attese
lab-run-start = Inizia con chi c'è
lab-run-open = Apri l'accoglienza
lab-run-pause = Pausa
lab-run-resume = Riprendi
lab-run-extend = + { $n } minuti
lab-run-finish = Finisci il turno
lab-run-next = Prossimo turno
lab-run-plenary = Tutti insieme
lab-run-close = Chiudi l'incontro
lab-run-alone = I turni vanno avanti da soli
lab-run-is-alone = Quando il tempo finisce, il prossimo turno inizia da solo.
lab-run-alone-stop = Decido io quando
lab-run-calls = Chiedono aiuto
lab-run-i-go = Vado io
lab-run-reseat-title = Qualcosa è cambiato
lab-run-unseated = Sono qui e non hanno un posto:
lab-run-vanished = Hanno un posto e non sono qui:
lab-run-reseat = Sistema i posti
lab-run-troubles = Regole non rispettate
lab-run-what-helps = Che cosa aiuterebbe
lab-run-last = Ultima cosa fatta:
lab-run-moved = { $n ->
    [one] { $n } posto annunciato cambia
   *[other] { $n } posti annunciati cambiano
}
lab-run-column-turn = Turno
lab-run-before = Prima
lab-run-after = Adesso
lab-run-undo = Annulla:
lab-run-all-tables = I tavoli
lab-run-no-seats = I posti non sono ancora decisi.
lab-run-silent = silenzio da qualche minuto
lab-run-without-host = senza referente
lab-run-people = Persone e avvisi
lab-run-move = Sposta una persona
lab-run-who = Chi
lab-run-choose = Scegli
lab-run-to-table = Tavolo
lab-run-move-do = Sposta
lab-run-arrive = Arriva qualcuno
lab-run-arrive-do = È qui
lab-run-leave = Qualcuno va via
lab-run-leave-do = È andato via
lab-run-tell = Un avviso a tutti
lab-run-tell-words = Che cosa vuoi dire
lab-run-tell-lang = In quale lingua è scritto
lab-run-tell-do = Manda a tutti
lab-run-told = Avvisi
lab-run-by-machine = tradotto da una macchina
lab-run-more = Da mostrare e da incollare
lab-run-rooms = Elenco per tavolo
lab-run-zoom = Stanze per Zoom
lab-run-zoom-note = Zoom chiede un indirizzo e-mail per persona: aggiungilo accanto al nome, oppure lascia scegliere la stanza a ciascuno.
lab-run-did-plan = posti decisi
lab-run-did-open = accoglienza aperta
lab-run-did-start = inizio con chi c'è
lab-run-did-finish = turno finito
lab-run-did-next = prossimo turno
lab-run-did-pause = pausa
lab-run-did-resume = ripresa
lab-run-did-extend = qualche minuto in più
lab-run-did-plenary = tutti insieme
lab-run-did-close = incontro chiuso
lab-run-did-alone = i turni vanno avanti da soli
lab-run-did-not-alone = i turni non vanno più avanti da soli
lab-run-did-reseat = posti sistemati
lab-run-did-arrive = un arrivo
lab-run-did-leave = una partenza
lab-run-did-move = una persona spostata
lab-run-did-pin = un posto fissato
lab-run-did-unpin = un posto liberato
lab-run-did-host = referente scelto
lab-run-did-table = un tavolo cambiato
lab-run-did-tell = un avviso
lab-run-did-help = risposta a chi chiede aiuto
lab-run-host-replaced = Tavolo { $table }: { $is } al posto di { $was } come referente
lab-run-host-new = Tavolo { $table }: { $is } è referente
lab-run-host-none = Tavolo { $table }: nessun referente
lab-run-table-away = Il tavolo { $table } non serve più
lab-run-table-back = Il tavolo { $table } serve di nuovo
lab-run-came = È arrivata una persona: { $who }
lab-run-went = È andata via una persona: { $who }
lab-run-seats-new = { $n ->
    [one] { $n } persona ha un posto nuovo
   *[other] { $n } persone hanno un posto nuovo
}
lab-run-seats-freed = { $n ->
    [one] { $n } posto è libero
   *[other] { $n } posti sono liberi
}
lab-run-rule-language = Turno { $round }, tavolo { $table }: { $who } non capisce. Al tavolo si parla { $language } e nessuno interpreta.
lab-run-rule-no-language = Turno { $round }, tavolo { $table }: nessuna lingua in comune. Persone: { $who }.
lab-run-rule-apart = Turno { $round }, tavolo { $table }: ci sono due persone che non devono stare insieme.
lab-run-rule-steps = Turno { $round }, tavolo { $table }: { $who } ha bisogno di un tavolo senza gradini.
lab-run-rule-place = Turno { $round }: { $who } deve stare al tavolo { $table } e non c'è.
lab-run-rule-size = Turno { $round }, tavolo { $table }: ci sono { $people } persone. Il numero giusto è { $seats }, una in più o una in meno.
lab-run-rule-seat = Turno { $round }: { $who } non ha un posto, o ne ha due.
lab-run-help-interpret = Chiedi a { $who } se vuole interpretare: parla { $languages }.
lab-run-help-mediator = Serve una persona in più che interpreta tra { $languages }, per esempio al tavolo { $table }.
lab-run-help-step-free = Rendi il tavolo { $table } raggiungibile senza gradini.
lab-run-help-release = Lascia che { $who } vada a un altro tavolo.
lab-run-help-table = Aggiungi un tavolo.
lab-run-place-now = Adesso vai al tavolo { $table }
lab-run-place-next = Il tuo prossimo tavolo è il { $table }
lab-run-you-host = Sei referente: resti a questo tavolo
lab-run-with = Con te al tavolo
lab-run-with-nobody = Per ora sei solo tu.
lab-run-video = Entra nel video
lab-run-again = Aggiorna
lab-run-by-name = Per nome
lab-run-by-table = Per tavolo
lab-run-blocks = Blocchi
lab-run-coming = { $n ->
    [one] { $n } persona da mettere a tavola
   *[other] { $n } persone da mettere ai tavoli
}
lab-run-with-hosts = A ogni tavolo resta un referente
lab-run-seed = Un altro numero dà un altro piano
lab-run-plan = Decidi i posti
lab-run-plan-again = Decidi di nuovo i posti
lab-run-worth = Quanto vale questo piano
lab-run-rules-hold = Tutte le regole sono rispettate: ognuno capisce al suo tavolo.
lab-run-would-help = Che cosa aiuterebbe
lab-run-no-help = Non abbiamo trovato un piccolo cambiamento che basti. Prova con meno tavoli o con più mediatori.
lab-run-worth-no-repeats = Nessuno incontra due volte la stessa persona. Coppie che si incontrano: { $pairs }.
lab-run-worth-fewest = Incontri ripetuti: { $n }. Meno non si può. Coppie che si incontrano: { $pairs }.
lab-run-worth-repeats = Incontri ripetuti: { $n } (nessun piano ne ha meno di { $least }). Coppie che si incontrano: { $pairs }.
lab-run-worth-bound = { $n ->
    [one] Con questi tavoli nessuno si incontra due volte al massimo per { $n } turno.
   *[other] Con questi tavoli nessuno si incontra due volte al massimo per { $n } turni.
}
lab-run-worth-kinds = Coppie dello stesso tipo di ente allo stesso tavolo: { $n } (il minimo è { $least }).
lab-run-worth-territories = Coppie dello stesso territorio allo stesso tavolo: { $n } (il minimo è { $least }).
lab-run-worth-unknown = { $n ->
    [one] Di { $n } persona non sappiamo le lingue: chiedi all'ingresso.
   *[other] Di { $n } persone non sappiamo le lingue: chiedi all'ingresso.
}
lab-run-meet-kinds = Chi incontra chi: tipi di ente
lab-run-meet-territories = Chi incontra chi: territori
lab-run-meet-note = Ogni numero dice quante coppie parlano insieme, in tutti i turni. Più scuro, più conversazioni.
lab-run-as-table = Come tabella
lab-run-by-hand = A mano
lab-run-choose-host = Scegli il referente
lab-run-nobody-hosts = Nessuno
lab-run-pin = Fissa un posto
lab-run-pin-note = La persona resta a questo tavolo anche quando i posti si decidono di nuovo.
lab-run-all-turns = Tutti i turni
lab-run-pinned = { $who }: tavolo { $table } nel turno { $round }
lab-run-pinned-always = { $who }: tavolo { $table } in tutti i turni
lab-run-unpin = Libera
lab-run-each-table = Ogni tavolo
lab-run-question = Domanda
lab-run-video-address = Indirizzo del video
lab-run-steps = Si arriva solo con gradini
lab-run-save = Salva
lab-run-paper = Su carta
lab-run-cards = Cartellini dei posti
lab-run-cards-intro = Un cartellino per persona, nella sua lingua: stampa, taglia e consegna all'ingresso.
lab-run-card-heading = Vai a questi tavoli:
lab-run-card-host = Sei referente del tavolo { $table }: resti lì in tutti i turni.
lab-run-sheets = Fogli per i tavoli
lab-run-sheets-intro = Un foglio per tavolo e turno. Dopo, con il codice, si scrive qui quello che c'è sul foglio:
lab-run-chart = Tabella dei turni
lab-run-csv = Tabella dei posti (CSV)
lab-run-sheet-heading = Tavolo { $table }, turno { $round }
lab-run-sheet-who = Al tavolo:
lab-run-sheet-later = Dopo scrivi qui quello che avete detto, con il codice:
lab-run-sheet = Copia un foglio
lab-run-sheet-intro = Hai un foglio di un tavolo? Scrivi il suo codice: poi copi quello che c'è scritto, o mandi una foto.
lab-run-sheet-code = Il codice del foglio
lab-run-sheet-open = Apri il foglio
lab-run-sheet-unknown = Non conosciamo questo codice. Controlla le lettere e i numeri sul foglio.
lab-run-sheet-words = Un contributo del tavolo
lab-run-sheet-kind = Che cosa è
lab-run-sheet-no-kind = Non lo so
lab-run-sheet-add = Aggiungi
lab-run-sheet-written = Già copiati
lab-run-sheet-nothing = Ancora niente.
lab-run-sheet-other = Un altro foglio
lab-run-sheet-empty = Scrivi qualche parola.
lab-run-sheet-long = È troppo lungo: { $written } caratteri. Il massimo è { $most }. Dividi in due contributi.
lab-run-word-experience = esperienza
lab-run-word-analysis = analisi
lab-run-word-challenge = sfida
lab-run-word-idea = idea
lab-run-word-reflection = spunto
lab-run-word-question = domanda
lab-run-photo = Una foto del foglio
lab-run-photo-note = Togliamo dalla foto luogo, ora e nome del telefono. La vede solo chi ha il codice.
lab-run-photo-choose = Scegli una foto (JPEG, PNG o WebP, fino a 8 MB)
lab-run-photo-send = Manda la foto
lab-run-photo-alt = Foto del foglio
lab-run-photo-large = La foto è troppo grande: al massimo { $most } MB.
lab-run-photo-kind = Questo non è una foto che possiamo leggere. Manda un file JPEG, PNG o WebP.
lab-run-photo-many = Di questo foglio ci sono già abbastanza foto.
lab-run-changed-meanwhile = Intanto un'altra persona ha cambiato qualcosa. Niente è perso: guarda com'è adesso e prova di nuovo.
lab-run-nothing-to-undo = Non c'è niente da annullare.
lab-run-has-begun = È già iniziato.
lab-run-turn-runs = C'è un turno in corso: prima finiscilo.
lab-run-is-closed = L'incontro è finito.
lab-run-no-turn = Adesso non c'è un turno in corso.
lab-run-last-turn = Questo era l'ultimo turno del blocco.
lab-run-not-paused = L'orologio non è in pausa.
lab-run-nobody = Nell'elenco non c'è nessuno da mettere a un tavolo. Prima aggiungi le persone.
lab-run-nobody-here = Non c'è ancora nessuno. Segna chi arriva, oppure conta come presenti tutte le persone attese.
lab-run-no-table = Serve almeno un tavolo e un turno.
lab-run-empty-tables = { $people } persone non bastano per { $tables } tavoli. Scegli al massimo { $people } tavoli.
lab-run-too-many = { $is } sono troppi: al massimo { $most }.
lab-run-two-hosts = Il tavolo { $table } ha due referenti.
lab-run-no-such-table = Il tavolo { $table } non c'è.
lab-run-how-many-tables = Scegli da 1 a { $most } tavoli.
lab-run-how-many-minutes = Scegli da 1 a { $most } minuti.
lab-run-choose-person = Scegli una persona dell'elenco.
lab-run-choose-table = Scegli un tavolo.
lab-run-host-stays = È referente del tavolo { $table } e resta lì. Prima scegli un altro referente.
lab-run-tell-empty = Scrivi che cosa vuoi dire a tutti.
lab-run-no-address = Scrivi un indirizzo che inizia con https://
lab-run-kind-public = Ente pubblico
lab-run-kind-third-sector = Terzo settore
lab-run-kind-migrants-association = Associazione di migranti
lab-run-kind-person = Persona con esperienza di migrazione
lab-run-kind-university = Università
lab-run-kind-other = Altro
