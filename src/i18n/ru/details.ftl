# The Users page
users-found-more = Найдено больше { $shown } человек

# The review of many invitations
batch-row-language = Язык: { $language }

# The invite form
people-address-open = Открыть страницу человека

# The invite form, several addresses
people-address-more = { $count ->
    [one] … и ещё { $count }
    [few] … и ещё { $count }
   *[many] … и ещё { $count }
}
people-address-review = Прежде чем что-либо будет отправлено, вы увидите список адресов.
invite-review = { $count ->
    [one] Проверить { $count } адрес
    [few] Проверить { $count } адреса
   *[many] Проверить { $count } адресов
}
