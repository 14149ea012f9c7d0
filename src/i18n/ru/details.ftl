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

# What is too many or too large
fault-too-many-people = За один раз можно пригласить не больше { $max } человек, по одному в строке. Разделите список.
fault-too-many-domains = Доменов может быть не больше { $max }.
fault-too-many-tokens = В учётной записи может быть не больше { $max } действующих токенов API. Сначала удалите один.
error-too-large-heading = Слишком много данных
error-too-large-text = Вернитесь назад, сократите введённое и отправьте ещё раз.
error-file-too-large-text = Размер файла не должен превышать { $mebibytes } МиБ. Вернитесь назад и выберите файл меньше: разделите его или уберите все столбцы, кроме адреса, имени и языка.

# Passwords
fault-own-words = Без вашего имени, адреса и названия учётной записи этот пароль слишком легко угадать. Добавьте слова, которые придумали сами.

# Projects
projects-nobody = Только администраторы
projects-everywhere = Люди с ролью Administrators или с ролью администратора на уровне клиента входят в любой проект. Число показывает, у скольких людей есть роль в самом проекте.
batch-gone = Больше не используется
