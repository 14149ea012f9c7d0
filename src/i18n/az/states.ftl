# Dəvət və onun məktubu haqqında doğru olan.

status-held-detail = gözləyir: göndəriş dayandırılıb
status-declined = İmtina edilib
status-withdrawn = Geri götürülüb
status-undone = Ləğv edilib

mail-paused-see = Məktubları aç
mail-no-retry-paused = Gözləyir: hazırda heç bir məktub göndərilmir
mail-no-retry-taken-back = Heç vaxt göndərilmədi: dəvət vaxtında ləğv edildi
mail-state-planned = Planlaşdırılıb
mail-state-taken-back = Ləğv edilib
person-mail-never-sent = Heç vaxt göndərilmədi: dəvət əvvəlcə bitdi
person-mail-given-up = Təxirə salınmışdı, daha cəhd edilmir

batch-done-heading = { $count ->
    [one] { $invited } dəvətdən { $handed_over } təhvil verildi
   *[other] { $invited } dəvətdən { $handed_over } təhvil verildi
}
batch-done-nobody-heading = Heç kim dəvət edilmədi

timeline-undone = Məktubu göndərilməzdən əvvəl ləğv edildi
timeline-asked = Dəvət olunan şəxs yeni keçid istədi
timeline-renewed = Şəxs istədiyi üçün yeni keçid özü saxlanıldı və məktub növbəyə qoyuldu; əvvəlki keçid bitdi
timeline-approved = Təsdiq etdi: { $name }
timeline-opened-dead = { $count ->
    [one] Artıq işləməyən keçid açıldı
   *[other] Artıq işləməyən keçid { $count } dəfə açıldı
}

audit-detail-browser = Brauzer
audit-detail-yes = bəli
audit-detail-no = xeyr

fault-ended-before = Bu ünvana əvvəlki dəvət bitib və onun nəticəsi bu ünvanda qalır. Bu dəvəti geri götürün və o biri ünvanı dəvət edin.
batch-short-readdressed = Başqa ünvan
list-why-readdressed = Dəvət sonradan başqa ünvana çevrilib.
timeline-turned = { $name } dəvəti başqa ünvana çevirdi; ona qədər { $address } idi
