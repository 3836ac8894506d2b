when-today = astăzi
when-yesterday = ieri
when-tomorrow = mâine
when-days-ago = { $n ->
    [one] acum { $n } zi
    [few] acum { $n } zile
   *[other] acum { $n } de zile
}
when-months-ago = { $n ->
    [one] acum { $n } lună
    [few] acum { $n } luni
   *[other] acum { $n } de luni
}
when-years-ago = { $n ->
    [one] acum { $n } an
    [few] acum { $n } ani
   *[other] acum { $n } de ani
}
when-in-days = { $n ->
    [one] peste { $n } zi
    [few] peste { $n } zile
   *[other] peste { $n } de zile
}
when-in-months = { $n ->
    [one] peste { $n } lună
    [few] peste { $n } luni
   *[other] peste { $n } de luni
}
when-in-years = { $n ->
    [one] peste { $n } an
    [few] peste { $n } ani
   *[other] peste { $n } de ani
}
distance-m = { $n } m
distance-km = { $n } km
money = { $amount } { $currency }
