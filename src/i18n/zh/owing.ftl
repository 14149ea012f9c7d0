# 尚未启用的双因素身份验证
required-several = 您的多个账户要求双因素身份验证。自所列日期起，在您启用之前，那里的其他内容都无法打开。
required-line-since = { $account }，自 { $day } 起
required-line-from = { $account }，将从 { $day } 起
accept-owing = 您当前以 { $email } 的身份登录，而 { $account } 自 { $day } 起要求双因素身份验证。请先启用，然后您会回到这里进行答复。
