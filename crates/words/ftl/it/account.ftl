# Signing in, members.
refusal-denied = Questa pagina non c'è, o non è per te. Se hai un codice o un accesso, entra prima.
account-nav = Il tuo accesso
account-sign-in = Entra
account-sign-in-staff = Entra (chi lavora nella rete)
account-sign-in-intro = Questa pagina è per chi lavora in un'organizzazione della rete. Per cercare un servizio non serve entrare.
account-sign-out = Esci
account-email = Indirizzo mail
account-password = Password
account-go-on = Continua
account-forgotten = Hai dimenticato la password?
account-forgotten-intro = Scrivi il tuo indirizzo mail. Ti mandiamo un link per scegliere un'altra password.
account-forgotten-send = Manda il link
account-forgotten-sent = Se conosciamo questo indirizzo, tra poco ricevi una mail. Il link vale un'ora.
account-password-changed = La password è cambiata. Adesso entra.
account-code-title = Il codice del tuo telefono
account-code-intro = Apri sul telefono l'app dei codici e scrivi le sei cifre.
account-code-help = Se non hai il telefono, scrivi uno dei tuoi codici di riserva.
account-code-lost = Non hai né il telefono né i codici? Chi amministra la tua organizzazione ti manda un nuovo link.
account-digits = Le sei cifre
account-current-password = La password di adesso
account-new-password = La nuova password
account-password-again = Ancora la nuova password
account-password-help = Almeno 12 segni. Vanno bene quattro parole che ti vengono in mente, in qualsiasi lingua.
account-choose-password = Cambia la password
account-save = Salva
account-join-title = Il tuo accesso a Reticolo
account-join-intro = Ciao { $name }. { $organization } ti invita nella rete. Bastano due passi.
account-begin-intro = Ciao { $name }. Scegli di nuovo la password e collega il telefono che usi adesso, per { $organization }.
account-step-password = 1. Scegli una password
account-step-phone = 2. Collega il tuo telefono
account-totp-why = Chi ruba la password non entra, se non ha anche il tuo telefono.
account-totp-app = Sul telefono apri un'app per i codici. Se non ne hai una, per esempio Aegis (Android) o FreeOTP (anche iPhone) sono libere e gratuite.
account-totp-scan = Nell'app aggiungi un codice e inquadra questo quadrato.
account-totp-square = Quadrato da inquadrare con l'app dei codici
account-totp-here = Sei già sul telefono? Aprilo nell'app
account-totp-type = Oppure scrivi nell'app queste lettere e cifre:
account-totp-digits = L'app mostra sei cifre che cambiano ogni mezzo minuto. Scrivile qui sotto.
account-join = Inizia
account-codes-title = I tuoi codici di riserva
account-codes-intro = Se perdi il telefono, entri con uno di questi codici. Ognuno vale una volta. Stampali o copiali adesso: non li mostriamo più.
account-codes-kept = Li ho conservati
account-codes-new = Nuovi codici di riserva
account-codes-left = { $n ->
    [one] Ti resta { $n } codice.
   *[other] Ti restano { $n } codici.
}
account-codes-few = Ti restano pochi codici di riserva. Prendine di nuovi.
account-title = Il tuo account
account-safety = Sicurezza
account-second-factor = Collega un altro telefono
account-sessions = Dove sei dentro
account-sessions-intro = Se non riconosci un dispositivo, chiudi e cambia la password.
account-session-this = Questo dispositivo
account-session-end = Chiudi
account-sessions-end = Chiudi tutti gli altri
account-device-unknown = Un dispositivo
account-since = Dal { $when }
account-way-labs = I laboratori
account-way-members = Le persone della tua organizzazione
account-way-organizations = Le organizzazioni della rete
account-members = Chi può entrare
account-members-none = Nessuno può ancora entrare. Invita la prima persona.
account-members-count = { $n ->
    [one] { $n } persona
   *[other] { $n } persone
}
account-member-invited = invito mandato
account-member-change = Cambia
account-member-end = Togli l'accesso
account-end-help = Esce subito da tutti i dispositivi e non entra più. Il suo indirizzo viene distrutto.
account-link-send = Manda un nuovo link
account-link-help = Per chi ha perso il telefono e i codici, o per un invito scaduto. Arriva solo per mail.
account-roles = Che cosa può fare:
account-roles-help = Se cambi i ruoli, la persona deve entrare di nuovo.
account-roles-save = Salva i ruoli
account-invite = Invita una persona
account-invite-send = Manda l'invito
account-invited = { $name }: l'invito parte adesso per mail
account-invited-link = Se la mail non arriva, consegna tu questo link, in modo che nessun altro lo legga. Vale una volta, per sette giorni. Non lo mostriamo più.
account-name = Nome e cognome
account-lang = In che lingua legge
account-organizations = Le organizzazioni della rete
account-organization-add = Aggiungi un'organizzazione
account-organization-name = Nome dell'organizzazione
account-kind = Che cosa è?
account-kind-public = Ente pubblico
account-kind-third_sector = Terzo settore
account-kind-association = Associazione
account-kind-university = Università o scuola
account-kind-business = Impresa o sindacato
account-kind-informal = Gruppo informale
account-role-operator = Chi accoglie allo sportello
account-role-supervisor = Responsabile degli operatori
account-role-service_editor = Chi tiene vere le schede
account-role-steward = Chi cura un tema o un territorio
account-role-coordinator = Chi coordina il territorio
account-role-facilitator = Chi facilita i laboratori
account-role-data_protection = Referente per la privacy
account-role-administrator = Chi amministra l'organizzazione
account-role-network_administrator = Chi amministra la rete
account-problem-sign-in = Indirizzo o password non sono giusti. Riprova.
account-problem-digits = Queste cifre non sono giuste, o sono già usate. Aspetta le prossime e riprova.
account-problem-email = Scrivi un indirizzo mail completo, per esempio anna@comune.it.
account-problem-email-taken = Una persona con questo indirizzo c'è già. Se non trova l'invito, mandale un nuovo link.
account-problem-password-short = La password è troppo corta: servono almeno 12 segni.
account-problem-password-long = La password è troppo lunga: al massimo 200 segni.
account-problem-password-common = Questa password si indovina facilmente. Prova con quattro parole che non c'entrano una con l'altra.
account-problem-password-twice = Le due password sono diverse. Scrivile di nuovo.
account-problem-password-wrong = La password di adesso non è giusta.
account-problem-name = Scrivi un nome, al massimo 120 lettere.
account-problem-roles = Scegli almeno un ruolo.
account-problem-kind = Scegli che cosa è.
account-problem-organization-there = Un'organizzazione con questo nome c'è già.
account-problem-own-roles = Non puoi togliere a te stesso l'amministrazione. Chiedi a un'altra persona che amministra.
account-problem-own-end = Non puoi togliere l'accesso a te stesso. Chiedi a un'altra persona che amministra.
account-problem-demo = Nella dimostrazione queste persone non si cambiano: servono anche a chi viene dopo di te.
mail-invitation-subject = Il tuo invito in { $network }
mail-invitation-body =
    Ciao { $name },

    { $organization } ti invita. Con questo link scegli la password e colleghi il telefono:

    { $link }

    Il link vale una volta, per sette giorni.

    Se non aspettavi questa mail, cancellala: senza di te non succede niente.

    { $network }
mail-beginning-subject = Un nuovo inizio in { $network }
mail-beginning-body =
    Ciao { $name },

    { $organization } ti manda questo link, per scegliere di nuovo la password e collegare il telefono che usi adesso:

    { $link }

    Il link vale una volta, per un giorno.

    Se non aspettavi questa mail, cancellala: senza di te non succede niente.

    { $network }
mail-password-subject = Scegli un'altra password
mail-password-body =
    Ciao { $name },

    qualcuno ha chiesto di cambiare la password del tuo accesso per { $organization }. Se sei tu, apri questo link:

    { $link }

    Il link vale una volta, per un'ora.

    Se non aspettavi questa mail, cancellala: senza di te non succede niente.

    { $network }
mail-changed-subject = Il tuo accesso è cambiato
mail-changed-body =
    Ciao { $name },

    la password o il telefono del tuo accesso per { $organization } sono cambiati adesso. Gli altri dispositivi sono usciti.

    Se non l'hai fatto tu, avvisa subito chi amministra la tua organizzazione.

    { $network }
