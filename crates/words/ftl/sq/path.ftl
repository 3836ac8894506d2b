path-title = Ta gjejmë shërbimin bashkë
path-left = { $n ->
    [one] Mbetet { $n } shërbim
   *[other] Mbeten { $n } shërbime
}
path-more = { $n ->
    [one] ndoshta edhe një pyetje
   *[other] edhe rreth { $n } pyetje
}
path-next = Vazhdo
path-skip = Kalo këtë pyetje
path-back = Kthehu te pyetja e mëparshme
path-finish = Trego shërbimet tani
path-promise = Nuk i ruajmë përgjigjet. Kur e mbyll faqen, zhduken.
path-misunderstood = Nuk e kuptuam përgjigjen. Shkruaje përsëri ose kaloje.
path-end-title = Ku të shkosh dhe çfarë të sjellësh
path-end-need = Ke nevojë për:
path-end-nothing = Me këto përgjigje nuk gjetëm shërbim. Një sportel afër të dëgjon.
path-end-first = Çfarë të bësh, në këtë radhë
path-end-after = Së pari shko te: { $names }
path-end-more = { $n ->
    [one] Ka edhe { $n } shërbim: shiko të gjitha
   *[other] Ka edhe { $n } shërbime të tjera: shiko të gjitha
}
path-end-bring = Çfarë të sjellësh
path-end-bring-nothing = Nuk njohim dokumente për t'u sjellë. Telefono për të qenë i sigurt.
path-end-given = Nuk e ke? Shiko:
path-again = Fillo nga fillimi
