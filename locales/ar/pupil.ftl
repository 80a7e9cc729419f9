# ما يقرؤه الأطفال ويسمعونه: بضمير المتكلم، بلا علامة تأنيث أو تذكير، وبلا كلمة «خطأ».

go-on = أُتَابِعُ
try-another-way = أُجَرِّبُ طَرِيقًا آخَرَ
do-not-know = لَا أَعْرِفُ
ask-an-adult = أَسْأَلُ كَبِيرًا
hint-please = أُرِيدُ تَلْمِيحًا
motto = أَقِفُ، أُفَكِّرُ، أَسْأَلُ.
motto-stop = أَقِفُ
motto-think = أُفَكِّرُ
motto-ask = أَسْأَلُ

listen = أَسْتَمِعُ
listen-all = أَسْتَمِعُ إِلَى الْكُلِّ
sound-on = اَلصَّوْتُ مَفْتُوحٌ
sound-off = اَلصَّوْتُ مُغْلَقٌ
back = رُجُوعٌ
home = اَلرُّجُوعُ إِلَى دَرْبِي
contrast = أَلْوَانٌ قَوِيَّةٌ
loading = لَحْظَةً مِنْ فَضْلِكُمْ…
try-again = نُحَاوِلُ مَرَّةً أُخْرَى

hello-language = بِأَيِّ لُغَةٍ نَتَكَلَّمُ؟
hello-animal = أَخْتَارُ حَيَوَانِي
hello-colour = أَخْتَارُ لَوْنِي
hello-age = أَيُّ دَرْبٍ؟
hello-no-name = بِلَا اسْمٍ، وَبِلَا صُورَةٍ
hello-go = هَيَّا بِنَا
hello-who = مَنْ يَلْعَبُ؟
hello-new = شَخْصٌ آخَرُ
hello-notice = هُنَا لَا يَسْأَلُ أَحَدٌ عَنِ اسْمِي. تَبْقَى أَجْوِبَتِي فِي هَذَا الْجِهَازِ. وَهِيَ تُسَاعِدُنِي عَلَى التَّعَلُّمِ.
hello-taken = هَذَا الْحَيَوَانُ بِهَذَا اللَّوْنِ مَأْخُوذٌ. أَخْتَارُ غَيْرَهُ.

age-early = مِنْ 6 إِلَى 8 سَنَوَاتٍ
age-later = مِنْ 9 إِلَى 12 سَنَةً

language-ar = اَلْعَرَبِيَّةُ
language-fr = Français

avatar = { $animal }، { $colour }
animal-fennec = اَلْفَنَكُ
animal-cat = اَلْقِطُّ
animal-tortoise = اَلسُّلَحْفَاةُ
animal-stork = اَللَّقْلَقُ
animal-owl = اَلْبُومَةُ
animal-camel = اَلْجَمَلُ
animal-hedgehog = اَلْقُنْفُذُ
animal-macaque = اَلْقِرْدُ
colour-majorelle = أَزْرَقُ
colour-saffron = أَصْفَرُ
colour-mint = أَخْضَرُ
colour-terra = آجُرِّيٌّ
colour-rose = وَرْدِيٌّ
colour-sky = سَمَاوِيٌّ

map-title = دَرْبِي
map-now = نُتَابِعُ هُنَا
map-done = بَابٌ مَفْتُوحٌ
map-to-come = بَابٌ قَادِمٌ
map-change = شَخْصٌ آخَرُ يَلْعَبُ
map-sun = { $done ->
    [zero] لَا قِطْعَةَ بَعْدُ مِنْ شَمْسٍ لَهَا { $all } قِطَعٍ
    [one] قِطْعَةٌ وَاحِدَةٌ مِنْ شَمْسٍ لَهَا { $all } قِطَعٍ
    [two] قِطْعَتَانِ مِنْ شَمْسٍ لَهَا { $all } قِطَعٍ
   *[other] { $done } قِطَعٍ مِنْ شَمْسٍ لَهَا { $all } قِطَعٍ
  }
map-empty = اَلدُّرُوسُ قَادِمَةٌ قَرِيبًا.
map-nothing-yet = أَفْتَحُ بَابًا أَوَّلَ، ثُمَّ أَعُودُ إِلَى هُنَا.
map-class = اَلْقِسْمُ يَلْعَبُ هُنَا

