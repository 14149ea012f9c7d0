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
