# Il percorso guidato.
path-title = Troviamo insieme il servizio
path-left = { $n ->
    [one] Resta { $n } servizio
   *[other] Restano { $n } servizi
}
path-more = { $n ->
    [one] forse ancora una domanda
   *[other] ancora circa { $n } domande
}
path-next = Avanti
path-skip = Salta questa domanda
path-back = Torna alla domanda prima
path-finish = Mostra subito i servizi
path-promise = Non salviamo le risposte. Quando chiudi la pagina, spariscono.
path-misunderstood = Non abbiamo capito la risposta. Scrivila di nuovo o salta.
path-end-title = Dove andare e cosa portare
path-end-need = Hai bisogno di:
path-end-nothing = Con queste risposte non abbiamo trovato un servizio. Un vicino sportello ti ascolta.
path-end-first = Che cosa fare, in quest'ordine
path-end-after = Prima vai a: { $names }
path-end-more = { $n ->
    [one] C'è ancora { $n } servizio: vedi tutti
   *[other] Ci sono altri { $n } servizi: vedi tutti
}
path-end-bring = Che cosa portare
path-end-bring-nothing = Non conosciamo documenti da portare. Chiama per essere sicuro.
path-end-given = Non ce l'hai? Guarda:
path-again = Ricomincia
