# 尚未启用的双因素身份验证
required-several = 您的多个账户要求双因素身份验证。自所列日期起，在您启用之前，那里的其他内容都无法打开。
required-line-since = { $account }，自 { $day } 起
required-line-from = { $account }，将从 { $day } 起
accept-owing = 您当前以 { $email } 的身份登录，而 { $account } 自 { $day } 起要求双因素身份验证。请先启用，然后您会回到这里进行答复。
settings-two-factor-active-have = 所有未停用的人都已启用。
settings-two-factor-suspended = { $count ->
   *[other] { $number } 位已停用的人尚未启用。
}
confirm-reset-two-factor-untold = 适用于应用和恢复码都已丢失的人。对方将在所有地方退出登录，并且在重新启用之前仅凭密码登录。此处尚未设置邮件，因此需要由您告知对方。请先确认提出请求的确实是本人。
