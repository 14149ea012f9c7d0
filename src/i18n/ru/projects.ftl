# Why somebody may enter a project
access-through-account-role = { $role } благодаря роли в учётной записи
access-through-client-role = { $role } благодаря роли на уровне клиента
access-through-project-role = { $role } благодаря роли в проекте
access-idle-account-role = { $role } по роли в учётной записи ничего не меняет
access-idle-client-role = { $role } по роли на уровне клиента ничего не меняет
access-idle-project-role = { $role } в проекте ничего не меняет
access-and = { $first }; { $second }
access-line = { $project }: { $reasons }
access-line-none = { $project }: нет доступа

# Projects
nav-projects = Проекты
projects-heading = Проекты
projects-table = Проекты
projects-archived-table = Проекты в архиве
projects-column-name = Название
projects-column-people = Люди
projects-column-access = Ваш доступ
projects-column-archived = В архиве
projects-column-actions = Действия
projects-default = Проект по умолчанию
projects-default-stays = Проект по умолчанию нельзя отправить в архив.
projects-people = { $count ->
    [one] { $count } человек
    [few] { $count } человека
   *[many] { $count } человек
}
projects-people-of = { $people } в проекте { $project }
projects-new = Новый проект
projects-create = Создать проект
projects-rename = Переименовать
projects-rename-of = Переименовать { $project }
projects-save = Сохранить изменения
projects-archive = В архив
projects-archive-of = В архив: { $project }
projects-archive-heading = Отправить { $project } в архив?
projects-archive-closed = В проект больше никто не войдёт, какой бы ни была роль, и ни одна форма его не предложит.
projects-archive-kept = { $count ->
    [0] Ролей в нём ни у кого нет. Администратор может вернуть его в любое время.
    [one] Роль в нём есть у { $count } человека. Она сохранится и снова подействует, когда администратор вернёт проект.
   *[many] Роль в нём есть у { $count } человек. Роли сохранятся и снова подействуют, когда администратор вернёт проект.
}
projects-archived = В архиве ({ $count })
projects-archived-most = Показаны только последние из архива проекты: { $count }.
projects-restore = Вернуть
projects-restore-of = Вернуть { $project }
projects-none-heading = Вам не открыт ни один проект
projects-none-text = Администратор учётной записи может дать вам роль в проекте.
notice-project-created = Проект { $project } создан
notice-project-renamed = Теперь проект называется { $project }
notice-project-archived = Проект { $project } отправлен в архив
notice-project-restored = Проект { $project } возвращён из архива
fault-name-taken = Так уже называется другой проект. Выберите другое название.
fault-too-many-projects = Предел действующих проектов в учётной записи: { $max }. Сначала отправьте один в архив.
fault-default-project = Проект по умолчанию нельзя отправить в архив.

# Accounts
accounts-heading = Учётные записи
accounts-link-switch = { $account } – сменить учётную запись
accounts-link = { $account } – учётные записи
accounts-here = Вы здесь
accounts-switch = Перейти
accounts-suspended-text = Администратор этой учётной записи может снова открыть вам доступ.
accounts-new = Новая учётная запись
accounts-new-hint = Вы станете её первым администратором.
accounts-create = Создать учётную запись
notice-account-switched = Теперь вы в { $account }
notice-account-created = Учётная запись { $account } создана
fault-nobody-here = Ни у кого здесь нет такого адреса.
fault-no-password-yet = Этот человек ещё не задал пароль.

# In the audit log
audit-project-created = Проект создан
audit-project-renamed = Проект переименован
audit-project-archived = Проект отправлен в архив
audit-project-restored = Проект возвращён из архива
audit-account-created = Учётная запись создана
audit-session-switched = Переход в эту учётную запись
