# 第二因素
field-code = 验证码
field-recovery-code = 恢复码
fault-missing-code = 请输入应用显示的验证码。
fault-missing-recovery-code = 请输入您的一个恢复码。
fault-wrong-code = 验证码不正确，或已被使用。请等待应用显示下一个。
fault-wrong-recovery-code = 这不是您的恢复码，或已被使用。
fault-codes-shut = 连续输入的错误验证码过多。请使用一个恢复码；如果没有，请联系管理员重置双因素身份验证。

second-step-heading = 双因素身份验证
second-step-lead = 请输入身份验证器应用为 { $email } 显示的验证码。
second-step-recovery-lead = 请输入您为 { $email } 保存的一个恢复码。每个只能使用一次。
second-step-recovery = 使用恢复码
second-step-app = 使用身份验证器应用
second-step-submit = 验证
second-step-other = 以其他人的身份登录

account-two-factor = 双因素
two-factor-heading = 双因素身份验证
two-factor-is-off = 未启用：只需要密码。
two-factor-about = 启用后，登录时还需要手机应用中的验证码，例如 Aegis、FreeOTP、Google Authenticator 或密码管理器。仅凭您的密码，任何人都无法进入。
two-factor-password-hint = 您当前的密码，用于确认是您本人。
two-factor-begin = 启用双因素身份验证
two-factor-set-up = 设置身份验证器应用
two-factor-scan = 用身份验证器应用扫描此码，或在应用中输入密钥。然后输入应用显示的验证码。
two-factor-qr-code = 用于身份验证器应用的二维码；下方的密钥内容相同
two-factor-key = 密钥
two-factor-code-hint = 六位数字，每 30 秒更新。
two-factor-effect = 您在此处保持登录，在其他所有地方将被退出登录。
two-factor-confirm = 启用
two-factor-is-on = 已启用：登录需要密码和身份验证器应用中的验证码。
two-factor-since = 启用时间
two-factor-last-used = 上次使用
two-factor-codes = 恢复码
two-factor-codes-left = { $count ->
   *[other] 剩余 { $count } 个
}
two-factor-few-codes = { $count ->
    [0] 您没有剩余的恢复码。没有应用将无法再登录：请生成新的恢复码。
   *[other] 您还剩 { $count } 个恢复码。请在用完之前生成新的恢复码。
}
two-factor-codes-once = 请立即保存这些恢复码：不会再次显示。
two-factor-codes-about = 如果您丢失了验证手段，每个恢复码可在输入密码后让您登录一次。请将其打印，或与密码保存在一起。
two-factor-codes-kept = 我已保存
two-factor-new-codes = 新的恢复码
two-factor-new-codes-effect = 现有的恢复码将失效。您在此处保持登录，在其他所有地方将被退出登录。
two-factor-new-codes-submit = 生成新的恢复码
two-factor-either-hint = 应用中的验证码，或您的一个恢复码。
two-factor-turn-off = 停用双因素身份验证
two-factor-turn-off-effect = 之后只需要密码，恢复码将失效。您在此处保持登录，在其他所有地方将被退出登录。
two-factor-turn-off-submit = 停用
two-factor-on-app = 已启用（应用）

notice-two-factor-on = 双因素身份验证已启用。您在其他所有地方已退出登录。
notice-new-codes = 您有了新的恢复码。之前的恢复码已失效。
notice-two-factor-off = 双因素身份验证已停用。您在其他所有地方已退出登录。
notice-two-factor-reset = 已重置 { $name } 的双因素身份验证。

row-reset-two-factor = 重置双因素
confirm-reset-two-factor-heading = 重置 { $name } 的双因素身份验证？
confirm-reset-two-factor-text = 适用于验证手段已全部丢失的人。应用、通行密钥和恢复码都将被移除；对方将在所有地方退出登录，并且在重新启用之前仅凭密码登录。对方会收到邮件通知。请先确认提出请求的确实是本人。
impossible-no-two-factor = 双因素身份验证未启用
impossible-guards-more = 它保护的不只是此账户：可由本系统的运维人员执行

audit-session-password-accepted = 输入了密码，尚未提供第二因素
audit-user-two-factor-on = 启用了双因素身份验证
audit-user-two-factor-off = 停用了双因素身份验证
audit-user-recovery-codes-made = 生成了新的恢复码
audit-user-two-factor-refused = 连续五次输入了错误的双因素验证码
audit-user-two-factor-reset = 重置了双因素身份验证

mail-kind-two-factor-changed = 双因素身份验证的通知
mail-factor-on-subject = 双因素身份验证已启用
mail-factor-on-body = { $address } 的双因素身份验证已于 { $at } 启用。
mail-factor-on-effect = 仅凭密码无法登录：还需要身份验证器应用中的验证码。您的其他会话均已退出登录。
mail-factor-off-subject = 双因素身份验证已停用
mail-factor-off-body = { $address } 的双因素身份验证已于 { $at } 停用。
mail-factor-off-effect = 现在只需要密码，恢复码已失效。您的其他会话均已退出登录。
mail-factor-codes-subject = 您有了新的恢复码
mail-factor-codes-body = 已于 { $at } 为 { $address } 生成新的恢复码。
mail-factor-codes-effect = 之前的恢复码已失效。您的其他会话均已退出登录。
mail-factor-used-subject = 恢复码已被使用
mail-factor-used-body = 有人（很可能是您）于 { $at } 使用了 { $address } 的恢复码。
mail-factor-used-effect = 该恢复码已失效。您可以在自己的账户中查看剩余数量，并生成新的恢复码。
mail-factor-wrong-subject = 您的账户收到错误的验证码
mail-factor-wrong-body = { $at }，有人为 { $address } 连续五次输入了错误的双因素验证码。此人知道您的密码，或正在使用您已登录的浏览器。
mail-factor-wrong-effect = 没有人因此登录成功。如果是您本人，请几分钟后再试。
mail-factor-reset-subject = 您的双因素身份验证已被重置
mail-factor-reset-body = { $address } 的双因素身份验证已于 { $at } 由管理您账户或本系统的人员重置。
mail-factor-reset-effect = 您的应用、通行密钥和恢复码已失效。您已在所有地方退出登录，现在仅凭密码登录。请在您的账户中重新启用双因素身份验证。
mail-factor-warning = 不是您本人操作，或并非您的请求？请立即在登录页面点击“忘记密码？”设置新密码，并告知您账户的管理员。
