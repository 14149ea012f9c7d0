# The Users page: filters, order, selection, and what its rows can do
people-filters = Фильтры
people-two-factor = Двухфакторная
people-two-factor-on = Включена
people-all-projects = Все проекты
people-project-count = { $name } ({ $number })
people-apply = Применить фильтры
people-filter-chip = { $group }: { $choice }
people-remove-filter = Убрать фильтр «{ $filter }»
people-clear-filters = Сбросить фильтры
people-matching = { $count ->
    [one] { $number } совпадение
    [few] { $number } совпадения
   *[many] { $number } совпадений
}
people-sort = Сортировка
people-sort-up = { $column }, по возрастанию
people-sort-down = { $column }, по убыванию
people-best-match = Сначала лучшие совпадения
people-export = Экспорт
people-select = Выбрать: { $name }
people-select-all = Выбрать всех на этой странице
people-selection = Выбор
people-selected = Выбрано: {"{"}count{"}"}
people-bulk = Со всеми выбранными
people-bulk-role = Изменить роль
people-unselect = Снять выбор
people-edit = Изменить
people-sign-out = Завершить все сеансы
people-suspend = Приостановить
people-restore = Восстановить
people-revoke = Отозвать приглашение
people-delete = Удалить
people-see-access = Доступ ({ $name }): { $access }
people-showing = Показано { $shown } из { $total }
people-showing-some = Показано: { $shown }
people-nothing-heading = Под эти фильтры никто не подходит
people-nothing-filters = Фильтры: { $filters }
people-alone-mail = Если приглашения должны уходить по почте, сначала настройте её отправку. До тех пор передавайте ссылки сами.
people-shortcut-help = показать этот список
people-shortcuts-use = Использовать сочетания клавиш
people-discard = Отменить введённое?
people-discard-yes = Отменить
people-discard-no = Продолжить
people-signed-out = Вы вышли из системы. Введённое сохранилось.
people-sign-in-again = Войдите в новой вкладке и отправьте ещё раз
people-preview-heading = Что будет доступно …
people-preview-check = Проверить
people-preview-nothing = нет доступа
people-address-new = Здесь ещё не известен: получит ссылку, чтобы задать пароль.
people-address-has-account = Учётная запись уже есть: потребуется принять приглашение.
people-address-here = Уже состоит в этой учётной записи.
people-address-invited = Уже приглашён { $date } ({ $name }): лучше отправьте то приглашение ещё раз.
people-address-was-here = Раньше состоял в этой учётной записи.
people-address-see = Посмотреть, что осталось с того времени
people-projects-filter = Фильтр проектов
people-projects-set-all = Для всех
people-projects-choose = Выбрать …
