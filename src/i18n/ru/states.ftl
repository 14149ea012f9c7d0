# Что верно о приглашении и его письме.

status-held-detail = ждёт: отправка приостановлена
status-declined = Отклонено
status-withdrawn = Отозвано
status-undone = Отменено

mail-paused-see = Открыть письма
mail-no-retry-paused = Ждёт: сейчас письма не отправляются
mail-no-retry-taken-back = Не отправлено: приглашение вовремя отменили
mail-state-planned = Запланировано
mail-state-taken-back = Отменено
person-mail-never-sent = Не отправлено: приглашение закончилось раньше
person-mail-given-up = Было отложено, попыток больше не будет

batch-done-heading = { $count ->
    [one] Передано приглашений: { $handed_over } из { $invited }
    [few] Передано приглашений: { $handed_over } из { $invited }
    [many] Передано приглашений: { $handed_over } из { $invited }
   *[other] Передано приглашений: { $handed_over } из { $invited }
}
batch-done-nobody-heading = Никто не приглашён

timeline-undone = Отменено до отправки письма
timeline-asked = Приглашённый человек попросил новую ссылку
timeline-renewed = Новая ссылка сохранена и письмо поставлено в очередь автоматически, потому что человек попросил; прежняя ссылка закончилась
timeline-approved = Подтвердил(а) { $name }
timeline-opened-dead = { $count ->
    [one] Недействующая ссылка открыта { $count } раз
    [few] Недействующая ссылка открыта { $count } раза
    [many] Недействующая ссылка открыта { $count } раз
   *[other] Недействующая ссылка открыта { $count } раза
}

audit-detail-browser = Браузер
audit-detail-yes = да
audit-detail-no = нет

fault-ended-before = Прежнее приглашение на этот адрес завершилось, и его итог остаётся за этим адресом. Отзовите это приглашение и пригласите другой адрес.
batch-short-readdressed = Другой адрес
list-why-readdressed = Позже приглашение было переведено на другой адрес.
timeline-turned = { $name } изменил(а) адрес приглашения; до этого был { $address }
