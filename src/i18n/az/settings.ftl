nav-settings = Parametrlər
settings-heading = Parametrlər
settings-account = Hesab
settings-installation = Sistem
settings-name-heading = Hesabın adı
settings-name-hint = Səhifənin başında, dəvətlərdə və məktublarda görünür.
settings-name-save = Adı saxla
settings-invitations = Dəvətlər
settings-renewal = Kimsə yeni keçid istəyəndə
settings-renewal-ask = Administrator qərar verir
settings-renewal-ask-hint = Kimsə yenisini göndərənə qədər “İstifadəçilər” səhifəsində “Yeni keçid istəyir” yazılır.
settings-renewal-mail = Dərhal göndərilir
settings-renewal-mail-hint = Kim istəsə də, həmişə dəvət olunmuş ünvana.
settings-reminders = Hələ qəbul etməyənlərə xatırlat
settings-reminders-hint = Birinci məktubdan 20 saat sonra, ən azı bir saat vaxt qalıbsa, həmin keçidlə bir məktub.
settings-lifetime = Yeni dəvətlərin keçidləri nə qədər işləyir
settings-lifetime-hint = Dəvət edən başqasını seçə bilər. Artıq göndərilmiş keçidlərin vaxtı dəyişmir.
settings-lifetime-default = Sistemdə necədirsə ({ $span })
settings-hours = { $count ->
    [one] { $count } saat
   *[other] { $count } saat
}
settings-days = { $count ->
    [one] { $count } gün
   *[other] { $count } gün
}
settings-domains = İcazə verilən domenlər
settings-domains-hint = Yalnız bu domenlərdəki ünvanları dəvət etmək olar, məsələn example.org, example.com. Alt domen başqa domendir. Boş buraxsanız, hamısına icazə verilir.
settings-save = Dəyişiklikləri saxla
notice-account-renamed = Hesabın adı indi belədir: { $account }.
notice-settings-saved = Parametrlər saxlanıldı.

fault-not-a-domain = { $domain } domen adı deyil. example.org kimi adlar daxil edin.
fault-domain-not-allowed = Burada yalnız bu domenlərdəki ünvanları dəvət etmək olar: { $domains }.
fault-changed-meanwhile = Siz səhifəni açandan sonra kimsə bunu dəyişib. Yazdıqlarınız buradadır: qüvvəyə minməsi üçün yenidən saxlayın, yaxud indi nəyin qüvvədə olduğunu görmək üçün səhifəni təzədən açın.
fault-edited-meanwhile = Siz səhifəni açandan sonra kimsə bu şəxsi dəyişib. Sizin dəyişdikləriniz buradadır, qalan hər şey indiki vəziyyəti göstərir: yoxlayın və yenidən saxlayın.

audit-account-renamed = Hesabın adını dəyişdi
audit-account-settings-changed = Hesabın parametrlərini dəyişdi
audit-installation-checked = Sistemi yoxladı
audit-test-mail-asked = Sınaq məktubu göndərdi
audit-test-mail-arrived = Sınaq məktubunun keçidini açdı

