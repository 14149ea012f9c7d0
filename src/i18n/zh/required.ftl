# 要求双因素身份验证的账户
required-since = { $account } 自 { $day } 起要求双因素身份验证。在您启用之前，那里的其他内容都无法打开。
required-from = { $account } 从 { $day } 起要求双因素身份验证。请在此之前启用：之后那里的其他内容都无法打开。
required-stays = { $account } 要求双因素身份验证，因此无法停用。
fault-factor-required = { $account } 要求双因素身份验证，它将保持启用。
fault-own-factor-first = 请先为自己启用双因素身份验证，或选择更晚的日期。否则您会把自己锁在外面。
fault-other-count = 现在是 { $count } 人。请再看一下名单，然后发送提醒。
fault-too-many-to-remind = 一次最多提醒 { $max } 人。

settings-two-factor-not-required = 由每个人自行决定。
settings-two-factor-since = 自 { $day } 起要求。
settings-two-factor-day = 将从 { $day } 起要求。
settings-two-factor-from = 要求双因素身份验证的起始日期
settings-two-factor-from-hint = 从这一天（UTC）起，没有启用的人在此账户中只能设置双因素身份验证。选择今天会立即生效。留空则由每个人自行决定。
settings-two-factor-save = 保存日期
settings-two-factor-nobody = 此账户中的所有人都已启用。
settings-two-factor-lacking = { $count ->
   *[other] { $number } 人尚未启用，今天会被锁在外面
}
settings-two-factor-locked-out = { $count ->
   *[other] { $number } 人尚未启用，已被锁在外面
}
settings-two-factor-more = 以及另外 { $number } 人
settings-two-factor-remind = { $count ->
   *[other] 向 { $number } 人发送提醒
}
settings-two-factor-remind-hint = 每人一封注明日期的邮件，使用其自己的语言。每天最多一次。
settings-two-factor-remind-next = 下次可发送提醒的时间：
settings-two-factor-reminded = 上次提醒由 { $who } 发送：
notice-two-factor-required = 从 { $day } 起要求双因素身份验证。
notice-two-factor-not-required = 不再要求双因素身份验证。
notice-two-factor-reminded = 正在向 { $count } 人发送提醒。

people-two-factor-due = 待启用
two-factor-due = 未启用，须在 { $day } 前启用
two-factor-locked-out = 未启用，自 { $day } 起被锁定

audit-two-factor-requirement-changed = 更改了要求双因素身份验证的起始日期
audit-two-factor-reminded = 发送了双因素身份验证提醒

mail-kind-two-factor-due = 双因素身份验证提醒
mail-due-subject = { $account } 要求双因素身份验证
mail-due-body-from = { $account } 将要求双因素身份验证，起始时间：{ $at }。{ $address } 尚未启用。从那时起，在您启用之前，您在那里无法进行任何操作。
mail-due-body-since = { $account } 要求双因素身份验证，起始时间：{ $at }。{ $address } 尚未启用，因此在您启用之前，您在那里无法进行任何操作。
mail-due-button = 启用双因素身份验证
mail-due-ask = 您需要手机或电脑上的身份验证器应用，以及两分钟时间。如有疑问，请联系 { $account } 的管理员。
