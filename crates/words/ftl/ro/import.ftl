# Citirea unui catalog de servicii: de ce nu s-a putut.
refusal-import-missing = Nu pot deschide { $path }. Verifică numele și permisiunile.
refusal-import-unknown = Nu cunosc formatul lui { $path }. Folosește HSDS, o listă CSV sau Excel, ori modelul nostru.
refusal-import-link-sf = { $path } este un catalog Link-SF. Nu îl citim: cere un export HSDS.
refusal-import-empty = În { $path } nu este niciun serviciu.
refusal-import-too-large = { $path } este prea mare: cel mult { $most } MB.
refusal-import-bomb = { $path } devine uriaș când se deschide. Nu îl citim.
refusal-import-damaged = { $path } este stricat și nu se deschide.
refusal-import-json = { $path } nu este un JSON valid. Greșeala este la rândul { $line }.
refusal-import-columns = În { $path } lipsește coloana „{ $column }”.
refusal-import-unwritable = Nu pot scrie { $path }. Verifică spațiul și permisiunile.