# The installation
settings-checks = Yoxlamalar
settings-checks-lead = Dəvətlərin çatması üçün nələr düzgün olmalıdır. Eyni şeyi vestibule doctor da deyir. Yoxlama zamanı məktub göndərilmir.
settings-checks-never = Hələ heç nə yoxlanmayıb.
settings-checks-at = Yoxlanıb: { $when }.
settings-checks-stale = O vaxtdan poçt parametrləri dəyişib. Yenidən yoxlayın.
settings-checks-run = İndi yoxla
settings-checks-table = Sistemin yoxlamaları
settings-checks-column = Yoxlama
settings-checks-column-verdict = Nəticə
settings-checks-column-found = Nə aşkar edildi
check-ok = Qaydasındadır
check-warn = Diqqət
check-fail = Xəta
settings-test = Sınaq məktubu
settings-test-lead = Məktubların çatdığını yalnız çatmış məktub sübut edir. { $email } ünvanına keçid göndəririk; onu açın və oradakı düyməni basın.
settings-test-none = Poçt qurulmayıb, ona görə yoxlamağa heç nə yoxdur. VESTIBULE_SMTP_URL təyin edin və Vestibule-u yenidən başladın.
settings-test-send = Sınaq məktubu göndər
settings-test-again = Daha bir sınaq məktubu göndər
settings-test-queued = Sınaq məktubu növbədədir və indicə göndəriləcək.
settings-test-retrying = Poçt serveri sınaq məktubunu təxirə saldı. Növbəti cəhd: { $when }.
settings-test-refused = Poçt serveri sınaq məktubunu birdəfəlik rədd etdi.
settings-test-dropped = Son sınaq məktubu daha göndərilmir: keçidi əvəz olunub və ya vaxtı bitib.
settings-test-sent = Poçt serveri sınaq məktubunu qəbul etdi: { $when }. Məktubu açın və keçidi basın.
settings-test-ended = Son sınaq məktubunun keçidi istifadə olunmadan vaxtı bitib.
settings-test-look = Yenidən bax
settings-test-proven = Sınaq məktubu çatıb: { $when }. Poçt indiki parametrlərlə işləyir.
settings-test-proven-invitation = Kimsə məktubdakı keçidlə qoşulub: { $when }. Poçt indiki parametrlərlə işləyir.
notice-checked = { $failed ->
    [0] Sistem yoxlandı. Xəta yoxdur.
    [one] Sistem yoxlandı. { $failed } yoxlama keçmədi.
   *[other] Sistem yoxlandı. { $failed } yoxlama keçmədi.
}
notice-test-asked = { $email } ünvanına sınaq məktubu göndərilir. Onu açın və keçidi basın.
notice-test-arrived = Poçt işləyir: sınaq məktubu çatdı.
fault-no-mail-server = Poçt qurulmayıb, ona görə sınaq məktubu göndərmək mümkün deyil.
mail-check-heading = Sınaq məktubu çatdı
mail-check-lead = O, poçtun işlədiyini yoxlamaq üçün { $email } ünvanına göndərilib. Aldığınızı təsdiqləmək üçün düyməni basın.
mail-check-submit = Təsdiqlə
mail-check-over-heading = Bu keçid artıq etibarlı deyil
mail-check-over-text = Sınaq məktubunun keçidi bir dəfə və bir saat ərzində işləyir, özü də yalnız ən yenisi. “Parametrlər” səhifəsindən daha birini göndərin.
mail-check-changed-heading = Poçt parametrləri dəyişib
mail-check-changed-text = Bu sınaq məktubu indikindən fərqli parametrlərlə göndərilib və onlar haqqında heç nə sübut etmir. “Parametrlər” səhifəsindən daha birini göndərin.
mail-check-to-settings = Parametrlərə keç

invite-mail-unproven = Buradan göndərilən məktubların çatdığını hələ heç nə sübut etməyib. Dəvətlər yenə də göndərilir; sonra onların vəziyyətinə baxın.
invite-mail-unproven-way = Parametrlərdə yoxlayın
invite-mail-none = Poçt qurulmayıb: özünüz ötürmək üçün keçid alacaqsınız.

