may-question = هل يمكنني استخدامه؟
may-yes = نعم، يمكنك
may-unknown = لا نعرف: اسأل
may-no = لا، حسب القاعدة
may-not-said = هذا يعتمد على أشياء لم تقلها.
may-overdue = لم تُراجَع القاعدة في موعدها: لا يمكننا الإجابة.
may-checked = روجعت في { $date } من { $steward }. تُراجَع من جديد قبل { $review }.
may-source = المصدر:
may-no-rules = ليس لدينا قاعدة مكتوبة لهذه الخدمة. اتصل واسأل.
may-position-not-asked = هنا لا يحق لهم أن يطلبوا منك تصريح الإقامة.
may-tell = قل شيئاً عنك لتعرف هل يمكنك استخدامه
may-tell-find = ما الخدمات التي يمكنني استخدامها؟
may-tell-note = أجب فقط على ما تريد. لا نحفظ شيئاً.
may-tell-send = اعرض الإجابة
open-unknown = لا نعرف المواعيد: اتصل قبل أن تذهب
open-now = مفتوح الآن
open-always = مفتوح ليلاً ونهاراً
open-until = مفتوح الآن، حتى { $time }
closed-now = مغلق الآن
closed-today = مغلق الآن. يفتح اليوم الساعة { $time }
closed-tomorrow = مغلق الآن. يفتح غداً الساعة { $time }
closed-weekday = مغلق الآن. يفتح { $day } الساعة { $time }
closed-date = مغلق الآن. يفتح { $date } الساعة { $time }
day-closed = مغلق
day-whole = طوال اليوم
day-perhaps = { $times } (ربما: اتصل)
feast-new-year = رأس السنة
feast-epiphany = عيد الغطاس
feast-easter = عيد الفصح
feast-easter-monday = اثنين الفصح
feast-liberation = عيد التحرير
feast-labour = عيد العمال
feast-republic = عيد الجمهورية
feast-assumption = عيد انتقال العذراء (Ferragosto)
feast-saint-francis = عيد القديس فرنسيس
feast-all-saints = عيد جميع القديسين
feast-immaculate = عيد الحبل بلا دنس
feast-christmas = عيد الميلاد
feast-saint-stephen = عيد القديس إسطفانوس
feast-patron = عيد شفيع المدينة: { $saint }
card-demonstration = عرض تجريبي: هذه الخدمة غير حقيقية
card-in-italian = بالإيطالية:
card-first = قبل كل شيء
card-needs = يساعد في
card-mark-unreviewed = لم يراجع أحد هذه الترجمة بعد.
card-mark-outdated = تغير النص الإيطالي: هذه الترجمة قديمة.
card-mark-source = لم يُترجم بعد.
call = اتصل
way-there = اعرف المكان على الخريطة (OpenStreetMap)
share = شارك
share-copied = تم النسخ
confirmed-when = تم التأكيد { $when }.
confirmed-old = مضى وقت طويل: اتصل قبل أن تذهب.
confirmed-never = لم يؤكد أحد هذه البطاقة بعد: اتصل قبل أن تذهب.
confirmed-by = تم التأكيد { $when }، في { $date }، من { $by }
field-all = البطاقة كلها
field-hours = المواعيد
field-address = العنوان
field-phones = الهاتف
field-documents = الوثائق
field-access = من يمكنه استخدامه
field-languages = اللغات
field-capacity = الأماكن المتاحة
field-name = الاسم
field-description = الوصف
field-cost = التكلفة
field-contacts = الاتصال
field-waiting = الانتظار
section-who = لمن هذه الخدمة
section-how = ماذا تفعل
section-bring = ماذا تحضر معك
section-result = على ماذا تحصل
section-times = المدة والمواعيد النهائية
section-access = كيف تصل إلى الخدمة
section-conditions = شروط الخدمة
section-contacts = الاتصال
bring-nothing = لا تحتاج إلى أي وثيقة.
bring-unknown = لا نعرف ما الوثائق المطلوبة: اتصل واسأل.
bring-show = أظهر هذه القائمة للموظف.
bring-optional = (إن وُجدت)
bring-or = أو:
bring-not-asked = لا يحق لهم أن يطلبوا منك
waiting-none = عادة لا يوجد انتظار.
waiting-days = { $n ->
    [zero] عادة تنتظر { $n } يوم.
    [one] عادة تنتظر يوماً واحداً.
    [two] عادة تنتظر يومين.
    [few] عادة تنتظر { $n } أيام.
    [many] عادة تنتظر { $n } يوماً.
   *[other] عادة تنتظر { $n } يوم.
}
waiting-weeks = { $n ->
    [zero] عادة تنتظر حوالي { $n } أسبوع.
    [one] عادة تنتظر حوالي أسبوع.
    [two] عادة تنتظر حوالي أسبوعين.
    [few] عادة تنتظر حوالي { $n } أسابيع.
    [many] عادة تنتظر حوالي { $n } أسبوعاً.
   *[other] عادة تنتظر حوالي { $n } أسبوع.
}
places-free = { $n ->
    [zero] لا أماكن متاحة
    [one] مكان واحد متاح
    [two] مكانان متاحان
    [few] { $n } أماكن متاحة
    [many] { $n } مكاناً متاحاً
   *[other] { $n } مكان متاح
}
places-none = لا توجد أماكن متاحة
places-told = أخبرونا بذلك { $when }.
places-age-unknown = لا نعرف منذ متى.
places-old = الرقم قديم: اتصل.
ages-between = من { $min } إلى { $max } سنة.
ages-from = من { $min } سنة فما فوق.
ages-to = حتى { $max } سنة.
cost-free = مجاني
status-inactive = هذه الخدمة غير متاحة الآن.
status-closed = هذه الخدمة مغلقة لفترة. اتصل لتعرف متى تفتح.
way-walk-in = اذهب مباشرة، بدون موعد.
way-by-phone = اتصل أولاً لأخذ موعد.
way-online = احجز على الإنترنت. إذا لم تستطع، اطلب المساعدة بالهاتف.
way-referral = ترسلك خدمة أخرى: اسأل في مكتب استقبال.
received-by-either = يمكنك أن تطلب التحدث مع امرأة أو رجل.
received-by-woman = يمكنك أن تطلب التحدث مع امرأة.
received-by-man = يمكنك أن تطلب التحدث مع رجل.
tongues-title = اللغات المحكية
tongue-interpreted = مع وسيط
tongue-notice = { $n ->
    [zero] أخبرهم قبل { $n } يوم
    [one] أخبرهم قبل يوم
    [two] أخبرهم قبل يومين
    [few] أخبرهم قبل { $n } أيام
    [many] أخبرهم قبل { $n } يوماً
   *[other] أخبرهم قبل { $n } يوم
}
place-protected = العنوان محمي لسلامة من يعيشون هناك. اتصل: سيخبرونك ماذا تفعل.
step-free-yes = الدخول بدون درج.
step-free-no = يوجد درج عند المدخل.
hours-title = مواعيد الأيام السبعة القادمة
hours-same = نفس مواعيد المكان الأول.
map-of = خريطة المنطقة: { $name }
map-move = افتح الخريطة المتحركة
map-credit = الحدود: ISTAT (CC BY). الرسم من عملنا.
about-organization = من يقدم الخدمة
take-title = خذها معك
take-contact = احفظ في جهات الاتصال
take-hours = ضع المواعيد في التقويم
take-qr = رمز لفتح هذه الصفحة بكاميرا الهاتف
take-link = عنوان هذه الصفحة للنسخ
truth-title = مدى صحة ما تقرأ
truth-changed = آخر تعديل: { $date }
truth-source = المعلومات من:
