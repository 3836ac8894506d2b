# Signing in, members.
refusal-denied = هذه الصفحة غير موجودة، أو ليست لك. إذا كان لديك رمز أو حساب فادخل أولاً.
