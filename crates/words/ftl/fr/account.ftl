# Signing in, members.
refusal-denied = Cette page n’existe pas, ou elle n’est pas pour vous. Si vous avez un code ou un accès, entrez d’abord.
