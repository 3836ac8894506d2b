find-title = Chercher un service
find-title-words = { $words } – résultats
find-count = { $n ->
    [one] { $n } service
   *[other] { $n } services
}
find-cut = Le texte était très long : nous avons cherché seulement les premiers mots.
find-meant = Vouliez-vous dire :
find-instead = au lieu de
find-unknown-words = Nous n'avons pas trouvé ces mots : { $words }
find-needs = Est-ce votre besoin ?
find-relaxed = Certains services n'ont qu'une partie de vos mots.
find-show-no = { $n ->
    [one] Montrer aussi { $n } service que vous ne pouvez pas utiliser
   *[other] Montrer aussi { $n } services que vous ne pouvez pas utiliser
}
find-empty = Nous n'avons trouvé aucun service avec ces mots. Essayez ainsi :
find-empty-pictures = Choisissez avec les images
find-empty-words = Ou écrivez d'autres mots, plus courts, dans n'importe quelle langue.
find-empty-path = Répondez à quelques questions
find-empty-near = Cherchez un guichet près de vous
find-pages = Pages de résultats
find-page-of = Page { $page } sur { $pages }
find-page-before = Page précédente
find-page-next = Page suivante
find-languages-more = { $n ->
    [one] { $n } autre
   *[other] { $n } autres
}
find-problem-need = Nous ne connaissons pas ce besoin. Choisissez dans la liste ou les images.
find-problem-place = Nous ne connaissons pas cette commune dans les Pouilles. Vérifiez l'orthographe.
find-problem-distance = La distance n'est pas correcte : choisissez dans la liste.
find-problem-earth = La position n'est pas un point de la Terre. Écrivez le nom de votre commune.
find-problem-time = Nous n'avons pas compris le jour et l'heure.
find-problem-language = Nous ne connaissons pas cette langue. Choisissez dans la liste.
find-problem-page = Cette page n'existe pas. Nous vous montrons une autre page de résultats.
filters = Filtres
filter-need = Besoin
filter-any = Tout
filter-territory = Province
filter-place = Près de quelle commune ?
filter-located = Nous utilisons la position de votre téléphone, pour cette recherche seulement.
filter-distance = Pas plus loin que
filter-language = On y parle
filter-staff = Avec qui voulez-vous parler ?
filter-staff-f = Avec une femme
filter-staff-m = Avec un homme
filter-open = Ouvert maintenant
filter-nodocs = Sans documents
filter-free = Gratuit
filter-left = Avec des places libres
filter-at = Ouvert ce jour et à cette heure
filter-apply = Montrer
filter-clear = Enlever les filtres
filter-remove = enlever
facets-title = Affiner
facet-needs = Par besoin
facet-areas = Par lieu
facet-languages = Par langue parlée
helpline-1522 = Violences faites aux femmes : jour et nuit, gratuit
helpline-trafficking = Traite et exploitation : jour et nuit, gratuit
helpline-112 = Danger, ambulance, police
