# Signing in, members.
refusal-denied = Pagina nu există sau nu este pentru tine. Dacă ai un cod sau un cont, intră mai întâi.
