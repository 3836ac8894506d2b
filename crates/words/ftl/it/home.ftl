# La prima pagina e le pagine dei bisogni.
home-title = Di che cosa hai bisogno?
home-question = Di che cosa hai bisogno?
home-search-label = Scrivi con parole tue, nella tua lingua
home-search-example = Per esempio: ho perso il permesso, cerco casa, mio figlio va a scuola
home-search = Cerca
home-pictures = Oppure scegli un’immagine
home-other-ways = Altri modi per trovare
home-near = Trova uno sportello vicino a te
home-near-hint = Vedi dove andare oggi e come arrivarci
home-path = Rispondi a poche domande
home-path-hint = Ti mostriamo i servizi che puoi usare. Puoi saltare ogni domanda. Non salviamo niente.
home-promise = È gratis. Non devi registrarti. Non ti chiediamo chi sei.
needs-of-group = Scegli quello che ti serve
needs-back = Tutti i temi
needs-not-asked = Per questo non devono chiederti il permesso di soggiorno.
needs-count = { $n ->
    [one] { $n } aiuto possibile
   *[other] { $n } aiuti possibili
}
