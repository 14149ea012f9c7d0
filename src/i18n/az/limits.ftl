# Daxil olmayanların formalarında nə qədər gözləmək lazımdır
limits-wait-seconds = Cəhdlər həddən artıqdır. { $count } saniyə gözləyin, sonra yenidən cəhd edin.
limits-wait-minutes = Cəhdlər həddən artıqdır. { $count } dəqiqə gözləyin, sonra yenidən cəhd edin.
limits-shut = Bu ünvan üçün həddən artıq səhv parol yazılıb. “Parolu unutmusunuz?” ilə yeni parol seçin.
