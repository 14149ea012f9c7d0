mail-greeting = Здравствуйте, { $name }!
mail-greeting-unnamed = Здравствуйте!
mail-button-by-hand = Если кнопка не работает, откройте этот адрес в браузере:
mail-sent-to = Это письмо отправлено на адрес { $address }.

mail-invitation-subject = { $inviter } приглашает вас в { $account }
mail-invitation-heading = Присоединяйтесь к { $account }
mail-invitation-body = { $inviter } ({ $address }) приглашает вас в { $account }.
mail-invitation-role = Роль
mail-invitation-access = Доступ
mail-invitation-button = Принять приглашение
mail-invitation-ends = Ссылка сработает один раз. Срок действия истекает: { $until }.
mail-invitation-ignore = Вы не знаете отправителя ({ $inviter }) или не ждали этого письма? Просто не обращайте на него внимания: без вас ничего не произойдёт.

mail-access-account = Без ролей в проектах, только то, что разрешает роль в учётной записи
mail-access-all-projects = Администратор всех проектов
mail-access-project = { $project } – { $role }
mail-project-role-administrator = Администратор проекта
mail-project-role-user = Пользователь
mail-project-role-observer = Наблюдатель
mail-project-role-internal-network = Только внутренние сети

mail-reset-subject = Новый пароль
mail-reset-body = Кто-то, скорее всего вы, запросил новый пароль для { $address }.
mail-reset-button = Задать новый пароль
mail-reset-ends = Ссылка сработает один раз и действует 30 минут. Срок действия истекает: { $until }.
mail-reset-ignore = Вы этого не запрашивали? Просто не обращайте внимания на это письмо: пароль останется прежним.

mail-accepted-subject = { $person }: ваше приглашение в { $account } принято
mail-accepted-body = { $person } ({ $address }) теперь в { $account }. Ваше приглашение принято: { $at }.

mail-declined-subject = { $person }: ваше приглашение в { $account } отклонено
mail-declined-body = { $person } ({ $address }): ваше приглашение в { $account } отклонено. Время: { $at }.
mail-declined-effect = Приглашение закрыто, ссылка в нём больше не работает, доступа никто не получил. Это ошибка? Тогда отправьте приглашение ещё раз.

mail-changed-subject = Ваш пароль изменён
mail-changed-body = Пароль для { $address } изменён: { $at }.
mail-changed-effect = Все остальные ваши сеансы завершены, а ссылки из прежних писем больше не действуют.
mail-changed-warning = Это были не вы? Сразу же запросите новый пароль по ссылке «Забыли пароль?» на странице входа и сообщите администратору вашей учётной записи.

mail-address-subject = Подтвердите новый адрес почты
mail-address-body = Кто-то, скорее всего вы, хочет впредь входить с адресом { $address } вместо { $old }.
mail-address-button = Подтвердить новый адрес
mail-address-ends = Ссылка сработает один раз и действует 30 минут. Срок действия истекает: { $until }.
mail-address-ignore = Вы этого не запрашивали? Просто не обращайте внимания на это письмо: без вас ничего не произойдёт.

mail-address-asked-subject = Запрошено изменение вашего адреса почты
mail-address-asked-body = Кто-то, скорее всего вы, попросил изменить адрес вашей учётной записи с { $address } на { $new }: { $at }.
mail-address-asked-effect = Ничего не изменится, пока новый адрес не подтвердят по отправленной туда ссылке.
mail-address-asked-warning = Это были не вы? Значит, кто-то знает ваш пароль. Сразу же запросите новый по ссылке «Забыли пароль?» на странице входа: это отменит и изменение адреса, и все ваши сеансы. Затем сообщите администратору вашей учётной записи.

mail-address-in-use-subject = Кто-то пытался использовать ваш адрес
mail-address-in-use-body = Кто-то хотел указать { $address } как адрес другой учётной записи: { $at }. Адрес ваш и остаётся вашим, ничего не изменилось.
mail-address-in-use-note = Ничего делать не нужно. Это были вы? Один адрес может принадлежать только одному человеку.

mail-address-changed-subject = Ваш адрес почты изменён
mail-address-changed-body = Адрес вашей учётной записи изменён с { $old } на { $new }: { $at }.
mail-address-changed-effect = Теперь вы входите с новым адресом. Во всех других местах сеансы завершены, а ссылки из прежних писем больше не действуют.
mail-address-changed-warning = Это были не вы? Сразу же сообщите администратору вашей учётной записи.
