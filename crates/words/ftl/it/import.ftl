# Leggere un archivio di servizi: perché non si è potuto.
refusal-import-missing = Non riesco ad aprire { $path }. Controlla il nome e i permessi.
refusal-import-unknown = Non riconosco il formato di { $path }. Usa HSDS, un elenco CSV o Excel, oppure il nostro modello.
refusal-import-link-sf = { $path } è un archivio Link-SF. Non lo leggiamo: chiedi un’esportazione HSDS.
refusal-import-empty = In { $path } non c’è nessun servizio.
refusal-import-too-large = { $path } è troppo grande: il massimo è { $most } MB.
refusal-import-bomb = { $path } diventa enorme quando si apre. Non lo leggiamo.
refusal-import-damaged = { $path } è rovinato e non si apre.
refusal-import-json = { $path } non è un JSON valido. L’errore è alla riga { $line }.
refusal-import-columns = In { $path } manca la colonna «{ $column }».
refusal-import-unwritable = Non riesco a scrivere { $path }. Controlla lo spazio e i permessi.
