# La scheda di un servizio.
may-question = Posso usarlo?
may-yes = Sì, puoi
may-unknown = Non lo sappiamo: chiedi
may-no = No, secondo la regola
may-not-said = Dipende da cose che non hai detto.
may-overdue = La regola non è stata ricontrollata in tempo: non possiamo rispondere.
may-checked = Controllata il { $date } da { $steward }. Da ricontrollare entro il { $review }.
may-source = Fonte:
may-no-rules = Non abbiamo una regola scritta per questo servizio. Chiama e chiedi.
may-position-not-asked = Qui non possono chiederti il permesso di soggiorno.
may-tell = Di' qualcosa di te per sapere se puoi usarlo
may-tell-find = Quali servizi posso usare?
may-tell-note = Rispondi solo a quello che vuoi. Non salviamo niente.
may-tell-send = Vedi la risposta
open-unknown = Non sappiamo gli orari: chiama prima di andare
open-now = Aperto adesso
open-always = Aperto giorno e notte
open-until = Aperto adesso, fino alle { $time }
closed-now = Chiuso adesso
closed-today = Chiuso adesso. Apre oggi alle { $time }
closed-tomorrow = Chiuso adesso. Apre domani alle { $time }
closed-weekday = Chiuso adesso. Apre { $day } alle { $time }
closed-date = Chiuso adesso. Apre { $date } alle { $time }
day-closed = chiuso
day-whole = tutto il giorno
day-perhaps = { $times } (forse: chiama)
feast-new-year = Capodanno
feast-epiphany = Epifania
feast-easter = Pasqua
feast-easter-monday = Lunedì dell'Angelo (Pasquetta)
feast-liberation = Festa della Liberazione
feast-labour = Festa del lavoro
feast-republic = Festa della Repubblica
feast-assumption = Ferragosto
feast-saint-francis = San Francesco
feast-all-saints = Ognissanti
feast-immaculate = Immacolata Concezione
feast-christmas = Natale
feast-saint-stephen = Santo Stefano
feast-patron = Festa del patrono: { $saint }
card-demonstration = Dimostrazione: questo servizio è inventato
card-in-italian = In italiano:
card-first = Prima di tutto
card-needs = Aiuta per
card-mark-unreviewed = Traduzione non ancora controllata da una persona.
card-mark-outdated = Il testo italiano è cambiato: questa traduzione è vecchia.
card-mark-source = Non ancora tradotto.
call = Chiama
way-there = Vedi dov'è sulla mappa (OpenStreetMap)
share = Condividi
share-copied = Copiato
confirmed-when = Confermato { $when }.
confirmed-old = È passato molto tempo: chiama prima di andare.
confirmed-never = Nessuno ha ancora confermato questa scheda: chiama prima di andare.
confirmed-by = confermato { $when }, il { $date }, da { $by }
field-all = Tutta la scheda
field-hours = Orari
field-address = Indirizzo
field-phones = Telefono
field-documents = Documenti
field-access = Chi può usarlo
field-languages = Lingue
field-capacity = Posti liberi
field-name = Nome
field-description = Descrizione
field-cost = Costo
field-contacts = Contatti
field-waiting = Attesa
section-who = A chi è rivolto
section-how = Come fare
section-bring = Cosa serve
section-result = Cosa si ottiene
section-times = Tempi e scadenze
section-access = Accedi al servizio
section-conditions = Condizioni di servizio
section-contacts = Contatti
bring-nothing = Non serve nessun documento.
bring-unknown = Non sappiamo quali documenti servono: chiama e chiedi.
bring-show = Mostra questa lista allo sportello.
bring-optional = (se ce l'hai)
bring-or = Oppure:
bring-not-asked = Non possono chiederti
waiting-none = Di solito non si aspetta.
waiting-days = { $n ->
    [one] Di solito si aspetta { $n } giorno.
   *[other] Di solito si aspettano { $n } giorni.
}
waiting-weeks = { $n ->
    [one] Di solito si aspetta circa { $n } settimana.
   *[other] Di solito si aspettano circa { $n } settimane.
}
places-free = { $n ->
    [one] { $n } posto libero
   *[other] { $n } posti liberi
}
places-none = Nessun posto libero
places-told = Lo hanno detto { $when }.
places-age-unknown = Non sappiamo da quando.
places-old = Il numero è vecchio: chiama.
ages-between = Da { $min } a { $max } anni.
ages-from = Da { $min } anni in su.
ages-to = Fino a { $max } anni.
cost-free = Gratis
status-inactive = Questo servizio adesso non è attivo.
status-closed = Questo servizio è chiuso per un periodo. Chiama per sapere quando riapre.
way-walk-in = Vai direttamente, senza appuntamento.
way-by-phone = Chiama prima per un appuntamento.
way-online = Prenota su internet. Se non puoi, chiedi aiuto per telefono.
way-referral = Ti manda un altro servizio: chiedi a uno sportello.
received-by-either = Puoi chiedere di parlare con una donna o con un uomo.
received-by-woman = Puoi chiedere di parlare con una donna.
received-by-man = Puoi chiedere di parlare con un uomo.
tongues-title = Lingue parlate
tongue-interpreted = con un mediatore
tongue-notice = { $n ->
    [one] avvisa { $n } giorno prima
   *[other] avvisa { $n } giorni prima
}
place-protected = L'indirizzo è protetto, per la sicurezza di chi ci vive. Chiama: ti dicono loro come fare.
step-free-yes = Si entra senza gradini.
step-free-no = All'ingresso ci sono gradini.
hours-title = Orari dei prossimi sette giorni
hours-same = Stessi orari della prima sede.
map-of = Mappa dei dintorni: { $name }
map-move = Apri la mappa che si muove
map-credit = Confini: ISTAT (CC BY). Disegno nostro.
about-organization = Chi offre il servizio
take-title = Porta con te
take-contact = Salva nei contatti
take-hours = Metti gli orari nel calendario
take-qr = Codice da inquadrare con il telefono per aprire questa pagina
take-link = Indirizzo di questa pagina, da copiare
truth-title = Quanto è sicuro quello che leggi
truth-changed = Ultima modifica: { $date }
truth-source = Informazioni date da:
