# Giorni, distanze, somme.
when-today = oggi
when-yesterday = ieri
when-tomorrow = domani
when-days-ago = { $n ->
    [one] { $n } giorno fa
   *[other] { $n } giorni fa
}
when-months-ago = { $n ->
    [one] { $n } mese fa
   *[other] { $n } mesi fa
}
when-years-ago = { $n ->
    [one] { $n } anno fa
   *[other] { $n } anni fa
}
when-in-days = { $n ->
    [one] tra { $n } giorno
   *[other] tra { $n } giorni
}
when-in-months = { $n ->
    [one] tra { $n } mese
   *[other] tra { $n } mesi
}
when-in-years = { $n ->
    [one] tra { $n } anno
   *[other] tra { $n } anni
}
distance-m = { $n } m
distance-km = { $n } km
money = { $amount } { $currency }
