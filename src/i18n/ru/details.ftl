# The Users page
users-found-more = Найдено больше { $shown } человек
