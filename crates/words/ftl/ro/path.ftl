path-title = Să găsim serviciul împreună
path-left = { $n ->
    [one] A rămas { $n } serviciu
    [few] Au rămas { $n } servicii
   *[other] Au rămas { $n } de servicii
}
path-more = { $n ->
    [one] poate încă o întrebare
    [few] încă vreo { $n } întrebări
   *[other] încă vreo { $n } de întrebări
}
path-next = Înainte
path-skip = Sari peste întrebare
path-back = Înapoi la întrebarea anterioară
path-finish = Arată serviciile acum
path-promise = Nu salvăm răspunsurile. Când închizi pagina, dispar.
path-misunderstood = Nu am înțeles răspunsul. Scrie-l din nou sau sari peste.
path-end-title = Unde mergi și ce aduci
path-end-need = Ai nevoie de:
path-end-nothing = Cu aceste răspunsuri nu am găsit un serviciu. Un ghișeu apropiat te ascultă.
path-end-first = Ce să faci, în această ordine
path-end-after = Mai întâi mergi la: { $names }
path-end-more = { $n ->
    [one] Mai este { $n } serviciu: vezi toate
    [few] Mai sunt { $n } servicii: vezi toate
   *[other] Mai sunt { $n } de servicii: vezi toate
}
path-end-bring = Ce să aduci
path-end-bring-nothing = Nu cunoaștem documente de adus. Sună ca să fii sigur.
path-end-given = Nu îl ai? Vezi:
path-again = Ia de la capăt
