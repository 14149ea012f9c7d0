# The documents of the JSON APIs, to be read.

api-reference-heading = Справочник по API
api-reference-lead = Программы обращаются с API-токеном в заголовке: от вашего имени, с ролью токена и никогда не с большими правами, чем у вас. Первый вызов:
api-reference-document = Документ OpenAPI
api-reference-contents = Содержание
api-reference-errors = Ошибки
api-reference-errors-lead = Так может ответить и любой вызов. В теле ответа сказано, что не так.
api-reference-types = Типы
api-reference-parameters = Параметры
api-reference-body = Тело запроса
api-reference-responses = Ответы
api-reference-required = обязательно
api-reference-query = в строке запроса
