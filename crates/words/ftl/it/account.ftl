# Signing in, members.
refusal-denied = Questa pagina non c'è, o non è per te. Se hai un codice o un accesso, entra prima.
