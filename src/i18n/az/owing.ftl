# Hələ aktiv edilməmiş ikifaktorlu autentifikasiya
required-several = Hesablarınızdan bir neçəsi ikifaktorlu autentifikasiya tələb edir. Göstərilən gündən etibarən onu yandırana qədər orada başqa heç nə açılmır.
required-line-since = { $account }, { $day } tarixindən tələb edir
required-line-from = { $account }, { $day } tarixindən tələb edəcək
accept-owing = { $email } kimi daxil olmusunuz, { $account } isə { $day } tarixindən ikifaktorlu autentifikasiya tələb edir. Əvvəlcə onu yandırın; sonra cavab vermək üçün buraya qayıdacaqsınız.
