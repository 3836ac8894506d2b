# Signing in, members.
refusal-denied = هذه الصفحة غير موجودة، أو ليست لك. إذا كان لديك رمز أو حساب فادخل أولاً.
account-nav = دخولك
account-sign-in = الدخول
account-sign-in-staff = الدخول (لمن يعمل في الشبكة)
account-sign-in-intro = هذه الصفحة لمن يعمل في منظمة من الشبكة. لا تحتاج إلى الدخول لتبحث عن خدمة.
account-sign-out = الخروج
account-email = البريد الإلكتروني
account-password = كلمة السر
account-go-on = متابعة
account-forgotten = هل نسيت كلمة السر؟
account-forgotten-intro = اكتب بريدك الإلكتروني. نرسل لك رابطًا لتختار كلمة سر أخرى.
account-forgotten-send = أرسل الرابط
account-forgotten-sent = إذا كنا نعرف هذا البريد، تصلك رسالة بعد قليل. الرابط صالح ساعة واحدة.
account-password-changed = تغيرت كلمة السر. ادخل الآن.
account-code-title = رمز هاتفك
account-code-intro = افتح تطبيق الرموز في هاتفك واكتب الأرقام الستة.
account-code-help = إذا لم يكن هاتفك معك، اكتب واحدًا من رموزك الاحتياطية.
account-code-lost = ليس معك الهاتف ولا الرموز؟ مسؤول منظمتك يرسل لك رابطًا جديدًا.
account-digits = الأرقام الستة
account-current-password = كلمة السر الحالية
account-new-password = كلمة السر الجديدة
account-password-again = كلمة السر الجديدة مرة أخرى
account-password-help = اثنا عشر حرفًا على الأقل. يكفي أربع كلمات تخطر ببالك، بأي لغة.
account-choose-password = غيّر كلمة السر
account-save = احفظ
account-join-title = دخولك إلى Reticolo
account-join-intro = مرحبًا { $name }. تدعوك { $organization } إلى الشبكة. تكفي خطوتان.
account-begin-intro = مرحبًا { $name }. اختر كلمة السر من جديد واربط الهاتف الذي تستعمله الآن، من أجل { $organization }.
account-step-password = 1. اختر كلمة سر
account-step-phone = 2. اربط هاتفك
account-totp-why = من يسرق كلمة السر لا يدخل من دون هاتفك.
account-totp-app = افتح في هاتفك تطبيقًا للرموز. إن لم يكن لديك واحد: Aegis ‏(Android) و FreeOTP ‏(iPhone أيضًا) مجانيان.
account-totp-scan = أضف رمزًا في التطبيق ووجّه الكاميرا إلى هذا المربع.
account-totp-square = مربع لكاميرا تطبيق الرموز
account-totp-here = أنت على الهاتف؟ افتحه في التطبيق
account-totp-type = أو اكتب هذه الحروف والأرقام في التطبيق:
account-totp-digits = يعرض التطبيق ستة أرقام تتغير كل نصف دقيقة. اكتبها هنا في الأسفل.
account-join = ابدأ
account-codes-title = رموزك الاحتياطية
account-codes-intro = إذا فقدت هاتفك تدخل بواحد من هذه الرموز. كل رمز يُستعمل مرة واحدة. اطبعها أو انسخها الآن: لن نعرضها مرة أخرى.
account-codes-kept = حفظتها
account-codes-new = رموز احتياطية جديدة
account-codes-left = { $n ->
    [one] بقي لك رمز واحد ({ $n }).
   *[other] عدد الرموز الباقية: { $n }.
}
account-codes-few = بقيت لك رموز احتياطية قليلة. خذ رموزًا جديدة.
account-title = حسابك
account-safety = الأمان
account-second-factor = اربط هاتفًا آخر
account-sessions = أين دخلت
account-sessions-intro = إذا لم تعرف جهازًا، أنهِ دخوله وغيّر كلمة السر.
account-session-this = هذا الجهاز
account-session-end = أنهِ
account-sessions-end = أنهِ كل الأخرى
account-device-unknown = جهاز
account-since = منذ { $when }
account-way-labs = المختبرات
account-way-members = أشخاص منظمتك
account-way-organizations = منظمات الشبكة
account-members = من يمكنه الدخول
account-members-none = لا أحد يمكنه الدخول بعد. ادعُ أول شخص.
account-members-count = { $n ->
    [one] شخص واحد ({ $n })
   *[other] عدد الأشخاص: { $n }
}
account-member-invited = تمت الدعوة
account-member-change = غيّر
account-member-end = ألغِ الدخول
account-end-help = يخرج فورًا من كل الأجهزة ولا يدخل بعد ذلك. يُحذف بريده نهائيًا.
account-link-send = أرسل رابطًا جديدًا
account-link-help = لمن فقد الهاتف والرموز، أو انتهت دعوته. يصل بالبريد الإلكتروني فقط.
account-roles = ما يمكنه فعله:
account-roles-help = إذا غيّرت الأدوار، على الشخص أن يدخل من جديد.
account-roles-save = احفظ الأدوار
account-invite = ادعُ شخصًا
account-invite-send = أرسل الدعوة
account-invited = { $name }: تُرسل الدعوة الآن بالبريد الإلكتروني
account-invited-link = إذا لم تصل الرسالة، سلّم هذا الرابط بنفسك دون أن يقرأه غيره. يُستعمل مرة واحدة خلال سبعة أيام. لن نعرضه مرة أخرى.
account-name = الاسم واللقب
account-lang = بأي لغة يقرأ
account-organizations = منظمات الشبكة
account-organization-add = أضف منظمة
account-organization-name = اسم المنظمة
account-kind = ما هي؟
account-kind-public = جهة عامة
account-kind-third_sector = القطاع الثالث
account-kind-association = جمعية
account-kind-university = جامعة أو مدرسة
account-kind-business = شركة أو نقابة
account-kind-informal = مجموعة غير رسمية
account-role-operator = يستقبل الناس في المكتب
account-role-supervisor = مسؤول عن العاملين
account-role-service_editor = يحافظ على صحة البطاقات
account-role-steward = يعتني بموضوع أو منطقة
account-role-coordinator = ينسق المنطقة
account-role-facilitator = ييسّر المختبرات
account-role-data_protection = مسؤول حماية البيانات
account-role-administrator = يدير المنظمة
account-role-network_administrator = يدير الشبكة
account-problem-sign-in = البريد أو كلمة السر غير صحيح. حاول مرة أخرى.
account-problem-digits = هذه الأرقام غير صحيحة أو استُعملت من قبل. انتظر الأرقام التالية وحاول مرة أخرى.
account-problem-email = اكتب بريدًا إلكترونيًا كاملًا، مثلًا anna@comune.it.
account-problem-email-taken = يوجد شخص بهذا البريد. إذا ضاعت الدعوة، أرسل رابطًا جديدًا.
account-problem-password-short = كلمة السر قصيرة: تحتاج إلى 12 حرفًا على الأقل.
account-problem-password-long = كلمة السر طويلة: 200 حرف على الأكثر.
account-problem-password-common = كلمة السر هذه سهلة التخمين. جرّب أربع كلمات لا علاقة بينها.
account-problem-password-twice = كلمتا السر مختلفتان. اكتبهما من جديد.
account-problem-password-wrong = كلمة السر الحالية غير صحيحة.
account-problem-name = اكتب اسمًا، 120 حرفًا على الأكثر.
account-problem-roles = اختر دورًا واحدًا على الأقل.
account-problem-kind = اختر ما هي.
account-problem-organization-there = توجد منظمة بهذا الاسم.
account-problem-own-roles = لا يمكنك أن تنزع الإدارة عن نفسك. اطلب ذلك من مدير آخر.
account-problem-own-end = لا يمكنك أن تلغي دخولك بنفسك. اطلب ذلك من مدير آخر.
account-problem-demo = في العرض التجريبي لا يمكن تغيير هؤلاء الأشخاص: يحتاج إليهم من يأتي بعدك.
mail-invitation-subject = دعوتك إلى { $network }
mail-invitation-body =
    مرحبًا { $name }،

    تدعوك { $organization }. بهذا الرابط تختار كلمة السر وتربط هاتفك:

    { $link }

    الرابط يُستعمل مرة واحدة، خلال سبعة أيام.

    إذا لم تكن تنتظر هذه الرسالة، احذفها: لا يحدث شيء من دونك.

    { $network }
mail-beginning-subject = بداية جديدة في { $network }
mail-beginning-body =
    مرحبًا { $name }،

    ترسل لك { $organization } هذا الرابط لتختار كلمة السر من جديد وتربط الهاتف الذي تستعمله الآن:

    { $link }

    الرابط يُستعمل مرة واحدة، خلال يوم.

    إذا لم تكن تنتظر هذه الرسالة، احذفها: لا يحدث شيء من دونك.

    { $network }
mail-password-subject = اختر كلمة سر أخرى
mail-password-body =
    مرحبًا { $name }،

    طلب أحدهم تغيير كلمة سر دخولك من أجل { $organization }. إذا كنت أنت، افتح هذا الرابط:

    { $link }

    الرابط يُستعمل مرة واحدة، خلال ساعة.

    إذا لم تكن تنتظر هذه الرسالة، احذفها: لا يحدث شيء من دونك.

    { $network }
mail-changed-subject = تغيّر دخولك
mail-changed-body =
    مرحبًا { $name }،

    تغيّرت الآن كلمة السر أو الهاتف لدخولك من أجل { $organization }. خرجت الأجهزة الأخرى.

    إذا لم تكن أنت، أخبر مسؤول منظمتك فورًا.

    { $network }
