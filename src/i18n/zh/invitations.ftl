# 邮件中的链接及其各种状态
accept-heading-sign-in = 登录以加入 { $account }
accept-heading-somebody-else = 此邀请是发给其他人的
accept-not-me = 这不是给我的
accept-decline = 拒绝
access-archived = 已归档的项目
access-archived-text = 已归档的项目任何人都无法进入。项目恢复后，您在其中的角色会重新生效。
decline-heading = 拒绝加入 { $account } 的邀请？
decline-text = 链接将失效，{ $inviter } 会收到通知，{ $email } 不会再收到有关 { $account } 的邮件。
decline-submit = 拒绝邀请
link-expired-mail = 链接只在有限时间内有效。请求新链接后，它会发送到受邀加入 { $account } 的地址。
link-expired-administrator = 链接只在有限时间内有效。请求新链接后，{ $account } 的管理员会看到您正在等待。
link-expired-button = 请求新链接
link-expired-or-ask = 您也可以直接联系 { $name }（{ $email }）。
link-asked-heading = 您已请求新链接
link-asked-mail = 如果加入 { $account } 的邀请仍然有效，新链接正在发往受邀的地址；否则管理员会看到您正在等待。您无需再做任何事。
link-asked-administrator = { $account } 的管理员会看到您正在等待。只要其中一位同意，您就会收到新链接。您无需再做任何事。
link-needs-approval-heading = 需要管理员先确认
link-needs-approval-text = 邀请您加入 { $account } 的人已无权自行邀请。管理员会看到这一点，需由其中一位确认邀请。请保留此链接：确认后即可打开。
link-declined-heading = 此邀请已被拒绝
link-declined-text = 已通知 { $name }（{ $email }），此地址不会再收到有关 { $account } 的邮件。点错了？请对方重新邀请您。
link-tries-heading = 尝试次数过多
link-tries-text = 从此处尝试了太多不存在的链接。请等待 { $seconds } 秒，然后再次打开您的链接。它尚未被使用。

# 登录后提供的邀请
offers-heading = 邀请
offers-lead = 以下账户邀请了 { $email }。
offers-none = { $email } 没有待处理的邀请。
offers-valid = 邀请
offers-needs-approval = 需要 { $account } 的管理员先确认此邀请，您才能接受。
offers-on = 继续
offers-later = 稍后决定
accounts-offers = { $count ->
   *[other] { $count } 个账户邀请了您。
}
accounts-offers-link = 查看邀请
notice-declined = 邀请已拒绝。

# 管理员所见
status-asks-for-link = 请求新链接
status-needs-approval = 需要批准
standing-waiting = 等待批准
row-approve = 批准
confirm-approve-heading = 批准 { $name } 的邀请？
confirm-approve-text = 从现在起，由您为 { $email } 的邀请负责。如果链接已过期，会生成新的链接。
impossible-not-waiting = 没有人在等待批准
notice-approved = { $email } 的邀请已批准。原有链接重新生效。
person-declined = 拒绝时间

audit-invitation-asked = 请求了新的邀请链接
audit-invitation-approved = 批准了邀请
audit-invitation-declined = 邀请被拒绝

# 发给已有密码者的邮件
mail-invitation-has-account = { $address } 已注册。请使用其密码登录，然后接受或拒绝。
mail-invitation-sign-in = 登录以接受邀请
mail-invitation-decline = 不需要，或不认识 { $inviter }？请登录后拒绝，或忽略本邮件：未经您操作，不会发生任何事情。
