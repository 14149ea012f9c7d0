# İkinci faktor tələb edən hesablar
required-since = { $account } { $day } tarixindən ikifaktorlu autentifikasiya tələb edir. Onu yandırana qədər orada başqa heç nə açılmır.
required-from = { $account } { $day } tarixindən ikifaktorlu autentifikasiya tələb edəcək. Onu əvvəlcədən yandırın: sonra orada başqa heç nə açılmayacaq.
required-stays = { $account } ikifaktorlu autentifikasiya tələb edir, ona görə söndürülə bilməz.
fault-factor-required = { $account } ikifaktorlu autentifikasiya tələb edir. O, yanılı qalır.
fault-own-factor-first = Əvvəlcə öz ikifaktorlu autentifikasiyanızı yandırın və ya daha gec bir gün seçin. Əks halda öz girişinizi bağlayarsınız.
fault-other-count = { $count ->
    [one] Artıq { $count } nəfərdir. Siyahıya yenidən baxın, sonra xatırlatma göndərin.
   *[other] Artıq { $count } nəfərdir. Siyahıya bir daha baxın, sonra xatırlatma göndərin.
}
fault-too-many-to-remind = Bir dəfəyə { $max } nəfərdən çoxuna xatırlatma göndərilmir.

settings-two-factor-not-required = Hər kəs özü qərar verir.
settings-two-factor-since = { $day } tarixindən tələb olunur.
settings-two-factor-day = { $day } tarixindən tələb olunacaq.
settings-two-factor-from = İkifaktorlu autentifikasiya tələb olunsun, başlanğıc
settings-two-factor-from-hint = Bu gündən (UTC) etibarən onu yandırmayanlar bu hesabda yalnız onu qura bilər. Bugünkü tarix dərhal qüvvəyə minir. Hər kəsin özü qərar verməsi üçün boş saxlayın.
settings-two-factor-save = Tarixi yadda saxla
settings-two-factor-nobody = Bu hesabda hamıda var.
settings-two-factor-lacking = { $count ->
    [one] { $number } nəfərdə yoxdur, bu gün girişi bağlanardı
   *[other] { $number } nəfərdə yoxdur, bu gün girişləri bağlanardı
}
settings-two-factor-locked-out = { $count ->
    [one] { $number } nəfərdə yoxdur, girişi bağlıdır
   *[other] { $number } nəfərdə yoxdur, girişləri bağlıdır
}
settings-two-factor-more = və daha { $number } nəfər
settings-two-factor-remind = { $count ->
    [one] { $number } nəfərə xatırlatma göndər
   *[other] { $number } nəfərə xatırlatmalar göndər
}
settings-two-factor-remind-hint = Hər birinə öz dilində, tarixi göstərən bir məktub. Gündə ən çoxu bir dəfə.
settings-two-factor-remind-next = Növbəti xatırlatma göndərilə bilər:
settings-two-factor-reminded = Son xatırlatmanı göndərən: { $who },
notice-two-factor-required = İkifaktorlu autentifikasiya { $day } tarixindən tələb olunur.
notice-two-factor-not-required = İkifaktorlu autentifikasiya daha tələb olunmur.
notice-two-factor-reminded = { $count ->
    [one] { $count } nəfərə xatırlatma yoldadır.
   *[other] { $count } nəfərə xatırlatmalar yoldadır.
}

people-two-factor-due = Vaxtı çatıb
two-factor-due = Söndürülüb, { $day } tarixindən tələb olunur
two-factor-locked-out = Söndürülüb, { $day } tarixindən giriş bağlıdır

audit-two-factor-requirement-changed = İkifaktorlu autentifikasiyanın tələb olunduğu tarixi dəyişdi
audit-two-factor-reminded = İkifaktorlu autentifikasiyanı xatırlatdı

mail-kind-two-factor-due = İkifaktorlu autentifikasiya haqqında xatırlatma
mail-due-subject = { $account } ikifaktorlu autentifikasiya tələb edir
mail-due-body-from = { $account } ikifaktorlu autentifikasiya tələb edəcək, başlanğıc: { $at }. { $address } üçün o hələ yandırılmayıb. O vaxtdan etibarən onu yandırana qədər orada heç nə edə bilməyəcəksiniz.
mail-due-body-since = { $account } ikifaktorlu autentifikasiya tələb edir, başlanğıc: { $at }. { $address } üçün o hələ yandırılmayıb, ona görə yandırana qədər orada heç nə edə bilməzsiniz.
mail-due-button = İkifaktorlu autentifikasiyanı yandır
mail-due-ask = Telefonda və ya kompüterdə autentifikator tətbiqi və iki dəqiqə lazımdır. Sualınız varsa, { $account } administratoruna müraciət edin.
