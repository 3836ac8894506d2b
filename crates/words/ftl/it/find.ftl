# I risultati e i filtri.
find-title = Cerca un servizio
find-title-words = { $words } – risultati
find-count = { $n ->
    [one] { $n } servizio
   *[other] { $n } servizi
}
find-cut = Il testo era molto lungo: abbiamo cercato solo le prime parole.
find-meant = Forse intendevi:
find-instead = invece di
find-unknown-words = Non abbiamo trovato queste parole: { $words }
find-needs = Hai bisogno di questo?
find-relaxed = Alcuni servizi hanno solo una parte delle tue parole.
find-show-no = { $n ->
    [one] Mostra anche { $n } servizio che non puoi usare
   *[other] Mostra anche { $n } servizi che non puoi usare
}
find-empty = Non abbiamo trovato un servizio con queste parole. Prova così:
find-empty-pictures = Scegli con le immagini
find-empty-words = Oppure scrivi altre parole, più corte, in qualsiasi lingua.
find-empty-path = Rispondi a qualche domanda
find-empty-near = Cerca uno sportello vicino
find-pages = Pagine dei risultati
find-page-of = Pagina { $page } di { $pages }
find-page-before = Pagina precedente
find-page-next = Pagina successiva
find-languages-more = { $n ->
    [one] { $n } altra
   *[other] altre { $n }
}
find-problem-need = Non conosciamo questo bisogno. Scegli dalla lista o dalle immagini.
find-problem-place = Non conosciamo questo comune in Puglia. Controlla come si scrive.
find-problem-distance = La distanza non va bene: scegli dalla lista.
find-problem-earth = La posizione non è un punto della Terra. Scrivi il nome del tuo comune.
find-problem-time = Non abbiamo capito il giorno e l'ora.
find-problem-language = Non conosciamo questa lingua. Scegli dalla lista.
find-problem-page = Questa pagina non c'è. Ti mostriamo un'altra pagina dei risultati.
filters = Filtri
filter-need = Bisogno
filter-any = Tutto
filter-territory = Provincia
filter-place = Vicino a quale comune?
filter-located = Usiamo la posizione del tuo telefono, solo per questa ricerca.
filter-distance = Non più lontano di
filter-language = Parlano
filter-staff = Con chi vuoi parlare?
filter-staff-f = Con una donna
filter-staff-m = Con un uomo
filter-open = Aperto adesso
filter-nodocs = Senza documenti
filter-free = Gratis
filter-left = Con posti liberi
filter-at = Aperto in questo giorno e a quest'ora
filter-apply = Mostra
filter-clear = Togli i filtri
filter-remove = togli
facets-title = Restringi
facet-needs = Per bisogno
facet-areas = Per luogo
facet-languages = Per lingua parlata
helpline-1522 = Violenza contro le donne: giorno e notte, gratis
helpline-trafficking = Tratta e sfruttamento: giorno e notte, gratis
helpline-112 = Pericolo, ambulanza, polizia
