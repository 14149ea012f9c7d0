# İnsanların siyahıları: nə qədər ola bilər və açıq olanlar haradadır
fault-too-many-lists = Artıq { $max } siyahı yoxlanmağı gözləyir, hesabda bundan çox ola bilməz. Əvvəlcə onlardan birini göndərin və ya ləğv edin. Dəvət səhifəsi onları göstərir.
lists-heading = Açıq siyahılar
lists-hint = Heç kimin göndərmədiyi siyahı 7 gündən sonra silinir.
lists-review = Yoxla: { $count } nəfər
lists-sending = Göndərilir: { $count } nəfər
