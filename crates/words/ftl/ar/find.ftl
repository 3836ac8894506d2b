find-title = ابحث عن خدمة
find-title-words = { $words } – النتائج
find-count = { $n ->
    [zero] لا خدمات
    [one] خدمة واحدة
    [two] خدمتان
    [few] { $n } خدمات
    [many] { $n } خدمة
   *[other] { $n } خدمة
}
find-cut = كان النص طويلاً جداً: بحثنا عن الكلمات الأولى فقط.
find-meant = ربما تقصد:
find-instead = بدلاً من
find-unknown-words = لم نجد هذه الكلمات: { $words }
find-needs = هل هذا ما تحتاجه؟
find-relaxed = بعض الخدمات فيها جزء من كلماتك فقط.
find-show-no = { $n ->
    [zero] اعرض أيضاً { $n } خدمة لا يمكنك استخدامها
    [one] اعرض أيضاً خدمة واحدة لا يمكنك استخدامها
    [two] اعرض أيضاً خدمتين لا يمكنك استخدامهما
    [few] اعرض أيضاً { $n } خدمات لا يمكنك استخدامها
    [many] اعرض أيضاً { $n } خدمة لا يمكنك استخدامها
   *[other] اعرض أيضاً { $n } خدمة لا يمكنك استخدامها
}
find-empty = لم نجد خدمة بهذه الكلمات. جرب هذا:
find-empty-pictures = اختر بالصور
find-empty-words = أو اكتب كلمات أخرى أقصر بأي لغة.
find-empty-path = أجب على بعض الأسئلة
find-empty-near = ابحث عن مكتب قريب
find-pages = صفحات النتائج
find-page-of = صفحة { $page } من { $pages }
find-page-before = الصفحة السابقة
find-page-next = الصفحة التالية
find-languages-more = { $n ->
    [zero] { $n } لغة أخرى
    [one] لغة أخرى
    [two] لغتان أخريان
    [few] { $n } لغات أخرى
    [many] { $n } لغة أخرى
   *[other] { $n } لغة أخرى
}
find-problem-need = لا نعرف هذه الحاجة. اختر من القائمة أو الصور.
find-problem-place = لا نعرف هذه البلدية في بوليا. تحقق من كتابة الاسم.
find-problem-distance = المسافة غير صحيحة: اختر من القائمة.
find-problem-earth = الموقع ليس مكاناً على الأرض. اكتب اسم بلديتك.
find-problem-time = لم نفهم اليوم والساعة.
find-problem-language = لا نعرف هذه اللغة. اختر من القائمة.
find-problem-page = هذه الصفحة غير موجودة. نعرض لك صفحة أخرى من النتائج.
filters = تصفية النتائج
filter-need = الحاجة
filter-any = الكل
filter-territory = المقاطعة
filter-place = بالقرب من أي بلدية؟
filter-located = نستخدم موقع هاتفك لهذا البحث فقط.
filter-distance = ليس أبعد من
filter-language = يتكلمون
filter-staff = مع من تريد أن تتحدث؟
filter-staff-f = مع امرأة
filter-staff-m = مع رجل
filter-open = مفتوح الآن
filter-nodocs = بدون وثائق
filter-free = مجاني
filter-left = فيه أماكن متاحة
filter-at = مفتوح في هذا اليوم وهذه الساعة
filter-apply = اعرض
filter-clear = أزل التصفية
filter-remove = أزل
facets-title = ضيّق البحث
facet-needs = حسب الحاجة
facet-areas = حسب المكان
facet-languages = حسب اللغة
helpline-1522 = العنف ضد النساء: ليلاً ونهاراً، مجاناً
helpline-trafficking = الاتجار والاستغلال: ليلاً ونهاراً، مجاناً
helpline-112 = خطر، إسعاف، شرطة
