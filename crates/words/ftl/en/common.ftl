when-today = today
when-yesterday = yesterday
when-tomorrow = tomorrow
when-days-ago = { $n ->
    [one] { $n } day ago
   *[other] { $n } days ago
}
when-months-ago = { $n ->
    [one] { $n } month ago
   *[other] { $n } months ago
}
when-years-ago = { $n ->
    [one] { $n } year ago
   *[other] { $n } years ago
}
when-in-days = { $n ->
    [one] in { $n } day
   *[other] in { $n } days
}
when-in-months = { $n ->
    [one] in { $n } month
   *[other] in { $n } months
}
when-in-years = { $n ->
    [one] in { $n } year
   *[other] in { $n } years
}
distance-m = { $n } m
distance-km = { $n } km
money = { $amount } { $currency }
