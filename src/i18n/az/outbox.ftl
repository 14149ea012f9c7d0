# The outbox, the history of an invitation's mail, and what became of its link
nav-mail = Məktublar
mail-page-heading = Məktublar
mail-page-lead = Bu hesabın bütün məktubları və onların taleyi, poçt serverinin öz sözləri ilə.
mail-page-lead-installation = İnsanların şəxsi girişi haqqında, heç bir hesaba aid olmayan məktublar: yeni parollar və ünvanlar. Ünvanlar gizlədilib.
mail-page-not-set-up = Bu serverdə poçt qurulmayıb. Keçidlər köçürülərək çatdırılır; burada gözləyənlər poçt qurulandan sonra göndəriləcək.
mail-page-paused = Hazırda heç bir məktub göndərilmir
mail-page-paused-why = Poçt serveri alıcını deyil, bu serveri rədd edir. Heç nə itmir: bütün məktublar gözləyir. Onun cavabı:
mail-page-paused-since = { $when } tarixindən
mail-page-paused-until = növbəti cəhd { $when }
mail-page-paused-trying = indi bir məktub yoxlanılır
mail-page-resume = İndi yenidən cəhd et
mail-page-state = Status
mail-page-state-any = İstənilən status
mail-page-whose = Kimin məktubları
mail-page-of-account = Bu hesabın
mail-page-of-installation = Heç bir hesabın
mail-state-queued = Növbədə
mail-state-retrying = Təkrar ediləcək
mail-state-sent = Göndərilib
mail-state-refused = Rədd edilib
mail-state-dropped = Ləğv edilib
mail-column-to = Kimə
mail-column-what = Nə haqqında
mail-column-queued = Növbəyə qoyulub
mail-column-tries = Cəhdlər
mail-retry = İndi təkrar et
mail-retry-of = İndi təkrar et: { $address } ünvanına məktub
mail-no-retry-due = Mümkün olan kimi göndəriləcək
mail-no-retry-later = Özü gedəcək: { $when }
mail-no-retry-under-way = Elə indi təhvil verilir
mail-no-retry-no-link = Məktub rədd ediləndə içindəki keçid silinib. Şəxsin səhifəsində yenisini yaradın.
mail-no-retry-no-link-own = Məktub rədd ediləndə içindəki keçid silinib. Şəxs yenisini istəyə bilər.
mail-no-retry-dropped = Keçidin vaxtı bitmişdi, əvəz olunmuşdu və ya istifadə edilmişdi
mail-no-retry-over = Gecdir: xəbər verdiyi şey artıq keçib
mail-nothing-heading = Belə məktub yoxdur
mail-nothing-text = Heç bir məktubun statusu belə deyil.
mail-empty-heading = Hələ məktub yoxdur
mail-empty-text = Dəvətlər və bildirişlər növbəyə qoyulan kimi burada görünür.
mail-kind-invitation = Dəvət
mail-kind-password-reset = Yeni parol üçün keçid
mail-kind-invitation-accepted = Kiminsə qoşulması haqqında bildiriş
mail-kind-invitation-declined = Dəvətdən imtina haqqında bildiriş
mail-kind-invitation-reminder = Dəvət haqqında xatırlatma
mail-kind-access-ends = Girişin tezliklə bitəcəyi haqqında bildiriş
mail-kind-test-mail = Sınaq məktubu
mail-kind-password-changed = Yeni parol haqqında bildiriş
mail-kind-address-change = Ünvanı təsdiqləmək üçün keçid
mail-kind-address-change-asked = Ünvanın dəyişəcəyi haqqında bildiriş
mail-kind-address-in-use = Tutulmuş ünvanın istənildiyi haqqında bildiriş
mail-kind-address-changed = Dəyişdirilmiş ünvan haqqında bildiriş
mail-kind-unknown = Bu versiyanın tanımadığı bir şey
notice-mail-retried = Məktub indi yenidən göndərilir.
notice-mail-resumed = İndi bir məktub yoxlanılır. Poçt serveri onu qəbul etsə, qalanları da gedəcək.
notice-mail-not-retried = Təkrar ediləcək bir şey yoxdur: məktubun vəziyyəti artıq dəyişib.
audit-mail-retried = Məktubun yenidən göndərilməsini istədi
audit-mail-resumed = Gözləyən məktubların göndərilməsini davam etdirdi
progress-by-hand = Əl ilə köçürülüb
progress-handed-over = Təhvil verilib
progress-opened = Açılıb
timeline-heading = Məktub və keçid
timeline-until = növbəti cəhd { $when }
timeline-saved = Dəvəti saxladı və məktubu növbəyə qoydu: { $name }
timeline-saved-again = Yeni keçidi saxladı və məktubu növbəyə qoydu: { $name }; əvvəlki keçid bitdi
timeline-by-hand = Keçidi çatdırdı: { $name }
timeline-by-hand-again = Yeni keçidi çatdırdı: { $name }; əvvəlki keçid bitdi
timeline-handed-over = Poçt serverinə təhvil verildi
timeline-of-mail = { $mail }: { $what }
timeline-deferred = { $count ->
    [one] Təxirə salındı
   *[other] { $count } dəfə təxirə salındı
}
timeline-paused = { $count ->
    [one] Göndərilmədi: poçt serveri bu serveri rədd edir
   *[other] { $count } dəfə göndərilmədi: poçt serveri bu serveri rədd edir
}
timeline-refused = Birdəfəlik rədd edildi
timeline-dropped = Məktub ləğv edildi: keçidin vaxtı bitmişdi, əvəz olunmuşdu və ya istifadə edilmişdi
timeline-retried = Dərhal yeni cəhd istənildi
timeline-opened = Keçid açıldı
timeline-scanned = { $count ->
    [one] Keçid açıldı, yəqin ki, poçt skaneri tərəfindən
   *[other] Keçid { $count } dəfə açıldı, yəqin ki, poçt skaneri tərəfindən
}
timeline-scanned-by-hand = { $count ->
    [one] Keçid açıldı, yəqin ki, proqram tərəfindən
   *[other] Keçid { $count } dəfə açıldı, yəqin ki, proqram tərəfindən
}
timeline-accepted = Qəbul edildi
timeline-declined = İmtina edildi
timeline-revoked = Geri götürüldü
timeline-ended = Keçid istifadə edilmədən bitdi
