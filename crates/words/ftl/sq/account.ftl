# Signing in, members.
refusal-denied = Kjo faqe nuk ekziston ose nuk është për ty. Nëse ke një kod ose llogari, hyr më parë.
