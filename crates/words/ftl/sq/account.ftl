# Signing in, members.
refusal-denied = Kjo faqe nuk ekziston ose nuk është për ty. Nëse ke një kod ose llogari, hyr më parë.
account-nav = Hyrja jote
account-sign-in = Hyr
account-sign-in-staff = Hyr (kush punon në rrjet)
account-sign-in-intro = Kjo faqe është për kush punon në një organizatë të rrjetit. Për të kërkuar një shërbim nuk duhet të hysh.
account-sign-out = Dil
account-email = Adresa e mailit
account-password = Fjalëkalimi
account-go-on = Vazhdo
account-forgotten = E ke harruar fjalëkalimin?
account-forgotten-intro = Shkruaj adresën tënde të mailit. Të dërgojmë një lidhje për të zgjedhur një fjalëkalim tjetër.
account-forgotten-send = Dërgo lidhjen
account-forgotten-sent = Nëse e njohim këtë adresë, së shpejti merr një mail. Lidhja vlen një orë.
account-password-changed = Fjalëkalimi ndryshoi. Tani hyr.
account-code-title = Kodi i telefonit tënd
account-code-intro = Hap në telefon aplikacionin e kodeve dhe shkruaj gjashtë shifrat.
account-code-help = Nëse nuk ke telefonin, shkruaj një nga kodet e tua rezervë.
account-code-lost = Nuk ke as telefonin as kodet? Kush administron organizatën tënde të dërgon një lidhje të re.
account-digits = Gjashtë shifrat
account-current-password = Fjalëkalimi i tanishëm
account-new-password = Fjalëkalimi i ri
account-password-again = Edhe një herë fjalëkalimi i ri
account-password-help = Të paktën 12 shenja. Katër fjalë që të vijnë në mendje janë mirë, në çdo gjuhë.
account-choose-password = Ndrysho fjalëkalimin
account-save = Ruaj
account-join-title = Hyrja jote në Reticolo
account-join-intro = Përshëndetje { $name }. { $organization } të fton në rrjet. Mjaftojnë dy hapa.
account-begin-intro = Përshëndetje { $name }. Zgjidh përsëri fjalëkalimin dhe lidh telefonin që përdor tani, për { $organization }.
account-step-password = 1. Zgjidh një fjalëkalim
account-step-phone = 2. Lidh telefonin tënd
account-totp-why = Kush vjedh fjalëkalimin nuk hyn pa telefonin tënd.
account-totp-app = Në telefon hap një aplikacion për kodet. Nëse nuk ke: Aegis (Android) dhe FreeOTP (edhe iPhone) janë të lira dhe falas.
account-totp-scan = Në aplikacion shto një kod dhe drejto kamerën te ky katror.
account-totp-square = Katror për kamerën e aplikacionit të kodeve
account-totp-here = Je tashmë në telefon? Hape në aplikacion
account-totp-type = Ose shkruaj në aplikacion këto shkronja dhe shifra:
account-totp-digits = Aplikacioni tregon gjashtë shifra që ndryshojnë çdo gjysmë minute. Shkruaji këtu poshtë.
account-join = Fillo
account-codes-title = Kodet e tua rezervë
account-codes-intro = Nëse humb telefonin, hyn me një nga këto kode. Secili vlen një herë. Shtypi ose kopjoji tani: nuk i tregojmë më.
account-codes-kept = I ruajta
account-codes-new = Kode të reja rezervë
account-codes-left = { $n ->
    [one] Të mbetet { $n } kod.
   *[other] Të mbeten { $n } kode.
}
account-codes-few = Të kanë mbetur pak kode rezervë. Merr të reja.
account-title = Llogaria jote
account-safety = Siguria
account-second-factor = Lidh një telefon tjetër
account-sessions = Ku ke hyrë
account-sessions-intro = Nëse nuk e njeh një pajisje, mbylle dhe ndrysho fjalëkalimin.
account-session-this = Kjo pajisje
account-session-end = Mbylle
account-sessions-end = Mbyll të gjitha të tjerat
account-device-unknown = Një pajisje
account-since = Që nga { $when }
account-way-labs = Laboratorët
account-way-members = Njerëzit e organizatës tënde
account-way-organizations = Organizatat e rrjetit
account-members = Kush mund të hyjë
account-members-none = Ende askush nuk mund të hyjë. Fto personin e parë.
account-members-count = { $n ->
    [one] { $n } person
   *[other] { $n } persona
}
account-member-invited = ftesa u dërgua
account-member-change = Ndrysho
account-member-end = Hiqe hyrjen
account-end-help = Del menjëherë nga të gjitha pajisjet dhe nuk hyn më. Adresa shkatërrohet.
account-link-send = Dërgo një lidhje të re
account-link-help = Për kush ka humbur telefonin dhe kodet, ose për një ftesë të skaduar. Vjen vetëm me mail.
account-roles = Çfarë mund të bëjë:
account-roles-help = Nëse ndryshon rolet, personi duhet të hyjë përsëri.
account-roles-save = Ruaj rolet
account-invite = Fto një person
account-invite-send = Dërgo ftesën
account-invited = { $name }: ftesa niset tani me mail
account-invited-link = Nëse maili nuk arrin, jepe vetë këtë lidhje, që të mos e lexojë askush tjetër. Vlen një herë, për shtatë ditë. Nuk e tregojmë më.
account-name = Emri dhe mbiemri
account-lang = Në cilën gjuhë lexon
account-organizations = Organizatat e rrjetit
account-organization-add = Shto një organizatë
account-organization-name = Emri i organizatës
account-kind = Çfarë është?
account-kind-public = Ent publik
account-kind-third_sector = Sektori i tretë
account-kind-association = Shoqatë
account-kind-university = Universitet ose shkollë
account-kind-business = Ndërmarrje ose sindikatë
account-kind-informal = Grup joformal
account-role-operator = Pret njerëzit në sportel
account-role-supervisor = Përgjegjës i operatorëve
account-role-service_editor = Mban skedat të vërteta
account-role-steward = Kujdeset për një temë ose një territor
account-role-coordinator = Koordinon territorin
account-role-facilitator = Lehtëson laboratorët
account-role-data_protection = Përgjegjës për mbrojtjen e të dhënave
account-role-administrator = Administron organizatën
account-role-network_administrator = Administron rrjetin
account-problem-sign-in = Adresa ose fjalëkalimi nuk është i saktë. Provo përsëri.
account-problem-digits = Këto shifra nuk janë të sakta, ose janë përdorur tashmë. Prit të tjerat dhe provo përsëri.
account-problem-email = Shkruaj një adresë të plotë maili, për shembull anna@comune.it.
account-problem-email-taken = Ka tashmë një person me këtë adresë. Nëse ftesa humbi, dërgo një lidhje të re.
account-problem-password-short = Fjalëkalimi është shumë i shkurtër: duhen të paktën 12 shenja.
account-problem-password-long = Fjalëkalimi është shumë i gjatë: më së shumti 200 shenja.
account-problem-password-common = Ky fjalëkalim gjendet lehtë. Provo katër fjalë që s'kanë lidhje me njëra-tjetrën.
account-problem-password-twice = Dy fjalëkalimet janë të ndryshëm. Shkruaji përsëri.
account-problem-password-wrong = Fjalëkalimi i tanishëm nuk është i saktë.
account-problem-name = Shkruaj një emër, më së shumti 120 shkronja.
account-problem-roles = Zgjidh të paktën një rol.
account-problem-kind = Zgjidh çfarë është.
account-problem-organization-there = Ka tashmë një organizatë me këtë emër.
account-problem-own-roles = Nuk mund t'ia heqësh vetes administrimin. Kërkoja një administratori tjetër.
account-problem-own-end = Nuk mund ta heqësh hyrjen tënde. Kërkoja një administratori tjetër.
account-problem-demo = Në demonstrim këta persona nuk ndryshohen: u duhen edhe atyre që vijnë pas teje.
mail-invitation-subject = Ftesa jote në { $network }
mail-invitation-body =
    Përshëndetje { $name },

    { $organization } të fton. Me këtë lidhje zgjedh fjalëkalimin dhe lidh telefonin:

    { $link }

    Lidhja vlen një herë, për shtatë ditë.

    Nëse nuk e prisje këtë mail, fshije: pa ty nuk ndodh asgjë.

    { $network }
mail-beginning-subject = Një fillim i ri në { $network }
mail-beginning-body =
    Përshëndetje { $name },

    { $organization } të dërgon këtë lidhje, për të zgjedhur përsëri fjalëkalimin dhe për të lidhur telefonin që përdor tani:

    { $link }

    Lidhja vlen një herë, për një ditë.

    Nëse nuk e prisje këtë mail, fshije: pa ty nuk ndodh asgjë.

    { $network }
mail-password-subject = Zgjidh një fjalëkalim tjetër
mail-password-body =
    Përshëndetje { $name },

    dikush kërkoi të ndryshojë fjalëkalimin e hyrjes tënde për { $organization }. Nëse je ti, hape këtë lidhje:

    { $link }

    Lidhja vlen një herë, për një orë.

    Nëse nuk e prisje këtë mail, fshije: pa ty nuk ndodh asgjë.

    { $network }
mail-changed-subject = Hyrja jote ndryshoi
mail-changed-body =
    Përshëndetje { $name },

    fjalëkalimi ose telefoni i hyrjes tënde për { $organization } sapo ndryshoi. Pajisjet e tjera dolën.

    Nëse nuk ishe ti, lajmëro menjëherë kush administron organizatën tënde.

    { $network }
