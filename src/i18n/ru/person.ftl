# One person: the page, editing, and what is asked before something is done
person-back-label = Где вы находитесь
person-back = Все пользователи
person-id = ID { $id }
person-facts = Сведения
person-joined = Присоединение
person-removed = Удаление
person-access-lead = Права в каждом проекте:
person-access-every = Это относится и к проектам, которых ещё нет.
person-access-nothing = Нет доступа ни к одному проекту.
person-invitation = Приглашение
person-invited-by = Кто пригласил
person-link-made = Последняя ссылка создана
person-link-ends = Ссылка истекает
person-link-ended = Ссылка истекла
person-accepted = Принято
person-revoked = Отозвано
person-mail = Письмо
person-mail-by-hand = Нет: ссылку передаёт { $by }
person-mail-queued = Ждёт отправки
person-mail-retrying = Отложено, будет новая попытка
person-mail-refused = Отклонено почтовым сервером
person-mail-sent = Принято почтовым сервером
person-tokens = Токены API
person-tokens-none = Действующих токенов нет.
person-token-id = ID { $id }
person-token-used = последнее использование { $when }
person-token-unused = ещё не использовался
person-token-forever = бессрочный
person-sessions = Сеансы
person-sessions-none = Сейчас нигде не выполнен вход.
person-session-seen = последняя активность { $when }
person-session-since = вход { $when }
person-browser = { $browser }, { $system }
person-browser-unknown = Неизвестный браузер

# Why something cannot be done
impossible-not-accepted = Ещё не принято
impossible-suspended = Уже приостановлен
impossible-not-suspended = Не приостановлен
impossible-oneself = Не для себя: это может другой администратор
impossible-role = Ваша роль этого не позволяет

# Edit
edit-heading = Изменить: { $name }
edit-submit = Сохранить изменения
edit-back = Вернуться к пользователю
edit-name-hint = Так человека называют в этой учётной записи.
edit-email-hint = На другой адрес уйдёт новая ссылка, старая перестанет работать.
edit-email-hint-by-hand = Для другого адреса появится новая ссылка, которую нужно передать самостоятельно; старая перестанет работать.
edit-own-access = Ваша роль и область действия
edit-own-access-why = Свою роль и область действия изменить нельзя. Попросите другого администратора.

# Asked before it is done
confirm-back = К пользователям
confirm-resend-heading = Отправить приглашение ещё раз: { $name }?
confirm-resend-text = На { $email } уйдёт новая ссылка. Все прежние ссылки перестанут работать.
confirm-copy-link-heading = Создать новую ссылку: { $name }?
confirm-copy-link-text = Вы получите ссылку для { $email }, которую нужно передать самостоятельно. Она показывается один раз, а все прежние ссылки перестанут работать.
confirm-sign-out-heading = Завершить все сеансы: { $name }?
confirm-sign-out-text = Все сеансы в этой учётной записи завершатся сразу. Снова войти можно будет с паролем. Токены API продолжат работать.
confirm-suspend-heading = Приостановить доступ: { $name }?
confirm-suspend-text = Все сеансы в этой учётной записи завершатся сразу, и войти будет нельзя, пока доступ не вернут. Роль и права сохранятся.
confirm-suspend-submit = Приостановить доступ: { $name }
confirm-restore-heading = Вернуть доступ: { $name }?
confirm-restore-text = Снова можно будет войти, с той же ролью и теми же правами.
confirm-restore-submit = Вернуть доступ: { $name }
confirm-revoke-heading = Отозвать приглашение: { $name }?
confirm-revoke-text = Ссылка для { $email } сразу перестанет работать. Пригласить снова можно в любое время.
confirm-delete-heading = Удалить: { $name }?
confirm-delete-text = Доступ к этой учётной записи прекратится сразу, открытое приглашение перестанет работать. Сделанное останется в журнале аудита.
confirm-delete-submit = Удалить: { $name }
confirm-delete-with-tokens = Удалить эти токены и пользователя: { $name }
confirm-plan-tokens = Токены API ({ $number })
confirm-plan-sessions = Сеансы, которые завершатся ({ $number })
confirm-plan-projects = Проекты без другого администратора проекта
confirm-plan-nothing = Нет ни сеансов, ни токенов API, ни открытых приглашений.

# Said when it is done
notice-suspended = Доступ приостановлен: { $name }.
notice-restored = Доступ возвращён: { $name }.
notice-revoked = Приглашение отозвано: { $name }.
notice-removed = Удаление выполнено: { $name }.
notice-edited = Изменения сохранены: { $name }.
notice-readdressed = Изменения сохранены. Новое приглашение на { $email } поставлено в очередь, старая ссылка больше не работает.

# Several at once
bulk-selected = Выбраны
bulk-left-out = Пропуск: { $reason }
bulk-number = № { $id }
bulk-nobody = Никто не выбран.
bulk-too-many = За один раз можно выбрать не больше { $most } человек.
bulk-delete-text = Доступ к этой учётной записи прекратится сразу, открытые приглашения перестанут работать. Сделанное останется в журнале аудита.
bulk-fact-project = Единственный администратор проекта { $project }
bulk-role-submit = Изменить роль
bulk-role-done = Роль изменена.
bulk-delete-done = Удалено.
bulk-result-heading = Готово { $done } из { $all }
bulk-result-back = К пользователям
notice-signed-out-everywhere = { $sessions ->
    [0] { $name }: открытых сеансов не было.
    [one] { $name }: завершён { $sessions } сеанс.
    [few] { $name }: завершено { $sessions } сеанса.
   *[many] { $name }: завершено { $sessions } сеансов.
}
confirm-plan-invitations = { $count ->
    [one] { $count } отправленное приглашение ещё открыто.
    [few] { $count } отправленных приглашения ещё открыты.
   *[many] { $count } отправленных приглашений ещё открыты.
}
bulk-fact-sessions = { $count ->
    [one] Завершится { $count } сеанс
    [few] Завершатся { $count } сеанса
   *[many] Завершатся { $count } сеансов
}
bulk-delete-heading = { $count ->
    [one] Удалить { $count } человека?
    [few] Удалить { $count } человека?
   *[many] Удалить { $count } человек?
}
bulk-delete-submit = { $count ->
    [one] Удалить { $count } человека
    [few] Удалить { $count } человека
   *[many] Удалить { $count } человек
}
bulk-role-heading = { $count ->
    [one] Изменить роль { $count } человека
    [few] Изменить роль { $count } человек
   *[many] Изменить роль { $count } человек
}
person-invite-again = Пригласить снова
person-activity = Действия
person-activity-link = Посмотреть в журнале, что делалось с этим пользователем
