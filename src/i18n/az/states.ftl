# Dəvət və onun məktubu haqqında doğru olan.

timeline-undone = Məktubu göndərilməzdən əvvəl ləğv edildi
timeline-asked = Dəvət olunan şəxs yeni keçid istədi
timeline-renewed = Şəxs istədiyi üçün yeni keçid özü saxlanıldı və məktub növbəyə qoyuldu; əvvəlki keçid bitdi
timeline-approved = Təsdiq etdi: { $name }
timeline-opened-dead = { $count ->
    [one] Artıq işləməyən keçid açıldı
   *[other] Artıq işləməyən keçid { $count } dəfə açıldı
}
