# Məktubdakı keçid, bütün hallarda
accept-heading-sign-in = { $account } hesabına qoşulmaq üçün daxil olun
accept-heading-somebody-else = Bu dəvət başqası üçündür
accept-not-me = Bu mənim üçün deyil
accept-decline = İmtina et
access-archived = Arxivləşdirilmiş layihələr
access-archived-text = Arxivləşdirilmiş layihəyə heç kim daxil ola bilmir. Layihə bərpa ediləndə oradakı rolunuz yenidən qüvvəyə minəcək.
decline-heading = { $account } hesabına dəvətdən imtina edilsin?
decline-text = Keçid daha işləməyəcək, { $inviter } bundan xəbər tutacaq və { $email } ünvanına { $account } haqqında daha məktub göndərilməyəcək.
decline-submit = Dəvətdən imtina et
link-expired-mail = Keçid məhdud müddət işləyirdi. Yenisini istəyin: o, { $account } hesabına dəvət edilmiş ünvana göndəriləcək.
link-expired-administrator = Keçid məhdud müddət işləyirdi. Yenisini istəyin: { $account } hesabının administratorları onu gözlədiyinizi görəcək.
link-expired-button = Yeni keçid istə
link-expired-or-ask = Özünüz də müraciət edə bilərsiniz: { $name } ({ $email }).
link-asked-heading = Siz yeni keçid istədiniz
link-asked-mail = { $account } hesabına dəvət hələ qüvvədədirsə, yeni keçid dəvət edilmiş ünvana göndərilir. Əks halda administratorlar gözlədiyinizi görəcək. Başqa heç nə etmək lazım deyil.
link-asked-administrator = { $account } hesabının administratorları gözlədiyinizi görür. Onlardan biri razılıq verən kimi yeni keçid alacaqsınız. Başqa heç nə etmək lazım deyil.
link-needs-approval-heading = Əvvəlcə administrator təsdiq etməlidir
link-needs-approval-text = Sizi { $account } hesabına dəvət edən şəxs bunu artıq təkbaşına edə bilmir. Administratorlar bunu görür və onlardan biri dəvəti təsdiq etməlidir. Bu keçidi saxlayın: təsdiqdən sonra açılacaq.
link-declined-heading = Bu dəvətdən imtina edilib
link-declined-text = Dəvət edən şəxsə bildirilib: { $name } ({ $email }). Bu ünvana { $account } haqqında daha məktub göndərilməyəcək. Səhvən olub? Onda sizi yenidən dəvət etmələrini xahiş edin.
link-tries-heading = Həddən artıq cəhd
link-tries-text = Buradan mövcud olmayan həddən artıq keçid yoxlanılıb. { $seconds } s gözləyin, sonra keçidinizi yenidən açın. O, istifadə olunmayıb.

# Daxil olduqdan sonra təklif edilən dəvətlər
offers-heading = Dəvətlər
offers-lead = Bu hesablar { $email } ünvanını dəvət edib.
offers-none = { $email } üçün açıq dəvət yoxdur.
offers-valid = Dəvət
offers-needs-approval = Bu dəvəti qəbul etməzdən əvvəl onu { $account } hesabının administratoru təsdiq etməlidir.
offers-on = Davam et
offers-later = Sonra qərar ver
accounts-offers = { $count ->
    [one] { $count } hesab sizi dəvət edib.
   *[other] { $count } hesab sizi dəvət edib.
}
accounts-offers-link = Dəvətlərə bax
notice-declined = Dəvətdən imtina edildi.

# Administratorların gördüyü
status-asks-for-link = Yeni keçid istəyir
status-needs-approval = Təsdiq tələb olunur
standing-waiting = Təsdiq gözləyir
row-approve = Təsdiq et
confirm-approve-heading = Dəvət təsdiq edilsin: { $name }?
confirm-approve-text = Bundan sonra { $email } dəvətinə görə siz cavabdehsiniz. Keçidin müddəti bitibsə, yenisi yaradılacaq.
impossible-not-waiting = Bunu heç kim gözləmir
notice-approved = { $email } dəvəti təsdiq edildi. Mövcud keçid yenidən işləyir.
person-declined = İmtina edilib

audit-invitation-asked = Yeni dəvət keçidi istənildi
audit-invitation-approved = Dəvət təsdiq edildi
audit-invitation-declined = Dəvətdən imtina edildi

# Parolu olan şəxsə məktub
mail-invitation-has-account = { $address } ünvanı ilə artıq qeydiyyatdan keçmisiniz. Bu ünvanın parolu ilə daxil olun, sonra qəbul edin və ya imtina edin.
mail-invitation-sign-in = Qəbul etmək üçün daxil ol
mail-invitation-decline = Bunu istəmirsiniz və ya { $inviter } sizə tanış deyil? Daxil olduqdan sonra imtina edin və ya bu məktuba əhəmiyyət verməyin: sizsiz heç nə baş verməyəcək.
