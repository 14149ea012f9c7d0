# API 令牌
nav-tokens = API 令牌
tokens-heading = API 令牌
tokens-lead-everybody = 程序使用令牌调用 API。这里是账户中所有人的令牌。
tokens-lead-own = 程序使用令牌以您的名义调用 API，无需您的密码。这里是您的令牌。
tokens-column-id = ID
tokens-column-name = 令牌名称
tokens-column-issuer = 签发者
tokens-column-role = 角色
tokens-column-status = 状态
tokens-column-expires = 到期
tokens-column-description = 说明
tokens-column-start = 开始
tokens-column-used = 上次使用
tokens-status-active = 有效
tokens-status-expired = 已过期
tokens-status-deleted = 已删除
tokens-status-all = 全部
tokens-issuer-anybody = 所有人
tokens-issuer-number = 用户 { $id }
tokens-issuer-gone = 该用户已被删除
tokens-never = 永不
tokens-ends-soon = 即将到期
tokens-unused = 尚未使用
tokens-no-delete-expired = 它已过期。
tokens-no-delete-deleted = 它已被删除。
tokens-empty-heading = 没有有效的 API 令牌
tokens-empty-text = 为要调用 API 的程序创建一个令牌。选择其他状态可查看已过期和已删除的令牌。
tokens-nothing-heading = 没有符合条件的令牌
tokens-nothing-text = 请更改或清除筛选条件。

# 新令牌
tokens-create = 创建令牌
tokens-create-lead = 持有令牌者以您的名义行事：权限由令牌的角色决定，且绝不超过您自己的权限。请选择足够用的最低角色。
tokens-name-hint = 谁在使用它，便于您日后辨认。
tokens-expires-hint = 可选：最后一天（UTC）。不填则令牌一直有效，直到有人将其删除。
tokens-description-hint = 可选。
tokens-new-heading = 您的新 API 令牌
tokens-new-text = 请立即复制令牌。它只显示这一次，之后任何人都无法再查看。任何持有它的人都可以以您的名义行事。
tokens-new-label = 令牌
tokens-new-try = 试用命令
tokens-copy-token = 复制令牌
tokens-copy-command = 复制命令
tokens-new-done = 完成

# 删除
tokens-delete-heading = 删除 { $token }？
tokens-delete-text = 使用此 API 令牌的一切从此将被拒绝。此操作无法撤销。
tokens-delete-submit = 删除 { $token }
notice-token-deleted = API 令牌 { $token } 已删除
notice-token-over = 此 API 令牌已过期或已被删除。

# 其他位置
person-tokens-all = 该用户的所有 API 令牌
audit-token-expired = API 令牌已过期
mail-kind-token-ends = API 令牌即将到期的通知
mail-token-subject = { $account } 的 API 令牌 { $token } 即将到期
mail-token-body-own = 您用于 { $account } 的 API 令牌 { $token } 即将到期。
mail-token-body-other = { $issuer } 为 { $account } 签发的 API 令牌 { $token } 即将到期。
mail-token-id = ID
mail-token-ends = 到期
mail-token-effect = 此后使用它的一切都将被拒绝。请及时创建新令牌并替换它。
mail-token-button = 查看 API 令牌
