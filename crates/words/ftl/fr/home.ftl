home-title = De quoi as-tu besoin ?
home-question = De quoi as-tu besoin ?
home-search-label = Écris avec tes mots, dans ta langue
home-search-example = Par exemple : j’ai perdu mon titre de séjour, je cherche un logement, mon fils va à l’école
home-search = Chercher
home-pictures = Ou choisis une image
home-other-ways = D’autres façons de trouver
home-near = Trouve un guichet près de toi
home-near-hint = Vois où aller aujourd’hui et comment y arriver
home-path = Réponds à quelques questions
home-path-hint = Nous te montrons les services que tu peux utiliser. Tu peux passer chaque question. Nous ne gardons rien.
home-promise = C’est gratuit. Pas besoin de t’inscrire. Nous ne demandons pas qui tu es.
needs-of-group = Choisis ce qu’il te faut
needs-back = Tous les thèmes
needs-not-asked = Pour cela, on n’a pas le droit de te demander le titre de séjour.
needs-count = { $n ->
    [one] { $n } aide possible
   *[other] { $n } aides possibles
}
