# Lire un annuaire de services : pourquoi ce n’est pas possible.
refusal-import-missing = Impossible d’ouvrir { $path }. Vérifiez le nom et les droits.
refusal-import-unknown = Le format de { $path } n’est pas connu. Utilisez HSDS, une liste CSV ou Excel, ou notre modèle.
refusal-import-link-sf = { $path } est un annuaire Link-SF. Nous ne le lisons pas : demandez un export HSDS.
refusal-import-empty = Il n’y a aucun service dans { $path }.
refusal-import-too-large = { $path } est trop grand : { $most } Mo au maximum.
refusal-import-bomb = { $path } devient énorme à l’ouverture. Nous ne le lisons pas.
refusal-import-damaged = { $path } est abîmé et ne s’ouvre pas.
refusal-import-json = { $path } n’est pas un JSON valide. L’erreur est à la ligne { $line }.
refusal-import-columns = Il manque la colonne « { $column } » dans { $path }.
refusal-import-unwritable = Impossible d’écrire { $path }. Vérifiez l’espace et les droits.
