# Why somebody may enter a project
access-through-account-role = { $role } – hesabdakı rol sayəsində
access-through-client-role = { $role } – müştəri səviyyəsindəki rol sayəsində
access-through-project-role = { $role } – layihədəki rol sayəsində
access-idle-account-role = Hesabdakı rolun verdiyi “{ $role }” heç nəyi dəyişmir
access-idle-client-role = Müştəri səviyyəsindəki rolun verdiyi “{ $role }” heç nəyi dəyişmir
access-idle-project-role = Layihədəki “{ $role }” heç nəyi dəyişmir
access-and = { $first }; { $second }
access-line = { $project }: { $reasons }
access-line-none = { $project }: giriş hüququ yoxdur

# Projects
nav-projects = Layihələr
projects-heading = Layihələr
projects-table = Layihələr
projects-archived-table = Arxivdəki layihələr
projects-column-name = Ad
projects-column-people = İnsanlar
projects-column-access = Giriş hüququnuz
projects-column-archived = Arxivə salınıb
projects-column-actions = Əməliyyatlar
projects-default = Əsas layihə
projects-default-stays = Əsas layihəni arxivə salmaq olmaz.
projects-people = { $count } nəfər
projects-people-of = { $project } layihəsində { $people }
projects-new = Yeni layihə
projects-create = Layihə yarat
projects-rename = Adını dəyiş
projects-rename-of = Adını dəyiş: { $project }
projects-save = Dəyişiklikləri saxla
projects-archive = Arxivə sal
projects-archive-of = Arxivə sal: { $project }
projects-archive-heading = { $project } arxivə salınsın?
projects-archive-closed = Rolu nə olursa olsun, daha heç kim bu layihəyə daxil ola bilməyəcək və heç bir forma onu təklif etməyəcək.
projects-archive-kept = { $count ->
    [0] Orada heç kimin rolu yoxdur. Administrator onu istənilən vaxt bərpa edə bilər.
   *[other] Orada { $count } nəfərin rolu var. Rollar saxlanılır və administrator layihəni bərpa edəndə yenidən qüvvəyə minir.
}
projects-archived = Arxivdə ({ $count })
projects-archived-most = Yalnız arxivə ən son salınan { $count } layihə göstərilir.
projects-restore = Bərpa et
projects-restore-of = Bərpa et: { $project }
projects-none-heading = Sizə açıq layihə yoxdur
projects-none-text = Hesabın administratoru sizə layihədə rol verə bilər.
notice-project-created = { $project } layihəsi yaradıldı
notice-project-renamed = Layihənin indiki adı: { $project }
notice-project-archived = { $project } layihəsi arxivə salındı
notice-project-restored = { $project } layihəsi bərpa edildi
fault-name-taken = Bu ad başqa layihədədir. Başqa ad seçin.
fault-too-many-projects = Hesabda eyni vaxtda ən çoxu { $max } layihə ola bilər. Əvvəlcə birini arxivə salın.
fault-default-project = Əsas layihəni arxivə salmaq olmaz.

# Accounts
accounts-heading = Hesablar
accounts-link-switch = { $account } – hesabı dəyiş
accounts-link = { $account } – hesablar
accounts-here = Siz buradasınız
accounts-switch = Keç
accounts-suspended-text = Bu hesabın administratoru sizi yenidən daxil edə bilər.
accounts-new = Yeni hesab
accounts-new-hint = Siz onun ilk administratoru olacaqsınız.
accounts-create = Hesab yarat
notice-account-switched = İndi { $account } hesabındasınız
notice-account-created = { $account } hesabı yaradıldı
fault-nobody-here = Burada heç kimin belə ünvanı yoxdur.
fault-no-password-yet = Bu şəxs hələ parol təyin etməyib.

# In the audit log
audit-project-created = Layihə yaradıldı
audit-project-renamed = Layihənin adı dəyişdirildi
audit-project-archived = Layihə arxivə salındı
audit-project-restored = Layihə bərpa edildi
audit-account-created = Hesab yaradıldı
audit-session-switched = Bu hesaba keçdi
