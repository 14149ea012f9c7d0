mail-greeting = { $name }，您好！
mail-greeting-unnamed = 您好！
mail-button-by-hand = 如果按钮无法使用，请在浏览器中打开以下地址：
mail-sent-to = 本邮件已发送至 { $address }。

mail-invitation-subject = { $inviter } 邀请您加入 { $account }
mail-invitation-heading = 加入 { $account }
mail-invitation-body = { $inviter }（{ $address }）邀请您加入 { $account }。
mail-invitation-role = 角色
mail-invitation-access = 访问权限
mail-invitation-button = 接受邀请
mail-invitation-ends = 该链接只能使用一次，有效期至 { $until }。
mail-invitation-ignore = 不认识 { $inviter }，或未预料到此邀请？请忽略本邮件：未经您操作，不会发生任何事情。

mail-access-account = 在各项目中没有角色，仅限账户角色允许的操作
mail-access-all-projects = 所有项目的管理员
mail-access-project = { $project } – { $role }
mail-project-role-administrator = 项目管理员
mail-project-role-user = 用户
mail-project-role-observer = 观察者
mail-project-role-internal-network = 仅限内部网络

mail-reset-subject = 设置新密码
mail-reset-body = 有人（很可能是您本人）为 { $address } 请求了新密码。
mail-reset-button = 设置新密码
mail-reset-ends = 该链接只能使用一次，30 分钟内有效，截止时间为 { $until }。
mail-reset-ignore = 不是您请求的？请忽略本邮件：您的密码将保持不变。

mail-accepted-subject = { $person } 接受了您发出的 { $account } 邀请
mail-accepted-body = { $person }（{ $address }）已于 { $at } 接受了您发出的 { $account } 邀请。

mail-declined-subject = { $person } 谢绝了您发出的 { $account } 邀请
mail-declined-body = { $person }（{ $address }）已于 { $at } 谢绝了您发出的 { $account } 邀请。
mail-declined-effect = 该邀请已结束，其中的链接不再有效，没有人因此获得访问权限。如果是误操作，请重新邀请此人。

mail-changed-subject = 您的密码已更改
mail-changed-body = { $address } 的密码已于 { $at } 更改。
mail-changed-effect = 您的其他会话均已退出登录，之前邮件中的链接也已失效。
mail-changed-warning = 不是您本人操作？请立即在登录页面点击“忘记密码？”设置新密码，并告知您账户的管理员。

mail-address-subject = 确认您的新电子邮件
mail-address-body = 有人（很可能是您本人）希望今后使用 { $address } 代替 { $old } 登录。
mail-address-button = 确认新电子邮件
mail-address-ends = 该链接只能使用一次，30 分钟内有效，截止时间为 { $until }。
mail-address-ignore = 不是您请求的？请忽略本邮件：未经您操作，不会发生任何事情。

mail-address-asked-subject = 您的电子邮件即将更改
mail-address-asked-body = 有人（很可能是您本人）于 { $at } 请求将您账户的电子邮件从 { $address } 更改为 { $new }。
mail-address-asked-effect = 在通过发往新地址的链接确认之前，不会有任何更改。
mail-address-asked-warning = 不是您本人操作？那么有人知道您的密码。请立即在登录页面点击“忘记密码？”设置新密码：这同时会取消此更改，并使您在所有地方退出登录。然后请告知您账户的管理员。

mail-address-in-use-subject = 有人试图使用您的地址
mail-address-in-use-body = 有人于 { $at } 请求将 { $address } 用作另一个账户的电子邮件。该地址属于您，并仍归您所有；没有任何更改。
mail-address-in-use-note = 您无需采取任何操作。是您本人吗？一个地址只能属于一个人。

mail-address-changed-subject = 您的电子邮件已更改
mail-address-changed-body = 您账户的电子邮件已于 { $at } 从 { $old } 更改为 { $new }。
mail-address-changed-effect = 您现在使用新地址登录。您在其他所有地方均已退出登录，之前邮件中的链接也已失效。
mail-address-changed-warning = 不是您本人操作？请立即告知您账户的管理员。
