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
