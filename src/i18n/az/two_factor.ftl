# İkinci faktor
field-code = Təsdiq kodu
field-recovery-code = Bərpa kodu
fault-missing-code = Tətbiqin göstərdiyi kodu daxil edin.
fault-missing-recovery-code = Bərpa kodlarınızdan birini daxil edin.
fault-wrong-code = Bu kod düzgün deyil və ya artıq istifadə olunub. Tətbiqdə növbətisini gözləyin.
fault-wrong-recovery-code = Bu sizin bərpa kodunuz deyil və ya artıq istifadə olunub.
fault-codes-shut = Ardıcıl olaraq həddindən çox səhv kod daxil edilib. Bərpa kodlarınızdan birini istifadə edin; yoxdursa, administratordan ikifaktorlu autentifikasiyanı sıfırlamasını xahiş edin.

second-step-heading = İkifaktorlu autentifikasiya
second-step-lead = Autentifikator tətbiqinin { $email } üçün göstərdiyi kodu daxil edin.
second-step-recovery-lead = { $email } üçün saxladığınız bərpa kodlarından birini daxil edin. Hər biri bir dəfə işləyir.
second-step-recovery = Bərpa kodundan istifadə et
second-step-app = Autentifikator tətbiqindən istifadə et
second-step-submit = Təsdiqlə
second-step-other = Başqası kimi daxil ol

account-two-factor = İkifaktorlu
two-factor-heading = İkifaktorlu autentifikasiya
two-factor-is-off = Söndürülüb: yalnız parol soruşulur.
two-factor-about = Aktiv edildikdə giriş üçün telefonunuzdakı tətbiqin, məsələn Aegis, FreeOTP, Google Authenticator və ya parol menecerinin kodu da lazım olur. Təkcə parolunuzla heç kim daxil ola bilmir.
two-factor-password-hint = Bunun siz olduğunuza əmin olmaq üçün hazırkı parolunuz.
two-factor-begin = İkifaktorlu autentifikasiyanı aktiv et
two-factor-set-up = Autentifikator tətbiqini qurun
two-factor-scan = Bunu autentifikator tətbiqi ilə skan edin və ya açarı tətbiqə yazın. Sonra onun göstərdiyi kodu daxil edin.
two-factor-qr-code = Autentifikator tətbiqi üçün QR kod; aşağıdakı açar da eynidir
two-factor-key = Açar
two-factor-code-hint = Altı rəqəm, hər 30 saniyədən bir yenisi.
two-factor-effect = Burada daxil olmuş qalırsınız, qalan hər yerdə seanslarınız bağlanır.
two-factor-confirm = Aktiv et
two-factor-is-on = Aktivdir: giriş üçün parol və autentifikator tətbiqinin kodu lazımdır.
two-factor-since = Aktiv edilib
two-factor-last-used = Son istifadə
two-factor-codes = Bərpa kodları
two-factor-codes-left = { $count ->
    [one] { $count } qalıb
   *[other] { $count } qalıb
}
two-factor-few-codes = { $count ->
    [0] Bərpa kodunuz qalmayıb. Tətbiq olmadan daha daxil ola bilməzsiniz: yenilərini yaradın.
    [one] { $count } bərpa kodunuz qalıb. İstifadə olunmamış yenilərini yaradın.
   *[other] { $count } bərpa kodunuz qalıb. Qurtarmamış yenilərini yaradın.
}
two-factor-codes-once = Bu kodları indi saxlayın: bir daha göstərilməyəcək.
two-factor-codes-about = Özünüzü təsdiqlədiyiniz vasitəni itirsəniz, onların hər biri paroldan sonra sizi bir dəfə içəri buraxır. Onları çap edin və ya parollarınızı saxladığınız yerdə saxlayın.
two-factor-codes-kept = Saxladım
two-factor-new-codes = Yeni bərpa kodları
two-factor-new-codes-effect = Hazırkı kodlar daha işləməyəcək. Burada daxil olmuş qalırsınız, qalan hər yerdə seanslarınız bağlanır.
two-factor-new-codes-submit = Yeni bərpa kodları yarat
two-factor-either-hint = Tətbiqdən və ya bərpa kodlarınızdan biri.
two-factor-turn-off = İkifaktorlu autentifikasiyanı söndür
two-factor-turn-off-effect = Yalnız parol soruşulacaq, bərpa kodlarınız isə daha işləməyəcək. Burada daxil olmuş qalırsınız, qalan hər yerdə seanslarınız bağlanır.
two-factor-turn-off-submit = Söndür
two-factor-on-app = Aktivdir (tətbiq)

