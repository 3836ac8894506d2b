home-title = Për çfarë ke nevojë?
home-question = Për çfarë ke nevojë?
home-search-label = Shkruaj me fjalët e tua, në gjuhën tënde
home-search-example = Për shembull: humba lejen, kërkoj shtëpi, djali im shkon në shkollë
home-search = Kërko
home-pictures = Ose zgjidh një figurë
home-other-ways = Mënyra të tjera për të gjetur
home-near = Gjej një sportel afër teje
home-near-hint = Shiko ku të shkosh sot dhe si të arrish
home-path = Përgjigju disa pyetjeve
home-path-hint = Të tregojmë shërbimet që mund të përdorësh. Mund të kapërcesh çdo pyetje. Nuk ruajmë asgjë.
home-promise = Është falas. Nuk ke nevojë të regjistrohesh. Nuk të pyesim kush je.
needs-of-group = Zgjidh atë që të duhet
needs-back = Të gjitha temat
needs-not-asked = Për këtë nuk kanë të drejtë të të kërkojnë lejen e qëndrimit.
needs-count = { $n ->
    [one] { $n } lloj ndihme
   *[other] { $n } lloje ndihme
}
