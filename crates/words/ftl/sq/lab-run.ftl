# Laboratori në zhvillim: vendet, ora, drejtimi, letra.
lab-run-console = Drejto takimin
lab-run-seating = Vendet në tavolina
lab-run-screen = Ekran me emra dhe tavolina
lab-run-place = Tavolina jote
lab-run-table = Tavolina { $table }
lab-run-turn = Raundi { $round }
lab-run-name = Emri
lab-run-host = përgjegjës tavoline
lab-run-mediator = ndërmjetës gjuhësor
lab-run-gone = ka ikur
lab-run-somebody = një person
lab-run-speaks-unknown = gjuhët duhen pyetur
lab-run-present = Të pranishëm: { $here } nga { $all }
lab-run-ago = { $n ->
    [0] tani
    [one] para { $n } minute
   *[other] para { $n } minutash
}
lab-run-contributions = { $n ->
    [one] { $n } kontribut
   *[other] { $n } kontribute
}
lab-run-phase-preparing = Nuk ka filluar ende
lab-run-phase-welcome = Mirëseardhja: njerëzit po vijnë
lab-run-phase-round = Raundi { $round } nga { $rounds }
lab-run-phase-between = Raundi { $round } nga { $rounds } mbaroi
lab-run-phase-paused = Raundi { $round } nga { $rounds }, në pushim
lab-run-phase-plenary = Të gjithë bashkë
lab-run-phase-closed = Takimi mbaroi
lab-run-people-preparing = Takimi nuk ka filluar ende. Kthehu këtu: tavolina jote shfaqet vetë.
lab-run-people-welcome = Mirë se erdhët! Fillojmë së shpejti.
lab-run-people-round = Flisni në tavolina.
lab-run-people-between = Raundi mbaroi. Shko te tavolina tjetër.
lab-run-people-paused = Një pushim i shkurtër: ora është ndalur.
lab-run-people-plenary = Tani jemi të gjithë bashkë.
lab-run-people-closed = Takimi mbaroi. Faleminderit!
lab-run-clock-over = Koha mbaroi. Vendos ti: raundi tjetër ose disa minuta më shumë.
lab-run-tables = Sa tavolina
lab-run-everybody = Numëro të pranishëm të gjithë ata që priten
lab-run-start = Fillo me ata që janë këtu
lab-run-open = Hap mirëseardhjen
lab-run-pause = Pushim
lab-run-resume = Vazhdo
lab-run-extend = + { $n } minuta
lab-run-finish = Mbaro raundin
lab-run-next = Raundi tjetër
lab-run-plenary = Të gjithë bashkë
lab-run-close = Mbyll takimin
lab-run-alone = Raundet vazhdojnë vetë
lab-run-is-alone = Kur mbaron koha, raundi tjetër fillon vetë.
lab-run-alone-stop = Vendos unë kur
lab-run-calls = Kërkojnë ndihmë
lab-run-i-go = Shkoj unë
lab-run-reseat-title = Diçka ka ndryshuar
lab-run-unseated = Janë këtu dhe pa vend:
lab-run-vanished = Kanë vend dhe nuk janë këtu:
lab-run-reseat = Rregullo vendet
lab-run-troubles = Rregulla që nuk respektohen
lab-run-what-helps = Çfarë do të ndihmonte
lab-run-last = Gjëja e fundit:
lab-run-moved = { $n ->
    [one] { $n } vend i njoftuar ndryshon
   *[other] { $n } vende të njoftuara ndryshojnë
}
lab-run-column-turn = Raundi
lab-run-before = Para
lab-run-after = Tani
lab-run-undo = Zhbëj:
lab-run-all-tables = Tavolinat
lab-run-no-seats = Vendet nuk janë vendosur ende.
lab-run-silent = heshtje prej disa minutash
lab-run-without-host = pa përgjegjës
lab-run-people = Njerëz dhe mesazhe
lab-run-move = Zhvendos një person
lab-run-who = Kush
lab-run-choose = Zgjidh
lab-run-to-table = Tavolina
lab-run-move-do = Zhvendos
lab-run-arrive = Dikush vjen
lab-run-arrive-do = Është këtu
lab-run-leave = Dikush ikën
lab-run-leave-do = Ka ikur
lab-run-tell = Një mesazh për të gjithë
lab-run-tell-words = Çfarë do të thuash
lab-run-tell-lang = Në cilën gjuhë është shkruar
lab-run-tell-do = Dërgo te të gjithë
lab-run-told = Mesazhe
lab-run-by-machine = përkthyer nga një makinë
lab-run-more = Për të treguar dhe ngjitur
lab-run-rooms = Listë sipas tavolinës
lab-run-zoom = Dhoma për Zoom
lab-run-zoom-note = Zoom kërkon një adresë e-mail për çdo person: shtoje pranë emrit, ose lër secilin të zgjedhë dhomën.
lab-run-did-plan = vendet u vendosën
lab-run-did-open = mirëseardhja u hap
lab-run-did-start = fillim me ata që janë këtu
lab-run-did-finish = raundi mbaroi
lab-run-did-next = raundi tjetër
lab-run-did-pause = pushim
lab-run-did-resume = vazhdim
lab-run-did-extend = disa minuta më shumë
lab-run-did-plenary = të gjithë bashkë
lab-run-did-close = takimi u mbyll
lab-run-did-alone = raundet vazhdojnë vetë
lab-run-did-not-alone = raundet nuk vazhdojnë më vetë
lab-run-did-reseat = vendet u rregulluan
lab-run-did-arrive = një ardhje
lab-run-did-leave = një ikje
lab-run-did-move = një person u zhvendos
lab-run-did-pin = një vend u caktua
lab-run-did-unpin = një vend u lirua
lab-run-did-host = përgjegjësi u zgjodh
lab-run-did-table = një tavolinë ndryshoi
lab-run-did-tell = një mesazh
lab-run-did-help = përgjigje për ndihmë
lab-run-host-replaced = Tavolina { $table }: { $is } në vend të { $was } si përgjegjës
lab-run-host-new = Tavolina { $table }: { $is } është përgjegjës
lab-run-host-none = Tavolina { $table }: pa përgjegjës
lab-run-table-away = Tavolina { $table } nuk duhet më
lab-run-table-back = Tavolina { $table } duhet përsëri
lab-run-came = Erdhi: { $who }
lab-run-went = Iku: { $who }
lab-run-seats-new = { $n ->
    [one] { $n } person ka vend të ri
   *[other] { $n } persona kanë vend të ri
}
lab-run-seats-freed = { $n ->
    [one] { $n } vend është i lirë
   *[other] { $n } vende janë të lira
}
lab-run-rule-language = Raundi { $round }, tavolina { $table }: { $who } nuk kupton. Në tavolinë flitet { $language } dhe askush nuk përkthen.
lab-run-rule-no-language = Raundi { $round }, tavolina { $table }: asnjë gjuhë e përbashkët. Personat: { $who }.
lab-run-rule-apart = Raundi { $round }, tavolina { $table }: dy persona rrinë bashkë dhe nuk duhet.
lab-run-rule-steps = Raundi { $round }, tavolina { $table }: { $who } ka nevojë për tavolinë pa shkallë.
lab-run-rule-place = Raundi { $round }: { $who } duhet të rrijë në tavolinën { $table } dhe nuk është aty.
lab-run-rule-size = Raundi { $round }, tavolina { $table }: janë { $people } persona. Numri i duhur është { $seats }, një më shumë ose më pak.
lab-run-rule-seat = Raundi { $round }: { $who } nuk ka vend, ose ka dy.
lab-run-help-interpret = Pyet { $who } nëse do të përkthejë: flet { $languages }.
lab-run-help-mediator = Duhet edhe një person që përkthen mes { $languages }, për shembull në tavolinën { $table }.
lab-run-help-step-free = Bëje tavolinën { $table } të arritshme pa shkallë.
lab-run-help-release = Lëre { $who } të shkojë në një tavolinë tjetër.
lab-run-help-table = Shto një tavolinë.
lab-run-place-now = Shko tani te tavolina { $table }
lab-run-place-next = Tavolina jote tjetër është { $table }
lab-run-you-host = Je përgjegjës: qëndro në këtë tavolinë
lab-run-with = Me ty në tavolinë
lab-run-with-nobody = Tani për tani je vetëm ti.
lab-run-video = Hyr në video
lab-run-again = Rifresko
lab-run-by-name = Sipas emrit
lab-run-by-table = Sipas tavolinës
lab-run-blocks = Blloqe
lab-run-coming = { $n ->
    [one] { $n } person për t'u ulur
   *[other] { $n } persona për t'u ulur
}
lab-run-with-hosts = Në çdo tavolinë qëndron një përgjegjës
lab-run-seed = Një numër tjetër jep një plan tjetër
lab-run-plan = Vendos vendet
lab-run-plan-again = Vendos përsëri vendet
lab-run-worth = Sa i mirë është ky plan
lab-run-rules-hold = Të gjitha rregullat respektohen: secili kupton në tavolinën e vet.
lab-run-would-help = Çfarë do të ndihmonte
lab-run-no-help = Nuk gjetëm një ndryshim të vogël që mjafton. Provo me më pak tavolina ose më shumë ndërmjetës.
lab-run-worth-no-repeats = Askush nuk takon dy herë të njëjtin person. Çifte që takohen: { $pairs }.
lab-run-worth-fewest = Takime të përsëritura: { $n }. Më pak nuk mundet. Çifte që takohen: { $pairs }.
lab-run-worth-repeats = Takime të përsëritura: { $n } (asnjë plan nuk ka nën { $least }). Çifte që takohen: { $pairs }.
lab-run-worth-bound = { $n ->
    [one] Me këto tavolina askush nuk takohet dy herë për të shumtën { $n } raund.
   *[other] Me këto tavolina askush nuk takohet dy herë për të shumtën { $n } raunde.
}
lab-run-worth-kinds = Çifte nga i njëjti lloj organizate në një tavolinë: { $n } (më pak se { $least } nuk mundet).
lab-run-worth-territories = Çifte nga i njëjti territor në një tavolinë: { $n } (më pak se { $least } nuk mundet).
lab-run-worth-unknown = { $n ->
    [one] Nuk i dimë gjuhët e { $n } personi: pyet te hyrja.
   *[other] Nuk i dimë gjuhët e { $n } personave: pyet te hyrja.
}
lab-run-meet-kinds = Kush takon kë: llojet e organizatave
lab-run-meet-territories = Kush takon kë: territoret
lab-run-meet-note = Çdo numër tregon sa çifte flasin bashkë, në të gjitha raundet. Më e errët, më shumë biseda.
lab-run-as-table = Si tabelë
lab-run-by-hand = Me dorë
lab-run-choose-host = Zgjidh përgjegjësin
lab-run-nobody-hosts = Askush
lab-run-pin = Cakto një vend
lab-run-pin-note = Personi qëndron në këtë tavolinë edhe kur vendet vendosen përsëri.
lab-run-all-turns = Të gjitha raundet
lab-run-pinned = { $who }: tavolina { $table } në raundin { $round }
lab-run-pinned-always = { $who }: tavolina { $table } në të gjitha raundet
lab-run-unpin = Liro
lab-run-each-table = Çdo tavolinë
lab-run-question = Pyetja
lab-run-video-address = Adresa e videos
lab-run-steps = Arrihet vetëm me shkallë
lab-run-save = Ruaj
lab-run-paper = Në letër
lab-run-cards = Kartat e vendeve
lab-run-cards-intro = Një kartë për çdo person, në gjuhën e vet: shtyp, prit dhe jep te hyrja.
lab-run-card-heading = Shko te këto tavolina:
lab-run-card-host = Je përgjegjës i tavolinës { $table }: qëndro aty në të gjitha raundet.
lab-run-sheets = Fletë për tavolinat
lab-run-sheets-intro = Një fletë për çdo tavolinë dhe raund. Më pas, me kodin e saj, këtu shkruhet çfarë ka fleta:
lab-run-chart = Tabela e raundeve
lab-run-csv = Tabela e vendeve (CSV)
lab-run-sheet-heading = Tavolina { $table }, raundi { $round }
lab-run-sheet-who = Në tavolinë:
lab-run-sheet-later = Më pas shkruaj këtu çfarë thatë, me kodin:
lab-run-sheet = Kopjo një fletë
lab-run-sheet-intro = Ke fletën e një tavoline? Shkruaj kodin e saj: pastaj kopjo çfarë ka, ose dërgo një foto.
lab-run-sheet-code = Kodi i fletës
lab-run-sheet-open = Hap fletën
lab-run-sheet-unknown = Nuk e njohim këtë kod. Kontrollo shkronjat dhe numrat në fletë.
lab-run-sheet-words = Një kontribut i tavolinës
lab-run-sheet-kind = Çfarë është
lab-run-sheet-no-kind = Nuk e di
lab-run-sheet-add = Shto
lab-run-sheet-written = Të kopjuara tashmë
lab-run-sheet-nothing = Ende asgjë.
lab-run-sheet-other = Një fletë tjetër
lab-run-sheet-empty = Shkruaj disa fjalë.
lab-run-sheet-long = Është shumë e gjatë: { $written } shenja. Më e shumta është { $most }. Bëj dy kontribute.
lab-run-word-experience = përvojë
lab-run-word-analysis = analizë
lab-run-word-challenge = sfidë
lab-run-word-idea = ide
lab-run-word-reflection = mendim
lab-run-word-question = pyetje
lab-run-photo = Një foto e fletës
lab-run-photo-note = Heqim nga fotoja vendin, orën dhe telefonin. E sheh vetëm ai që ka kodin.
lab-run-photo-choose = Zgjidh një foto (JPEG, PNG ose WebP, deri në 8 MB)
lab-run-photo-send = Dërgo foton
lab-run-photo-alt = Foto e fletës
lab-run-photo-large = Fotoja është shumë e madhe: më së shumti { $most } MB.
lab-run-photo-kind = Kjo nuk është një foto që mund ta lexojmë. Dërgo një skedar JPEG, PNG ose WebP.
lab-run-photo-many = Ka tashmë mjaft foto të kësaj flete.
lab-run-changed-meanwhile = Ndërkohë dikush tjetër ndryshoi diçka. Asgjë nuk humbi: shiko si është tani dhe provo përsëri.
lab-run-nothing-to-undo = Nuk ka asgjë për të zhbërë.
lab-run-has-begun = Ka filluar tashmë.
lab-run-turn-runs = Një raund është në zhvillim: mbaroje më parë.
lab-run-is-closed = Takimi mbaroi.
lab-run-no-turn = Tani nuk ka raund në zhvillim.
lab-run-last-turn = Ky ishte raundi i fundit i bllokut.
lab-run-not-paused = Ora nuk është në pushim.
lab-run-nobody = Në listë nuk ka njeri për t'u ulur. Shto më parë njerëzit.
lab-run-nobody-here = Nuk ka ende njeri. Shëno kush vjen, ose numëro të pranishëm të gjithë ata që priten.
lab-run-no-table = Duhet të paktën një tavolinë dhe një raund.
lab-run-empty-tables = { $people } persona nuk mjaftojnë për { $tables } tavolina. Merr më së shumti { $people } tavolina.
lab-run-too-many = { $is } janë shumë: më së shumti { $most }.
lab-run-two-hosts = Tavolina { $table } ka dy përgjegjës.
lab-run-no-such-table = Tavolina { $table } nuk ekziston.
lab-run-how-many-tables = Zgjidh nga 1 deri në { $most } tavolina.
lab-run-how-many-minutes = Zgjidh nga 1 deri në { $most } minuta.
lab-run-choose-person = Zgjidh një person nga lista.
lab-run-choose-table = Zgjidh një tavolinë.
lab-run-host-stays = Ky person është përgjegjës i tavolinës { $table } dhe qëndron aty. Zgjidh më parë një tjetër.
lab-run-tell-empty = Shkruaj çfarë do t'u thuash të gjithëve.
lab-run-no-address = Shkruaj një adresë që fillon me https://
lab-run-kind-public = Ent publik
lab-run-kind-third-sector = Sektori i tretë
lab-run-kind-migrants-association = Shoqatë migrantësh
lab-run-kind-person = Person me përvojë migrimi
lab-run-kind-university = Universitet
lab-run-kind-other = Tjetër
