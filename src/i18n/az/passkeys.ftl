# Passkeys
field-passkey-name = Giriş açarının adı
fault-missing-passkey-name = Giriş açarına ad verin.
fault-passkey-refused = Giriş açarı qəbul olunmadı. Yenidən cəhd edin və ya başqa üsuldan istifadə edin.
fault-passkey-known = Bu cihazda hesabınız üçün artıq giriş açarı var.
fault-too-many-passkeys = { $max } giriş açarınız var, bundan çox ola bilməz. Əvvəlcə birini silin.

sign-in-passkey = Giriş açarı ilə daxil ol
second-step-passkey = Giriş açarından istifadə et
second-step-passkey-lead = { $email } kimi davam etmək üçün giriş açarlarınızdan birini istifadə edin.

account-passkeys = Giriş açarları
passkeys-about = Giriş açarı ilə telefonunuzun və ya kompüterinizin ekran kilidi, yaxud təhlükəsizlik açarı ilə daxil olursunuz: ünvan, parol və kod olmadan. Onu sizdən heç kim aldadıb ala bilməz. O, parolunuzun arxasında ikinci faktor da sayılır.
passkeys-none = Hələ giriş açarınız yoxdur.
passkeys-no-domain = Giriş açarları üçün panelin adı olmalıdır, bu panel isə rəqəmli ünvanda açılır. Onu idarə edən şəxsə müraciət edin.
passkeys-add = Giriş açarı əlavə et
passkeys-name-hint = Sonradan tanımaq üçün, məsələn “Telefon” və ya “Mavi açar”.
passkeys-created = Əlavə edilib
passkeys-never-used = Hələ istifadə olunmayıb
passkeys-backed-up = Cihazlar arasında sinxronlaşdırılır
passkeys-on-device = Yalnız bir cihazda
passkeys-rename = Adını dəyiş
passkeys-rename-of = { $passkey }: adını dəyiş
passkeys-save = Dəyişiklikləri saxla
passkeys-remove = Sil
passkeys-remove-of = { $passkey }: sil
passkeys-remove-effect = Onunla daha daxil olmaq mümkün olmayacaq. O, sonuncu ikinci faktorunuzdursa, yalnız parol soruşulacaq, bərpa kodlarınız isə daha işləməyəcək. Burada daxil olmuş qalırsınız, qalan hər yerdə seanslarınız bağlanır. Onu cihazınızdan da silin.
passkeys-remove-submit = Giriş açarını sil
passkeys-cancelled = Giriş açarından cavab gəlmədi: ləğv edildi və ya çox uzun çəkdi. Yenidən cəhd edin.
passkeys-failed = Brauzeriniz burada giriş açarından istifadə edə bilmədi.
passkeys-unable = Bu brauzer giriş açarlarından istifadə edə bilmir. Daha yenisini istifadə edin.
passkeys-need-scripts = Giriş açarları üçün JavaScript lazımdır. Onlardan istifadə etmək üçün onu yandırın.

two-factor-by-passkeys = Aktivdir: giriş üçün parolunuz və giriş açarlarınızdan biri, yaxud təkcə giriş açarı lazımdır. Autentifikator tətbiqi əlavə edə bilərsiniz.
two-factor-add-app = Autentifikator tətbiqi əlavə et
two-factor-is-on-both = Aktivdir: giriş üçün parol və autentifikator tətbiqinin kodu, yaxud giriş açarlarınızdan biri, ya da təkcə giriş açarı lazımdır.
two-factor-remove-app = Autentifikator tətbiqini sil
two-factor-remove-app-effect = Tətbiqinizin kodları daha soruşulmayacaq, giriş açarlarınız isə soruşulacaq. Burada daxil olmuş qalırsınız, qalan hər yerdə seanslarınız bağlanır.
two-factor-remove-app-submit = Tətbiqi sil
two-factor-on-passkey = Aktivdir (giriş açarı)
two-factor-on-both = Aktivdir (tətbiq, giriş açarı)

notice-passkey-added = Giriş açarı əlavə edildi. Qalan hər yerdə seanslarınız bağlandı.
notice-passkey-renamed = Giriş açarının yeni adı var.
notice-passkey-removed = Giriş açarı silindi. Qalan hər yerdə seanslarınız bağlandı.
notice-app-removed = Autentifikator tətbiqiniz daha soruşulmur, giriş açarlarınız soruşulur. Qalan hər yerdə seanslarınız bağlandı.

audit-user-app-removed = Autentifikator tətbiqini söndürdü
audit-user-passkey-added = Giriş açarı əlavə etdi
audit-user-passkey-renamed = Giriş açarının adını dəyişdi
audit-user-passkey-removed = Giriş açarını sildi
audit-user-passkey-copied = Kopyalanmış ola bilən giriş açarı rədd edildi

mail-factor-app-removed-subject = Autentifikator tətbiqiniz silindi
mail-factor-app-removed-body = { $address } üçün autentifikator tətbiqi silindi: { $at }.
mail-factor-app-removed-effect = Giriş açarlarınız yenə də soruşulur. Bütün digər seanslarınız bağlanıb.
mail-passkey-added-subject = Giriş açarı əlavə edildi
mail-passkey-added-body = { $address } üçün giriş açarı əlavə edildi: { $at }.
mail-passkey-added-effect = O, sizi parolsuz daxil edir. Bütün digər seanslarınız bağlanıb. Bunu siz etməmisinizsə, onu hesabınızda silin: yeni parol onu dayandırmır.
mail-passkey-renamed-subject = Giriş açarının adı dəyişdi
mail-passkey-renamed-body = { $address } giriş açarının yeni adı var: { $at }.
mail-passkey-renamed-effect = O, sizi yenə də daxil edir.
mail-passkey-removed-subject = Giriş açarı silindi
mail-passkey-removed-body = { $address } giriş açarı silindi: { $at }.
mail-passkey-removed-effect = O, sizi daha daxil etmir. Bütün digər seanslarınız bağlanıb.
mail-passkey-copied-subject = Giriş açarlarınızdan biri kopyalanmış ola bilər
mail-passkey-copied-body = Kimsə { $address } giriş açarından istifadə etdi və onun sayğacı geri getmişdi: { $at }. Bu, kopyası olanda baş verir.
mail-passkey-copied-effect = Bu cəhd rədd edildi. Bu sizin cəhdiniz idisə, kimsə əvvəlcə surəti ilə daxil olmuş ola bilər: seanslarınıza baxın, bu giriş açarını silin və yenisini əlavə edin.
