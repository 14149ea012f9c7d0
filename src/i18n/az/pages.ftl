# Around every page
page-title = { $page } · Vestibule
skip-to-content = Məzmuna keç
nav-label = Əsas menyu
nav-users = İstifadəçilər
sign-out = Çıxış
preferences-language = İnterfeys dili
preferences-theme = Rəng sxemi
preferences-save = Tətbiq et
theme-system = Sistemdəki kimi
theme-light = Açıq
theme-dark = Tünd
cancel = Ləğv et

# Form fields
form-problem = Problem var
field-name = Ad
field-email = E-poçt ünvanı
field-password = Parol
field-company = Şirkət
field-language = Dil
password-hint = Ən azı { $min } simvol. Bir-biri ilə əlaqəsi olmayan bir neçə söz yaxşı seçimdir.
password-show = Parolu göstər
password-hide = Parolu gizlət
password-short = {"{"}count{"}"} simvol yazılıb, ən azı { $min } lazımdır
password-enough = Uzunluğu kifayətdir

# First run
setup-heading = Vestibule quraşdırılması
setup-lead = Siz ilk administrator olacaqsınız. Qalan hər kəsi sonra dəvət edə bilərsiniz.
setup-company-hint = İnsanların dəvət olunduğu hesab belə adlanacaq.
setup-submit = Administrator yarat
setup-closed-heading = Quraşdırma mümkün deyil
setup-closed-text = Bu sistem artıq quraşdırılıb və ya quraşdırma keçidi düzgün deyil. Operator ən yeni keçidi jurnalda tapa bilər.

# Sign in
sign-in-heading = Giriş
sign-in-submit = Daxil ol
sign-in-forgot = Parolu unutmusunuz?

# Forgotten password
forgot-heading = Parolu unutmusunuz?
forgot-lead = E-poçt ünvanınızı daxil edin, yeni parol təyin etmək üçün sizə keçid göndərək.
forgot-submit = Keçidi göndər
forgot-back = Girişə qayıt
check-mail-heading = Poçtunuzu yoxlayın
check-mail-text = Bu ünvan qeydiyyatdadırsa, yeni parol təyin etmək üçün sizə keçid gələcək.
check-mail-no-mail = Burada poçt göndərişi qurulmayıb, ona görə də keçid göndərmək mümkün deyil. Kömək üçün hesabınızın administratoruna müraciət edin.
check-mail-hint = Bir neçə dəqiqə keçib, amma məktub gəlməyib? Spam qovluğuna baxın və ya ünvanda səhv olub-olmadığını yoxlayın.
reset-heading = Yeni parol təyin edin
reset-lead = { $email } üçün. Bütün digər seanslarınız bağlanacaq.
reset-submit = Parolu yadda saxla

# Users
users-heading = İstifadəçilər
users-invite = İstifadəçi dəvət et
users-search = İstifadəçi axtarışı
users-search-placeholder = Ad, e-poçt ünvanı və ya ID
users-search-submit = Axtar
users-no-mail = Poçt göndərişi qurulmayıb: dəvət keçidlərini kopyalayıb özünüz ötürməlisiniz.
users-found = { $count } nəfər tapıldı
users-table = İstifadəçilər
users-column-name = Ad
users-column-access = Giriş hüququ
users-column-language = Dil
users-column-status = Status
users-column-two-factor = İkifaktorlu autentifi{"\u00AD"}kasiya
users-column-last-seen = Son giriş
users-column-actions = Əməliyyatlar
users-you = Siz
users-actions-for = { $name } üçün əməliyyatlar
users-resend = Dəvəti yenidən göndər
users-copy-link = Dəvət keçidini kopyala
users-nothing-heading = “{ $search }” üzrə heç nə tapılmadı
users-nothing-text = Adlar, e-poçt ünvanları və ID-lər hər sözün əvvəlindən axtarılır.
users-clear-search = Axtarışı təmizlə
users-alone-heading = Burada hələ başqa heç kim yoxdur
users-alone-text = Birlikdə işlədiyiniz insanları dəvət edin. Hər biri dəvətinin vəziyyəti ilə birlikdə dərhal burada görünəcək.
paging-label = Səhifələr
paging-previous = Əvvəlki
paging-next = Növbəti
paging-size = Səhifədə sətir sayı
paging-show = Göstər

