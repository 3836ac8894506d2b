# Le laboratoire en cours : places, horloge, conduite, papier.
lab-run-console = Conduire la rencontre
lab-run-seating = Places aux tables
lab-run-screen = Écran avec noms et tables
lab-run-place = Ta table
lab-run-table = Table { $table }
lab-run-turn = Tour { $round }
lab-run-name = Nom
lab-run-host = hôte de table
lab-run-mediator = médiateur
lab-run-gone = est parti
lab-run-somebody = une personne
lab-run-speaks-unknown = langues à demander
lab-run-present = Présents : { $here } sur { $all }
lab-run-ago = { $n ->
    [0] maintenant
    [one] il y a { $n } minute
   *[other] il y a { $n } minutes
}
lab-run-contributions = { $n ->
    [one] { $n } contribution
   *[other] { $n } contributions
}
lab-run-phase-preparing = Pas encore commencé
lab-run-phase-welcome = Accueil : les personnes arrivent
lab-run-phase-round = Tour { $round } sur { $rounds }
lab-run-phase-between = Tour { $round } sur { $rounds } terminé
lab-run-phase-paused = Tour { $round } sur { $rounds }, en pause
lab-run-phase-plenary = Tous ensemble
lab-run-phase-closed = La rencontre est finie
lab-run-people-preparing = La rencontre n'a pas encore commencé. Reviens ici : ta table apparaît toute seule.
lab-run-people-welcome = Bienvenue ! Nous commençons bientôt.
lab-run-people-round = Parlez à vos tables.
lab-run-people-between = Le tour est fini. Va à ta prochaine table.
lab-run-people-paused = Une petite pause : l'horloge est arrêtée.
lab-run-people-plenary = Maintenant nous sommes tous ensemble.
lab-run-people-closed = La rencontre est finie. Merci !
lab-run-clock-over = Le temps est fini. Tu décides : tour suivant ou quelques minutes de plus.
lab-run-tables = Combien de tables
lab-run-everybody = Compter comme présentes toutes les personnes attendues
lab-run-start = Commencer avec les présents
lab-run-open = Ouvrir l'accueil
lab-run-pause = Pause
lab-run-resume = Reprendre
lab-run-extend = + { $n } minutes
lab-run-finish = Finir le tour
lab-run-next = Tour suivant
lab-run-plenary = Tous ensemble
lab-run-close = Fermer la rencontre
lab-run-alone = Les tours continuent tout seuls
lab-run-is-alone = Quand le temps est fini, le tour suivant commence tout seul.
lab-run-alone-stop = Je décide quand
lab-run-calls = Ils demandent de l'aide
lab-run-i-go = J'y vais
lab-run-reseat-title = Quelque chose a changé
lab-run-unseated = Ici et sans place :
lab-run-vanished = Avec une place et pas ici :
lab-run-reseat = Arranger les places
lab-run-troubles = Règles non respectées
lab-run-what-helps = Ce qui aiderait
lab-run-last = Dernière action :
lab-run-moved = { $n ->
    [one] { $n } place annoncée change
   *[other] { $n } places annoncées changent
}
lab-run-column-turn = Tour
lab-run-before = Avant
lab-run-after = Maintenant
lab-run-undo = Annuler :
lab-run-all-tables = Les tables
lab-run-no-seats = Les places ne sont pas encore décidées.
lab-run-silent = silence depuis quelques minutes
lab-run-without-host = sans hôte de table
lab-run-people = Personnes et messages
lab-run-move = Déplacer une personne
lab-run-who = Qui
lab-run-choose = Choisis
lab-run-to-table = Table
lab-run-move-do = Déplacer
lab-run-arrive = Quelqu'un arrive
lab-run-arrive-do = Est ici
lab-run-leave = Quelqu'un part
lab-run-leave-do = Est parti
lab-run-tell = Un message à tous
lab-run-tell-words = Ce que tu veux dire
lab-run-tell-lang = Dans quelle langue c'est écrit
lab-run-tell-do = Envoyer à tous
lab-run-told = Messages
lab-run-by-machine = traduit par une machine
lab-run-more = À montrer et à coller
lab-run-rooms = Liste par table
lab-run-zoom = Salles pour Zoom
lab-run-zoom-note = Zoom demande une adresse e-mail par personne : ajoute-la à côté du nom, ou laisse chacun choisir sa salle.
lab-run-did-plan = places décidées
lab-run-did-open = accueil ouvert
lab-run-did-start = début avec les présents
lab-run-did-finish = tour fini
lab-run-did-next = tour suivant
lab-run-did-pause = pause
lab-run-did-resume = reprise
lab-run-did-extend = quelques minutes de plus
lab-run-did-plenary = tous ensemble
lab-run-did-close = rencontre fermée
lab-run-did-alone = les tours continuent tout seuls
lab-run-did-not-alone = les tours ne continuent plus tout seuls
lab-run-did-reseat = places arrangées
lab-run-did-arrive = une arrivée
lab-run-did-leave = un départ
lab-run-did-move = une personne déplacée
lab-run-did-pin = une place fixée
lab-run-did-unpin = une place libérée
lab-run-did-host = hôte de table choisi
lab-run-did-table = une table changée
lab-run-did-tell = un message
lab-run-did-help = réponse à une demande d'aide
lab-run-host-replaced = Table { $table } : { $is } remplace { $was } comme hôte de table
lab-run-host-new = Table { $table } : { $is } est hôte de table
lab-run-host-none = Table { $table } : pas d'hôte de table
lab-run-table-away = La table { $table } ne sert plus
lab-run-table-back = La table { $table } sert de nouveau
lab-run-came = Une personne est arrivée : { $who }
lab-run-went = Une personne est partie : { $who }
lab-run-seats-new = { $n ->
    [one] { $n } personne a une nouvelle place
   *[other] { $n } personnes ont une nouvelle place
}
lab-run-seats-freed = { $n ->
    [one] { $n } place est libre
   *[other] { $n } places sont libres
}
lab-run-rule-language = Tour { $round }, table { $table } : { $who } ne comprend pas. La table parle { $language } et personne n'interprète.
lab-run-rule-no-language = Tour { $round }, table { $table } : aucune langue en commun. Personnes : { $who }.
lab-run-rule-apart = Tour { $round }, table { $table } : deux personnes sont ensemble et ne doivent pas l'être.
lab-run-rule-steps = Tour { $round }, table { $table } : { $who } a besoin d'une table sans marches.
lab-run-rule-place = Tour { $round } : { $who } doit être à la table { $table } et n'y est pas.
lab-run-rule-size = Tour { $round }, table { $table } : il y a { $people } personnes. Le bon nombre est { $seats }, une de plus ou de moins.
lab-run-rule-seat = Tour { $round } : { $who } n'a pas de place, ou en a deux.
lab-run-help-interpret = Demande à { $who } d'interpréter : parle { $languages }.
lab-run-help-mediator = Il faut une personne de plus qui interprète entre { $languages }, par exemple à la table { $table }.
lab-run-help-step-free = Rends la table { $table } accessible sans marches.
lab-run-help-release = Laisse { $who } aller à une autre table.
lab-run-help-table = Ajoute une table.
lab-run-place-now = Va maintenant à la table { $table }
lab-run-place-next = Ta prochaine table est la { $table }
lab-run-you-host = Tu es hôte : reste à cette table
lab-run-with = Avec toi à la table
lab-run-with-nobody = Pour l'instant tu es seul.
lab-run-video = Entrer dans la vidéo
lab-run-again = Actualiser
lab-run-by-name = Par nom
lab-run-by-table = Par table
lab-run-blocks = Blocs
lab-run-coming = { $n ->
    [one] { $n } personne à placer
   *[other] { $n } personnes à placer
}
lab-run-with-hosts = Un hôte reste à chaque table
lab-run-seed = Un autre nombre donne un autre plan
lab-run-plan = Décider les places
lab-run-plan-again = Décider encore les places
lab-run-worth = Ce que vaut ce plan
lab-run-rules-hold = Toutes les règles sont respectées : chacun comprend à sa table.
lab-run-would-help = Ce qui aiderait
lab-run-no-help = Nous n'avons pas trouvé de petit changement qui suffise. Essaie avec moins de tables ou plus de médiateurs.
lab-run-worth-no-repeats = Personne ne rencontre deux fois la même personne. Paires qui se rencontrent : { $pairs }.
lab-run-worth-fewest = Rencontres répétées : { $n }. Moins est impossible. Paires qui se rencontrent : { $pairs }.
lab-run-worth-repeats = Rencontres répétées : { $n } (aucun plan n'en a moins de { $least }). Paires qui se rencontrent : { $pairs }.
lab-run-worth-bound = { $n ->
    [one] Avec ces tables, personne ne se rencontre deux fois pendant { $n } tour au plus.
   *[other] Avec ces tables, personne ne se rencontre deux fois pendant { $n } tours au plus.
}
lab-run-worth-kinds = Paires du même type d'organisme à une table : { $n } (le minimum est { $least }).
lab-run-worth-territories = Paires du même territoire à une table : { $n } (le minimum est { $least }).
lab-run-worth-unknown = { $n ->
    [one] Nous ne savons pas les langues de { $n } personne : demande à l'entrée.
   *[other] Nous ne savons pas les langues de { $n } personnes : demande à l'entrée.
}
lab-run-meet-kinds = Qui rencontre qui : types d'organisme
lab-run-meet-territories = Qui rencontre qui : territoires
lab-run-meet-note = Chaque nombre dit combien de paires parlent ensemble, dans tous les tours. Plus foncé, plus de conversations.
lab-run-as-table = En tableau
lab-run-by-hand = À la main
lab-run-choose-host = Choisir l'hôte de table
lab-run-nobody-hosts = Personne
lab-run-pin = Fixer une place
lab-run-pin-note = La personne reste à cette table même quand les places sont décidées de nouveau.
lab-run-all-turns = Tous les tours
lab-run-pinned = { $who } : table { $table } au tour { $round }
lab-run-pinned-always = { $who } : table { $table } à tous les tours
lab-run-unpin = Libérer
lab-run-each-table = Chaque table
lab-run-question = Question
lab-run-video-address = Adresse de la vidéo
lab-run-steps = On y arrive seulement par des marches
lab-run-save = Enregistrer
lab-run-paper = Sur papier
lab-run-cards = Cartes de place
lab-run-cards-intro = Une carte par personne, dans sa langue : imprime, coupe et donne à l'entrée.
lab-run-card-heading = Va à ces tables :
lab-run-card-host = Tu es hôte de la table { $table } : reste là à tous les tours.
lab-run-sheets = Feuilles pour les tables
lab-run-sheets-intro = Une feuille par table et par tour. Après, avec son code, on écrit ici ce qu'il y a sur la feuille :
lab-run-chart = Tableau des tours
lab-run-csv = Tableau des places (CSV)
lab-run-sheet-heading = Table { $table }, tour { $round }
lab-run-sheet-who = À la table :
lab-run-sheet-later = Après, écris ici ce que vous avez dit, avec le code :
lab-run-sheet = Copier une feuille
lab-run-sheet-intro = Tu as une feuille d'une table ? Écris son code : puis copie ce qu'il y a dessus, ou envoie une photo.
lab-run-sheet-code = Le code de la feuille
lab-run-sheet-open = Ouvrir la feuille
lab-run-sheet-unknown = Nous ne connaissons pas ce code. Contrôle les lettres et les chiffres sur la feuille.
lab-run-sheet-words = Une contribution de la table
lab-run-sheet-kind = Ce que c'est
lab-run-sheet-no-kind = Je ne sais pas
lab-run-sheet-add = Ajouter
lab-run-sheet-written = Déjà copiées
lab-run-sheet-nothing = Encore rien.
lab-run-sheet-other = Une autre feuille
lab-run-sheet-empty = Écris quelques mots.
lab-run-sheet-long = C'est trop long : { $written } caractères. Le maximum est { $most }. Fais-en deux contributions.
lab-run-word-experience = expérience
lab-run-word-analysis = analyse
lab-run-word-challenge = défi
lab-run-word-idea = idée
lab-run-word-reflection = réflexion
lab-run-word-question = question
lab-run-photo = Une photo de la feuille
lab-run-photo-note = Nous enlevons de la photo le lieu, l'heure et le téléphone. Seule la personne qui a le code la voit.
lab-run-photo-choose = Choisis une photo (JPEG, PNG ou WebP, jusqu'à 8 Mo)
lab-run-photo-send = Envoyer la photo
lab-run-photo-alt = Photo de la feuille
lab-run-photo-large = La photo est trop grande : { $most } Mo au plus.
lab-run-photo-kind = Ce n'est pas une photo que nous pouvons lire. Envoie un fichier JPEG, PNG ou WebP.
lab-run-photo-many = Il y a déjà assez de photos de cette feuille.
lab-run-changed-meanwhile = Entre-temps une autre personne a changé quelque chose. Rien n'est perdu : regarde comment c'est maintenant et essaie encore.
lab-run-nothing-to-undo = Il n'y a rien à annuler.
lab-run-has-begun = C'est déjà commencé.
lab-run-turn-runs = Un tour est en cours : finis-le d'abord.
lab-run-is-closed = La rencontre est finie.
lab-run-no-turn = Il n'y a pas de tour en cours.
lab-run-last-turn = C'était le dernier tour du bloc.
lab-run-not-paused = L'horloge n'est pas en pause.
lab-run-nobody = Il n'y a personne à placer sur la liste. Ajoute d'abord les personnes.
lab-run-nobody-here = Il n'y a encore personne. Note qui arrive, ou compte comme présentes toutes les personnes attendues.
lab-run-no-table = Il faut au moins une table et un tour.
lab-run-empty-tables = { $people } personnes ne suffisent pas pour { $tables } tables. Prends au plus { $people } tables.
lab-run-too-many = { $is }, c'est trop : { $most } au plus.
lab-run-two-hosts = La table { $table } a deux hôtes.
lab-run-no-such-table = La table { $table } n'existe pas.
lab-run-how-many-tables = Choisis de 1 à { $most } tables.
lab-run-how-many-minutes = Choisis de 1 à { $most } minutes.
lab-run-choose-person = Choisis une personne de la liste.
lab-run-choose-table = Choisis une table.
lab-run-host-stays = Cette personne est hôte de la table { $table } et y reste. Choisis d'abord un autre hôte.
lab-run-tell-empty = Écris ce que tu veux dire à tous.
lab-run-no-address = Écris une adresse qui commence par https://
lab-run-kind-public = Organisme public
lab-run-kind-third-sector = Tiers secteur
lab-run-kind-migrants-association = Association de migrants
lab-run-kind-person = Personne avec une expérience de migration
lab-run-kind-university = Université
lab-run-kind-other = Autre
