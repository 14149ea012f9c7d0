# Токены API
nav-tokens = Токены API
tokens-heading = Токены API
tokens-lead-everybody = С токенами программы обращаются к API. Здесь токены всех пользователей учётной записи.
tokens-lead-own = С токенами программы обращаются к API от вашего имени и без вашего пароля. Здесь ваши токены.
tokens-column-id = ID
tokens-column-name = Название токена
tokens-column-issuer = Кем выпущен
tokens-column-role = Роль
tokens-column-status = Статус
tokens-column-expires = Истекает
tokens-column-description = Описание
tokens-column-start = Начало
tokens-column-used = Последнее использование
tokens-status-active = Действует
tokens-status-expired = Истёк
tokens-status-deleted = Удалён
tokens-status-all = Все
tokens-issuer-anybody = Все
tokens-issuer-number = Пользователь { $id }
tokens-issuer-gone = Пользователь удалён
tokens-never = Никогда
tokens-ends-soon = Скоро истечёт
tokens-unused = Ещё не использовался
tokens-no-delete-expired = Срок токена истёк.
tokens-no-delete-deleted = Токен уже удалён.
tokens-empty-heading = Действующих токенов API нет
tokens-empty-text = Создайте токен для программы, которая будет обращаться к API. Выбрав другой статус, вы увидите истёкшие и удалённые токены.
tokens-nothing-heading = Подходящих токенов нет
tokens-nothing-text = Измените фильтры или сбросьте их.

# Новый токен
tokens-create = Создать токен
tokens-create-lead = Тот, у кого есть токен, действует от вашего имени: с ролью токена и никогда не с большими правами, чем у вас. Выберите самую низкую роль, которой достаточно.
tokens-name-hint = Что его использует, чтобы вы его потом узнали.
tokens-expires-hint = Необязательно: последний день, по UTC. Без него токен действует, пока его не удалят.
tokens-description-hint = Необязательно.
tokens-new-heading = Ваш новый токен API
tokens-new-text = Скопируйте токен сейчас. Он показывается только один раз, позже его никто не сможет посмотреть. Любой, у кого он есть, может действовать от вашего имени.
tokens-new-label = Токен
tokens-new-try = Команда для проверки
tokens-copy-token = Скопировать токен
tokens-copy-command = Скопировать команду
tokens-new-done = Готово

# Удаление
tokens-delete-heading = Удалить { $token }?
tokens-delete-text = Всё, что использует этот токен API, с этого момента получит отказ. Вернуть токен нельзя.
tokens-delete-submit = Удалить { $token }
notice-token-deleted = Токен API { $token } удалён
notice-token-over = Этот токен API уже истёк или удалён.

# В других местах
person-tokens-all = Все токены API этого пользователя
audit-token-expired = Истёк API-токен
mail-kind-token-ends = Уведомление о скором истечении токена API
mail-token-subject = Токен API { $token } учётной записи { $account } скоро истечёт
mail-token-body-own = Ваш токен API { $token } для { $account } скоро истечёт.
mail-token-body-other = Токен API { $token } для { $account } скоро истечёт. Его выпустил пользователь { $issuer }.
mail-token-id = ID
mail-token-ends = Истекает
mail-token-effect = Всё, что его использует, с этого момента получит отказ. Заранее создайте новый токен и поставьте его на место прежнего.
mail-token-button = Посмотреть токены API
