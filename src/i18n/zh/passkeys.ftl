# Passkeys
field-passkey-name = 通行密钥名称
fault-missing-passkey-name = 请为通行密钥命名。
fault-passkey-refused = 通行密钥未被接受。请重试，或使用其他方式。
fault-passkey-known = 此设备上已有您账户的通行密钥。
fault-too-many-passkeys = 您已有 { $max } 个通行密钥，已达上限。请先移除一个。

sign-in-passkey = 使用通行密钥登录
second-step-passkey = 使用通行密钥
second-step-passkey-lead = 请使用您的一个通行密钥，以 { $email } 的身份继续。

account-passkeys = 通行密钥
passkeys-about = 有了通行密钥，您可以用手机或电脑的屏幕锁或安全密钥登录：无需地址、密码或验证码，也无人能从您那里骗走它。它同样可作为密码之后的第二个因素。
passkeys-none = 您还没有通行密钥。
passkeys-no-domain = 通行密钥要求面板使用域名，而此面板是通过数字地址打开的。请联系其运维人员。
passkeys-add = 添加通行密钥
passkeys-name-hint = 便于您日后辨认，例如“手机”或“蓝色密钥”。
passkeys-created = 添加时间
passkeys-never-used = 尚未使用
passkeys-backed-up = 在设备间同步
passkeys-on-device = 仅在一台设备上
passkeys-rename = 重命名
passkeys-rename-of = 重命名 { $passkey }
passkeys-save = 保存更改
passkeys-remove = 移除
passkeys-remove-of = 移除 { $passkey }
passkeys-remove-effect = 之后将无法用它登录。如果它是您最后一个第二因素，则只需要密码，恢复码将失效。您在此处保持登录，在其他所有地方将被退出登录。请同时在设备上删除它。
passkeys-remove-submit = 移除通行密钥
passkeys-cancelled = 通行密钥没有回应：操作被取消或用时过长。请重试。
passkeys-failed = 您的浏览器无法在此使用通行密钥。
passkeys-unable = 此浏览器无法使用通行密钥。请使用更新的浏览器。
passkeys-need-scripts = 通行密钥需要 JavaScript。请启用后使用。

two-factor-by-passkeys = 已启用：登录需要密码和您的一个通行密钥，或仅需通行密钥。您还可以添加身份验证器应用。
two-factor-add-app = 添加身份验证器应用
two-factor-is-on-both = 已启用：登录需要密码以及身份验证器应用中的验证码或您的一个通行密钥，或仅需通行密钥。
two-factor-remove-app = 移除身份验证器应用
two-factor-remove-app-effect = 之后不再需要应用的验证码，通行密钥仍然需要。您在此处保持登录，在其他所有地方将被退出登录。
two-factor-remove-app-submit = 移除应用
two-factor-on-passkey = 已启用（通行密钥）
two-factor-on-both = 已启用（应用、通行密钥）

notice-passkey-added = 通行密钥已添加。您在其他所有地方已退出登录。
notice-passkey-renamed = 通行密钥已重命名。
notice-passkey-removed = 通行密钥已移除。您在其他所有地方已退出登录。
notice-app-removed = 不再需要身份验证器应用，仍需要通行密钥。您在其他所有地方已退出登录。

audit-user-app-removed = 停用了身份验证器应用
audit-user-passkey-added = 添加了通行密钥
audit-user-passkey-renamed = 重命名了通行密钥
audit-user-passkey-removed = 移除了通行密钥
audit-user-passkey-copied = 拒绝了可能被复制的通行密钥

mail-factor-app-removed-subject = 您的身份验证器应用已移除
mail-factor-app-removed-body = { $address } 的身份验证器应用已于 { $at } 移除。
mail-factor-app-removed-effect = 仍需要您的通行密钥。您的其他会话均已退出登录。
mail-passkey-added-subject = 已添加通行密钥
mail-passkey-added-body = { $address } 已于 { $at } 添加了一个通行密钥。
mail-passkey-added-effect = 用它登录无需密码。您的其他会话均已退出登录。如果不是您本人添加的，请在您的账户中将其移除：更改密码并不能使其失效。
mail-passkey-renamed-subject = 通行密钥已重命名
mail-passkey-renamed-body = { $address } 的一个通行密钥已于 { $at } 重命名。
mail-passkey-renamed-effect = 仍可用它登录。
mail-passkey-removed-subject = 通行密钥已移除
mail-passkey-removed-body = { $address } 的一个通行密钥已于 { $at } 移除。
mail-passkey-removed-effect = 无法再用它登录。您的其他会话均已退出登录。
mail-passkey-copied-subject = 您的一个通行密钥可能已被复制
mail-passkey-copied-body = 有人于 { $at } 使用了 { $address } 的一个计数器倒退的通行密钥。存在副本时会出现这种情况。
mail-passkey-copied-effect = 此次尝试已被拒绝。如果是您本人的尝试，可能已有人用副本登录过：请检查您的会话，移除此通行密钥并添加新的。