# Access
access-all = bütün layihələr
access-count = { $count } layihə
access-account-only = layihə yoxdur
access-role = Rol
access-projects = Layihələr
access-all-administrator = Bütün layihələrin administratoru
access-account-only-long = Yoxdur, yalnız rolun icazə verdiyi işlər

# Status
status-active = Aktiv
status-queued = Növbədə
status-queued-detail = məktub bir azdan göndəriləcək
status-retrying = Təkrar cəhd edilir
status-retrying-next = növbəti cəhd { $when }
status-not-delivered = Çatdırılmayıb
status-invited = Dəvət olunub
status-expires = müddəti { $when } bitir
status-expired = Müddəti bitib
status-suspended = Dayandırılıb
status-removed = Çıxarılıb
two-factor-off = Söndürülüb
two-factor-not-yet = Dəvət hələ qəbul edilməyib
last-seen-never = Heç vaxt

# Invite
invite-heading = İstifadəçi dəvət edin
invite-name-hint = İstəyə bağlıdır: dəvət olunan şəxs adını özü yaza bilər.
invite-language-hint = Dəvətin və bu şəxs üçün panelin dili.
invite-role = Rol
invite-role-above = Öz rolunuzdan ({ $role }) yüksəkdir.
invite-scope = Əhatə dairəsi
invite-scope-client = Müştəri
invite-scope-client-text = Bütün layihələr üçün bir rol və ya heç biri.
invite-scope-project = Layihə
invite-scope-project-text = Yalnız seçdiyiniz layihələr.
invite-client-role = Müştəri səviyyəsində rol
invite-client-role-none = Giriş hüququ yoxdur
invite-client-role-administrator = Administrator
invite-projects = Layihələr
invite-no-projects = Hələ layihə yoxdur.
invite-role-in = { $project } layihəsində rol
invite-send = Dəvəti göndər
invite-create-link = Keçid yarat
role-administrators-text = İnsanları, layihələri və parametrləri idarə edir.
role-engineers-text = Bütün resurslarla işləyir, heç kimi idarə etmir.
role-purge-api-web-text = Paneldə və API vasitəsilə keşi təmizləyir və məzmunu əvvəlcədən yükləyir.
role-purge-api-text = Yalnız API vasitəsilə keşi təmizləyir və məzmunu əvvəlcədən yükləyir.
role-users-text = Yalnız baxır, heç nəyi dəyişmir.
project-role-none = Rol yoxdur
project-role-administrator = Layihə administratoru
project-role-user = İstifadəçi
project-role-observer = Müşahidəçi
project-role-internal = Yalnız daxili şəbəkələr

# A link to hand over
hand-over-heading = Bu keçidi ötürün
hand-over-text = Yalnız bu dəfə göstərilir. Keçid kimdə olsa, qoşula bilər, ona görə də onu yalnız dəvət etdiyiniz şəxsə verin. Bu şəxs üçün əvvəl yaradılmış və ya göndərilmiş keçidlər artıq işləmir.
hand-over-link = Dəvət keçidi
hand-over-copy = Keçidi kopyala
hand-over-copied = Kopyalandı

