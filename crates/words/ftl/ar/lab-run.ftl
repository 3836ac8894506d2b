# المختبر أثناء سيره: المقاعد، الساعة، الإدارة، الورق.
lab-run-console = إدارة اللقاء
lab-run-seating = المقاعد حول الطاولات
lab-run-screen = شاشة بالأسماء والطاولات
lab-run-place = طاولتك
lab-run-table = الطاولة { $table }
lab-run-turn = الجولة { $round }
lab-run-name = الاسم
lab-run-host = مسؤول الطاولة
lab-run-mediator = وسيط لغوي
lab-run-gone = غادر
lab-run-somebody = شخص
lab-run-speaks-unknown = اللغات لم تُسأل بعد
lab-run-present = الحاضرون: { $here } من { $all }
lab-run-ago = { $n ->
    [0] الآن
    [one] قبل دقيقة
    [two] قبل دقيقتين
    [few] قبل { $n } دقائق
   *[other] قبل { $n } دقيقة
}
lab-run-contributions = { $n ->
    [0] لا مساهمات
    [one] مساهمة واحدة
    [two] مساهمتان
    [few] { $n } مساهمات
   *[other] { $n } مساهمة
}
lab-run-phase-preparing = لم يبدأ بعد
lab-run-phase-welcome = الاستقبال: الناس يصلون
lab-run-phase-round = الجولة { $round } من { $rounds }
lab-run-phase-between = انتهت الجولة { $round } من { $rounds }
lab-run-phase-paused = الجولة { $round } من { $rounds }، متوقفة
lab-run-phase-plenary = كلنا معًا
lab-run-phase-closed = انتهى اللقاء
lab-run-people-preparing = لم يبدأ اللقاء بعد. ارجع إلى هنا: تظهر طاولتك وحدها.
lab-run-people-welcome = أهلًا بكم! نبدأ قريبًا.
lab-run-people-round = تحدثوا على طاولاتكم.
lab-run-people-between = انتهت الجولة. اذهب إلى طاولتك التالية.
lab-run-people-paused = استراحة قصيرة: الساعة متوقفة.
lab-run-people-plenary = الآن نحن كلنا معًا.
lab-run-people-closed = انتهى اللقاء. شكرًا!
lab-run-clock-over = انتهى الوقت. القرار لك: الجولة التالية أو بضع دقائق أخرى.
lab-run-tables = كم طاولة
lab-run-everybody = احسب كل الأشخاص المنتظرين حاضرين
lab-run-start = ابدأ بمن حضر
lab-run-open = افتح الاستقبال
lab-run-pause = توقف
lab-run-resume = تابع
lab-run-extend = + { $n } دقائق
lab-run-finish = أنهِ الجولة
lab-run-next = الجولة التالية
lab-run-plenary = كلنا معًا
lab-run-close = أغلق اللقاء
lab-run-alone = الجولات تستمر وحدها
lab-run-is-alone = عندما ينتهي الوقت تبدأ الجولة التالية وحدها.
lab-run-alone-stop = أنا أقرر متى
lab-run-calls = يطلبون المساعدة
lab-run-i-go = أنا أذهب
lab-run-reseat-title = تغيّر شيء
lab-run-unseated = هنا وبدون مقعد:
lab-run-vanished = لهم مقعد وليسوا هنا:
lab-run-reseat = رتّب المقاعد
lab-run-troubles = قواعد غير محترمة
lab-run-what-helps = ما الذي يساعد
lab-run-last = آخر شيء:
lab-run-moved = { $n ->
    [one] مقعد معلن واحد يتغير
    [two] مقعدان معلنان يتغيران
    [few] { $n } مقاعد معلنة تتغير
   *[other] { $n } مقعدًا معلنًا يتغير
}
lab-run-column-turn = الجولة
lab-run-before = قبل
lab-run-after = الآن
lab-run-undo = تراجع:
lab-run-all-tables = الطاولات
lab-run-no-seats = لم تتقرر المقاعد بعد.
lab-run-silent = صمت منذ دقائق
lab-run-without-host = بدون مسؤول
lab-run-people = الأشخاص والرسائل
lab-run-move = انقل شخصًا
lab-run-who = من
lab-run-choose = اختر
lab-run-to-table = الطاولة
lab-run-move-do = انقل
lab-run-arrive = شخص يصل
lab-run-arrive-do = هو هنا
lab-run-leave = شخص يغادر
lab-run-leave-do = غادر
lab-run-tell = رسالة إلى الجميع
lab-run-tell-words = ماذا تريد أن تقول
lab-run-tell-lang = بأي لغة هي مكتوبة
lab-run-tell-do = أرسل إلى الجميع
lab-run-told = الرسائل
lab-run-by-machine = ترجمة آلية
lab-run-more = للعرض واللصق
lab-run-rooms = قائمة حسب الطاولة
lab-run-zoom = غرف لبرنامج Zoom
lab-run-zoom-note = يطلب Zoom عنوان بريد لكل شخص: أضفه بجانب الاسم، أو دع كل شخص يختار غرفته.
lab-run-did-plan = تقررت المقاعد
lab-run-did-open = فُتح الاستقبال
lab-run-did-start = البدء بمن حضر
lab-run-did-finish = انتهت الجولة
lab-run-did-next = الجولة التالية
lab-run-did-pause = توقف
lab-run-did-resume = متابعة
lab-run-did-extend = بضع دقائق أخرى
lab-run-did-plenary = كلنا معًا
lab-run-did-close = أُغلق اللقاء
lab-run-did-alone = الجولات تستمر وحدها
lab-run-did-not-alone = الجولات لا تستمر وحدها
lab-run-did-reseat = رُتبت المقاعد
lab-run-did-arrive = وصول
lab-run-did-leave = مغادرة
lab-run-did-move = نقل شخص
lab-run-did-pin = تثبيت مقعد
lab-run-did-unpin = تحرير مقعد
lab-run-did-host = اختيار مسؤول طاولة
lab-run-did-table = تغيير طاولة
lab-run-did-tell = رسالة
lab-run-did-help = جواب على طلب مساعدة
lab-run-host-replaced = الطاولة { $table }: { $is } مسؤول بدل { $was }
lab-run-host-new = الطاولة { $table }: { $is } مسؤول
lab-run-host-none = الطاولة { $table }: بدون مسؤول
lab-run-table-away = لا نحتاج الطاولة { $table } بعد الآن
lab-run-table-back = نحتاج الطاولة { $table } من جديد
lab-run-came = وصل: { $who }
lab-run-went = غادر: { $who }
lab-run-seats-new = { $n ->
    [one] شخص واحد له مقعد جديد
    [two] شخصان لهما مقعد جديد
    [few] { $n } أشخاص لهم مقعد جديد
   *[other] { $n } شخصًا لهم مقعد جديد
}
lab-run-seats-freed = { $n ->
    [one] مقعد واحد فارغ
    [two] مقعدان فارغان
    [few] { $n } مقاعد فارغة
   *[other] { $n } مقعدًا فارغًا
}
lab-run-rule-language = الجولة { $round }، الطاولة { $table }: { $who } لا يفهم. لغة الطاولة { $language } ولا أحد يترجم.
lab-run-rule-no-language = الجولة { $round }، الطاولة { $table }: لا لغة مشتركة. الأشخاص: { $who }.
lab-run-rule-apart = الجولة { $round }، الطاولة { $table }: شخصان يجلسان معًا ويجب ألا يجلسا معًا.
lab-run-rule-steps = الجولة { $round }، الطاولة { $table }: { $who } يحتاج طاولة بدون درج.
lab-run-rule-place = الجولة { $round }: يجب أن يكون { $who } على الطاولة { $table } وليس هناك.
lab-run-rule-size = الجولة { $round }، الطاولة { $table }: هناك { $people } أشخاص. العدد المناسب { $seats }، بزيادة واحد أو نقص واحد.
lab-run-rule-seat = الجولة { $round }: { $who } بدون مقعد أو له مقعدان.
lab-run-help-interpret = اطلب من { $who } أن يترجم: يتكلم { $languages }.
lab-run-help-mediator = نحتاج شخصًا آخر يترجم بين { $languages }، مثلًا على الطاولة { $table }.
lab-run-help-step-free = اجعل الوصول إلى الطاولة { $table } بدون درج.
lab-run-help-release = دع { $who } يذهب إلى طاولة أخرى.
lab-run-help-table = أضف طاولة.
lab-run-place-now = اذهب الآن إلى الطاولة { $table }
lab-run-place-next = طاولتك التالية هي { $table }
lab-run-you-host = أنت مسؤول: ابقَ على هذه الطاولة
lab-run-with = معك على الطاولة
lab-run-with-nobody = حتى الآن أنت وحدك.
lab-run-video = ادخل إلى الفيديو
lab-run-again = حدّث
lab-run-by-name = حسب الاسم
lab-run-by-table = حسب الطاولة
lab-run-blocks = الأجزاء
lab-run-coming = { $n ->
    [0] لا أحد للجلوس
    [one] شخص واحد للجلوس
    [two] شخصان للجلوس
    [few] { $n } أشخاص للجلوس
   *[other] { $n } شخصًا للجلوس
}
lab-run-with-hosts = يبقى مسؤول على كل طاولة
lab-run-seed = رقم آخر يعطي خطة أخرى
lab-run-plan = قرر المقاعد
lab-run-plan-again = قرر المقاعد من جديد
lab-run-worth = ما قيمة هذه الخطة
lab-run-rules-hold = كل القواعد محترمة: كل شخص يفهم على طاولته.
lab-run-would-help = ما الذي يساعد
lab-run-no-help = لم نجد تغييرًا صغيرًا يكفي. جرب طاولات أقل أو وسطاء أكثر.
lab-run-worth-no-repeats = لا أحد يلتقي الشخص نفسه مرتين. أزواج يلتقون: { $pairs }.
lab-run-worth-fewest = لقاءات مكررة: { $n }. أقل من ذلك غير ممكن. أزواج يلتقون: { $pairs }.
lab-run-worth-repeats = لقاءات مكررة: { $n } (لا خطة فيها أقل من { $least }). أزواج يلتقون: { $pairs }.
lab-run-worth-bound = { $n ->
    [one] بهذه الطاولات لا يلتقي أحد مرتين لجولة واحدة على الأكثر.
    [two] بهذه الطاولات لا يلتقي أحد مرتين لجولتين على الأكثر.
    [few] بهذه الطاولات لا يلتقي أحد مرتين لمدة { $n } جولات على الأكثر.
   *[other] بهذه الطاولات لا يلتقي أحد مرتين لمدة { $n } جولة على الأكثر.
}
lab-run-worth-kinds = أزواج من نوع الجهة نفسه على طاولة واحدة: { $n } (الأقل { $least }).
lab-run-worth-territories = أزواج من المنطقة نفسها على طاولة واحدة: { $n } (الأقل { $least }).
lab-run-worth-unknown = { $n ->
    [one] لا نعرف لغات شخص واحد: اسأل عند الباب.
    [two] لا نعرف لغات شخصين: اسأل عند الباب.
    [few] لا نعرف لغات { $n } أشخاص: اسأل عند الباب.
   *[other] لا نعرف لغات { $n } شخصًا: اسأل عند الباب.
}
lab-run-meet-kinds = من يلتقي من: أنواع الجهات
lab-run-meet-territories = من يلتقي من: المناطق
lab-run-meet-note = كل رقم يقول كم زوجًا يتحدث معًا في كل الجولات. اللون الأغمق يعني محادثات أكثر.
lab-run-as-table = كجدول
lab-run-by-hand = باليد
lab-run-choose-host = اختر مسؤول الطاولة
lab-run-nobody-hosts = لا أحد
lab-run-pin = ثبّت مقعدًا
lab-run-pin-note = يبقى الشخص على هذه الطاولة حتى عندما تتقرر المقاعد من جديد.
lab-run-all-turns = كل الجولات
lab-run-pinned = { $who }: الطاولة { $table } في الجولة { $round }
lab-run-pinned-always = { $who }: الطاولة { $table } في كل الجولات
lab-run-unpin = حرّر
lab-run-each-table = كل طاولة
lab-run-question = السؤال
lab-run-video-address = عنوان الفيديو
lab-run-steps = الوصول إليها بالدرج فقط
lab-run-save = احفظ
lab-run-paper = على الورق
lab-run-cards = بطاقات المقاعد
lab-run-cards-intro = بطاقة لكل شخص بلغته: اطبع وقص ووزع عند الباب.
lab-run-card-heading = اذهب إلى هذه الطاولات:
lab-run-card-host = أنت مسؤول الطاولة { $table }: ابقَ هناك في كل الجولات.
lab-run-sheets = أوراق للطاولات
lab-run-sheets-intro = ورقة لكل طاولة وجولة. بعد ذلك، بالرمز، يُكتب هنا ما على الورقة:
lab-run-chart = جدول الجولات
lab-run-csv = جدول المقاعد (CSV)
lab-run-sheet-heading = الطاولة { $table }، الجولة { $round }
lab-run-sheet-who = على الطاولة:
lab-run-sheet-later = بعد ذلك اكتب هنا ما قلتم، بالرمز:
lab-run-sheet = انسخ ورقة
lab-run-sheet-intro = عندك ورقة طاولة؟ اكتب رمزها: ثم انسخ ما عليها، أو أرسل صورة.
lab-run-sheet-code = رمز الورقة
lab-run-sheet-open = افتح الورقة
lab-run-sheet-unknown = لا نعرف هذا الرمز. راجع الحروف والأرقام على الورقة.
lab-run-sheet-words = مساهمة من الطاولة
lab-run-sheet-kind = ما هي
lab-run-sheet-no-kind = لا أعرف
lab-run-sheet-add = أضف
lab-run-sheet-written = نُسخت من قبل
lab-run-sheet-nothing = لا شيء بعد.
lab-run-sheet-other = ورقة أخرى
lab-run-sheet-empty = اكتب بعض الكلمات.
lab-run-sheet-long = النص طويل جدًا: { $written } حرفًا. الأكثر { $most }. اجعله مساهمتين.
lab-run-word-experience = تجربة
lab-run-word-analysis = تحليل
lab-run-word-challenge = تحدٍّ
lab-run-word-idea = فكرة
lab-run-word-reflection = تأمل
lab-run-word-question = سؤال
lab-run-photo = صورة للورقة
lab-run-photo-note = نحذف من الصورة المكان والوقت واسم الهاتف. يراها فقط من معه الرمز.
lab-run-photo-choose = اختر صورة (JPEG أو PNG أو WebP، حتى 8 ميغابايت)
lab-run-photo-send = أرسل الصورة
lab-run-photo-alt = صورة الورقة
lab-run-photo-large = الصورة كبيرة جدًا: { $most } ميغابايت على الأكثر.
lab-run-photo-kind = هذه ليست صورة نستطيع قراءتها. أرسل ملف JPEG أو PNG أو WebP.
lab-run-photo-many = عندنا صور كافية لهذه الورقة.
lab-run-changed-meanwhile = في هذه الأثناء غيّر شخص آخر شيئًا. لم يضع شيء: انظر كيف هو الآن وحاول من جديد.
lab-run-nothing-to-undo = لا شيء للتراجع عنه.
lab-run-has-begun = بدأ من قبل.
lab-run-turn-runs = هناك جولة جارية: أنهها أولًا.
lab-run-is-closed = انتهى اللقاء.
lab-run-no-turn = لا جولة جارية الآن.
lab-run-last-turn = كانت هذه آخر جولة في الجزء.
lab-run-not-paused = الساعة ليست متوقفة.
lab-run-nobody = لا أحد في القائمة للجلوس. أضف الأشخاص أولًا.
lab-run-nobody-here = لا أحد هنا بعد. سجّل من يصل، أو احسب كل المنتظرين حاضرين.
lab-run-no-table = نحتاج طاولة واحدة وجولة واحدة على الأقل.
lab-run-empty-tables = { $people } أشخاص لا يكفون لـ { $tables } طاولات. اختر { $people } طاولات على الأكثر.
lab-run-too-many = { $is } كثير: { $most } على الأكثر.
lab-run-two-hosts = للطاولة { $table } مسؤولان.
lab-run-no-such-table = لا توجد طاولة { $table }.
lab-run-how-many-tables = اختر من 1 إلى { $most } طاولة.
lab-run-how-many-minutes = اختر من 1 إلى { $most } دقيقة.
lab-run-choose-person = اختر شخصًا من القائمة.
lab-run-choose-table = اختر طاولة.
lab-run-host-stays = هذا الشخص مسؤول الطاولة { $table } ويبقى هناك. اختر مسؤولًا آخر أولًا.
lab-run-tell-empty = اكتب ما تريد أن تقوله للجميع.
lab-run-no-address = اكتب عنوانًا يبدأ بـ https://
lab-run-kind-public = جهة عامة
lab-run-kind-third-sector = القطاع الثالث
lab-run-kind-migrants-association = جمعية مهاجرين
lab-run-kind-person = شخص له تجربة هجرة
lab-run-kind-university = جامعة
lab-run-kind-other = أخرى
