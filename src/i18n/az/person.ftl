# One person: the page, editing, and what is asked before something is done
person-back-label = Haradasınız
person-back = Bütün istifadəçilər
person-id = ID { $id }
person-facts = Məlumat
person-joined = Qoşulub
person-removed = Çıxarılıb
person-access-lead = Hər layihədəki hüquqlar:
person-access-every = Bu, gələcəkdə yaradılacaq layihələrə də aiddir.
person-access-nothing = Heç bir layihəyə giriş hüququ yoxdur.
person-invitation = Dəvət
person-invited-by = Dəvət edən
person-link-made = Son keçid yaradılıb
person-link-ends = Keçidin müddəti bitir
person-link-ended = Keçidin müddəti bitib
person-accepted = Qəbul edilib
person-revoked = Geri götürülüb
person-mail = Məktub
person-mail-by-hand = Yoxdur: keçidi ötürən { $by }
person-mail-queued = Göndərilməyi gözləyir
person-mail-retrying = Təxirə salınıb, yenidən cəhd ediləcək
person-mail-refused = Poçt serveri rədd edib
person-mail-sent = Poçt serveri qəbul edib
person-tokens = API tokenləri
person-tokens-none = Aktiv token yoxdur.
person-token-id = ID { $id }
person-token-used = son istifadə { $when }
person-token-unused = hələ istifadə olunmayıb
person-token-forever = müddətsizdir
person-sessions = Seanslar
person-sessions-none = Hazırda heç yerdə daxil olunmayıb.
person-session-seen = son fəallıq { $when }
person-session-since = giriş { $when }
person-browser = { $browser }, { $system }
person-browser-unknown = Naməlum brauzer

# Why something cannot be done
impossible-not-accepted = Hələ qəbul edilməyib
impossible-suspended = Artıq dayandırılıb
impossible-not-suspended = Dayandırılmayıb
impossible-oneself = Özünüz üçün yox: başqa administrator edə bilər
impossible-role = Rolunuz buna icazə vermir

# Edit
edit-heading = Redaktə: { $name }
edit-submit = Dəyişiklikləri saxla
edit-back = İstifadəçiyə qayıt
edit-name-hint = Bu hesabda şəxs belə adlanır.
edit-email-hint = Başqa ünvana yeni keçid göndəriləcək, köhnə keçid işləməyəcək.
edit-email-hint-by-hand = Başqa ünvan üçün əllə ötürməli olduğunuz yeni keçid yaranacaq, köhnə keçid işləməyəcək.
edit-own-access = Öz rolunuz və əhatə dairəniz
edit-own-access-why = Öz rolunuzu və əhatə dairənizi dəyişə bilməzsiniz. Başqa administratora müraciət edin.

# Asked before it is done
confirm-back = İstifadəçilərə qayıt
confirm-resend-heading = Dəvət yenidən göndərilsin: { $name }?
confirm-resend-text = { $email } ünvanına yeni keçid göndəriləcək. Əvvəlki keçidlərin heç biri işləməyəcək.
confirm-copy-link-heading = Yeni keçid yaradılsın: { $name }?
confirm-copy-link-text = { $email } üçün əllə ötürəcəyiniz keçid alacaqsınız. O yalnız bir dəfə göstərilir, əvvəlki keçidlərin heç biri işləməyəcək.
confirm-sign-out-heading = Bütün seanslar bitirilsin: { $name }?
confirm-sign-out-text = Bu hesabdakı bütün seanslar dərhal bitəcək. Parolla yenidən daxil olmaq mümkündür. API tokenləri işləməkdə davam edir.
confirm-suspend-heading = Giriş dayandırılsın: { $name }?
confirm-suspend-text = Şəxs dərhal bu hesabdan çıxarılır və bərpa edilənə qədər daxil ola bilmir. Rol və giriş hüququ saxlanılır.
confirm-suspend-submit = Dayandır: { $name }
confirm-restore-heading = Giriş bərpa edilsin: { $name }?
confirm-restore-text = Şəxs əvvəlki rol və giriş hüququ ilə yenidən daxil ola biləcək.
confirm-restore-submit = Bərpa et: { $name }
confirm-revoke-heading = Dəvət geri götürülsün: { $name }?
confirm-revoke-text = { $email } üçün keçid dərhal işləməyəcək. İstənilən vaxt yenidən dəvət edə bilərsiniz.
confirm-delete-heading = Çıxarılsın: { $name }?
confirm-delete-text = Bu hesaba giriş dərhal bağlanır, açıq dəvət işləməyəcək. Görülmüş işlər audit jurnalında qalır.
confirm-delete-submit = Çıxar: { $name }
confirm-delete-with-tokens = Bu tokenləri sil və çıxar: { $name }
confirm-plan-tokens = API tokenləri ({ $number })
confirm-plan-sessions = Bitəcək seanslar ({ $number })
confirm-plan-projects = Başqa layihə administratoru olmayan layihələr
confirm-plan-nothing = Seans, API tokeni və ya göndərilmiş açıq dəvət yoxdur.

# Said when it is done
notice-suspended = Giriş dayandırıldı: { $name }.
notice-restored = Giriş bərpa edildi: { $name }.
notice-revoked = Dəvət geri götürüldü: { $name }.
notice-removed = Çıxarıldı: { $name }.
notice-edited = Dəyişikliklər saxlanıldı: { $name }.
notice-readdressed = Dəyişikliklər saxlanıldı. { $email } ünvanına yeni dəvət növbəyə qoyuldu, köhnə keçid artıq işləmir.

# Several at once
bulk-selected = Seçilənlər
bulk-left-out = Kənarda qalır: { $reason }
bulk-number = № { $id }
bulk-nobody = Heç kim seçilməyib.
bulk-too-many = Bir dəfəyə ən çoxu { $most } nəfər seçin.
bulk-delete-text = Bu hesaba giriş dərhal bağlanır, açıq dəvətlər işləməyəcək. Görülmüş işlər audit jurnalında qalır.
bulk-fact-project = { $project } layihəsinin yeganə administratoru
bulk-role-submit = Rolu dəyiş
bulk-role-done = Rol dəyişdirildi.
bulk-delete-done = Çıxarıldı.
bulk-result-heading = { $all } nəfərdən { $done } hazırdır
bulk-result-back = İstifadəçilərə qayıt
notice-signed-out-everywhere = { $sessions ->
    [0] { $name }: açıq seans yox idi.
   *[other] { $name }: { $sessions } seans bitirildi.
}
confirm-plan-invitations = Göndərdiyi { $count } dəvət hələ açıqdır.
bulk-fact-sessions = { $count } seans bitəcək
bulk-delete-heading = { $count } nəfər çıxarılsın?
bulk-delete-submit = { $count } nəfəri çıxar
bulk-role-heading = { $count } nəfərin rolunu dəyiş
person-invite-again = Yenidən dəvət et
person-activity = Fəaliyyət
person-activity-link = Bu istifadəçi ilə nə edildiyini jurnalda gör
