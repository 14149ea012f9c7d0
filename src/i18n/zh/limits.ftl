# 未登录者在表单上需要等待多久
limits-wait-seconds = 尝试次数过多，请等待 { $count } 秒后重试。
limits-wait-minutes = 尝试次数过多，请等待 { $count } 分钟后重试。
limits-shut = 此地址的错误密码次数过多。请通过“忘记密码？”设置新密码。
