# Why somebody may enter a project
access-through-account-role = { $role }（来自账户角色）
access-through-client-role = { $role }（来自客户级角色）
access-through-project-role = { $role }（来自项目中的角色）
access-idle-account-role = 账户角色给予的“{ $role }”不起作用
access-idle-client-role = 客户级角色给予的“{ $role }”不起作用
access-idle-project-role = 项目中的“{ $role }”不起作用
access-and = { $first }；{ $second }
access-line = { $project }：{ $reasons }
access-line-none = { $project }：无访问权限

# Projects
nav-projects = 项目
projects-heading = 项目
projects-table = 项目
projects-archived-table = 已归档的项目
projects-column-name = 名称
projects-column-people = 人员
projects-column-access = 您的访问权限
projects-column-archived = 归档时间
projects-column-actions = 操作
projects-default = 默认项目
projects-default-stays = 默认项目不能归档。
projects-people = { $count } 人
projects-people-of = { $project } 中有 { $people }
projects-new = 新建项目
projects-create = 创建项目
projects-rename = 重命名
projects-rename-of = 重命名 { $project }
projects-save = 保存更改
projects-archive = 归档
projects-archive-of = 归档 { $project }
projects-archive-heading = 归档 { $project }？
projects-archive-closed = 归档后，无论角色如何，任何人都不能再进入该项目，表单中也不再提供该项目。
projects-archive-kept = { $count ->
    [0] 没有人在其中拥有角色。管理员可随时恢复该项目。
   *[other] 有 { $count } 人在其中拥有角色。这些角色会保留，管理员恢复该项目后重新生效。
}
projects-archived = 已归档（{ $count }）
projects-archived-most = 仅显示最近归档的 { $count } 个项目。
projects-restore = 恢复
projects-restore-of = 恢复 { $project }
projects-none-heading = 没有对您开放的项目
projects-none-text = 账户的管理员可以在项目中授予您角色。
notice-project-created = 项目 { $project } 已创建
notice-project-renamed = 项目现名为 { $project }
notice-project-archived = 项目 { $project } 已归档
notice-project-restored = 项目 { $project } 已恢复
fault-name-taken = 已有其他项目使用此名称，请另选一个。
fault-too-many-projects = 一个账户最多可有 { $max } 个使用中的项目，请先归档一个。
fault-default-project = 默认项目不能归档。

# Accounts
accounts-heading = 账户
accounts-link-switch = { $account } – 切换账户
accounts-link = { $account } – 账户
accounts-here = 您在这里
accounts-switch = 切换
accounts-suspended-text = 此账户的管理员可以重新让您进入。
accounts-new = 新建账户
accounts-new-hint = 您将成为其首位管理员。
accounts-create = 创建账户
notice-account-switched = 您现在位于 { $account }
notice-account-created = 账户 { $account } 已创建
fault-nobody-here = 这里没有人使用此地址。
fault-no-password-yet = 此人尚未设置密码。

# In the audit log
audit-project-created = 创建了项目
audit-project-renamed = 重命名了项目
audit-project-archived = 归档了项目
audit-project-restored = 恢复了项目
audit-account-created = 创建了账户
audit-session-switched = 切换到此账户
