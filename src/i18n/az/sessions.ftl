# One's own sessions, proving who one is, and the mail about a new browser
sessions-heading = Seanslar
sessions-hint = Sizin adınızdan daxil olunmuş brauzerlər. Tanımadığınızı çıxarın və sonra parolunuzu dəyişin.
sessions-alone = Başqa heç yerdə daxil olmamısınız.
sessions-end-others = Bütün digərlərini çıxar
sessions-this-browser = Bu brauzer
sessions-end = Çıxar
sessions-end-name = Çıxar: { $device }, { $ip }
notice-session-ended = Brauzer sistemdən çıxarıldı.
notice-session-gone = Bu brauzer artıq çıxarılıb.
notice-sessions-ended = { $sessions ->
    [0] Başqa açıq seans yox idi.
   *[other] { $sessions } digər brauzer çıxarıldı.
}
step-up-heading = Siz olduğunuzu təsdiqləyin
step-up-text = Bu, mühüm əməliyyatdır və siz olduğunuzu təsdiqləməyinizdən xeyli vaxt keçib. Doldurduğunuz heç nə itmir.
step-up-submit = Təsdiqlə
problem-step-up = Siz olduğunuzu təsdiqləyin.
audit-session-confirmed = Kim olduğunu təsdiqlədi
audit-own-session-ended = Öz başqa brauzerini sistemdən çıxardı
audit-other-sessions-ended = Öz bütün digər brauzerlərini sistemdən çıxardı
mail-kind-new-browser = Yeni brauzerdən giriş haqqında bildiriş
mail-browser-subject = Hesabınıza yeni giriş
mail-browser-body = Kimsə { $address } kimi, sizi əvvəllər görmədiyimiz brauzerdən daxil oldu.
mail-browser-when = Nə vaxt
mail-browser-device = Brauzer
mail-browser-ip = IP ünvanı
mail-browser-fine = Bu siz idinizsə, heç nə etmək lazım deyil.
mail-browser-warning = Bunu siz etməmisiniz? Dərhal giriş səhifəsindəki “Parolu unutmusunuz?” keçidi ilə yeni parol qoyun: bu, bütün brauzerləri çıxarır. Sonra hesabınızın administratoruna xəbər verin.
