when-today = sot
when-yesterday = dje
when-tomorrow = nesër
when-days-ago = { $n ->
    [one] { $n } ditë më parë
   *[other] { $n } ditë më parë
}
when-months-ago = { $n } muaj më parë
when-years-ago = { $n ->
    [one] { $n } vit më parë
   *[other] { $n } vjet më parë
}
when-in-days = pas { $n } ditësh
when-in-months = pas { $n } muajsh
when-in-years = { $n ->
    [one] pas { $n } viti
   *[other] pas { $n } vjetësh
}
distance-m = { $n } m
distance-km = { $n } km
money = { $amount } { $currency }
