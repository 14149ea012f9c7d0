# The outbox, the history of an invitation's mail, and what became of its link
nav-mail = Письма
mail-page-heading = Письма
mail-page-lead = Все письма этой учётной записи и что с ними стало, словами почтового сервера.
mail-page-lead-installation = Письма о личном доступе, не относящиеся ни к одной учётной записи: новые пароли и адреса. Адреса скрыты.
mail-page-not-set-up = На этом сервере почта не настроена. Ссылки передаются вручную; то, что ждёт здесь, уйдёт, когда почта будет настроена.
mail-page-paused = Сейчас письма не отправляются
mail-page-paused-why = Почтовый сервер отказывает этому серверу, а не получателю. Ничего не потеряно: все письма ждут. Его ответ:
mail-page-paused-since = с { $when }
mail-page-paused-until = следующая попытка { $when }
mail-page-paused-trying = сейчас пробуется одно письмо
mail-page-resume = Попробовать сейчас
mail-page-state = Статус
mail-page-state-any = Любой статус
mail-page-whose = Чьи письма
mail-page-of-account = Этой учётной записи
mail-page-of-installation = Ни одной учётной записи
mail-state-queued = В очереди
mail-state-retrying = Будет повтор
mail-state-sent = Отправлено
mail-state-refused = Отклонено
mail-state-dropped = Снято
mail-column-to = Кому
mail-column-what = О чём
mail-column-queued = Поставлено в очередь
mail-column-tries = Попытки
mail-retry = Повторить сейчас
mail-retry-of = Повторить сейчас: письмо для { $address }
mail-no-retry-due = Уйдёт при первой возможности
mail-no-retry-later = Уйдёт само: { $when }
mail-no-retry-under-way = Передаётся прямо сейчас
mail-no-retry-no-link = Ссылка в нём удалена вместе с отказом. Создайте новую на странице человека.
mail-no-retry-no-link-own = Ссылка в нём удалена вместе с отказом. Человек может запросить новую.
mail-no-retry-dropped = Его ссылка истекла, заменена или использована
mail-no-retry-over = Поздно: то, о чём оно сообщает, прошло
mail-nothing-heading = Таких писем нет
mail-nothing-text = Ни у одного письма нет такого статуса.
mail-empty-heading = Писем пока нет
mail-empty-text = Приглашения и уведомления появляются здесь, как только попадают в очередь.
mail-kind-invitation = Приглашение
mail-kind-password-reset = Ссылка для нового пароля
mail-kind-invitation-accepted = Уведомление о том, что кто-то присоединился
mail-kind-invitation-declined = Уведомление об отказе от приглашения
mail-kind-invitation-reminder = Напоминание о приглашении
mail-kind-access-ends = Уведомление о скором окончании доступа
mail-kind-test-mail = Пробное письмо
mail-kind-password-changed = Уведомление о новом пароле
mail-kind-address-change = Ссылка для подтверждения адреса
mail-kind-address-change-asked = Уведомление о предстоящей смене адреса
mail-kind-address-in-use = Уведомление о запросе занятого адреса
mail-kind-address-changed = Уведомление о смене адреса
mail-kind-unknown = Нечто, чего эта версия не знает
notice-mail-retried = Письмо пробуется снова прямо сейчас.
notice-mail-resumed = Сейчас пробуется одно письмо. Если почтовый сервер его примет, за ним пойдут остальные.
notice-mail-not-retried = Повторять нечего: с письмом тем временем уже что-то произошло.
audit-mail-retried = Запросил(а) новую попытку отправки письма
audit-mail-resumed = Возобновил(а) отправку ждущих писем
progress-by-hand = Скопировано вручную
progress-handed-over = Передано
progress-opened = Открыто
timeline-heading = Письмо и ссылка
timeline-until = следующая попытка { $when }
timeline-saved = Приглашение сохранено, письмо в очереди: { $name }
timeline-saved-again = Новая ссылка сохранена, письмо в очереди: { $name }; прежняя ссылка закончилась
timeline-by-hand = Ссылку передал(а) { $name }
timeline-by-hand-again = Новую ссылку передал(а) { $name }; прежняя ссылка закончилась
timeline-handed-over = Передано почтовому серверу
timeline-of-mail = { $mail }: { $what }
timeline-deferred = { $count ->
    [one] Отложено { $count } раз
    [few] Отложено { $count } раза
    [many] Отложено { $count } раз
   *[other] Отложено { $count } раза
}
timeline-paused = { $count ->
    [one] Не отправлено { $count } раз: почтовый сервер отказывает этому серверу
    [few] Не отправлено { $count } раза: почтовый сервер отказывает этому серверу
    [many] Не отправлено { $count } раз: почтовый сервер отказывает этому серверу
   *[other] Не отправлено { $count } раза: почтовый сервер отказывает этому серверу
}
timeline-refused = Отклонено окончательно
timeline-dropped = Письмо снято: его ссылка истекла, заменена или использована
timeline-retried = Запрошена немедленная новая попытка
timeline-opened = Ссылка открыта
timeline-scanned = { $count ->
    [one] Ссылка открыта { $count } раз, вероятно почтовым сканером
    [few] Ссылка открыта { $count } раза, вероятно почтовым сканером
    [many] Ссылка открыта { $count } раз, вероятно почтовым сканером
   *[other] Ссылка открыта { $count } раза, вероятно почтовым сканером
}
timeline-scanned-by-hand = { $count ->
    [one] Ссылка открыта { $count } раз, вероятно программой
    [few] Ссылка открыта { $count } раза, вероятно программой
    [many] Ссылка открыта { $count } раз, вероятно программой
   *[other] Ссылка открыта { $count } раза, вероятно программой
}
timeline-accepted = Принято
timeline-declined = Отказ
timeline-revoked = Отозвано
timeline-ended = Срок ссылки истёк, её не использовали
