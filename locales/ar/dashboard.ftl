# لوحة الأكاديمية: للكبار، بلا شكل، والجملة الأهمّ أوّلا، وبلا ترتيب.

dashboard-title = لوحة الأكاديمية
dashboard-overview = نظرة عامّة
dashboard-cells = الأعداد المنشورة
dashboard-collect = في انتظار الجمع
dashboard-method = المنهجية
dashboard-preview = عرض أوّلي بلا تشويش.
dashboard-preview-say = هذه الأعداد مضبوطة. لم يُضف بعدُ التشويش الذي يُخفي القسم الواحد بين غيره: لا تنشروا هذه الصفحة.
dashboard-one-party = مؤسّسة واحدة.
dashboard-one-party-say = تقوم المؤسّسة نفسها بالدورين معا، كما في عرض تجريبي، ويمكنها أن تقرأ نتيجة قسم.
dashboard-sentence = «{ $competency }»: من أصل { $pupils } تلميذ، عدد من يصيبون الجواب بعد الدرس { $after }، وكان قبله { $before }.
dashboard-empty = لم يُنشر شيء بعد لهذه الفترة.
dashboard-nobody-completed = لم يجب أيّ تلميذ قبل الدرس وبعده.
dashboard-nothing-yet = تظهر الأعداد هنا بعد أوّل جمع.
dashboard-competencies = الكفايات، جميع الجهات
dashboard-competency = الكفاية
dashboard-pupils = التلاميذ
dashboard-pupils-say = التلاميذ الذين أجابوا قبل الدرس وبعده. الشريط الكامل هو كلّ هؤلاء التلاميذ. الفرق: كم زاد أو نقص عدد من يصيبون الجواب.
dashboard-before = صواب قبل الدرس
dashboard-after = صواب بعد الدرس
dashboard-before-after = الأجوبة الصحيحة، قبل ثمّ بعد
dashboard-gain = الفرق
dashboard-regions = اثنتا عشرة جهة، بلا ترتيب
dashboard-regions-say = كلّ سداسيّ جهة واحدة، بالحجم نفسه واللون نفسه. يدلّ العدد على الأقسام المشاركة، لا على نجاحها.
dashboard-region-reports = تقارير أقسام منشورة
dashboard-region-none = لم يُنشر بعد
dashboard-region-01 = طنجة
dashboard-region-02 = الشرق
dashboard-region-03 = فاس
dashboard-region-04 = الرباط
dashboard-region-05 = بني ملال
dashboard-region-06 = البيضاء
dashboard-region-07 = مراكش
dashboard-region-08 = درعة
dashboard-region-09 = سوس
dashboard-region-10 = كلميم
dashboard-region-11 = العيون
dashboard-region-12 = الداخلة
dashboard-cells-say = كلّ عدد هو عدد تلاميذ، مجموع من تقارير أقسام السطر. في هذا العرض الأوّلي، يُظهر سطر من تقرير واحد قسما واحدا.
dashboard-period = الفترة
dashboard-reports = تقارير الأقسام
dashboard-cell-right-right = صواب ثمّ صواب
dashboard-cell-wrong-right = خطأ ثمّ صواب
dashboard-cell-right-wrong = صواب ثمّ خطأ
dashboard-cell-wrong-wrong = خطأ ثمّ خطأ
dashboard-cell-not-completed = جواب ناقص
dashboard-collect-say = توصّلت هذه القياسات بتقارير أقسام. لا يُعرف مجموعها قبل جمعها.
dashboard-collect-none = لا تقرير ينتظر الجمع.
dashboard-collect-one = أجمع…
dashboard-collect-all = { $tasks ->
    [one] أجمع قياسا واحدا…
    [two] أجمع القياسين…
    [few] أجمع { $tasks } قياسات…
    [many] أجمع { $tasks } قياسا…
   *[other] أجمع { $tasks } قياس…
  }
dashboard-collect-ask = يتمّ الجمع مرّة واحدة، ويُغلق الفترة: التقارير التي تصل بعده لن تُحسب.
dashboard-collect-yes = أجمع الآن
dashboard-silent = { $tasks ->
    [zero] توصّلت كلّ القياسات بتقارير.
    [one] قياس واحد آخر لم يتوصّل بأيّ تقرير بعد.
    [two] قياسان آخران لم يتوصّلا بأيّ تقرير بعد.
    [few] { $tasks } قياسات أخرى لم تتوصّل بأيّ تقرير بعد.
    [many] { $tasks } قياسا آخر لم يتوصّل بأيّ تقرير بعد.
   *[other] { $tasks } قياس آخر لم يتوصّل بأيّ تقرير بعد.
  }
dashboard-leader-silent = المؤسّسة التي تتوصّل بالتقارير لا تجيب. تبقى الأعداد المنشورة هنا.
dashboard-unknown = غير معروف
dashboard-state = الحالة
dashboard-state-received = وصلت ولم تُجمع بعد
dashboard-state-too-few = التقارير قليلة: لا يُنشر شيء
dashboard-state-proving = التحقّق جارٍ: أعيدوا الطلب بعد دقيقة
dashboard-state-unreachable = لا جواب: أعيدوا الطلب لاحقا
dashboard-state-refused = رُفض ({ $code })
dashboard-method-counts = يجيب كلّ قسم عن سؤال قبل الدرس وعن آخر بعده، في الكفاية نفسها. لا تخرج من المدرسة إلّا أعداد القسم: لا اسم ولا مدرسة ولا ساعة.
dashboard-method-shares = يُقسم كلّ تقرير إلى نصفين مشفّرين. تجمع كلّ مؤسّسة نصفها، ولا يُقرأ إلّا مجموع كلّ الأقسام.
dashboard-method-twice = التلميذ الذي يتابع درسين في كفاية واحدة يُحسب مرّتين.
dashboard-method-causes = الفرق بين قبل وبعد لا يكفي وحده دليلا على أثر الدرس. والأقسام المشاركة لا تمثّل كلّ الأقسام.
dashboard-later = ليس هنا بعد:
dashboard-later-say = التشويش، وسجلّ المنشورات، والدخول بحساب. لا تفتحوا هذه الصفحة خارج الأكاديمية.
dashboard-leader = يتوصّل بالتقارير
dashboard-helper = المؤسّسة الثانية
dashboard-other-language = Français
