fault-missing-email = Введите адрес электронной почты.
fault-missing-name = Введите имя.
fault-missing-password = Введите пароль.
fault-missing-company = Введите название компании.
fault-missing-role = Выберите роль.
fault-missing-scope = Выберите область действия.
fault-missing-language = Выберите язык.
fault-too-long = Не больше { $max ->
    [one] { $max } символа
   *[many] { $max } символов
}.
fault-too-short = Не меньше { $min ->
    [one] { $min } символа
   *[many] { $min } символов
}.
fault-not-an-address = Введите адрес вида name@example.org.
fault-unprintable = Уберите переносы строк и невидимые символы.
fault-not-a-choice = Выберите один из вариантов.
fault-guessable = Этот пароль слишком легко угадать.
fault-already-here = Этот человек уже здесь.
fault-already-invited = Этому человеку уже отправлено приглашение.
fault-cannot-be-added = Этого человека нельзя добавить.
fault-above-own-rank = Нельзя назначить роль выше собственной.
fault-outlives = Токен, созданный с помощью другого токена, не может действовать дольше него.
fault-no-project = Выберите роль хотя бы в одном проекте.
fault-wrong-credentials = Неверный адрес или пароль.
fault-last-administrator = Аккаунту нужен администратор. Сначала дайте эту роль кому-то другому.
fault-active-tokens = Этого пользователя нельзя удалить: у него есть действующие токены.
fault-token-above = Этот пользователь выпустил токен с более высокой ролью. Выберите другую роль.
fault-not-oneself = Для себя это сделать нельзя. Попросите другого администратора.
fault-not-a-member = Среди действующих участников аккаунта нет никого с этим адресом.
fault-malformed = Форма пришла не полностью. Пожалуйста, заполните её ещё раз.
