# Around every page
page-title = { $page } · Vestibule
skip-to-content = 跳到正文
nav-label = 主菜单
nav-users = 用户
sign-out = 退出登录
preferences-language = 显示语言
preferences-theme = 配色
preferences-save = 应用
theme-system = 跟随系统
theme-light = 浅色
theme-dark = 深色
cancel = 取消

# Form fields
form-problem = 出现问题
field-name = 姓名
field-email = 电子邮件地址
field-password = 密码
field-company = 公司
field-language = 语言
password-hint = 至少 { $min } 个字符。建议使用几个互不相关的词语。
password-show = 显示密码
password-hide = 隐藏密码
password-short = 已输入 {"{"}count{"}"} 个字符，至少需要 { $min } 个
password-enough = 长度足够

# First run
setup-heading = 设置 Vestibule
setup-lead = 您将成为第一位管理员，之后可以邀请其他所有人。
setup-company-hint = 即受邀者将要加入的账户的名称。
setup-submit = 创建管理员
setup-closed-heading = 无法进行设置
setup-closed-text = 此系统已完成设置，或设置链接不正确。运营者可在日志中查找最新的链接。

# Sign in
sign-in-heading = 登录
sign-in-submit = 登录
sign-in-forgot = 忘记密码？

# Forgotten password
forgot-heading = 忘记密码？
forgot-lead = 请输入您的电子邮件地址，我们会向您发送用于设置新密码的链接。
forgot-submit = 发送链接
forgot-back = 返回登录
check-mail-heading = 请查收邮件
check-mail-text = 如果该地址已注册，您将收到用于设置新密码的链接。
check-mail-no-mail = 此处未设置邮件发送，因此无法发送链接。请向您账户的管理员求助。
check-mail-hint = 几分钟后仍未收到？请查看垃圾邮件文件夹，或检查地址是否有误。
reset-heading = 设置新密码
reset-lead = 用于 { $email }。您的其他会话都将退出登录。
reset-submit = 保存密码

# Users
users-heading = 用户
users-invite = 邀请用户
users-search = 搜索用户
users-search-placeholder = 姓名、电子邮件地址或 ID
users-search-submit = 搜索
users-no-mail = 未设置邮件发送：邀请链接需要复制后自行转交。
users-found = 找到 { $count } 人
users-table = 用户
users-column-name = 姓名
users-column-access = 访问权限
users-column-language = 语言
users-column-status = 状态
users-column-two-factor = 双因素身份验证
users-column-last-seen = 上次访问
users-column-actions = 操作
users-you = 您
users-actions-for = 对 { $name } 的操作
users-resend = 重新发送邀请
users-copy-link = 复制邀请链接
users-nothing-heading = 没有与“{ $search }”匹配的结果
users-nothing-text = 姓名、电子邮件地址和 ID 均从每个词的开头开始匹配。
users-clear-search = 清除搜索
users-alone-heading = 这里还没有其他人
users-alone-text = 邀请与您共事的人吧。他们会立即出现在这里，并显示各自的邀请状态。
paging-label = 分页
paging-previous = 上一页
paging-next = 下一页
paging-size = 每页条数
paging-show = 显示

# Access
access-all = 所有项目
access-count = { $count } 个项目
access-account-only = 无项目
access-role = 角色
access-projects = 项目
access-all-administrator = 所有项目的管理员
access-account-only-long = 无，仅限角色允许的操作

# Status
status-active = 已激活
status-queued = 排队中
status-queued-detail = 邮件即将发出
status-retrying = 正在重试
status-retrying-next = 下次尝试：{ $when }
status-not-delivered = 未送达
status-invited = 已邀请
status-expires = { $when }过期
status-expired = 已过期
status-suspended = 已停用
status-removed = 已移除
two-factor-off = 未启用
two-factor-not-yet = 尚未接受邀请
last-seen-never = 从未

