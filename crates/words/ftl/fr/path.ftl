path-title = Trouvons le service ensemble
path-left = { $n ->
    [one] Il reste { $n } service
   *[other] Il reste { $n } services
}
path-more = { $n ->
    [one] peut-être encore une question
   *[other] encore environ { $n } questions
}
path-next = Suivant
path-skip = Passer cette question
path-back = Revenir à la question précédente
path-finish = Montrer les services tout de suite
path-promise = Nous n'enregistrons pas les réponses. Quand vous fermez la page, elles disparaissent.
path-misunderstood = Nous n'avons pas compris la réponse. Écrivez-la de nouveau ou passez.
path-end-title = Où aller et qu'apporter
path-end-need = Vous avez besoin de :
path-end-nothing = Nous n'avons trouvé aucun service avec ces réponses. Un guichet proche vous écoute.
path-end-first = Que faire, dans cet ordre
path-end-after = Allez d'abord à : { $names }
path-end-more = { $n ->
    [one] Il y a encore { $n } service : voir tous
   *[other] Il y a encore { $n } services : voir tous
}
path-end-bring = Qu'apporter
path-end-bring-nothing = Nous ne connaissons pas de documents à apporter. Appelez pour en être sûr.
path-end-given = Vous ne l'avez pas ? Voyez :
path-again = Recommencer