# Checks
check-base-address = Əsas ünvan
check-database = Verilənlər bazası
check-clock = Saat
check-key = Gizli açar
check-mail-server = Poçt serveri
check-encryption = Şifrələmə
check-sign-in = Serverə giriş
check-sender = Göndərən
check-arrival = Çatdırılma
found-address-same = Siz { $address } ünvanına baxırsınız və keçidlər də onunla başlayır.
found-address-set = Keçidlər { $address } ilə başlayır.
found-address-local = Keçidlər { $address } ilə başlayır; onu yalnız bu maşın aça bilir.
found-address-other = Keçidlər { $address } ilə başlayır, siz isə { $seen } ünvanına baxırsınız.
found-address-unsaid = Keçidlər { $address } ilə başlayır. Brauzeriniz bu səhifəyə hansı ünvanla baxdığını bildirmədi.
advice-address-local = Başqa yerdəki insanları dəvət etməzdən əvvəl VESTIBULE_PUBLIC_URL-i onların açdığı ünvana təyin edin.
advice-address-other = VESTIBULE_PUBLIC_URL-i insanların açdığı ünvana təyin edin və ya { $address } ünvanını açın.
advice-address-unsaid = Ünvan sətri ilə müqayisə edin.
found-database-ready = { $kind } cavab verir, dəyişiklikləri qəbul edir, bütün cədvəllər yerindədir.
found-database-away = Verilənlər bazasından istifadə mümkün deyil: { $reason }
found-database-read-only = Verilənlər bazası cavab verir, amma dəyişiklik qəbul etmir: { $reason }
found-database-absent = { $path } hələ yoxdur.
found-database-old = Cədvəllər çatışmır: { $missing }
advice-database-away = DATABASE_URL-ə, bazanın işlədiyinə və buradan əlçatan olduğuna baxın.
advice-database-read-only = Bazanın və ya faylının hüquqlarına və diskdəki boş yerə baxın.
advice-database-absent = İlk başlanğıcda yaranır. Bu sistem əvvəl istifadə olunubsa, DATABASE_URL yanlış faylı göstərir.
advice-database-old = vestibule migrate icra edin və ya vestibule serve başladın.
found-clock-own = SQLite bu maşının saatı ilə işləyir və içində gələcəkdən heç nə yoxdur.
found-clock-agrees = Bu maşının və bazanın saatları { $millis } ms dəqiqliklə uyğundur.
found-clock-apart = Bu maşının və bazanın saatları arasında { $seconds } s fərq var.
found-clock-behind = Audit jurnalının son qeydi bu maşının saatından { $seconds } s irəlidədir.
found-clock-unknown = Yoxlanmadı, çünki bazadan soruşmaq mümkün deyil.
advice-clock = Hər iki maşın saatını NTP ilə qursun: keçidlər, seanslar və gözləyən məktublar saata baxır.
advice-clock-behind = Bu maşın saatını NTP ilə qursun. O vaxta qədər keçidlər yazıldığından uzun və ya qısa işləyir.
found-key-good = { $path } yerindədir və yalnız sahibinə açıqdır.
found-key-absent = { $path } hələ yoxdur.
found-key-gone = { $path } yoxa çıxıb.
found-key-bad = Açar faylından istifadə mümkün deyil: { $reason }
found-key-other = { $path } faylındakı açar gözləyən məktubların möhürləndiyi açar deyil.
advice-key-absent = İlk başlanğıcda yaranır.
advice-key-gone = Ehtiyat nüsxədən geri qaytarın. Yeni açarla gözləyən məktublar göndərilə bilməz.
advice-key-bad = Faylı düzəldin: o, Vestibule-u işlədən istifadəçiyə məxsus olmalı, rejimi 0600 olmalıdır.
advice-key-other = Düzgün faylı geri qaytarın və ya gözləyən dəvətləri yenidən göndərin.
found-mail-none = Poçt qurulmayıb. Dəvət keçidləri kopyalanıb ötürülür.
found-mail-folder = Məktublar { $path } qovluğuna yazılır. Onları heç kim almır.
found-mail-folder-bad = Məktubları yazmaq mümkün deyil: { $reason }
found-mail-unusable = Poçt parametrlərindən istifadə mümkün deyil: { $reason }
advice-mail-none = VESTIBULE_SMTP_URL-i poçt serverinizə təyin edin.
advice-mail-folder = Bu, sınaq üçündür. Məktubların göndərilməsi üçün VESTIBULE_MAIL_DIR əvəzinə VESTIBULE_SMTP_URL təyin edin.
advice-mail-folder-bad = VESTIBULE_MAIL_DIR-ə və həmin qovluğun hüquqlarına baxın.
advice-mail-unusable = VESTIBULE_SMTP_URL və VESTIBULE_MAIL_FROM-a baxın.
found-server-reached = { $server } { $name } adı ilə cavab verir.
found-server-away = { $server } poçt serveri kimi cavab vermir: { $reason }
advice-server-away = VESTIBULE_SMTP_URL-dəki ada və porta, şəbəkə divarına və serverin işlədiyinə baxın. 465 portu üçün smtps:// lazımdır.
found-tls-wrapped = Əvvəldən şifrələnib, sertifikat təsdiqlənib.
found-tls-started = STARTTLS ilə şifrələnib, sertifikat təsdiqlənib.
found-clear-here = Şifrələnməyib; poçt serveri bu maşındadır.
found-clear-across = Şifrələnməyib. Məktublar, keçidlər və varsa, parol açıq mətnlə gedir.
found-tls-refused = Şifrələnmiş bağlantı yoxdur: { $reason }
advice-clear-across = VESTIBULE_SMTP_URL-də smtps:// və ya ?tls=required istifadə edin.
advice-tls-refused = VESTIBULE_SMTP_URL-dəki ad serverin sertifikatındakı ad olmalı və onu ictimai qurum təsdiqləməlidir. TLS-i olmayan serverdən təhlükəsiz istifadə etmək olmaz.
found-signed-in = Poçt serveri istifadəçini və parolu qəbul etdi.
found-sign-in-none = Parametrlərdə istifadəçi və parol yoxdur.
found-sign-in-refused = Poçt serveri istifadəçini və parolu rədd etdi: { $reason }
advice-sign-in-refused = VESTIBULE_SMTP_URL-dəki istifadəçiyə və parola baxın; xüsusi simvollar faizlə kodlanır. Bəzi xidmətlər proqramlar üçün ayrıca parol istəyir.
found-sender-taken = Poçt serveri { $sender } ünvanından məktub qəbul edir.
found-sender-later = Poçt serveri hazırda { $sender } ünvanından məktub qəbul etmir: { $reason }
found-sender-refused = Poçt serveri { $sender } ünvanından məktub qəbul etmir: { $reason }
advice-sender-refused = VESTIBULE_MAIL_FROM-u bu serverin adından göndərə bildiyi ünvana təyin edin və ya istifadəçi və parol verin.
advice-sender-later = Bir neçə dəqiqədən sonra yenidən yoxlayın.
found-not-reached = Yoxlanmadı, çünki əvvəlki addım alınmadı.
found-arrived-test = Sınaq məktubu çatıb: { $at }.
found-arrived-invitation = Kimsə məktubdakı keçidlə qoşulub: { $at }.
found-arrival-unproven = Məktubların çatdığını hələ heç nə sübut etməyib.
found-arrival-no-mail = Çata biləcək məktub yoxdur.
advice-arrival = “Parametrlər” səhifəsində, “Sistem” bölməsində sınaq məktubu göndərin və keçidini basın.