notice-two-factor-on = İkifaktorlu autentifikasiya aktiv edildi. Qalan hər yerdə seanslarınız bağlandı.
notice-new-codes = Yeni bərpa kodlarınız var. Əvvəlkilər daha işləmir.
notice-two-factor-off = İkifaktorlu autentifikasiya söndürüldü. Qalan hər yerdə seanslarınız bağlandı.
notice-two-factor-reset = İkifaktorlu autentifikasiya sıfırlandı: { $name }.

row-reset-two-factor = İkifaktorlunu sıfırla
confirm-reset-two-factor-heading = İkifaktorlu autentifikasiya sıfırlansın: { $name }?
confirm-reset-two-factor-text = Özünü təsdiqləyən hər şeyi itirmiş şəxs üçün. Tətbiq, giriş açarları və bərpa kodları silinir; o, hər yerdən çıxarılır və yenidən aktiv edənədək təkcə parolla daxil olur. Bu barədə məktub alır. Əvvəlcə xahiş edənin məhz o olduğuna əmin olun.
impossible-no-two-factor = İkifaktorlu autentifikasiya söndürülüb
impossible-guards-more = O, təkcə bu hesabı qorumur: bu quraşdırmanın operatoru edə bilər

audit-session-password-accepted = Parolu daxil etdi, ikinci faktor hələ verilməyib
audit-user-two-factor-on = İkifaktorlu autentifikasiyanı aktiv etdi
audit-user-two-factor-off = İkifaktorlu autentifikasiyanı söndürdü
audit-user-recovery-codes-made = Yeni bərpa kodları yaratdı
audit-user-two-factor-refused = Ardıcıl beş səhv ikifaktorlu autentifikasiya kodu daxil etdi
audit-user-two-factor-reset = İkifaktorlu autentifikasiyanı sıfırladı

mail-kind-two-factor-changed = İkifaktorlu autentifikasiya haqqında bildiriş
mail-factor-on-subject = İkifaktorlu autentifikasiya aktiv edildi
mail-factor-on-body = { $address } üçün ikifaktorlu autentifikasiya aktiv edildi: { $at }.
mail-factor-on-effect = Təkcə parolla daxil olmaq olmur: autentifikator tətbiqinin kodu da lazımdır. Bütün digər seanslarınız bağlanıb.
mail-factor-off-subject = İkifaktorlu autentifikasiya söndürüldü
mail-factor-off-body = { $address } üçün ikifaktorlu autentifikasiya söndürüldü: { $at }.
mail-factor-off-effect = İndi yalnız parol soruşulur, bərpa kodlarınız isə artıq işləmir. Bütün digər seanslarınız bağlanıb.
mail-factor-codes-subject = Yeni bərpa kodlarınız var
mail-factor-codes-body = { $address } üçün yeni bərpa kodları yaradıldı: { $at }.
mail-factor-codes-effect = Əvvəlki kodlar artıq işləmir. Bütün digər seanslarınız bağlanıb.
mail-factor-used-subject = Bərpa kodundan istifadə edildi
mail-factor-used-body = Kimsə, çox güman ki siz, { $address } üçün bərpa kodundan istifadə etdi: { $at }.
mail-factor-used-effect = Həmin kod artıq işləmir. Hesabınızda neçəsinin qaldığını görə və yenilərini yarada bilərsiniz.
mail-factor-wrong-subject = Hesabınız üçün səhv kodlar
mail-factor-wrong-body = { $address } üçün ardıcıl beş səhv ikifaktorlu autentifikasiya kodu daxil edildi: { $at }. Bunu edən ya parolunuzu bilir, ya da daxil olduğunuz bir brauzerdən istifadə edir.
mail-factor-wrong-effect = Onlarla heç kim daxil ola bilmədi. Bu siz idinizsə, bir neçə dəqiqədən sonra yenidən cəhd edin.
mail-factor-reset-subject = İkifaktorlu autentifikasiyanız sıfırlandı
mail-factor-reset-body = { $address } üçün ikifaktorlu autentifikasiyanı hesabınıza və ya bu quraşdırmaya baxan şəxs sıfırladı: { $at }.
mail-factor-reset-effect = Tətbiqiniz, giriş açarlarınız və bərpa kodlarınız artıq işləmir. Hər yerdən çıxarıldınız və təkcə parolla daxil olursunuz. Xahiş edirik, hesabınızda ikifaktorlu autentifikasiyanı yenidən aktiv edin.
mail-factor-warning = Bunu siz etməmisiniz və ya xahiş etməmisiniz? Dərhal giriş səhifəsindəki “Parolu unutmusunuz?” keçidi ilə yeni parol istəyin və hesabınızın administratoruna xəbər verin.
