# مكتب الأستاذ: للكبار، بلا شكل، والجملة الأهمّ أوّلا.

desk-title = مكتب الأستاذ
desk-session = الحصّة
desk-reports = ما يخرج
desk-open-title = فتح حصّة
desk-open-say = كلّ من يلتحق يلعب الدرس نفسه. لا يُطلب أيّ اسم.
desk-lesson = الدرس
desk-level = المستوى
desk-level-of = { $level ->
    [1] السنة الأولى
    [2] السنة الثانية
    [3] السنة الثالثة
    [4] السنة الرابعة
    [5] السنة الخامسة
    [6] السنة السادسة
   *[other] السنة { $level }
  }
desk-directorate = المديرية الإقليمية
desk-no-directorate = بلا مديرية: لن يخرج شيء
desk-open = أفتح الحصّة
desk-minutes = { $minutes ->
    [one] دقيقة واحدة
    [two] دقيقتان
    [few] { $minutes } دقائق
   *[other] { $minutes } دقيقة
  }
desk-ages = { $ages } سنوات
desk-join-title = الالتحاق بالحصّة
desk-join-say = على كلّ جهاز، افتحوا هذا العنوان:
desk-join-here = على هذا الحاسوب، يلعب التلاميذ بالتناوب في النافذة الأخرى.
desk-no-network = هذا الحاسوب غير موصول بأيّ شبكة محلّية. يمكن للتلاميذ اللعب هنا بالتناوب، أو شغّلوا نقطة Wi-Fi ولو بلا إنترنت.
desk-board = القسم
desk-nobody = لم يلتحق أحد بعد.
desk-pupils = { $pupils ->
    [zero] لا تلميذ
    [one] تلميذ واحد
    [two] تلميذان
    [few] { $pupils } تلاميذ
    [many] { $pupils } تلميذا
   *[other] { $pupils } تلميذ
  }
desk-finished = أنهى { $finished } من { $pupils }
desk-answered = { $answered } من { $items }
desk-close = أغلق الحصّة
desk-close-ask = هل نغلق الآن؟ الأجوبة المعطاة محفوظة.
desk-keep-open = نتابع الحصّة
desk-result = نتيجة القسم
desk-result-stays = تبقى هذه الأعداد في هذا الحاسوب.
desk-result-one = بعد الدرس يعرف الجواب { $after } من { $pupils }، وكان العدد قبله { $before }.
desk-cell-right-right = كانوا يعرفون
desk-cell-wrong-right = تعلّموا
desk-cell-right-wrong = تردّدوا بعد الدرس
desk-cell-wrong-wrong = نعيدها معا
desk-cell-not-completed = لم يجيبوا عن الكلّ
desk-unit = كلّ زليجة تلميذ واحد، بلا أسماء
desk-leaves = ما يخرج نحو الأكاديمية
desk-leaves-say = أعداد هذا الجدول، وهي { $cells }، مقسومة إلى نصفين مشفّرين. يذهب كلّ نصف إلى مؤسّسة مختلفة، ولا يدلّ أيّ نصف وحده على شيء.
desk-leaves-not = لا يخرج أبدا: الحيوانات، وأجوبة كلّ تلميذ، واسم المدرسة، والساعة، وهذا الحاسوب.
desk-leaves-with = مع: { $directorate }، { $level }، درس { $lesson }، فترة { $period }.
desk-no-report-no-task-list = لا يخرج شيء: لم تعط الأكاديمية لائحتها لهذا الحاسوب بعد.
desk-no-report-no-directorate = لا يخرج شيء: لم تُختر أيّ مديرية.
desk-no-report-no-task = لا يخرج شيء: لا تقيس الأكاديمية هذا الدرس في هذا المستوى.
desk-no-report-no-pupils = لا يخرج شيء: لم يلعب أيّ تلميذ.
desk-no-report-too-many-pupils = لا يخرج شيء: أكثر من 60 تلميذا. اجعلوها حصّتين.
desk-reports-say = تترك كلّ حصّة مغلقة ظرفا مختوما، ينتظر هنا حتّى تحسبه الأكاديمية.
desk-reports-none = لا ظرف إلى الآن.
desk-send = أرسل الآن
desk-again = حصّة جديدة
desk-state-pending = ينتظر
desk-state-unreachable = الأكاديمية لا تجيب: الظرف ينتظر
desk-state-counted = توصّلت به الأكاديمية
desk-state-refused = رفضته الأكاديمية
desk-bytes = { $bytes } بايت
desk-practice = لا توجد لائحة الأكاديمية في هذا الحاسوب: الحصّة تعمل، ولا يخرج شيء.

competency-C1 = معطياتي
competency-C2 = الحياة الخاصّة
competency-C3 = كيف تعمل التقنية
competency-C4 = من يربح ماذا
competency-C5 = معرفة القانون
competency-C6 = أعطي الأقلّ
competency-C7 = حقوقي
competency-C8 = أحمي نفسي
competency-C9 = أحترم غيري

desk-choose = اختاروا درسا ومستوى.
desk-open-leaves = عند إغلاق الحصّة لا يخرج إلّا مجموع القسم، مقسوما إلى نصفين مشفّرين، ومعه المديرية والمستوى والدرس والفترة.
desk-stays = ما يبقى هنا
desk-board-say = نرى من يتقدّم، ولا نرى ما يُجاب به.
desk-qr = رمز QR لهذا العنوان
desk-other-addresses = إذا لم يُفتح:
desk-result-nobody = لم يجب أيّ تلميذ قبل الدرس وبعده.
desk-sending = جارٍ الإرسال…
desk-period = الفترة
desk-size = الحجم
desk-state = الحالة
desk-see-reports = أرى الإرسال
desk-language-ar = العربية
desk-language-fr = Français
