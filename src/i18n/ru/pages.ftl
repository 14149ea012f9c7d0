# Around every page
page-title = { $page } · Vestibule
skip-to-content = Перейти к содержимому
nav-label = Основное меню
nav-users = Пользователи
sign-out = Выйти
preferences-language = Язык интерфейса
preferences-theme = Тема
preferences-save = Применить
theme-system = Как в системе
theme-light = Светлая
theme-dark = Тёмная
cancel = Отмена

# Form fields
form-problem = Возникла проблема
field-name = Имя
field-email = Электронная почта
field-password = Пароль
field-company = Компания
field-language = Язык
password-hint = Не меньше { $min ->
    [one] { $min } символа
   *[many] { $min } символов
}. Хорошо подойдут несколько не связанных между собой слов.
password-show = Показать пароль
password-hide = Скрыть пароль
password-short = Введено символов: {"{"}count{"}"}, нужно не меньше { $min }
password-enough = Длина достаточная

# First run
setup-heading = Настройка Vestibule
setup-lead = Вы станете первым администратором. Всех остальных можно будет пригласить потом.
setup-company-hint = Так будет называться учётная запись, в которую приглашают людей.
setup-submit = Создать администратора
setup-closed-heading = Настройка недоступна
setup-closed-text = Эта система уже настроена, или ссылка для настройки неверна. Оператор может найти последнюю ссылку в журнале.

# Sign in
sign-in-heading = Вход
sign-in-submit = Войти
sign-in-forgot = Забыли пароль?

# Forgotten password
forgot-heading = Забыли пароль?
forgot-lead = Введите адрес электронной почты, и мы пришлём ссылку, по которой можно задать новый пароль.
forgot-submit = Отправить ссылку
forgot-back = Вернуться ко входу
check-mail-heading = Проверьте почту
check-mail-text = Если этот адрес зарегистрирован, вам придёт ссылка, по которой можно задать новый пароль.
check-mail-no-mail = Отправка почты здесь не настроена, поэтому прислать ссылку нельзя. Обратитесь к администратору вашей учётной записи.
check-mail-hint = Прошло несколько минут, а письма нет? Загляните в папку «Спам» или проверьте, нет ли в адресе опечаток.
reset-heading = Новый пароль
reset-lead = Для { $email }. Все остальные ваши сеансы будут завершены.
reset-submit = Сохранить пароль

# Users
users-heading = Пользователи
users-invite = Пригласить пользователя
users-search = Поиск пользователей
users-search-placeholder = Имя, адрес или ID
users-search-submit = Найти
users-no-mail = Отправка почты не настроена: ссылки-приглашения нужно копировать и передавать самостоятельно.
users-found = { $count ->
    [one] Найден { $count } человек
    [few] Найдено { $count } человека
   *[many] Найдено { $count } человек
}
users-table = Пользователи
users-column-name = Имя
users-column-access = Доступ
users-column-language = Язык
users-column-status = Статус
users-column-two-factor = Двухфакторная аутенти{"\u00AD"}фикация
users-column-last-seen = Последний визит
users-column-actions = Действия
users-you = Вы
users-actions-for = Действия: { $name }
users-resend = Отправить приглашение ещё раз
users-copy-link = Скопировать ссылку-приглашение
users-nothing-heading = По запросу «{ $search }» ничего не найдено
users-nothing-text = Имена, адреса и ID ищутся по началу каждого слова.
users-clear-search = Сбросить поиск
users-alone-heading = Здесь пока больше никого нет
users-alone-text = Пригласите людей, с которыми работаете. Каждый из них сразу появится здесь, и будет видно состояние его приглашения.
paging-label = Страницы
paging-previous = Назад
paging-next = Вперёд
paging-size = Записей на странице
paging-show = Показать

# Access
access-all = все проекты
access-count = { $count ->
    [one] { $count } проект
    [few] { $count } проекта
   *[many] { $count } проектов
}
access-account-only = нет проектов
access-role = Роль
access-projects = Проекты
access-all-administrator = Администратор всех проектов
access-account-only-long = Нет, только то, что разрешает роль

# Status
status-active = Активен
status-queued = В очереди
status-queued-detail = письмо скоро будет отправлено
status-retrying = Повторная отправка
status-retrying-next = следующая попытка { $when }
status-not-delivered = Не доставлено
status-invited = Приглашён
status-expires = истекает { $when }
status-expired = Срок истёк
status-suspended = Приостановлен
status-removed = Удалён
two-factor-off = Выключена
two-factor-not-yet = Приглашение ещё не принято
last-seen-never = Никогда

