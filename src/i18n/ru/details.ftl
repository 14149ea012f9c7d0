# The Users page
users-found-more = Найдено больше { $shown } человек

# The review of many invitations
batch-row-language = Язык: { $language }

# The invite form
people-address-open = Открыть страницу человека
