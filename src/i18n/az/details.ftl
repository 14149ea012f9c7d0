# The Users page
users-found-more = { $shown } nəfərdən çox tapıldı

# The review of many invitations
batch-row-language = Dil: { $language }

# The invite form
people-address-open = Şəxsin səhifəsini aç
