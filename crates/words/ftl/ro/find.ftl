find-title = Caută un serviciu
find-title-words = { $words } – rezultate
find-count = { $n ->
    [one] { $n } serviciu
    [few] { $n } servicii
   *[other] { $n } de servicii
}
find-cut = Textul era foarte lung: am căutat doar primele cuvinte.
find-meant = Poate voiai să spui:
find-instead = în loc de
find-unknown-words = Nu am găsit aceste cuvinte: { $words }
find-needs = De asta ai nevoie?
find-relaxed = Unele servicii au doar o parte din cuvintele tale.
find-show-no = { $n ->
    [one] Arată și { $n } serviciu pe care nu îl poți folosi
    [few] Arată și { $n } servicii pe care nu le poți folosi
   *[other] Arată și { $n } de servicii pe care nu le poți folosi
}
find-empty = Nu am găsit niciun serviciu cu aceste cuvinte. Încearcă așa:
find-empty-pictures = Alege cu imagini
find-empty-words = Sau scrie alte cuvinte, mai scurte, în orice limbă.
find-empty-path = Răspunde la câteva întrebări
find-empty-near = Caută un ghișeu aproape
find-pages = Pagini cu rezultate
find-page-of = Pagina { $page } din { $pages }
find-page-before = Pagina anterioară
find-page-next = Pagina următoare
find-languages-more = { $n ->
    [one] încă { $n }
    [few] încă { $n }
   *[other] încă { $n }
}
find-problem-need = Nu cunoaștem această nevoie. Alege din listă sau din imagini.
find-problem-place = Nu cunoaștem această localitate din Puglia. Verifică cum se scrie.
find-problem-distance = Distanța nu este bună: alege din listă.
find-problem-earth = Poziția nu este un loc pe Pământ. Scrie numele localității tale.
find-problem-time = Nu am înțeles ziua și ora.
find-problem-language = Nu cunoaștem această limbă. Alege din listă.
find-problem-page = Această pagină nu există. Îți arătăm altă pagină cu rezultate.
filters = Filtre
filter-need = Nevoie
filter-any = Oricare
filter-territory = Provincia
filter-place = Aproape de ce localitate?
filter-located = Folosim poziția telefonului tău, doar pentru această căutare.
filter-distance = Nu mai departe de
filter-language = Vorbesc
filter-staff = Cu cine vrei să vorbești?
filter-staff-f = Cu o femeie
filter-staff-m = Cu un bărbat
filter-open = Deschis acum
filter-nodocs = Fără documente
filter-free = Gratuit
filter-left = Cu locuri libere
filter-at = Deschis în această zi și la această oră
filter-apply = Arată
filter-clear = Șterge filtrele
filter-remove = șterge
facets-title = Restrânge
facet-needs = După nevoie
facet-areas = După loc
facet-languages = După limba vorbită
helpline-1522 = Violență împotriva femeilor: zi și noapte, gratuit
helpline-trafficking = Trafic și exploatare: zi și noapte, gratuit
helpline-112 = Pericol, ambulanță, poliție
