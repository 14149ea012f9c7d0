# Приглашение: что в нём можно сказать, как взять его назад, и много сразу
invite-email-hint = Несколько сразу: разделяйте запятыми, пробелами или строками.
invite-more = Дополнительно
invite-lifetime = Ссылка действует
invite-lifetime-usual = { $span } (обычно)
invite-access-ends = Доступ до
invite-access-ends-hint = Необязательно: последний день, по UTC. Не для роли Administrators и не для администраторов клиента, чтобы учётная запись не лишилась их по календарю.
invite-note = Личное сообщение
invite-note-hint = Необязательно: не больше { $most } символов. Будет в письме и на странице по ссылке.
invite-note-from = Сообщение для вас
invite-by-hand = Скопировать ссылку вместо письма
invite-by-hand-hint = Письмо не отправляется. Ссылка будет показана один раз, передайте её сами.
invite-copy-instead = Скопировать ссылку вместо письма
invite-upload = Загрузить CSV
invite-people = Файл CSV
invite-people-hint = По одному человеку в строке: адрес, имя, язык. Первая строка может называть столбцы (email, name, language). Не больше 2000 человек и 2 МиБ.
invite-upload-submit = Проверить людей из файла
invite-preview-mail = Просмотр письма
invite-mail-heading = Письмо, каким оно уйдёт
invite-mail-hint = Ссылка в нём не настоящая: она никуда не ведёт.
invite-mail-from = От кого
invite-mail-to = Кому
invite-mail-subject = Тема
invite-mail-text = То же текстом
invite-mail-wrong = Письмо можно будет показать, когда это исправлено:
invite-room-hour = { $count ->
    [one] В этом часу вы можете сделать ещё { $count } приглашение.
    [few] В этом часу вы можете сделать ещё { $count } приглашения.
    [many] В этом часу вы можете сделать ещё { $count } приглашений.
   *[other] В этом часу вы можете сделать ещё { $count } приглашения.
}
invite-room-day = { $count ->
    [one] Сегодня в этой учётной записи есть место ещё для { $count } приглашения.
    [few] Сегодня в этой учётной записи есть место ещё для { $count } приглашений.
    [many] Сегодня в этой учётной записи есть место ещё для { $count } приглашений.
   *[other] Сегодня в этой учётной записи есть место ещё для { $count } приглашения.
}
invite-room-open = { $count ->
    [one] В этой учётной записи есть место ещё для { $count } открытого приглашения.
    [few] В этой учётной записи есть место ещё для { $count } открытых приглашений.
    [many] В этой учётной записи есть место ещё для { $count } открытых приглашений.
   *[other] В этой учётной записи есть место ещё для { $count } открытого приглашения.
}
invite-undo = Отменить
notice-invitation-undone = Приглашение для { $name } взято назад. Письмо не отправлено.
notice-too-late-to-undo = Поздно отменять: ссылка для { $name } уже отправлена или передана. Приглашение можно отозвать, и ссылка не откроется.
person-access-ends = Последний день доступа

fault-not-a-day = Укажите день.
fault-day-over = Этот день прошёл. Выберите сегодня или позже.
fault-no-end-for-administrators = Доступ администраторов не может закончиться сам. Выберите другую роль или оставьте день пустым.
fault-access-over = Последний день доступа прошёл. Сначала измените его.
fault-declined = Этот адрес отклонил приглашение в учётную запись, и письма на него больше не уходят. Вместо письма можно сделать ссылку и передать её: Дополнительно, «Скопировать ссылку вместо письма».
fault-too-many-open = { $max ->
    [one] В учётной записи может быть { $max } открытое приглашение. Сначала отзовите его или подождите, пока оно истечёт.
    [few] В учётной записи может быть { $max } открытых приглашения. Сначала отзовите некоторые или подождите, пока они истекут.
    [many] В учётной записи может быть { $max } открытых приглашений. Сначала отзовите некоторые или подождите, пока они истекут.
   *[other] В учётной записи может быть { $max } открытого приглашения. Сначала отзовите некоторые или подождите, пока они истекут.
}
fault-one-address-only = Это возможно только с одним адресом.
fault-not-a-table = Файл не читается со строки { $line }. Сохраните его как CSV и закройте все кавычки.
fault-no-address-column = В первой строке файла нет столбца «email».
fault-missing-people = В файле никого нет. Выберите файл CSV, по одному человеку в строке.

batch-review-heading = Проверьте перед отправкой
batch-sending-heading = Приглашения отправляются
batch-cancelled-heading = Отменено
batch-by = Составил(а) { $name }
batch-send = { $count ->
    [one] Отправить { $count } приглашение
    [few] Отправить { $count } приглашения
    [many] Отправить { $count } приглашений
   *[other] Отправить { $count } приглашения
}
batch-discard = Не отправлять
batch-cancel = Отменить оставшееся
batch-nobody = В этом списке некого приглашать.
batch-begins = Начнётся { $when }. До этого отмена вернёт всё назад.
batch-progress = Готово { $done } из { $all }
batch-again = Страница обновляется сама каждые 3 секунды.
batch-pause = Не обновлять
batch-follow = Снова обновлять
batch-count-new = { $count ->
    [one] { $count } новый
    [few] { $count } новых
    [many] { $count } новых
   *[other] { $count } новых
}
batch-count-known = { $count ->
    [one] { $count } с учётной записью, попросим принять
    [few] { $count } с учётной записью, попросим принять
    [many] { $count } с учётной записью, попросим принять
   *[other] { $count } с учётной записью, попросим принять
}
batch-count-waiting = { $count ->
    [one] { $count } ещё впереди
    [few] { $count } ещё впереди
    [many] { $count } ещё впереди
   *[other] { $count } ещё впереди
}
batch-count-cancelled = { $count ->
    [one] { $count } не отправлено
    [few] { $count } не отправлены
    [many] { $count } не отправлены
   *[other] { $count } не отправлены
}
batch-short-wrong-address = Неверный адрес
batch-short-wrong-name = Неверное имя
batch-short-wrong-language = Неизвестный язык
batch-short-double = Повторы
batch-short-here = Уже здесь
batch-short-invited = Уже приглашены
batch-short-declined = Отказались
batch-short-other-domain = Другой домен
batch-short-blocked = Нельзя добавить
batch-short-over-limit = Сверх предела
batch-short-not-allowed = Не разрешено
batch-short-offer-gone = Больше невозможно
batch-short-access-over = Доступ закончился
batch-waits = Ждёт своей очереди.
batch-not-sent = Не отправлено: отменено раньше.
notice-batch-started = Приглашения в пути.
notice-batch-cancelled = Отменено. Больше ничего из этого списка не отправляется.

mail-invitation-note = { $inviter } пишет:
mail-invitation-last-day = Последний день доступа

audit-invitation-undone = Свежее приглашение взято назад
audit-batch-prepared = Подготовлено много приглашений
audit-batch-started = Отправлено много приглашений
audit-batch-cancelled = Отменено много приглашений
audit-batch-ended = Обработка множества приглашений завершена
audit-access-ended = Доступ закончился сам
