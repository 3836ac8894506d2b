# Signing in, members.
refusal-denied = This page is not there, or it is not for you. If you have a code or an account, sign in first.