# Invite
invite-heading = 邀请用户
invite-name-hint = 选填：对方可以自行填写。
invite-language-hint = 邀请以及对方所见面板的语言。
invite-role = 角色
invite-role-above = 高于您自己的角色（{ $role }）。
invite-scope = 适用范围
invite-scope-client = 客户
invite-scope-client-text = 对所有项目使用同一角色，或不授予任何项目。
invite-scope-project = 项目
invite-scope-project-text = 仅限您选择的项目。
invite-client-role = 客户级角色
invite-client-role-none = 无访问权限
invite-client-role-administrator = 管理员
invite-projects = 项目
invite-no-projects = 还没有项目。
invite-role-in = 在 { $project } 中的角色
invite-send = 发送邀请
invite-create-link = 创建链接
role-administrators-text = 管理人员、项目和设置。
role-engineers-text = 可处理所有资源，不管理人员。
role-purge-api-web-text = 可在面板中或通过 API 清除缓存和预取内容。
role-purge-api-text = 只能通过 API 清除缓存和预取内容。
role-users-text = 只能查看，不能更改。
project-role-none = 无角色
project-role-administrator = 项目管理员
project-role-user = 用户
project-role-observer = 观察者
project-role-internal = 仅限内部网络

# A link to hand over
hand-over-heading = 请转交此链接
hand-over-text = 链接只显示这一次。任何持有链接的人都可以加入，因此请只交给受邀者本人。此前为该成员生成或发送的链接均已失效。
hand-over-link = 邀请链接
hand-over-copy = 复制链接
hand-over-copied = 已复制

# Accept
accept-heading = 加入 { $account }
accept-by = { $name }（{ $email }）邀请您加入 { $account }。
accept-by-address = { $email } 邀请您加入 { $account }。
accept-by-nobody = 您受邀加入 { $account }。
accept-valid = 链接
accept-until = { $when }过期
accept-submit = 设置密码并加入
accept-has-account = { $email } 已注册。请使用其密码登录，以接受邀请。
accept-sign-in = 登录以接受邀请
accept-signed-in = 您当前以 { $email } 的身份登录。
accept-accept = 接受
accept-somebody-else = 您当前以 { $own } 的身份登录，但此邀请是发给 { $invited } 的。
accept-switch = 退出登录并以 { $email } 的身份继续

# Links that open nothing
link-expired-heading = 此邀请已过期
link-used-heading = 此邀请已被使用
link-used-text = 请使用您设置的密码登录。
link-replaced-heading = 已有更新的邀请
link-replaced-text = 此链接已失效，因为已生成更新的链接。请使用您收到的最新链接，或联系邀请您的人。
link-revoked-heading = 此邀请已被撤回
link-revoked-ask = 如果您认为有误，请联系 { $name }（{ $email }）。
link-revoked-text = 如果您认为有误，请联系邀请您的人。
link-unknown-heading = 此链接无效
link-unknown-text = 链接可能不完整。请从邮件中重新打开，或完整复制链接。
link-reset-over-heading = 此链接已失效
link-reset-over-text = 用于设置新密码的链接只能使用一次，且有效时间很短。您可以重新请求一个链接。

# Welcome
welcome-heading = 欢迎加入 { $account }
welcome-lead = 您已是此账户的成员。以下是您在这里可以进行的操作。

# Errors
error-malformed-heading = 收到的请求不完整
error-malformed-text = 请返回上一页，刷新后重试。
error-forbidden-heading = 您无权执行此操作
error-forbidden-text = 您的角色不允许此操作。账户的管理员可以更改权限。
error-not-found-heading = 找不到页面
error-not-found-text = 此地址没有内容，或您无权查看。
error-method-heading = 此处无法执行该操作
error-method-text = 此地址存在，但不接受这类请求。
error-conflict-heading = 此处无法执行该操作
error-conflict-text = 当前状态下无法执行，或情况已发生变化。请返回并刷新页面查看最新状态。
error-busy-heading = 请稍后重试
error-busy-text = 请求过多，或数据库暂时无法访问。没有任何内容丢失。
error-internal-heading = 出了点问题
error-internal-text = 这是我们的问题，与您无关，并已记录。如再次发生，请将下方编号告知此系统的运营者。
error-request-id = 请求
error-home = 前往首页

# Said by islands
live-transport = 无法连接服务器。请检查网络连接后重试。

users-action-accepted = 已接受
users-action-removed = 已不在此账户中
users-action-no-mail = 未设置邮件发送
users-action-cooling = { $seconds } 秒后可重试
shortcuts = 键盘快捷键
shortcut-search = 搜索
shortcut-invite = 邀请
