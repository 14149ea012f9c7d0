nav-settings = Настройки
settings-heading = Настройки
settings-account = Учётная запись
settings-installation = Установка
settings-name-heading = Название учётной записи
settings-name-hint = Его видно в шапке, в приглашениях и в письмах.
settings-name-save = Сохранить название
settings-invitations = Приглашения
settings-renewal = Если кто-то просит новую ссылку
settings-renewal-ask = Решает администратор
settings-renewal-ask-hint = На странице «Пользователи» стоит «Просит новую ссылку», пока кто-нибудь её не отправит.
settings-renewal-mail = Она отправляется сразу
settings-renewal-mail-hint = Всегда на приглашённый адрес, кто бы ни просил.
settings-reminders = Напоминать тем, кто ещё не принял приглашение
settings-reminders-hint = Одно письмо с той же ссылкой через 20 часов после первого, если ей остаётся хотя бы час.
settings-lifetime = Ссылки новых приглашений действуют
settings-lifetime-hint = Приглашающий может выбрать иначе. Уже отправленные ссылки сохраняют свой срок.
settings-lifetime-default = Как задано в установке ({ $span })
settings-hours = { $count ->
    [one] { $count } час
    [few] { $count } часа
    [many] { $count } часов
   *[other] { $count } часа
}
settings-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
settings-domains = Разрешённые домены
settings-domains-hint = Пригласить можно только адреса в этих доменах, например example.org, example.com. Поддомен – это другой домен. Пустое поле разрешает любые.
settings-save = Сохранить изменения
notice-account-renamed = Теперь учётная запись называется { $account }.
notice-settings-saved = Настройки сохранены.

fault-not-a-domain = { $domain } – не имя домена. Введите имена вида example.org.
fault-domain-not-allowed = Здесь можно пригласить только адреса в этих доменах: { $domains }.
fault-changed-meanwhile = Кто-то изменил это после того, как вы открыли страницу. Введённое вами сохранилось: сохраните ещё раз, чтобы оно вступило в силу, или откройте страницу заново, чтобы увидеть, что действует.
fault-edited-meanwhile = Кто-то изменил данные этого человека после того, как вы открыли страницу. Ваши изменения сохранились, всё остальное показывает нынешнее состояние: проверьте и сохраните ещё раз.

audit-account-renamed = Переименование учётной записи
audit-account-settings-changed = Изменение настроек учётной записи
audit-installation-checked = Проверка установки
audit-test-mail-asked = Отправка пробного письма
audit-test-mail-arrived = Нажатие ссылки из пробного письма

# The installation
settings-checks = Проверки
settings-checks-lead = Что должно быть в порядке, чтобы приглашения доходили. То же самое говорит vestibule doctor. Писем при этом не отправляется.
settings-checks-never = Пока ничего не проверялось.
settings-checks-at = Проверено { $when }.
settings-checks-stale = С тех пор настройки почты изменились. Проверьте ещё раз.
settings-checks-run = Проверить сейчас
settings-checks-table = Проверки установки
settings-checks-column = Проверка
settings-checks-column-verdict = Итог
settings-checks-column-found = Что обнаружено
check-ok = В порядке
check-warn = Внимание
check-fail = Ошибка
settings-test = Пробное письмо
settings-test-lead = Доказать, что письма доходят, может только дошедшее письмо. Мы отправим ссылку на { $email }; откройте её и нажмите там кнопку.
settings-test-none = Почта не настроена, проверять нечего. Задайте VESTIBULE_SMTP_URL и перезапустите Vestibule.
settings-test-send = Отправить пробное письмо
settings-test-again = Отправить ещё одно пробное письмо
settings-test-queued = Пробное письмо в очереди и вот-вот уйдёт.
settings-test-retrying = Почтовый сервер отложил пробное письмо. Следующая попытка { $when }.
settings-test-refused = Почтовый сервер окончательно отклонил пробное письмо.
settings-test-dropped = Последнее пробное письмо больше не отправляется: его ссылка заменена или её срок истёк.
settings-test-sent = Почтовый сервер принял пробное письмо { $when }. Откройте его и нажмите ссылку.
settings-test-ended = Срок ссылки из последнего пробного письма истёк, её никто не нажал.
settings-test-look = Обновить
settings-test-proven = Пробное письмо дошло { $when }. Почта с нынешними настройками работает.
settings-test-proven-invitation = Кто-то присоединился по ссылке из письма { $when }. Почта с нынешними настройками работает.
notice-checked = { $failed ->
    [0] Установка проверена. Ошибок нет.
    [one] Установка проверена. Не прошла { $failed } проверка.
    [few] Установка проверена. Не прошли { $failed } проверки.
    [many] Установка проверена. Не прошли { $failed } проверок.
   *[other] Установка проверена. Не прошли { $failed } проверки.
}
notice-test-asked = Пробное письмо на { $email } отправляется. Откройте его и нажмите ссылку.
notice-test-arrived = Почта работает: пробное письмо дошло.
fault-no-mail-server = Почта не настроена, поэтому пробное письмо отправить нельзя.
mail-check-heading = Пробное письмо дошло
mail-check-lead = Оно отправлено на { $email }, чтобы узнать, работает ли почта. Нажмите кнопку и подтвердите, что вы его получили.
mail-check-submit = Подтвердить
mail-check-over-heading = Эта ссылка больше не действует
mail-check-over-text = Ссылка из пробного письма срабатывает один раз в течение часа, и только самая новая. Отправьте ещё одно письмо на странице «Настройки».
mail-check-changed-heading = Настройки почты изменились
mail-check-changed-text = Это письмо отправлено с другими настройками, чем действуют сейчас, и ничего о них не доказывает. Отправьте ещё одно на странице «Настройки».
mail-check-to-settings = К настройкам

