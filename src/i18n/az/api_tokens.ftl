# API tokenləri
nav-tokens = API tokenləri
tokens-heading = API tokenləri
tokens-lead-everybody = Proqramlar API-yə tokenlərlə müraciət edir. Bunlar hesabdakı hər kəsin tokenləridir.
tokens-lead-own = Proqramlar API-yə tokenlərlə, sizin adınızdan və parolunuz olmadan müraciət edir. Bunlar sizin tokenlərinizdir.
tokens-column-id = ID
tokens-column-name = Tokenin adı
tokens-column-issuer = Kim yaradıb
tokens-column-role = Rol
tokens-column-status = Status
tokens-column-expires = Müddəti bitir
tokens-column-description = Təsvir
tokens-column-start = Başlanğıc
tokens-column-used = Son istifadə
tokens-status-active = Aktiv
tokens-status-expired = Müddəti bitib
tokens-status-deleted = Silinib
tokens-status-all = Hamısı
tokens-issuer-anybody = Hamı
tokens-issuer-number = İstifadəçi { $id }
tokens-issuer-gone = İstifadəçi silinib
tokens-never = Heç vaxt
tokens-ends-soon = Müddəti tezliklə bitir
tokens-unused = Hələ istifadə olunmayıb
tokens-no-delete-expired = Müddəti bitib.
tokens-no-delete-deleted = Artıq silinib.
tokens-empty-heading = Aktiv API tokeni yoxdur
tokens-empty-text = API-yə müraciət edəcək proqram üçün token yaradın. Başqa status seçsəniz, müddəti bitmiş və silinmiş tokenləri görərsiniz.
tokens-nothing-heading = Uyğun token yoxdur
tokens-nothing-text = Başqa filtr seçin və ya filtrləri təmizləyin.

# Yeni token
tokens-create = Token yarat
tokens-create-lead = Token kimdədirsə, sizin adınızdan hərəkət edir: tokenin rolu ilə və heç vaxt sizin hüquqlarınızdan artıq olmadan. Kifayət edən ən aşağı rolu seçin.
tokens-name-hint = Onu nə istifadə edir ki, sonra tanıyasınız.
tokens-expires-hint = Məcburi deyil: son gün, UTC ilə. Gün olmasa, token kimsə onu silənədək işləyir.
tokens-description-hint = Məcburi deyil.
tokens-new-heading = Yeni API tokeniniz
tokens-new-text = Tokeni indi kopyalayın. O, yalnız bu dəfə göstərilir; sonra ona heç kim baxa bilməz. Token kimdə olsa, sizin adınızdan hərəkət edə bilər.
tokens-new-label = Token
tokens-new-try = Yoxlamaq üçün əmr
tokens-copy-token = Tokeni kopyala
tokens-copy-command = Əmri kopyala
tokens-new-done = Hazırdır

# Silmək
tokens-delete-heading = { $token } silinsin?
tokens-delete-text = Bu API tokenini istifadə edən hər şey bundan sonra rədd ediləcək. Onu geri qaytarmaq olmaz.
tokens-delete-submit = { $token } tokenini sil
notice-token-deleted = { $token } API tokeni silindi
notice-token-over = Bu API tokeninin müddəti artıq bitib və ya o, silinib.

# Başqa yerlərdə
person-tokens-all = Bu istifadəçinin bütün API tokenləri
audit-token-expired = API tokeninin müddəti bitdi
mail-kind-token-ends = API tokeninin müddətinin tezliklə bitəcəyi haqqında bildiriş
mail-token-subject = { $account } hesabının { $token } API tokeninin müddəti tezliklə bitir
mail-token-body-own = { $account } üçün { $token } API tokeninizin müddəti tezliklə bitir.
mail-token-body-other = { $issuer } tərəfindən { $account } üçün yaradılmış { $token } API tokeninin müddəti tezliklə bitir.
mail-token-id = ID
mail-token-ends = Müddəti bitir
mail-token-effect = Onu istifadə edən hər şey bundan sonra rədd ediləcək. Vaxtında yeni token yaradın və onu köhnəsinin yerinə qoyun.
mail-token-button = API tokenlərinə baxın
