# One's own sessions, proving who one is, and the mail about a new browser
sessions-heading = Сеансы
sessions-hint = Браузеры, в которых выполнен вход от вашего имени. Завершите незнакомые сеансы и после этого измените пароль.
sessions-alone = Больше нигде вход не выполнен.
sessions-end-others = Завершить все остальные
sessions-this-browser = Этот браузер
sessions-end = Завершить
sessions-end-name = Завершить: { $device }, { $ip }
notice-session-ended = Сеанс завершён.
notice-session-gone = Этот сеанс уже завершён.
notice-sessions-ended = { $sessions ->
    [0] Других сеансов не было.
    [one] Завершён { $sessions } другой сеанс.
    [few] Завершено { $sessions } других сеанса.
   *[other] Завершено { $sessions } других сеансов.
}
step-up-heading = Подтвердите, что это вы
step-up-text = Это важное действие, а личность вы подтверждали довольно давно. Всё, что вы заполнили, сохранится.
step-up-submit = Подтвердить
problem-step-up = Подтвердите, что это вы.
audit-session-confirmed = Личность подтверждена
audit-own-session-ended = Завершён другой собственный сеанс
audit-other-sessions-ended = Завершены все остальные собственные сеансы
mail-kind-new-browser = Уведомление о входе из нового браузера
mail-browser-subject = Новый вход в вашу учётную запись
mail-browser-body = Кто-то вошёл как { $address } из браузера, в котором мы вас раньше не видели.
mail-browser-when = Когда
mail-browser-device = Браузер
mail-browser-ip = IP-адрес
mail-browser-fine = Если это были вы, ничего делать не нужно.
mail-browser-warning = Это были не вы? Сразу же задайте новый пароль по ссылке «Забыли пароль?» на странице входа: это завершит все сеансы. Затем сообщите администратору вашей учётной записи.
