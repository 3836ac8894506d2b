# Leximi i një katalogu shërbimesh: pse nuk u bë dot.
refusal-import-missing = Nuk hapet dot { $path }. Kontrollo emrin dhe lejet.
refusal-import-unknown = Formati i { $path } nuk njihet. Përdor HSDS, një listë CSV ose Excel, ose modelin tonë.
refusal-import-link-sf = { $path } është katalog Link-SF. Ne nuk e lexojmë: kërko një eksport HSDS.
refusal-import-empty = Nuk ka asnjë shërbim në { $path }.
refusal-import-too-large = { $path } është shumë i madh: më së shumti { $most } MB.
refusal-import-bomb = { $path } bëhet shumë i madh kur hapet. Ne nuk e lexojmë.
refusal-import-damaged = { $path } është i prishur dhe nuk hapet.
refusal-import-json = { $path } nuk është JSON i vlefshëm. Gabimi është në rreshtin { $line }.
refusal-import-columns = Në { $path } mungon kolona “{ $column }”.
refusal-import-unwritable = Nuk shkruhet dot { $path }. Kontrollo hapësirën dhe lejet.
