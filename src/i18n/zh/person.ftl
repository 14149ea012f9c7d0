# One person: the page, editing, and what is asked before something is done
person-back-label = 当前位置
person-back = 所有用户
person-id = ID { $id }
person-facts = 详细信息
person-joined = 加入时间
person-removed = 移除时间
person-access-lead = 在各项目中的权限：
person-access-every = 这也适用于今后新建的项目。
person-access-nothing = 无法访问任何项目。
person-invitation = 邀请
person-invited-by = 邀请人
person-link-made = 最新链接创建于
person-link-ends = 链接失效时间
person-link-ended = 链接已失效
person-accepted = 接受时间
person-revoked = 撤回时间
person-mail = 邮件
person-mail-by-hand = 无：由 { $by } 转交链接
person-mail-queued = 等待发送
person-mail-retrying = 已推迟，将再次尝试
person-mail-refused = 被邮件服务器拒收
person-mail-sent = 邮件服务器已接收
person-tokens = API 令牌
person-tokens-none = 没有有效的令牌。
person-token-id = ID { $id }
person-token-used = 上次使用：{ $when }
person-token-unused = 尚未使用
person-token-forever = 永不过期
person-sessions = 会话
person-sessions-none = 当前没有任何登录。
person-session-seen = 上次活动：{ $when }
person-session-since = 登录：{ $when }
person-browser = { $system } 上的 { $browser }
person-browser-unknown = 未知浏览器

# Why something cannot be done
impossible-not-accepted = 尚未接受
impossible-suspended = 已停用
impossible-not-suspended = 未停用
impossible-oneself = 不能对自己操作：可由其他管理员执行
impossible-role = 您的角色不允许此操作

# Edit
edit-heading = 编辑 { $name }
edit-submit = 保存更改
edit-back = 返回用户页面
edit-name-hint = 此账户中使用的姓名。
edit-email-hint = 更改地址后会向新地址发送新链接，旧链接随即失效。
edit-email-hint-by-hand = 更改地址后会生成新链接供您转交，旧链接随即失效。
edit-own-access = 您自己的角色和范围
edit-own-access-why = 您不能更改自己的角色和范围。请联系另一位管理员。

# Asked before it is done
confirm-back = 返回用户列表
confirm-resend-heading = 重新向 { $name } 发送邀请？
confirm-resend-text = 新链接将发送至 { $email }。之前的所有链接随即失效。
confirm-copy-link-heading = 为 { $name } 创建新链接？
confirm-copy-link-text = 您将获得一个供 { $email } 使用的链接，请自行转交。链接只显示一次，之前的所有链接随即失效。
confirm-sign-out-heading = 让 { $name } 从所有设备退出？
confirm-sign-out-text = 此账户中的所有会话将立即结束。对方可以用密码重新登录。API 令牌继续有效。
confirm-suspend-heading = 停用 { $name }？
confirm-suspend-text = 对方将立即退出此账户，恢复之前无法再进入。角色和访问权限会保留。
confirm-suspend-submit = 停用 { $name }
confirm-restore-heading = 恢复 { $name }？
confirm-restore-text = 对方可以重新登录，角色和访问权限与之前相同。
confirm-restore-submit = 恢复 { $name }
confirm-revoke-heading = 撤回对 { $name } 的邀请？
confirm-revoke-text = 发给 { $email } 的链接将立即失效。您可以随时重新邀请。
confirm-delete-heading = 移除 { $name }？
confirm-delete-text = 对方将立即失去此账户的访问权限，未接受的邀请也随即失效。其操作仍保留在审计日志中。
confirm-delete-submit = 移除 { $name }
confirm-delete-with-tokens = 删除这些令牌并移除 { $name }
confirm-plan-tokens = API 令牌（{ $number }）
confirm-plan-sessions = 将结束的会话（{ $number }）
confirm-plan-projects = 没有其他项目管理员的项目
confirm-plan-nothing = 没有会话、API 令牌，也没有发出的待接受邀请。

# Said when it is done
notice-suspended = { $name } 已停用。
notice-restored = { $name } 已恢复。
notice-revoked = 对 { $name } 的邀请已撤回。
notice-removed = { $name } 已移除。
notice-edited = 对 { $name } 的更改已保存。
notice-readdressed = 更改已保存。发往 { $email } 的新邀请已排队，旧链接不再有效。

# Several at once
bulk-selected = 已选择
bulk-left-out = 已跳过：{ $reason }
bulk-number = 编号 { $id }
bulk-nobody = 未选择任何人。
bulk-too-many = 一次最多选择 { $most } 人。
bulk-delete-text = 这些人将立即失去此账户的访问权限，未接受的邀请也随即失效。其操作仍保留在审计日志中。
bulk-fact-project = 项目 { $project } 的唯一管理员
bulk-role-submit = 更改角色
bulk-role-done = 角色已更改。
bulk-delete-done = 已移除。
bulk-result-heading = 已完成 { $done } / { $all }
bulk-result-back = 返回用户列表
notice-signed-out-everywhere = { $sessions ->
    [0] { $name } 当前没有任何登录。
   *[other] { $name } 已退出：结束了 { $sessions } 个会话。
}
confirm-plan-invitations = 其发出的 { $count } 个邀请尚未被接受。
bulk-fact-sessions = 将结束 { $count } 个会话
bulk-delete-heading = 移除 { $count } 人？
bulk-delete-submit = 移除 { $count } 人
bulk-role-heading = 更改 { $count } 人的角色
person-invite-again = 再次邀请
person-activity = 活动
person-activity-link = 在审计日志中查看对该成员的操作