lesson-step = اَلْمَرْحَلَةُ { $step } مِنْ { $steps }
lesson-before = قَبْلَ اللَّعِبِ
lesson-before-say = أَسْئِلَةٌ قَلِيلَةٌ فِي الْبِدَايَةِ. كُلُّ الْأَجْوِبَةِ مَقْبُولَةٌ.
lesson-after = بَعْدَ اللَّعِبِ
lesson-after-say = بَقِيَتْ أَسْئِلَةٌ قَلِيلَةٌ. كُلُّ الْأَجْوِبَةِ مَقْبُولَةٌ.
lesson-start = نَبْدَأُ
lesson-skip-capsule = أَمُرُّ
lesson-capsule-again = أُشَاهِدُ مَرَّةً أُخْرَى
lesson-sort-how = أَلْمِسُ بِطَاقَةً، ثُمَّ سَلَّةً.
lesson-sort-back = أَسْتَرْجِعُ: { $card }
lesson-clues-how = أَلْمِسُ مَا يَبْدُو لِي غَرِيبًا.
lesson-clues-look = أَنْظُرُ إِلَى هَذَا أَيْضًا…
lesson-clues-also = كَانَتْ هُنَاكَ أَيْضًا…
lesson-found = اَلْعَلَامَاتُ الَّتِي وَجَدْتُهَا
lesson-found-more = { $left ->
    [one] بَقِيَتْ عَلَامَةٌ وَاحِدَةٌ
    [two] بَقِيَتْ عَلَامَتَانِ
   *[other] بَقِيَتْ { $left } عَلَامَاتٍ
  }
lesson-found-all = وَجَدْتُ كُلَّ الْعَلَامَاتِ
lesson-decide = مَاذَا أَفْعَلُ؟
lesson-decide-open = أُقَرِّرُ
lesson-learned = مَا تَعَلَّمْتُهُ
lesson-finish = اَلرُّجُوعُ إِلَى دَرْبِي
lesson-sun = قِطْعَةٌ جَدِيدَةٌ مِنَ الشَّمْسِ

feedback-choice = اِخْتِيَارِي
feedback-then = مَاذَا يَحْدُثُ؟
feedback-because = لِأَنَّ
feedback-else = وَمَاذَا أَفْعَلُ أَيْضًا؟
feedback-ask = مَنْ أَسْأَلُ؟

who-h-zohra = جَدَّتِي
who-h-mother = أُمِّي
who-h-father = أَبِي
who-h-brahim = مُعَلِّمِي
who-h-salma = سَلْمَى
who-h-anas = أَنَسٌ
who-h-yassine = يَاسِينُ
who-h-tiziri = تِيزِيرِي
who-h-mina = مِينَا
who-g7-h-aunt = خَالَتِي
who-g7-h-head = اَلْإِدَارَةُ
who-g7-h-cousin = قَرِيبٌ كَبِيرٌ
who-friend = صَدِيقٌ

help-title = أَسْأَلُ كَبِيرًا
help-say = كَبِيرٌ أَثِقُ بِهِ يَسْمَعُنِي.
help-close = أَعُودُ

adults = فضاء الكبار

refusal-not-for-you = هذه الصفحة للأستاذ.
refusal-only-on-this-machine = هذا يتمّ على حاسوب القسم فقط.
refusal-bad-request = التطبيق والجهاز لا يتفاهمان. أعيدوا تحميل الصفحة.
refusal-unknown-lesson = هَذَا الدَّرْسُ لَيْسَ فِي هَذَا الْحَاسُوبِ.
refusal-unknown-learner = لَا يَعْرِفُنِي هَذَا الْجِهَازُ بَعْدُ. أَخْتَارُ حَيَوَانًا.
refusal-unknown-attempt = مُسِحَتْ هَذِهِ اللُّعْبَةُ. نَبْدَأُ الدَّرْسَ مِنْ جَدِيدٍ.
refusal-unknown-item = هَذَا السُّؤَالُ لَيْسَ فِي الدَّرْسِ.
refusal-response-does-not-fit = هَذَا الْجَوَابُ لَا يُنَاسِبُ السُّؤَالَ.
refusal-answered-otherwise = هُنَا جَوَابٌ آخَرُ مَحْفُوظٌ.
refusal-avatar-taken = هَذَا الْحَيَوَانُ بِهَذَا اللَّوْنِ مَأْخُوذٌ. أَخْتَارُ غَيْرَهُ.
refusal-room-full = اِكْتَمَلَ الْقِسْمُ.
refusal-session-open = هناك حصّة مفتوحة. أغلقوها أوّلا.
refusal-no-session = لا توجد حصّة مفتوحة.
refusal-unknown-directorate = هذه المديرية ليست في لائحة الأكاديمية.
refusal-bad-level = المستوى من 1 إلى 6.
refusal-disk-full = امتلأ القرص. أفرغوا بعض المكان: لم يضع شيء.
refusal-store-broken = لا يُفتح ملفّ الأجوبة. حُفظت نسخة منه؛ اتّصلوا بالمكلّف بالجهاز.
refusal-offline = حَاسُوبُ الْقِسْمِ لَا يُجِيبُ. نَنْتَظِرُ قَلِيلًا.

lesson-capsule-pause = أَنْتَظِرُ
lesson-capsule-play = أُتَابِعُ الْمُشَاهَدَةَ
lesson-capsule-next = اَلْمَشْهَدُ التَّالِي
lesson-capsule-previous = اَلْمَشْهَدُ السَّابِقُ
lesson-capsule-shot = اَلْمَشْهَدُ { $shot } مِنْ { $shots }
choice-confirm = هَذَا اخْتِيَارِي
