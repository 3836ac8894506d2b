find-title = Kërko një shërbim
find-title-words = { $words } – rezultatet
find-count = { $n ->
    [one] { $n } shërbim
   *[other] { $n } shërbime
}
find-cut = Teksti ishte shumë i gjatë: kërkuam vetëm fjalët e para.
find-meant = Ndoshta doje të thoshe:
find-instead = në vend të
find-unknown-words = Nuk i gjetëm këto fjalë: { $words }
find-needs = A ke nevojë për këtë?
find-relaxed = Disa shërbime kanë vetëm një pjesë të fjalëve të tua.
find-show-no = { $n ->
    [one] Trego edhe { $n } shërbim që nuk mund ta përdorësh
   *[other] Trego edhe { $n } shërbime që nuk mund t'i përdorësh
}
find-empty = Nuk gjetëm shërbim me këto fjalë. Provo kështu:
find-empty-pictures = Zgjidh me figura
find-empty-words = Ose shkruaj fjalë të tjera, më të shkurtra, në çdo gjuhë.
find-empty-path = Përgjigju disa pyetjeve
find-empty-near = Kërko një sportel afër
find-pages = Faqet e rezultateve
find-page-of = Faqja { $page } nga { $pages }
find-page-before = Faqja e mëparshme
find-page-next = Faqja tjetër
find-languages-more = { $n ->
    [one] edhe { $n }
   *[other] edhe { $n }
}
find-problem-need = Nuk e njohim këtë nevojë. Zgjidh nga lista ose figurat.
find-problem-place = Nuk e njohim këtë komunë në Pulia. Kontrollo si shkruhet.
find-problem-distance = Distanca nuk është e saktë: zgjidh nga lista.
find-problem-earth = Pozicioni nuk është një vend në Tokë. Shkruaj emrin e komunës.
find-problem-time = Nuk e kuptuam ditën dhe orën.
find-problem-language = Nuk e njohim këtë gjuhë. Zgjidh nga lista.
find-problem-page = Kjo faqe nuk ekziston. Po të tregojmë një faqe tjetër të rezultateve.
filters = Filtrat
filter-need = Nevoja
filter-any = Të gjitha
filter-territory = Provinca
filter-place = Afër cilës komunë?
filter-located = Përdorim pozicionin e telefonit, vetëm për këtë kërkim.
filter-distance = Jo më larg se
filter-language = Flasin
filter-staff = Me kë do të flasësh?
filter-staff-f = Me një grua
filter-staff-m = Me një burrë
filter-open = Hapur tani
filter-nodocs = Pa dokumente
filter-free = Falas
filter-left = Me vende të lira
filter-at = Hapur në këtë ditë dhe orë
filter-apply = Trego
filter-clear = Hiq filtrat
filter-remove = hiq
facets-title = Ngushto kërkimin
facet-needs = Sipas nevojës
facet-areas = Sipas vendit
facet-languages = Sipas gjuhës
helpline-1522 = Dhuna ndaj grave: ditë e natë, falas
helpline-trafficking = Trafikimi dhe shfrytëzimi: ditë e natë, falas
helpline-112 = Rrezik, ambulancë, polici
