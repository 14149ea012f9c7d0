# The Users page
users-found-more = { $shown } nəfərdən çox tapıldı
