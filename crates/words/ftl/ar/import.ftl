# قراءة دليل خدمات: لماذا لم ينجح ذلك.
refusal-import-missing = لا يمكن فتح { $path }. تأكد من الاسم والأذونات.
refusal-import-unknown = صيغة { $path } غير معروفة. استخدم HSDS أو قائمة CSV أو Excel أو نموذجنا.
refusal-import-link-sf = { $path } دليل من نوع Link-SF. نحن لا نقرؤه: اطلب ملف HSDS.
refusal-import-empty = لا توجد خدمات في { $path }.
refusal-import-too-large = { $path } كبير جدا: الحد الأقصى { $most } ميغابايت.
refusal-import-bomb = { $path } يصبح ضخما عند فتحه. نحن لا نقرؤه.
refusal-import-damaged = { $path } تالف ولا يفتح.
refusal-import-json = { $path } ليس ملف JSON صحيحا. الخطأ في السطر { $line }.
refusal-import-columns = العمود «{ $column }» غير موجود في { $path }.
refusal-import-unwritable = لا يمكن كتابة { $path }. تأكد من المساحة والأذونات.