# Mails
mail-reminder-subject = Xatırlatma: { $inviter } sizi { $account } hesabına dəvət edir
mail-reminder-body = { $inviter } ({ $address }) sizi { $account } hesabına dəvət edib, siz isə hələ cavab verməmisiniz. Buradakı keçid birinci məktubdakı ilə eynidir; nə alacağınız onun arxasında yazılıb.
mail-end-subject = { $account } hesabına girişiniz tezliklə bitir
mail-end-body = { $account } hesabına girişiniz bitir: { $until }. Bundan sonra onu { $address } ilə aça bilməyəcəksiniz.
mail-end-ask = Daha uzun müddət lazımdır? { $account } hesabının administratoruna müraciət edin.
mail-test-subject = Vestibule-dan sınaq məktubu
mail-test-body = Bunu oxuyursunuzsa, Vestibule-un məktubları { $address } ünvanına çatır. Bunun bilinməsi üçün keçidi basıb təsdiqləyin.
mail-test-button = Aldığımı təsdiqləyirəm
mail-test-ends = Keçid yalnız bir dəfə və bir saat ərzində işləyir. Son vaxt: { $until }.
mail-test-ignore = Bunu siz istəməmisiniz? Onda bu məktuba əhəmiyyət verməyin: “Parametrlər” səhifəsindəki bir sətirdən başqa heç nə ondan asılı deyil.
