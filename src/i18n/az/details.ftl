# The Users page
users-found-more = { $shown } nəfərdən çox tapıldı

# The review of many invitations
batch-row-language = Dil: { $language }

# The invite form
people-address-open = Şəxsin səhifəsini aç

# The invite form, several addresses
people-address-more = … və daha { $count }
people-address-review = Heç nə göndərilməzdən əvvəl ünvanların siyahısını görəcəksiniz.
invite-review = { $count } ünvanı yoxla

# What is too many or too large
fault-too-many-people = Bir dəfəyə ən çoxu { $max } nəfər dəvət etmək olar, hər sətirdə bir nəfər. Siyahını bölün.
fault-too-many-domains = Ən çoxu { $max } domen ola bilər.
fault-too-many-tokens = Hesabda ən çoxu { $max } aktiv API tokeni ola bilər. Əvvəlcə birini silin.
error-too-large-heading = Bu həddən artıq böyükdür
error-too-large-text = Geri qayıdın, yazdıqlarınızı qısaldıb yenidən göndərin.
error-file-too-large-text = Fayl ən çoxu { $mebibytes } MiB ola bilər. Geri qayıdıb daha kiçik fayl seçin: onu bölün və ya ünvan, ad və dildən başqa sütunları çıxarın.

# Passwords
fault-own-words = Adınız, ünvanınız və hesabın adı olmadan bu parolu tapmaq çox asandır. Özünüz seçdiyiniz sözlər əlavə edin.

# Projects
projects-nobody = Yalnız administratorlar
projects-everywhere = Administrators rolu və ya müştəri səviyyəsində administrator rolu olanlar hər layihəyə daxil ola bilər. Rəqəm layihənin özündə rolu olan insanların sayıdır.
batch-gone = Artıq istifadədə deyil
