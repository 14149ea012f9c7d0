# One's own sessions, proving who one is, and the mail about a new browser
step-up-heading = 请确认是您本人
step-up-text = 您将要进行的操作很重要，而您上次验证身份已有一段时间。您填写的内容不会丢失。
step-up-submit = 确认
problem-step-up = 请确认是您本人。
audit-session-confirmed = 确认了身份
