when-today = aujourd’hui
when-yesterday = hier
when-tomorrow = demain
when-days-ago = { $n ->
    [one] il y a { $n } jour
   *[other] il y a { $n } jours
}
when-months-ago = il y a { $n } mois
when-years-ago = { $n ->
    [one] il y a { $n } an
   *[other] il y a { $n } ans
}
when-in-days = { $n ->
    [one] dans { $n } jour
   *[other] dans { $n } jours
}
when-in-months = dans { $n } mois
when-in-years = { $n ->
    [one] dans { $n } an
   *[other] dans { $n } ans
}
distance-m = { $n } m
distance-km = { $n } km
money = { $amount } { $currency }
