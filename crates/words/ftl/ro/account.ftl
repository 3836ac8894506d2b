# Signing in, members.
refusal-denied = Pagina nu există sau nu este pentru tine. Dacă ai un cod sau un cont, intră mai întâi.
account-nav = Accesul tău
account-sign-in = Intră
account-sign-in-staff = Intră (cine lucrează în rețea)
account-sign-in-intro = Pagina aceasta este pentru cine lucrează într-o organizație din rețea. Ca să cauți un serviciu nu trebuie să intri.
account-sign-out = Ieși
account-email = Adresa de mail
account-password = Parola
account-go-on = Continuă
account-forgotten = Ai uitat parola?
account-forgotten-intro = Scrie adresa ta de mail. Îți trimitem un link ca să alegi altă parolă.
account-forgotten-send = Trimite linkul
account-forgotten-sent = Dacă știm această adresă, primești un mail în curând. Linkul este valabil o oră.
account-password-changed = Parola s-a schimbat. Acum intră.
account-code-title = Codul de pe telefonul tău
account-code-intro = Deschide pe telefon aplicația cu coduri și scrie cele șase cifre.
account-code-help = Dacă nu ai telefonul, scrie unul dintre codurile tale de rezervă.
account-code-lost = Nu ai nici telefonul, nici codurile? Cine administrează organizația ta îți trimite un link nou.
account-digits = Cele șase cifre
account-current-password = Parola de acum
account-new-password = Parola nouă
account-password-again = Încă o dată parola nouă
account-password-help = Cel puțin 12 semne. Sunt bune patru cuvinte care îți vin în minte, în orice limbă.
account-choose-password = Schimbă parola
account-save = Salvează
account-join-title = Accesul tău la Reticolo
account-join-intro = Bună { $name }. { $organization } te invită în rețea. Sunt de ajuns doi pași.
account-begin-intro = Bună { $name }. Alege din nou parola și leagă telefonul pe care îl folosești acum, pentru { $organization }.
account-step-password = 1. Alege o parolă
account-step-phone = 2. Leagă telefonul tău
account-totp-why = Cine fură parola nu intră fără telefonul tău.
account-totp-app = Pe telefon deschide o aplicație pentru coduri. Dacă nu ai una: Aegis (Android) și FreeOTP (și iPhone) sunt libere și gratuite.
account-totp-scan = În aplicație adaugă un cod și îndreaptă camera spre acest pătrat.
account-totp-square = Pătrat pentru camera aplicației cu coduri
account-totp-here = Ești deja pe telefon? Deschide în aplicație
account-totp-type = Sau scrie în aplicație aceste litere și cifre:
account-totp-digits = Aplicația arată șase cifre care se schimbă la fiecare jumătate de minut. Scrie-le mai jos.
account-join = Începe
account-codes-title = Codurile tale de rezervă
account-codes-intro = Dacă pierzi telefonul, intri cu unul dintre aceste coduri. Fiecare este bun o dată. Tipărește-le sau copiază-le acum: nu le mai arătăm.
account-codes-kept = Le-am păstrat
account-codes-new = Coduri de rezervă noi
account-codes-left = { $n ->
    [one] Mai ai { $n } cod.
    [few] Mai ai { $n } coduri.
   *[other] Mai ai { $n } de coduri.
}
account-codes-few = Îți rămân puține coduri de rezervă. Ia altele noi.
account-title = Contul tău
account-safety = Siguranță
account-second-factor = Leagă alt telefon
account-sessions = Unde ai intrat
account-sessions-intro = Dacă nu recunoști un dispozitiv, închide-l și schimbă parola.
account-session-this = Acest dispozitiv
account-session-end = Închide
account-sessions-end = Închide toate celelalte
account-device-unknown = Un dispozitiv
account-since = Din { $when }
account-way-labs = Laboratoarele
account-way-members = Oamenii organizației tale
account-way-organizations = Organizațiile rețelei
account-members = Cine poate intra
account-members-none = Nimeni nu poate intra încă. Invită prima persoană.
account-members-count = { $n ->
    [one] { $n } persoană
    [few] { $n } persoane
   *[other] { $n } de persoane
}
account-member-invited = invitație trimisă
account-member-change = Schimbă
account-member-end = Oprește accesul
account-end-help = Iese imediat de pe toate dispozitivele și nu mai intră. Adresa se distruge.
account-link-send = Trimite un link nou
account-link-help = Pentru cine a pierdut telefonul și codurile, sau pentru o invitație expirată. Vine doar pe mail.
account-roles = Ce poate face:
account-roles-help = Dacă schimbi rolurile, persoana trebuie să intre din nou.
account-roles-save = Salvează rolurile
account-invite = Invită o persoană
account-invite-send = Trimite invitația
account-invited = { $name }: invitația pleacă acum pe mail
account-invited-link = Dacă mailul nu ajunge, dă tu acest link, fără să-l citească altcineva. Este bun o dată, timp de șapte zile. Nu îl mai arătăm.
account-name = Nume și prenume
account-lang = În ce limbă citește
account-organizations = Organizațiile rețelei
account-organization-add = Adaugă o organizație
account-organization-name = Numele organizației
account-kind = Ce este?
account-kind-public = Instituție publică
account-kind-third_sector = Sectorul social
account-kind-association = Asociație
account-kind-university = Universitate sau școală
account-kind-business = Firmă sau sindicat
account-kind-informal = Grup informal
account-role-operator = Primește oamenii la ghișeu
account-role-supervisor = Răspunde de operatori
account-role-service_editor = Ține fișele adevărate
account-role-steward = Are grijă de o temă sau de un teritoriu
account-role-coordinator = Coordonează teritoriul
account-role-facilitator = Facilitează laboratoarele
account-role-data_protection = Responsabil cu protecția datelor
account-role-administrator = Administrează organizația
account-role-network_administrator = Administrează rețeaua
account-problem-sign-in = Adresa sau parola nu este corectă. Încearcă din nou.
account-problem-digits = Aceste cifre nu sunt corecte sau au fost deja folosite. Așteaptă-le pe următoarele și încearcă din nou.
account-problem-email = Scrie o adresă de mail întreagă, de exemplu anna@comune.it.
account-problem-email-taken = Există deja o persoană cu această adresă. Dacă nu găsește invitația, trimite un link nou.
account-problem-password-short = Parola este prea scurtă: trebuie cel puțin 12 semne.
account-problem-password-long = Parola este prea lungă: cel mult 200 de semne.
account-problem-password-common = Parola aceasta se ghicește ușor. Încearcă patru cuvinte fără legătură între ele.
account-problem-password-twice = Cele două parole sunt diferite. Scrie-le din nou.
account-problem-password-wrong = Parola de acum nu este corectă.
account-problem-name = Scrie un nume, cel mult 120 de litere.
account-problem-roles = Alege cel puțin un rol.
account-problem-kind = Alege ce este.
account-problem-organization-there = Există deja o organizație cu acest nume.
account-problem-own-roles = Nu poți să-ți iei singur administrarea. Cere altei persoane care administrează.
account-problem-own-end = Nu poți opri propriul acces. Cere altei persoane care administrează.
account-problem-demo = În demonstrație aceste persoane nu se schimbă: sunt și pentru cine vine după tine.
mail-invitation-subject = Invitația ta în { $network }
mail-invitation-body =
    Bună { $name },

    { $organization } te invită. Cu acest link alegi parola și legi telefonul:

    { $link }

    Linkul este bun o dată, timp de șapte zile.

    Dacă nu așteptai acest mail, șterge-l: fără tine nu se întâmplă nimic.

    { $network }
mail-beginning-subject = Un nou început în { $network }
mail-beginning-body =
    Bună { $name },

    { $organization } îți trimite acest link, ca să alegi din nou parola și să legi telefonul pe care îl folosești acum:

    { $link }

    Linkul este bun o dată, timp de o zi.

    Dacă nu așteptai acest mail, șterge-l: fără tine nu se întâmplă nimic.

    { $network }
mail-password-subject = Alege altă parolă
mail-password-body =
    Bună { $name },

    cineva a cerut schimbarea parolei accesului tău pentru { $organization }. Dacă ești tu, deschide acest link:

    { $link }

    Linkul este bun o dată, timp de o oră.

    Dacă nu așteptai acest mail, șterge-l: fără tine nu se întâmplă nimic.

    { $network }
mail-changed-subject = Accesul tău s-a schimbat
mail-changed-body =
    Bună { $name },

    parola sau telefonul accesului tău pentru { $organization } s-a schimbat acum. Celelalte dispozitive au ieșit.

    Dacă nu ai fost tu, anunță imediat pe cine administrează organizația ta.

    { $network }