# Accept
accept-heading = { $account } hesabına qoşulun
accept-by = { $name } ({ $email }) sizi { $account } hesabına dəvət edir.
accept-by-address = { $email } sizi { $account } hesabına dəvət edir.
accept-by-nobody = Siz { $account } hesabına dəvət olunmusunuz.
accept-valid = Keçid
accept-until = müddəti { $when } bitir
accept-submit = Parol təyin et və qoşul
accept-has-account = { $email } ünvanı ilə artıq qeydiyyatdan keçmisiniz. Dəvəti qəbul etmək üçün bu ünvanın parolu ilə daxil olun.
accept-sign-in = Qəbul etmək üçün daxil ol
accept-signed-in = { $email } kimi daxil olmusunuz.
accept-accept = Qəbul et
accept-somebody-else = { $own } kimi daxil olmusunuz, dəvət isə { $invited } üçündür.
accept-switch = Çıx və { $email } kimi davam et

# Links that open nothing
link-expired-heading = Bu dəvətin müddəti bitib
link-used-heading = Bu dəvət artıq istifadə olunub
link-used-text = Təyin etdiyiniz parolla daxil olun.
link-replaced-heading = Daha yeni dəvət göndərilib
link-replaced-text = Bu keçid artıq işləmir, çünki daha yenisi yaradılıb. Aldığınız ən yeni keçiddən istifadə edin və ya sizi dəvət edən şəxsə müraciət edin.
link-revoked-heading = Bu dəvət geri götürülüb
link-revoked-ask = Bunun səhv olduğunu düşünürsünüzsə, dəvət edən şəxsə müraciət edin: { $name } ({ $email }).
link-revoked-text = Bunun səhv olduğunu düşünürsünüzsə, sizi dəvət edən şəxsə müraciət edin.
link-unknown-heading = Bu keçid etibarsızdır
link-unknown-text = Ola bilsin, natamamdır. Onu məktubdan yenidən açın və ya bütövlükdə kopyalayın.
link-reset-over-heading = Bu keçid artıq etibarlı deyil
link-reset-over-text = Yeni parol təyin etmək üçün keçid yalnız bir dəfə və qısa müddət işləyir. Yenisini istəyə bilərsiniz.

# Welcome
welcome-heading = { $account } hesabına xoş gəlmisiniz
welcome-lead = Siz bu hesabın üzvüsünüz. Burada edə biləcəkləriniz aşağıdadır.

# Errors
error-malformed-heading = Sorğu natamam gəldi
error-malformed-text = Geri qayıdın, səhifəni yeniləyin və bir daha cəhd edin.
error-forbidden-heading = Buna icazəniz yoxdur
error-forbidden-text = Rolunuz buna imkan vermir. Hesabın administratoru bunu dəyişə bilər.
error-not-found-heading = Səhifə tapılmadı
error-not-found-text = Bu ünvanda heç nə yoxdur və ya ona baxmaq icazəniz yoxdur.
error-method-heading = Bunu burada etmək olmaz
error-method-text = Bu ünvan mövcuddur, amma belə sorğuları qəbul etmir.
error-conflict-heading = Bunu burada etmək olmur
error-conflict-text = Hazırkı vəziyyətdə bu mümkün deyil və ya artıq dəyişib. Geri qayıdın və vəziyyəti görmək üçün səhifəni yeniləyin.
error-busy-heading = Bir azdan yenidən cəhd edin
error-busy-text = Həddən çox sorğu gəlib və ya verilənlər bazası hazırda əlçatan deyil. Heç nə itməyib.
error-internal-heading = Xəta baş verdi
error-internal-text = Bu, sizin deyil, bizim səhvimizdir və qeydə alınıb. Təkrarlansa, bu sistemin operatoruna aşağıdakı nömrəni deyin.
error-request-id = Sorğu
error-home = Ana səhifəyə keç

# Said by islands
live-transport = Serverlə əlaqə yaratmaq mümkün olmadı. Bağlantını yoxlayın və yenidən cəhd edin.

users-action-accepted = Artıq qəbul edilib
users-action-removed = Artıq bu hesabda deyil
users-action-no-mail = Poçt göndərişi qurulmayıb
users-action-cooling = { $seconds } s sonra yenidən
shortcuts = Klaviatura qısayolları
shortcut-search = axtarış
shortcut-invite = dəvət
