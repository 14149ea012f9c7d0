# The documents of the JSON APIs, to be read.

api-reference-heading = API 参考
api-reference-lead = 程序在请求头中携带 API 令牌调用：以您的名义、按令牌的角色执行，绝不超出您自己的权限。第一个调用：
api-reference-document = OpenAPI 文档
api-reference-contents = 目录
api-reference-errors = 错误
api-reference-errors-lead = 任何调用都可能返回以下状态，响应体会说明哪里有误。
api-reference-types = 类型
api-reference-parameters = 参数
api-reference-body = 请求体
api-reference-responses = 响应
api-reference-required = 必填
api-reference-query = 查询参数
