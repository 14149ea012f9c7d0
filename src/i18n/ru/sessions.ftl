# One's own sessions, proving who one is, and the mail about a new browser
step-up-heading = Подтвердите, что это вы
step-up-text = Это важное действие, а личность вы подтверждали довольно давно. Всё, что вы заполнили, сохранится.
step-up-submit = Подтвердить
problem-step-up = Подтвердите, что это вы.
audit-session-confirmed = Личность подтверждена
