# İkinci faktor tələb edən dəvətlər və qoşulmadan əvvəl qurulması
door-invite = İkifaktorlu autentifikasiya tələb edir
door-invite-hint = Qoşulmadan əvvəl qurulur.
door-invite-anyway = Bu hesab { $day } tarixindən ikifaktorlu autentifikasiya tələb edir, ona görə hamı onu qoşulmadan əvvəl qurur.
door-term = İkifaktorlu autentifikasiya
door-term-required = Qoşulmaq üçün tələb olunur
door-accept = Növbəti addımda ikifaktorlu autentifikasiyanı quracaqsınız. Bunun üçün telefonda və ya kompüterdə autentifikator tətbiqi və iki dəqiqə lazımdır.
door-continue = Davam et
door-lead = { $account } hesabına qoşulmaq üçün ikifaktorlu autentifikasiya tələb olunur. Bundan sonra daxil olmaq üçün parolunuz və tətbiqin göstərdiyi kod lazımdır.
door-effect = { $minutes ->
    [one] { $minutes } dəqiqəniz var.
   *[other] { $minutes } dəqiqəniz var.
} Qoşulana qədər bunların heç biri qüvvəyə minmir.
door-back = Yenidən başla
door-again = Zəhmət olmasa, yenidən başlayın: çox vaxt keçib və ya bu, başqa brauzerdə və ya vərəqdə başlanıb. Heç nə itməyib, keçidiniz hələ də işləyir.
door-notice = Xoş gəlmisiniz! Qoşuldunuz, ikifaktorlu autentifikasiya aktivdir.
door-factor-first = { $account } hesabına qoşulmaq üçün ikifaktorlu autentifikasiya tələb olunur. Onu qurun, sonra buraya qayıdıb qəbul edin.
door-set-up = İkifaktorlu autentifikasiyanı qur
fault-factor-first = Hələ qoşulmamısınız: { $account } hesabı üçün ikifaktorlu autentifikasiya tələb olunur. Əvvəlcə onu qurun.
door-mail = Qoşularkən ikifaktorlu autentifikasiyanı quracaqsınız. Bunun üçün telefonda və ya kompüterdə autentifikator tətbiqi lazımdır.
door-mail-known = Qoşulmaq üçün ikifaktorlu autentifikasiya tələb olunur. Hələ istifadə etmirsinizsə, əvvəlcə onu quracaqsınız.
