# Hələ aktiv edilməmiş ikifaktorlu autentifikasiya
required-several = Hesablarınızdan bir neçəsi ikifaktorlu autentifikasiya tələb edir. Göstərilən gündən etibarən onu yandırana qədər orada başqa heç nə açılmır.
required-line-since = { $account }, { $day } tarixindən tələb edir
required-line-from = { $account }, { $day } tarixindən tələb edəcək
accept-owing = { $email } kimi daxil olmusunuz, { $account } isə { $day } tarixindən ikifaktorlu autentifikasiya tələb edir. Əvvəlcə onu yandırın; sonra cavab vermək üçün buraya qayıdacaqsınız.
settings-two-factor-active-have = Dayandırılmamış hər kəsdə var.
settings-two-factor-suspended = { $count ->
    [one] { $number } dayandırılmış istifadəçidə yoxdur.
   *[other] { $number } dayandırılmış istifadəçidə yoxdur.
}
confirm-reset-two-factor-untold = Tətbiqini və bərpa kodlarını itirmiş şəxs üçün. O, hər yerdən çıxarılır və yenidən aktiv edənədək təkcə parolla daxil olur. Burada poçt qurulmayıb, ona görə bunu ona özünüz bildirin. Əvvəlcə xahiş edənin məhz o olduğuna əmin olun.