# Invite
invite-heading = Пригласить пользователя
invite-name-hint = Необязательно: приглашённый может указать его сам.
invite-language-hint = Язык приглашения и панели для этого человека.
invite-role = Роль
invite-role-above = Выше вашей собственной роли ({ $role }).
invite-scope = Область действия
invite-scope-client = Клиент
invite-scope-client-text = Одна роль для всех проектов или ни для одного.
invite-scope-project = Проект
invite-scope-project-text = Только выбранные вами проекты.
invite-client-role = Роль на уровне клиента
invite-client-role-none = Нет доступа
invite-client-role-administrator = Администратор
invite-projects = Проекты
invite-no-projects = Проектов пока нет.
invite-role-in = Роль в проекте { $project }
invite-send = Отправить приглашение
invite-create-link = Создать ссылку
role-administrators-text = Управляет людьми, проектами и настройками.
role-engineers-text = Работает со всеми ресурсами, людьми не управляет.
role-purge-api-web-text = В панели и через API очищает кеш и заранее загружает в него содержимое.
role-purge-api-text = Только через API очищает кеш и заранее загружает в него содержимое.
role-users-text = Только смотрит, ничего не меняет.
project-role-none = Нет роли
project-role-administrator = Администратор проекта
project-role-user = Пользователь
project-role-observer = Наблюдатель
project-role-internal = Только внутренние сети

# A link to hand over
hand-over-heading = Передайте эту ссылку
hand-over-text = Она показывается только один раз. Присоединиться сможет любой, у кого она есть, поэтому передайте её только тому, кого приглашаете. Более ранние ссылки для этого человека, в том числе отправленные, больше не действуют.
hand-over-link = Ссылка-приглашение
hand-over-copy = Скопировать ссылку
hand-over-copied = Скопировано

# Accept
accept-heading = Присоединяйтесь к { $account }
accept-by = { $name } ({ $email }) приглашает вас в { $account }.
accept-by-address = { $email } приглашает вас в { $account }.
accept-by-nobody = Вас приглашают в { $account }.
accept-valid = Ссылка
accept-until = истекает { $when }
accept-submit = Задать пароль и присоединиться
accept-has-account = Вы уже зарегистрированы с адресом { $email }. Чтобы принять приглашение, войдите с паролем для этого адреса.
accept-sign-in = Войти, чтобы принять
accept-signed-in = Вы вошли как { $email }.
accept-accept = Принять
accept-somebody-else = Вы вошли как { $own }, а приглашение предназначено для { $invited }.
accept-switch = Выйти и продолжить как { $email }

# Links that open nothing
link-expired-heading = Срок действия приглашения истёк
link-used-heading = Это приглашение уже использовано
link-used-text = Войдите с паролем, который вы задали.
link-replaced-heading = Отправлено более новое приглашение
link-replaced-text = Эта ссылка больше не действует: создана более новая. Воспользуйтесь последней полученной ссылкой или обратитесь к тому, кто вас пригласил.
link-revoked-heading = Это приглашение отозвано
link-revoked-ask = Если вы считаете, что это ошибка, обратитесь к отправителю: { $name } ({ $email }).
link-revoked-text = Если вы считаете, что это ошибка, обратитесь к тому, кто вас пригласил.
link-unknown-heading = Эта ссылка недействительна
link-unknown-text = Возможно, она неполная. Откройте её из письма ещё раз или скопируйте целиком.
link-reset-over-heading = Эта ссылка больше не действует
link-reset-over-text = Ссылка для нового пароля срабатывает один раз и действует недолго. Вы можете запросить другую.

# Welcome
welcome-heading = Добро пожаловать в { $account }
welcome-lead = У вас есть доступ к этой учётной записи. Вот что вы можете здесь делать.

# Errors
error-malformed-heading = Запрос пришёл не полностью
error-malformed-text = Вернитесь назад, обновите страницу и попробуйте ещё раз.
error-forbidden-heading = У вас нет права на это действие
error-forbidden-text = Ваша роль этого не разрешает. Изменить это может администратор учётной записи.
error-not-found-heading = Страница не найдена
error-not-found-text = По этому адресу ничего нет, или у вас нет к этому доступа.
error-method-heading = Здесь это сделать нельзя
error-method-text = Такой адрес существует, но запросы этого вида не принимает.
error-conflict-heading = Здесь это сделать нельзя
error-conflict-text = В нынешнем состоянии это невозможно или всё уже изменилось. Вернитесь и обновите страницу, чтобы увидеть, как обстоят дела.
error-busy-heading = Повторите через минуту
error-busy-text = Слишком много запросов, или база данных сейчас недоступна. Ничего не потеряно.
error-internal-heading = Что-то пошло не так
error-internal-text = Это наша ошибка, а не ваша, и она записана. Если это повторится, сообщите оператору этой системы номер ниже.
error-request-id = Запрос
error-home = На главную

# Said by islands
live-transport = Не удалось связаться с сервером. Проверьте подключение и попробуйте ещё раз.

users-action-accepted = Уже принято
users-action-removed = Больше не в этой учётной записи
users-action-no-mail = Отправка почты не настроена
users-action-cooling = Снова через { $seconds } с
shortcuts = Сочетания клавиш
shortcut-search = поиск
shortcut-invite = приглашение
