# Vicino a me.
near-title = Sportelli vicino a te
near-place = In quale comune sei?
near-device = Usa la posizione del telefono
near-failed = Il telefono non dà la posizione: scrivi il comune
near-promise = Usiamo la posizione solo per questa pagina. Non la salviamo.
near-town = Vicino a { $town }
near-you = Vicino a te
near-nothing = Non conosciamo servizi qui vicino.
near-desks = Sportelli che ascoltano tutti
near-others = Altri servizi vicini
near-map = Mappa dei servizi della lista, con gli stessi numeri
