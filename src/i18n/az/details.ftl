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
