nav-audit = Журнал аудита
audit-heading = Журнал аудита
audit-actions = Действия
audit-actions-every = все
audit-actions-some = { $count ->
    [one] выбрано { $count }
   *[many] выбрано { $count }
}
audit-person = Кто
audit-person-hint = Адрес электронной почты или номер того, кто это сделал
audit-from = С даты (UTC)
audit-to = По дату (UTC)
audit-filter = Отобрать
audit-clear = Сбросить фильтры
audit-only-on = Только записи, которые касаются: { $name }.
audit-unfit-link = Эта ссылка указывает на несуществующее действие или несуществующего человека.
audit-unfit-person = В этой учётной записи нет никого с таким адресом или номером.
audit-unfit-day = Введите дату, например 2026-11-20.
audit-unfit-order = Последний день раньше первого.
audit-verify = Каждая запись содержит хеш самой себя и предыдущей записи. Чтобы доказать, что в файле, выгруженном в виде строк JSON, ничего не изменено, выполните команду
audit-export-csv = Выгрузить CSV
audit-export-json-lines = Выгрузить строки JSON
audit-column-when = Когда
audit-column-who = Кто
audit-column-what = Что
audit-column-on-whom = Над кем
audit-column-from-where = Откуда
audit-column-details = Подробности
audit-system = Система
audit-newer = Новее
audit-older = Старее
audit-nothing-heading = Ничего не найдено
audit-nothing-text = Ни одна запись не подходит под все фильтры.
audit-empty-heading = Пока ничего не произошло
audit-empty-text = Здесь появится всё, что делается в этой учётной записи.

# What was done
audit-installation-set-up = Настройка системы
audit-session-created = Вход
audit-session-ended = Выход
audit-password-reset-asked = Запрос ссылки для сброса пароля
audit-password-reset = Новый пароль по ссылке
audit-user-language-chosen = Выбор другого языка
audit-invitation-created = Приглашение пользователя
audit-invitation-reissued = Новая ссылка-приглашение
audit-invitation-accepted = Приглашение принято
audit-audit-exported = Выгрузка журнала аудита
audit-invitation-revoked = Отозвано приглашение
audit-invitation-readdressed = Приглашение перенаправлено на другой адрес
audit-member-edited = Изменены имя или язык
audit-member-access-changed = Изменены роль или область доступа
audit-member-suspended = Пользователь приостановлен
audit-member-restored = Пользователь восстановлен
audit-member-signed-out = Завершены все сеансы пользователя
audit-member-removed = Пользователь удалён
audit-members-exported = Экспортирован список пользователей
audit-token-created = Создан API-токен
audit-token-deleted = Удалён API-токен