invite-mail-unproven = Пока ничто не доказало, что письма отсюда доходят. Приглашения всё равно отправляются; потом посмотрите на их состояние.
invite-mail-unproven-way = Проверить в настройках
invite-mail-none = Почта не настроена: вы получите ссылку, чтобы передать её самостоятельно.

# Checks
check-base-address = Основной адрес
check-database = База данных
check-clock = Часы
check-key = Секретный ключ
check-mail-server = Почтовый сервер
check-encryption = Шифрование
check-sign-in = Вход на сервер
check-sender = Отправитель
check-arrival = Доставка
found-address-same = Вы смотрите на { $address }, и ссылки начинаются с этого адреса.
found-address-set = Ссылки начинаются с { $address }.
found-address-local = Ссылки начинаются с { $address }; этот адрес открывается только на самой машине.
found-address-other = Ссылки начинаются с { $address }, а вы смотрите на { $seen }.
found-address-unsaid = Ссылки начинаются с { $address }. Ваш браузер не сообщил, под каким адресом он видит эту страницу.
advice-address-local = Прежде чем приглашать людей с других машин, задайте в VESTIBULE_PUBLIC_URL адрес, который они открывают.
advice-address-other = Задайте в VESTIBULE_PUBLIC_URL адрес, который открывают люди, или сами открывайте { $address }.
advice-address-unsaid = Сравните его с адресной строкой.
found-database-ready = { $kind } отвечает, принимает изменения, все таблицы на месте.
found-database-away = База данных недоступна: { $reason }
found-database-read-only = База данных отвечает, но не принимает изменений: { $reason }
found-database-absent = Файла { $path } ещё нет.
found-database-old = Не хватает таблиц: { $missing }
advice-database-away = Проверьте DATABASE_URL, запущена ли база данных и доступна ли она отсюда.
advice-database-read-only = Проверьте права на базу данных или её файл и свободное место на диске.
advice-database-absent = Он появится при первом запуске. Если установкой уже пользовались, DATABASE_URL указывает не на тот файл.
advice-database-old = Выполните vestibule migrate или запустите vestibule serve.
found-clock-own = SQLite идёт по часам этой машины, и в ней нет ничего из будущего.
found-clock-agrees = Часы этой машины и базы данных совпадают с точностью до { $millis } мс.
found-clock-apart = Часы этой машины и базы данных расходятся на { $seconds } с.
found-clock-behind = Последняя запись журнала аудита опережает часы этой машины на { $seconds } с.
found-clock-unknown = Не проверено: базу данных нельзя спросить.
advice-clock = Пусть обе машины ставят часы по NTP: по ним живут ссылки, сеансы и ждущие письма.
advice-clock-behind = Пусть эта машина ставит часы по NTP. До тех пор ссылки действуют дольше или меньше, чем в них сказано.
found-key-good = Файл { $path } на месте и доступен только владельцу.
found-key-absent = Файла { $path } ещё нет.
found-key-gone = Файл { $path } пропал.
found-key-bad = Файл ключа использовать нельзя: { $reason }
found-key-other = В файле { $path } не тот ключ, которым запечатаны ждущие письма.
advice-key-absent = Он появится при первом запуске.
advice-key-gone = Верните его из резервной копии. С новым ключом ждущие письма отправить нельзя.
advice-key-bad = Приведите файл в порядок: он принадлежит пользователю, под которым работает Vestibule, права 0600.
advice-key-other = Верните нужный файл или отправьте ждущие приглашения заново.
found-mail-none = Почта не настроена. Ссылки-приглашения передают, копируя их.
found-mail-folder = Письма записываются в { $path }. Их никто не получает.
found-mail-folder-bad = Письма нельзя записать: { $reason }
found-mail-unusable = Настройки почты использовать нельзя: { $reason }
advice-mail-none = Задайте в VESTIBULE_SMTP_URL ваш почтовый сервер.
advice-mail-folder = Это для пробы. Чтобы письма отправлялись, задайте VESTIBULE_SMTP_URL вместо VESTIBULE_MAIL_DIR.
advice-mail-folder-bad = Проверьте VESTIBULE_MAIL_DIR и права на эту папку.
advice-mail-unusable = Проверьте VESTIBULE_SMTP_URL и VESTIBULE_MAIL_FROM.
found-server-reached = { $server } отвечает под именем { $name }.
found-server-away = { $server } не отвечает как почтовый сервер: { $reason }
advice-server-away = Проверьте имя и порт в VESTIBULE_SMTP_URL, брандмауэр и запущен ли сервер. Порту 465 нужен smtps://.
found-tls-wrapped = Соединение зашифровано с самого начала, сертификат заверен.
found-tls-started = Соединение зашифровано через STARTTLS, сертификат заверен.
found-clear-here = Шифрования нет; почтовый сервер на этой же машине.
found-clear-across = Шифрования нет. Письма, ссылки и пароль, если он есть, идут открытым текстом.
found-tls-refused = Зашифрованного соединения нет: { $reason }
advice-clear-across = Укажите в VESTIBULE_SMTP_URL smtps:// или ?tls=required.
advice-tls-refused = Имя в VESTIBULE_SMTP_URL должно совпадать с именем в сертификате сервера, а сертификат – быть заверен публичным центром. Сервером без TLS безопасно пользоваться нельзя.
found-signed-in = Почтовый сервер принял имя и пароль.
found-sign-in-none = Имени и пароля в настройках нет.
found-sign-in-refused = Почтовый сервер отклонил имя и пароль: { $reason }
advice-sign-in-refused = Проверьте имя и пароль в VESTIBULE_SMTP_URL; особые знаки пишутся через процент. Некоторым службам нужен отдельный пароль для программ.
found-sender-taken = Почтовый сервер принимает письма от { $sender }.
found-sender-later = Почтовый сервер сейчас не принимает писем от { $sender }: { $reason }
found-sender-refused = Почтовый сервер не принимает писем от { $sender }: { $reason }
advice-sender-refused = Задайте в VESTIBULE_MAIL_FROM адрес, от имени которого этому серверу можно отправлять, или укажите имя и пароль.
advice-sender-later = Проверьте ещё раз через несколько минут.
found-not-reached = Не проверено: не удался шаг до этого.
found-arrived-test = Пробное письмо дошло: { $at }.
found-arrived-invitation = Кто-то присоединился по ссылке из письма: { $at }.
found-arrival-unproven = Пока ничто не доказало, что письма доходят.
found-arrival-no-mail = Писем, которые могли бы дойти, нет.
advice-arrival = На странице «Настройки», «Установка» отправьте пробное письмо и нажмите ссылку в нём.

# Mails
mail-reminder-subject = Напоминание: { $inviter } приглашает вас в { $account }
mail-reminder-body = { $inviter } ({ $address }) приглашает вас в { $account }, и вы ещё не ответили. Ссылка здесь та же, что и в первом письме; что вы получите, сказано за ней.
mail-end-subject = Ваш доступ к { $account } скоро закончится
mail-end-body = Ваш доступ к { $account } закончится: { $until }. После этого открыть её с адресом { $address } будет нельзя.
mail-end-ask = Доступ нужен дольше? Обратитесь к администратору { $account }.
mail-test-subject = Пробное письмо от Vestibule
mail-test-body = Если вы это читаете, письма от Vestibule доходят до { $address }. Нажмите ссылку и подтвердите это, чтобы об этом стало известно.
mail-test-button = Подтвердить получение
mail-test-ends = Ссылка сработает один раз в течение часа. Срок действия истекает: { $until }.
mail-test-ignore = Вы этого не просили? Тогда не обращайте на письмо внимания: от него зависит только одна строка на странице «Настройки».
