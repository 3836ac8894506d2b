home-title = De ce ai nevoie?
home-question = De ce ai nevoie?
home-search-label = Scrie cu cuvintele tale, în limba ta
home-search-example = De exemplu: am pierdut permisul, caut o casă, copilul meu merge la școală
home-search = Caută
home-pictures = Sau alege o imagine
home-other-ways = Alte moduri de a găsi
home-near = Găsește un ghișeu aproape de tine
home-near-hint = Vezi unde să mergi astăzi și cum ajungi
home-path = Răspunde la câteva întrebări
home-path-hint = Îți arătăm serviciile pe care le poți folosi. Poți sări peste orice întrebare. Nu păstrăm nimic.
home-promise = Este gratuit. Nu trebuie să te înregistrezi. Nu te întrebăm cine ești.
needs-of-group = Alege ce îți trebuie
needs-back = Toate temele
needs-not-asked = Pentru asta nu au voie să îți ceară permisul de ședere.
needs-count = { $n ->
    [one] { $n } fel de ajutor
    [few] { $n } feluri de ajutor
   *[other] { $n } de feluri de ajutor
}
