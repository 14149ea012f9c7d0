mail-greeting = Salam, { $name }!
mail-greeting-unnamed = Salam!
mail-button-by-hand = Düymə işləmirsə, bu ünvanı brauzerdə açın:
mail-sent-to = Bu məktub { $address } ünvanına göndərilib.

mail-invitation-subject = { $inviter } sizi { $account } hesabına dəvət edir
mail-invitation-heading = { $account } hesabına qoşulun
mail-invitation-body = { $inviter } ({ $address }) sizi { $account } hesabına dəvət edir.
mail-invitation-role = Rol
mail-invitation-access = Giriş hüququ
mail-invitation-button = Dəvəti qəbul et
mail-invitation-ends = Keçid yalnız bir dəfə işləyir. Son vaxt: { $until }.
mail-invitation-ignore = { $inviter } sizə tanış deyil və ya bu məktubu gözləmirdiniz? Onda sadəcə ona əhəmiyyət verməyin: sizsiz heç nə baş verməyəcək.

mail-access-account = Layihələrdə rol yoxdur, yalnız hesabdakı rolun icazə verdiyi işlər
mail-access-all-projects = Bütün layihələrin administratoru
mail-access-project = { $project } – { $role }
mail-project-role-administrator = Layihə administratoru
mail-project-role-user = İstifadəçi
mail-project-role-observer = Müşahidəçi
mail-project-role-internal-network = Yalnız daxili şəbəkələr

mail-reset-subject = Yeni parol təyin edin
mail-reset-body = Kimsə, çox güman ki, özünüz, { $address } üçün yeni parol istəyib.
mail-reset-button = Yeni parol təyin et
mail-reset-ends = Keçid yalnız bir dəfə və 30 dəqiqə ərzində işləyir. Son vaxt: { $until }.
mail-reset-ignore = Bunu siz istəməmisiniz? Onda bu məktuba əhəmiyyət verməyin: parolunuz olduğu kimi qalır.

mail-accepted-subject = { $person } { $account } hesabına dəvətinizi qəbul etdi
mail-accepted-body = { $person } ({ $address }) { $account } hesabına dəvətinizi qəbul etdi: { $at }.

mail-declined-subject = { $person } { $account } hesabına dəvətinizi rədd etdi
mail-declined-body = { $person } ({ $address }) { $account } hesabına dəvətinizi rədd etdi: { $at }.
mail-declined-effect = Dəvət bağlanıb, içindəki keçid artıq işləmir və heç kim onunla giriş əldə etməyib. Səhv baş verib? Onda həmin şəxsi yenidən dəvət edin.

mail-changed-subject = Parolunuz dəyişdirildi
mail-changed-body = { $address } üçün parol dəyişdirildi: { $at }.
mail-changed-effect = Bütün digər seanslarınız bağlanıb, əvvəlki məktublardakı keçidlər isə artıq işləmir.
mail-changed-warning = Bunu siz etməmisiniz? Dərhal giriş səhifəsindəki “Parolu unutmusunuz?” keçidi ilə yeni parol istəyin və hesabınızın administratoruna xəbər verin.

mail-address-subject = Yeni e-poçtunuzu təsdiqləyin
mail-address-body = Kimsə, çox güman ki, özünüz, bundan sonra { $old } əvəzinə { $address } ilə daxil olmaq istəyir.
mail-address-button = Yeni e-poçtu təsdiqlə
mail-address-ends = Keçid yalnız bir dəfə və 30 dəqiqə ərzində işləyir. Son vaxt: { $until }.
mail-address-ignore = Bunu siz istəməmisiniz? Onda bu məktuba əhəmiyyət verməyin: sizsiz heç nə baş verməyəcək.

mail-address-asked-subject = E-poçtunuz dəyişdirilmək üzrədir
mail-address-asked-body = Kimsə, çox güman ki, özünüz, hesabınızın e-poçtunu { $address } ünvanından { $new } ünvanına dəyişmək istəyib: { $at }.
mail-address-asked-effect = Yeni ünvan ora göndərilən keçidlə təsdiqlənənə qədər heç nə dəyişmir.
mail-address-asked-warning = Bunu siz etməmisiniz? Deməli, kimsə parolunuzu bilir. Dərhal giriş səhifəsindəki “Parolu unutmusunuz?” keçidi ilə yeni parol istəyin: bu, dəyişikliyi də ləğv edir və bütün seanslarınızı bağlayır. Sonra hesabınızın administratoruna xəbər verin.

mail-address-in-use-subject = Kimsə ünvanınızdan istifadə etməyə çalışıb
mail-address-in-use-body = Kimsə { $address } ünvanını başqa bir hesabın e-poçtu etmək istəyib: { $at }. Ünvan sizindir və sizin qalır; heç nə dəyişməyib.
mail-address-in-use-note = Heç nə etməyinizə ehtiyac yoxdur. Bu, siz idiniz? Bir ünvan yalnız bir nəfərə məxsus ola bilər.

mail-address-changed-subject = E-poçtunuz dəyişdirildi
mail-address-changed-body = Hesabınızın e-poçtu { $old } ünvanından { $new } ünvanına dəyişdirildi: { $at }.
mail-address-changed-effect = İndi yeni ünvanla daxil olursunuz. Qalan hər yerdə seanslarınız bağlanıb, əvvəlki məktublardakı keçidlər isə artıq işləmir.
mail-address-changed-warning = Bunu siz etməmisiniz? Dərhal hesabınızın administratoruna xəbər verin.
