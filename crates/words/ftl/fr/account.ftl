# Signing in, members.
refusal-denied = Cette page n’existe pas, ou elle n’est pas pour vous. Si vous avez un code ou un accès, entrez d’abord.
account-nav = Votre accès
account-sign-in = Se connecter
account-sign-in-staff = Se connecter (qui travaille dans le réseau)
account-sign-in-intro = Cette page est pour les personnes qui travaillent dans une organisation du réseau. Pour chercher un service, vous n'avez pas besoin de vous connecter.
account-sign-out = Se déconnecter
account-email = Adresse mail
account-password = Mot de passe
account-go-on = Continuer
account-forgotten = Mot de passe oublié ?
account-forgotten-intro = Écrivez votre adresse mail. Nous vous envoyons un lien pour choisir un autre mot de passe.
account-forgotten-send = Envoyer le lien
account-forgotten-sent = Si nous connaissons cette adresse, vous recevrez bientôt un mail. Le lien est valable une heure.
account-password-changed = Le mot de passe a changé. Connectez-vous maintenant.
account-code-title = Le code de votre téléphone
account-code-intro = Ouvrez l'application des codes sur votre téléphone et écrivez les six chiffres.
account-code-help = Si vous n'avez pas votre téléphone, écrivez un de vos codes de réserve.
account-code-lost = Ni téléphone ni codes ? La personne qui administre votre organisation vous envoie un nouveau lien.
account-digits = Les six chiffres
account-current-password = Votre mot de passe actuel
account-new-password = Votre nouveau mot de passe
account-password-again = Encore le nouveau mot de passe
account-password-help = Au moins 12 signes. Quatre mots qui vous viennent à l'esprit suffisent, dans n'importe quelle langue.
account-choose-password = Changer le mot de passe
account-save = Enregistrer
account-join-title = Votre accès à Reticolo
account-join-intro = Bonjour { $name }. { $organization } vous invite dans le réseau. Deux étapes suffisent.
account-begin-intro = Bonjour { $name }. Choisissez de nouveau le mot de passe et reliez le téléphone que vous utilisez maintenant, pour { $organization }.
account-step-password = 1. Choisissez un mot de passe
account-step-phone = 2. Reliez votre téléphone
account-totp-why = Qui vole le mot de passe n'entre pas sans votre téléphone.
account-totp-app = Sur le téléphone, ouvrez une application pour les codes. Si vous n'en avez pas : Aegis (Android) et FreeOTP (iPhone aussi) sont libres et gratuites.
account-totp-scan = Dans l'application, ajoutez un code et visez ce carré avec la caméra.
account-totp-square = Carré à viser avec l'application des codes
account-totp-here = Déjà sur le téléphone ? Ouvrez dans l'application
account-totp-type = Ou écrivez ces lettres et chiffres dans l'application :
account-totp-digits = L'application montre six chiffres qui changent toutes les trente secondes. Écrivez-les ci-dessous.
account-join = Commencer
account-codes-title = Vos codes de réserve
account-codes-intro = Si vous perdez le téléphone, vous entrez avec un de ces codes. Chacun vaut une fois. Imprimez-les ou copiez-les maintenant : nous ne les montrerons plus.
account-codes-kept = Je les ai gardés
account-codes-new = Nouveaux codes de réserve
account-codes-left = { $n ->
    [one] Il vous reste { $n } code.
   *[other] Il vous reste { $n } codes.
}
account-codes-few = Il vous reste peu de codes de réserve. Prenez-en de nouveaux.
account-title = Votre compte
account-safety = Sécurité
account-second-factor = Relier un autre téléphone
account-sessions = Vos connexions ouvertes
account-sessions-intro = Si vous ne reconnaissez pas un appareil, fermez-le et changez le mot de passe.
account-session-this = Cet appareil
account-session-end = Fermer
account-sessions-end = Fermer tous les autres
account-device-unknown = Un appareil
account-since = Depuis le { $when }
account-way-labs = Les laboratoires
account-way-members = Les personnes de votre organisation
account-way-organizations = Les organisations du réseau
account-members = Qui peut se connecter
account-members-none = Personne ne peut encore se connecter. Invitez la première personne.
account-members-count = { $n ->
    [one] { $n } personne
   *[other] { $n } personnes
}
account-member-invited = invitation envoyée
account-member-change = Changer
account-member-end = Retirer l'accès
account-end-help = La personne est déconnectée partout et n'entre plus. Son adresse est détruite.
account-link-send = Envoyer un nouveau lien
account-link-help = Pour qui a perdu téléphone et codes, ou dont l'invitation a expiré. Il arrive seulement par mail.
account-roles = Ce que cette personne peut faire :
account-roles-help = Si vous changez les rôles, la personne doit se reconnecter.
account-roles-save = Enregistrer les rôles
account-invite = Inviter une personne
account-invite-send = Envoyer l'invitation
account-invited = { $name } : l'invitation part maintenant par mail
account-invited-link = Si le mail n'arrive pas, remettez vous-même ce lien, sans que personne d'autre le lise. Il vaut une fois, pendant sept jours. Nous ne le montrerons plus.
account-name = Nom et prénom
account-lang = Dans quelle langue la personne lit
account-organizations = Les organisations du réseau
account-organization-add = Ajouter une organisation
account-organization-name = Nom de l'organisation
account-kind = Qu'est-ce que c'est ?
account-kind-public = Organisme public
account-kind-third_sector = Secteur associatif et social
account-kind-association = Association
account-kind-university = Université ou école
account-kind-business = Entreprise ou syndicat
account-kind-informal = Groupe informel
account-role-operator = Accueille au guichet
account-role-supervisor = Responsable des opérateurs
account-role-service_editor = Tient les fiches à jour
account-role-steward = Veille sur un thème ou un territoire
account-role-coordinator = Coordonne le territoire
account-role-facilitator = Anime les laboratoires
account-role-data_protection = Référent pour la protection des données
account-role-administrator = Administre l'organisation
account-role-network_administrator = Administre le réseau
account-problem-sign-in = L'adresse ou le mot de passe n'est pas juste. Réessayez.
account-problem-digits = Ces chiffres ne sont pas justes, ou ont déjà servi. Attendez les suivants et réessayez.
account-problem-email = Écrivez une adresse mail complète, par exemple anna@comune.it.
account-problem-email-taken = Il y a déjà une personne avec cette adresse. Si l'invitation est perdue, envoyez un nouveau lien.
account-problem-password-short = Le mot de passe est trop court : il faut au moins 12 signes.
account-problem-password-long = Le mot de passe est trop long : 200 signes au plus.
account-problem-password-common = Ce mot de passe se devine facilement. Essayez quatre mots sans lien entre eux.
account-problem-password-twice = Les deux mots de passe sont différents. Écrivez-les de nouveau.
account-problem-password-wrong = Le mot de passe actuel n'est pas juste.
account-problem-name = Écrivez un nom, 120 lettres au plus.
account-problem-roles = Choisissez au moins un rôle.
account-problem-kind = Choisissez ce que c'est.
account-problem-organization-there = Il y a déjà une organisation de ce nom.
account-problem-own-roles = Vous ne pouvez pas vous retirer l'administration. Demandez à une autre personne qui administre.
account-problem-own-end = Vous ne pouvez pas retirer votre propre accès. Demandez à une autre personne qui administre.
account-problem-demo = Dans la démonstration, ces personnes ne se changent pas : qui vient après vous en a besoin aussi.
mail-invitation-subject = Votre invitation dans { $network }
mail-invitation-body =
    Bonjour { $name },

    { $organization } vous invite. Avec ce lien, vous choisissez le mot de passe et reliez le téléphone :

    { $link }

    Le lien vaut une fois, pendant sept jours.

    Si vous n'attendiez pas ce mail, effacez-le : rien ne se passe sans vous.

    { $network }
mail-beginning-subject = Un nouveau départ dans { $network }
mail-beginning-body =
    Bonjour { $name },

    { $organization } vous envoie ce lien, pour choisir de nouveau le mot de passe et relier le téléphone que vous utilisez maintenant :

    { $link }

    Le lien vaut une fois, pendant un jour.

    Si vous n'attendiez pas ce mail, effacez-le : rien ne se passe sans vous.

    { $network }
mail-password-subject = Choisissez un autre mot de passe
mail-password-body =
    Bonjour { $name },

    quelqu'un a demandé de changer le mot de passe de votre accès pour { $organization }. Si c'est vous, ouvrez ce lien :

    { $link }

    Le lien vaut une fois, pendant une heure.

    Si vous n'attendiez pas ce mail, effacez-le : rien ne se passe sans vous.

    { $network }
mail-changed-subject = Votre accès a changé
mail-changed-body =
    Bonjour { $name },

    le mot de passe ou le téléphone de votre accès pour { $organization } vient de changer. Les autres appareils sont déconnectés.

    Si ce n'était pas vous, prévenez tout de suite la personne qui administre votre organisation.

    { $network }
