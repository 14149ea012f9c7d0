# One's own sessions, proving who one is, and the mail about a new browser
sessions-heading = 会话
sessions-hint = 以您的身份登录的浏览器。如有不认识的，请让其退出登录，然后更改密码。
sessions-alone = 您没有在其他地方登录。
sessions-end-others = 退出所有其他会话
sessions-this-browser = 当前浏览器
sessions-end = 退出登录
sessions-end-name = 退出登录：{ $device }，{ $ip }
notice-session-ended = 该浏览器已退出登录。
notice-session-gone = 该浏览器此前已退出登录。
notice-sessions-ended = { $sessions ->
    [0] 没有其他已登录的浏览器。
   *[other] { $sessions } 个其他浏览器已退出登录。
}
step-up-heading = 请确认是您本人
step-up-text = 您将要进行的操作很重要，而您上次验证身份已有一段时间。您填写的内容不会丢失。
step-up-submit = 确认
problem-step-up = 请确认是您本人。
audit-session-confirmed = 确认了身份
audit-own-session-ended = 让自己的另一个浏览器退出登录
audit-other-sessions-ended = 让自己的所有其他浏览器退出登录
mail-kind-new-browser = 新浏览器登录的通知
mail-browser-subject = 您的账户有新的登录
mail-browser-body = 有人用我们未曾见您使用过的浏览器以 { $address } 的身份登录。
mail-browser-when = 时间
mail-browser-device = 浏览器
mail-browser-ip = IP 地址
mail-browser-fine = 如果是您本人，无需任何操作。
mail-browser-warning = 不是您本人操作？请立即在登录页面点击“忘记密码？”设置新密码，所有浏览器都会因此退出登录。然后告知您账户的管理员。
